"""`eenplan check`: every line is well when it is well, and not when it is not, and then says what to do."""

import json
import os
import socketserver
import threading
from contextlib import contextmanager
from datetime import timedelta
from ipaddress import ip_network
from types import SimpleNamespace
from urllib.parse import urlsplit

import psycopg
import pytest
from django.db import connection
from django.utils import timezone

from eenplan.access.models import Account, PolicySet
from eenplan.audit import anchors
from eenplan.cli.check import database, house, looked_at
from eenplan.cli.worker import nightly
from eenplan.runtime.postgres import HARDENING
from tests.support.db import TESTER, on_database

#: what a part tells, by the name of its line
NIGHT = "nacht: retention.run"


def told(part) -> dict:
    return {line.name: line for line in part()}


def well(part, *names):
    lines = told(part)
    for name in names or lines:
        assert lines[name].ok, lines[name]


def wrong(part, name, match=""):
    line = told(part)[name]
    assert not line.ok
    assert line.do
    assert match in line.wrong, line.wrong


@pytest.fixture
def run(db):
    def statement(text, *values):
        with connection.cursor() as cursor:
            cursor.execute(text, values or None)

    return statement


@pytest.fixture
def as_superuser(db, monkeypatch):
    """The questions go to the server as the application, on a connection whose settings only a superuser may change."""
    dsn = db_of_the_test()
    with psycopg.connect(dsn) as superuser:

        def ask(question, *values):
            superuser.execute("SET LOCAL ROLE eenplan_app")
            try:
                return superuser.execute(question, values or None).fetchall()
            finally:
                superuser.execute("RESET ROLE")

        monkeypatch.setattr(database, "ask", ask)
        yield superuser
        superuser.rollback()


def db_of_the_test() -> str:
    return on_database(os.environ["EENPLAN_TEST_SUPERUSER"], connection.settings_dict["NAME"])


# The database


def test_roles(db, monkeypatch):
    well(database.roles)
    wrong(lambda: database.roles("postgres"), "rol van de toepassing", "SUPERUSER, BYPASSRLS")
    wrong(lambda: database.roles(TESTER), "lidmaatschappen", "eenplan_owner")
    wrong(lambda: database.roles("eenplan_owner"), "bezit", "cases_case")
    monkeypatch.setattr(database, "_OWNER", "SELECT 'postgres'")
    wrong(database.roles, "rol van de eigenaar", "SUPERUSER")


def test_guards(db, as_owner, run):
    well(database.guards)
    with as_owner():
        run("ALTER TABLE cases_case NO FORCE ROW LEVEL SECURITY")
    wrong(database.guards, "rijbeveiliging", "cases_case")
    with as_owner():
        run(f'GRANT TEMPORARY ON DATABASE "{connection.settings_dict["NAME"]}" TO PUBLIC')
    wrong(database.guards, "tijdelijke tabellen")
    with as_owner():
        run("DELETE FROM django_migrations WHERE app = 'plans'")
        PolicySet.objects.update(fingerprint="old")
    wrong(database.guards, "migraties", "plans.0001_initial")
    wrong(database.guards, "toegangsregels")


#: how each of these comes to stand open
OPENED = {
    "track_activities": "SET LOCAL track_activities = on",
    "temp_file_limit": "SET LOCAL temp_file_limit = -1",
    "large objects": "GRANT EXECUTE ON FUNCTION lo_create(oid) TO PUBLIC",
    "andere verbindingen": "GRANT EXECUTE ON FUNCTION pg_cancel_backend(integer) TO PUBLIC",
}


@pytest.mark.parametrize("each", HARDENING, ids=lambda each: each.name)
def test_hardening(as_superuser, each):
    as_superuser.execute(OPENED.get(each.name, f"SET LOCAL {each.name} = 0"))
    wrong(database.hardening, each.name)
    do = told(database.hardening)[each.name].do.split(": ", 1)[1]
    as_superuser.execute(do.replace("ALTER ROLE eenplan_app SET", "SET LOCAL"))  # what it says to do is enough
    well(database.hardening, each.name)


def test_defaults_that_the_role_gave_itself(as_superuser):
    well(database.hardening, "eigen instellingen")
    as_superuser.execute("SET LOCAL ROLE eenplan_app; ALTER ROLE eenplan_app SET row_security = off; RESET ROLE")
    wrong(database.hardening, "eigen instellingen", "row_security")
    as_superuser.execute(told(database.hardening)["eigen instellingen"].do)
    well(database.hardening, "eigen instellingen")


@pytest.mark.parametrize("name", database.QUIET)
def test_what_the_server_writes_down(as_superuser, name):
    """Asked of a real server, one setting after the other."""
    loud = {
        "log_statement": "all", "log_min_error_statement": "error", "log_parameter_max_length_on_error": "-1",
        "log_min_duration_statement": "1s", "log_min_duration_sample": "1s", "log_transaction_sample_rate": "0.1",
        "log_error_verbosity": "default", "auto_explain.log_min_duration": "0", "pgaudit.log": "all",
    }.get(name, "on")  # fmt: skip
    safe = next(value for value in database.QUIET[name] if value is not None)
    as_superuser.execute("SELECT set_config(%s, %s, true)", [name, safe])
    well(database.quiet, name)
    as_superuser.execute("SELECT set_config(%s, %s, true)", [name, loud])
    wrong(database.quiet, name, loud)
    assert name in told(database.quiet)[name].do


def test_extensions(db, as_owner, run):
    well(database.extensions, "uitbreidingen")
    with as_owner():
        run("CREATE EXTENSION citext")
    wrong(database.extensions, "uitbreidingen", "citext")


def test_clock(db, monkeypatch):
    well(database.clock)
    now = timezone.now
    for away in (timedelta(seconds=30), timedelta(seconds=-30)):
        monkeypatch.setattr(database.timezone, "now", lambda away=away: now() + away)
        wrong(database.clock, "klok", "s verschil")


def test_writing(db, as_owner, run):
    well(database.writing)
    with as_owner():
        run("REVOKE INSERT ON audit_event FROM eenplan_app")
        run("REVOKE ALL (at) ON audit_event FROM eenplan_app")
    lines = {line.name: line for line in looked_at()}
    assert "permission denied" in lines["writing"].wrong
    assert "klok" in lines  # one part that fails does not keep the others from being told


def test_identity(world, as_owner, monkeypatch):
    well(database.identity)
    with as_owner():
        Account.objects.filter(email__startswith="system@").update(is_active=False)
    wrong(database.identity, "handelen")
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE eenplan_app")
    monkeypatch.setattr("eenplan.network.queries.SYSTEM_FUNCTION", "nobody's function")
    wrong(database.identity, "huis")
    monkeypatch.undo()
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "CREATE OR REPLACE FUNCTION access_account() RETURNS bigint LANGUAGE sql STABLE AS 'SELECT 1::bigint'"
        )
    wrong(database.identity, "bewijs", "set_config")


# The house


def test_address(settings):
    settings.ADDRESS, settings.HTTPS = urlsplit("https://eenplan.example"), True
    settings.TRUSTED_PROXIES, settings.DEMO, settings.DEBUG = [ip_network("127.0.0.1/32")], False, False
    well(house.address)
    settings.ADDRESS, settings.HTTPS = urlsplit("http://eenplan.example"), False
    settings.TRUSTED_PROXIES, settings.DEMO = [], True
    wrong(house.address, "adres")
    wrong(house.address, "proxy")
    wrong(house.address, "proefstand", "EENPLAN_DEMO")


class _Mail(socketserver.StreamRequestHandler):
    def handle(self):
        self.wfile.write(b"220 test\r\n")
        for line in self.rfile:
            self.wfile.write(b"221 bye\r\n" if line.startswith(b"quit") else b"250 test\r\n")


def test_mail(settings):
    settings.EMAIL_HOST = ""
    wrong(house.mail, "mail", "bestanden")
    settings.EMAIL_BACKEND, settings.EMAIL_USE_TLS = "django.core.mail.backends.smtp.EmailBackend", False
    with socketserver.TCPServer(("127.0.0.1", 0), _Mail) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        well(house.mail)
        settings.EMAIL_USE_TLS = True  # which this server does not speak
        wrong(house.mail, "mail", "STARTTLS")
        server.shutdown()
    wrong(house.mail, "mail", "refused")


def test_home(settings, tmp_path, monkeypatch):
    settings.HOME = tmp_path
    tmp_path.chmod(0o700)
    (tmp_path / "file-key").write_text("")
    (tmp_path / "file-key").chmod(0o600)
    free = SimpleNamespace(free=10**12)
    monkeypatch.setattr(house.shutil, "disk_usage", lambda path: free)
    well(house.home)
    free.free = 10**6
    wrong(house.home, "schijf")
    (tmp_path / "file-key").chmod(0o640)
    wrong(house.home, "geheimen", "file-key")
    well(house.home, "terugzetten")
    (tmp_path / "restore-unfinished.json").write_text("{}")
    wrong(house.home, "terugzetten", "niet af")


def test_backup(settings, tmp_path):
    settings.HOME = tmp_path
    wrong(house.backup, "back-up", "nog geen")
    file = tmp_path / "x.age"
    file.write_text("")
    note = {"at": timezone.now().isoformat(), "file": str(file)}
    (tmp_path / "last-backup.json").write_text(json.dumps(note))
    well(house.backup)
    file.unlink()
    wrong(house.backup, "back-up", "is er niet meer")
    file.write_text("")
    note["at"] = (timezone.now() - timedelta(hours=27)).isoformat()
    (tmp_path / "last-backup.json").write_text(json.dumps(note))
    wrong(house.backup, "back-up", "geleden")


def test_anchors(db, settings, tmp_path, monkeypatch):
    settings.ANCHORS = tmp_path
    wrong(house.anchors, "zegels", "nooit")
    for ago, judge in ((1, well), (27, lambda part: wrong(part, "zegels"))):
        latest = (timezone.now() - timedelta(hours=ago)).isoformat()
        monkeypatch.setattr(anchors, "check", lambda latest=latest: anchors.Checked(1, latest))
        judge(house.anchors)
    monkeypatch.undo()
    settings.ANCHORS = tmp_path
    (tmp_path / "x.json").write_text("{}")
    wrong(house.anchors, "zegels", "geen zegel")


_DUE = """
INSERT INTO procrastinate_periodic_defers (task_name, defer_timestamp, periodic_id, job_id)
VALUES (%s, extract(epoch FROM now() + %s::interval), '', %s)
"""


def test_nights(db, as_owner, run):
    wrong(house.nights, "worker")
    wrong(house.nights, NIGHT, "niet gedaan")
    assert {f"nacht: {task.name}" for task in nightly()} == {name for name in told(house.nights) if name != "worker"}
    with as_owner():
        run("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now())")
        for task in nightly():
            run(_DUE, task.name, "-25 hours", None)
    well(house.nights)
    with as_owner():
        run(
            "INSERT INTO procrastinate_jobs (id, queue_name, task_name, status)"
            " VALUES (-1, 'default', 'retention.run', 'failed')"
        )
        run(_DUE, "retention.run", "-10 hours", -1)
    wrong(house.nights, NIGHT, "niet gelukt")
    with as_owner():
        run(_DUE, "retention.run", "-1 hour", None)
    well(house.nights, NIGHT)  # the night after went well
    with as_owner():
        run("UPDATE procrastinate_periodic_defers SET defer_timestamp = id")
    wrong(house.nights, NIGHT, "niet gedaan")


def test_a_moment_to_come_is_no_proof_that_something_was_done(db, as_owner, run, settings, tmp_path):
    """A clock that jumped ahead, and was put right, would else make everything look done for years."""
    settings.HOME = tmp_path
    (tmp_path / "x.age").write_text("")
    note = {"at": (timezone.now() + timedelta(days=400)).isoformat(), "file": str(tmp_path / "x.age")}
    (tmp_path / "last-backup.json").write_text(json.dumps(note))
    wrong(house.backup, "back-up")
    with as_owner():
        run("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() + interval '400 days')")
        run(_DUE, "retention.run", "400 days", None)
    wrong(house.nights, "worker")
    wrong(house.nights, NIGHT, "niet gedaan")
    with as_owner():
        run(_DUE, "retention.run", "-1 hour", None)
        run("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now())")
    well(house.nights, "worker", NIGHT)


def test_every_part_has_a_test():
    """What is looked at is tried in both colours: a new part without a test here fails."""
    parts = {part.__name__ for part in (*database.PARTS, *house.PARTS)}
    tried = {name.removeprefix("test_") for name in globals() if name.startswith("test_")}
    assert parts - {"quiet"} <= tried
    assert "what_the_server_writes_down" in tried


def test_one_line_that_is_not_well_is_status_1(db, capsys, monkeypatch):
    from eenplan.cli import check
    from eenplan.cli.main import main

    monkeypatch.setattr(check, "started", contextmanager(lambda: (yield)))
    for lines, status in (
        ([check.Line("a", "", "x")], 0),
        ([check.Line("a", "", "x"), check.Line("b", "y", "", "doe")], 1),
    ):
        monkeypatch.setattr(check, "looked_at", lambda lines=lines: lines)
        assert main(["check", "--json"]) == status
        assert json.loads(capsys.readouterr().out.splitlines()[-1])["wrong"] == status
        assert main(["check"]) == status
    assert capsys.readouterr().out.splitlines()[-3:] == ["FOUT  b: y", "      doe", "goed  a: x"]
