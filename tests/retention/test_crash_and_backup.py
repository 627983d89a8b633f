"""A power cut in the middle of a run, and a backup from before it: nothing is half gone, and nothing comes back."""

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager, suppress

import psycopg
import pytest
from django.conf import settings

from eenplan.people.models import Person
from eenplan.retention import journal
from tests.support import db

CASES = 24
#: of a person, without those that the database makes of them
COLUMNS = ", ".join(field.column for field in Person._meta.concrete_fields if not field.generated)
#: a run in portions of one, so that there is a middle to be stopped in
PROGRAM = """
import sys
import django
django.setup()
from eenplan.retention import engine
from eenplan.cli.main import main
engine.PORTION = 1
sys.exit(main(sys.argv[1:]))
"""
#: copies of the closed case of the world, each with a person, a referral, a member and an item of its own
MORE = """
DO $$
DECLARE n int; person bigint; referral bigint; made bigint; old cases_case;
BEGIN
  SELECT c.* INTO old FROM cases_case c JOIN network_house h ON h.id = c.house_id AND h.code = 'TEST'
   WHERE c.closed_at IS NOT NULL;
  SET LOCAL session_replication_role = replica;
  FOR n IN 1 .. %(cases)s LOOP
    INSERT INTO people_person (%(columns)s) SELECT %(columns)s
      FROM (SELECT (jsonb_populate_record(p, jsonb_build_object('id', nextval('people_person_id_seq'),
              'given_names', 'Verzonnen' || n, 'family_name', 'Zwaluwstaart', 'registered_at', clock_timestamp()))).*
              FROM people_person p JOIN cases_member m ON m.person_id = p.id WHERE m.case_id = old.id) made
    RETURNING id INTO person;
    INSERT INTO referrals_referral SELECT (jsonb_populate_record(r, jsonb_build_object('id', nextval('referrals_referral_id_seq'),
      'number', 'X-' || n, 'created_at', clock_timestamp()))).* FROM referrals_referral r WHERE r.id = old.referral_id
    RETURNING id INTO referral;
    INSERT INTO referrals_referredperson (house_id, referral_id, person_id, part, relation, reason)
    VALUES (old.house_id, referral, person, 'subject', '', '');
    INSERT INTO cases_case SELECT (jsonb_populate_record(c, jsonb_build_object('id', nextval('cases_case_id_seq'),
      'number', 'Y-' || n, 'referral_id', referral, 'opened_at', clock_timestamp()))).* FROM cases_case c WHERE c.id = old.id
    RETURNING id INTO made;
    INSERT INTO cases_member (house_id, case_id, person_id, part, relation, reason, since)
    VALUES (old.house_id, made, person, 'subject', '', '', now());
  END LOOP;
END $$
"""
#: a file with every item
FILES = """
INSERT INTO exchange_attachment (house_id, case_id, item_id, account_id, name, content_type, size, sha256, locked, kept_at)
SELECT house_id, case_id, id, account_id, 'a.pdf', 'application/pdf', 1, '', ''::bytea, now() FROM exchange_item
"""


class Place:
    """A database of its own with many cases at their term, and the command that destroys them."""

    def __init__(self, server, name, home):
        self.server, self.name, self.home = server, name, home
        db.clone(server.dsn("superuser", "postgres"), name)
        self.ask(MORE % {"cases": CASES, "columns": COLUMNS})
        self.ask("UPDATE access_account SET is_demo = true WHERE email LIKE 'system@%'")
        self.ask("UPDATE cases_case SET retain_until = current_date")

    def ask(self, question, name=None):
        with psycopg.connect(self.server.dsn("superuser", name or self.name), autocommit=True) as connection:
            answer = connection.execute(question)
            return answer.fetchall() if answer.description else None

    def count(self, table):
        return self.ask(f"SELECT count(*) FROM {table}")[0][0]

    def command(self, *arguments, database=None):
        name = database or self.name
        return subprocess.Popen(
            [sys.executable, "-c", PROGRAM, "retention", *arguments],
            env={
                **os.environ,
                "EENPLAN_HOME": str(self.home),
                "DATABASE_URL": self.server.dsn("owner", name),
                "DATABASE_APP_URL": self.server.dsn("app", name),
                "DJANGO_SETTINGS_MODULE": "eenplan.settings",
                "EENPLAN_IDENTITY_KEY": settings.IDENTITY_KEY,
                "EENPLAN_DATABASE_ROLE": "owner" if "replay" in arguments else "app",
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *arguments, **options):
        process = self.command(*arguments, **options)
        told, wrong = process.communicate(timeout=120)
        assert process.returncode == 0, wrong
        return json.loads(told) if "--json" in arguments else told

    def stop_in_the_middle(self, strike):
        """Begin a run and strike as soon as some cases are gone."""
        process = self.command("run", "--house", "TEST")
        while self.count("retention_certificate") < 5:
            assert process.poll() is None, process.communicate()
            time.sleep(0.005)
        strike(process)
        process.communicate(timeout=60)

    def nothing_half(self):
        """Each case is either there with all its own or gone with all its own."""
        whole = self.ask(
            "SELECT count(*) FILTER (WHERE c.id IS NULL), count(*) FROM people_person p"
            " LEFT JOIN cases_member m ON m.person_id = p.id LEFT JOIN cases_case c ON c.id = m.case_id"
            " WHERE p.family_name = 'Zwaluwstaart'"
        )[0]
        left = self.ask("SELECT count(*) FROM cases_case WHERE number LIKE 'Y-%'")[0][0]
        assert whole == (0, left)
        assert self.ask("SELECT count(*) FROM referrals_referral WHERE number LIKE 'X-%'")[0][0] == left
        gone = CASES - left
        assert self.ask("SELECT count(*) FROM retention_certificate WHERE kind = 'case'")[0][0] >= gone
        assert self.count("retention_journalline") == self.count("retention_certificate")
        assert self.ask("SELECT coalesce(sum(number), 0) FROM retention_remainder WHERE kind = 'case'")[0][0] >= gone


@pytest.fixture(scope="module")
def server():
    """A PostgreSQL of these tests alone: they crash it."""
    copy = db.start_copy()
    yield copy
    db.stop(copy)


@pytest.fixture
def place(server, request, tmp_path):
    made = Place(server, f"retention_{request.node.name[5:25]}", tmp_path)
    yield made
    with psycopg.connect(server.dsn("superuser", "postgres"), autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{made.name}" WITH (FORCE)')


def kill_process(process):
    os.kill(process.pid, signal.SIGKILL)


@pytest.mark.slow
@pytest.mark.law("WGS 1.8(7)", "R-59")
def test_a_killed_run_leaves_whole_cases_and_the_next_one_finishes(place):
    place.stop_in_the_middle(kill_process)
    assert place.ask("SELECT count(*) FROM cases_case WHERE number LIKE 'Y-%'")[0][0]
    place.nothing_half()
    place.run("run", "--house", "TEST", "--json")
    assert place.ask("SELECT count(*) FROM people_person WHERE family_name = 'Zwaluwstaart'") == [(0,)]
    place.nothing_half()
    kept = [json.loads(line)["key"] for line in (place.home / "destruction-journal.jsonl").read_text().splitlines()]
    assert len(kept) == len(set(kept)) == place.count("retention_journalline")


@pytest.mark.slow
@pytest.mark.law("WGS 1.8(7)", "R-59")
def test_so_does_a_database_that_is_killed(place):
    def kill_backend(process):
        for (pid,) in place.ask(
            f"SELECT pid FROM pg_stat_activity WHERE datname = '{place.name}' AND usename = 'eenplan_app'"
        ):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    place.stop_in_the_middle(kill_backend)
    _wait_until_up(place)
    place.nothing_half()
    place.run("run", "--house", "TEST", "--json")
    assert place.ask("SELECT count(*) FROM people_person WHERE family_name = 'Zwaluwstaart'") == [(0,)]


@pytest.mark.slow
@pytest.mark.law("WGS 1.8(7)", "R-59")
def test_a_restored_backup_is_brought_in_line_with_what_was_destroyed_since(place, server, tmp_path):
    dump = _backup(place, server, tmp_path)
    place.run("run", "--house", "TEST", "--json")
    proofs = place.ask("SELECT number, kind, rule, article, year, rows FROM retention_certificate ORDER BY number")
    assert place.count("cases_case") == 1  # of another house
    with _restored(place, server, dump) as restored:
        assert place.ask("SELECT count(*) FROM people_person WHERE family_name = 'Zwaluwstaart'", restored) == [
            (CASES,)
        ]
        journal = tmp_path / "destruction-journal.jsonl"
        _use_the_same_numbers_again(place, restored)

        found = place.run("replay", "--journal", str(journal), "--json", database=restored)
        assert found["destroyed"] == len(proofs)
        assert place.ask("SELECT count(*) FROM people_person WHERE family_name = 'Zwaluwstaart'", restored) == [(0,)]
        assert (
            place.ask(
                "SELECT number, kind, rule, article, year, rows FROM retention_certificate ORDER BY number", restored
            )
            == proofs
        )
        assert place.ask("SELECT count(*) FROM people_person WHERE family_name = 'Nieuw'", restored) == [(1,)]
        again = place.run("replay", "--journal", str(journal), "--json", database=restored)
        assert again["destroyed"] == 0


@pytest.mark.slow
@pytest.mark.law("BGS 1.7", "R-31", "R-54", "R-59")
def test_a_single_item_that_was_destroyed_since_does_not_come_back(place, server, tmp_path):
    place.ask("UPDATE cases_case SET retain_until = current_date + 900")
    place.ask(FILES)
    police, council = (_item(place, kind) for kind in ("police", "council"))
    dump = _backup(place, server, tmp_path)

    newer = _correct(place, police)  # the backup knows the first version alone
    place.ask(
        "INSERT INTO exchange_destruction (house_id, case_id, item_id, reason, account_id, at)"
        f" SELECT house_id, case_id, id, 'Ging over een naamgenoot', account_id, now() FROM exchange_item WHERE id = {newer}"
    )
    assert place.ask(f"SELECT retention_drop_items(ARRAY[{council}]::bigint[])") == [(1,)]
    place.run("run", "--house", "TEST", "--json")
    lines = "SELECT kind, key, rule, article, at FROM retention_journalline ORDER BY key"
    written = place.ask(lines)
    assert sorted(kind for kind, *_rest in written) == ["item", "words", "words"]

    with _restored(place, server, dump) as restored:
        words = f"SELECT status, text, motivation FROM exchange_item WHERE id = {police}"
        files = f"SELECT count(*) FROM exchange_attachment WHERE item_id IN ({police}, {council})"
        assert place.ask(words, restored)[0][1] == "Drie meldingen van geweld"
        assert place.ask(files, restored) == [(2,)]
        assert (
            _correct(place, _item(place, "mental_health", restored), restored) == newer
        )  # that number is another's now

        journal = str(tmp_path / "destruction-journal.jsonl")
        assert place.run("replay", "--journal", journal, "--json", database=restored)["destroyed"] == 2
        assert place.ask(words, restored) == [("destroyed", "", "")]
        assert place.ask(f"SELECT count(*) FROM exchange_item WHERE id = {council}", restored) == [(0,)]
        assert place.ask(files, restored) == [(0,)]
        assert place.ask(f"SELECT status FROM exchange_item WHERE id = {newer}", restored) == [("valid",)]
        assert set(place.ask(lines, restored)) < set(written)  # the same keys and moments
        assert place.run("replay", "--journal", journal, "--json", database=restored)["destroyed"] == 0


def _item(place, kind, name=None) -> int:
    """The item that an organisation of this kind supplied in the open case."""
    return place.ask(
        "SELECT i.id FROM exchange_item i JOIN network_organisation o ON o.id = i.supplier_id"
        " JOIN cases_case c ON c.id = i.case_id"
        f" WHERE o.kind = '{kind}' AND c.closed_at IS NULL",
        name,
    )[0][0]


def _correct(place, item, name=None) -> int:
    """Another version in its place."""
    return place.ask(
        "INSERT INTO exchange_item SELECT (jsonb_populate_record(i, jsonb_build_object('id', nextval('exchange_item_id_seq'),"
        " 'text', 'Toch anders', 'replaces_id', i.id, 'given_at', clock_timestamp()))).*"
        f" FROM exchange_item i WHERE i.id = {item} RETURNING id",
        name,
    )[0][0]


def _backup(place, server, tmp_path):
    dump = tmp_path / "backup.dump"
    _program(server, "pg_dump", "--format=custom", f"--file={dump}", server.dsn("superuser", place.name))
    return dump


@contextmanager
def _restored(place, server, dump):
    """The name of a database made of a backup."""
    name = f"{place.name}_back"
    drop = f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'
    place.ask(drop, "postgres")
    place.ask(f'CREATE DATABASE "{name}" OWNER eenplan_owner', "postgres")
    try:
        _program(server, "pg_restore", f"--dbname={server.dsn('superuser', name)}", str(dump))
        yield name
    finally:
        place.ask(drop, "postgres")


def _use_the_same_numbers_again(place, restored) -> None:
    """Who is entered after the restore gets a number that was given out and destroyed before: the journal spares him."""
    place.ask("SELECT setval('people_person_id_seq', (SELECT max(id) FROM people_person))", restored)
    place.ask(
        f"INSERT INTO people_person ({COLUMNS}) SELECT {COLUMNS} FROM (SELECT (jsonb_populate_record(p, jsonb_build_object('id',"
        " nextval('people_person_id_seq'), 'family_name', 'Nieuw', 'registered_at', clock_timestamp()))).*"
        " FROM people_person p WHERE p.family_name = 'Idrissi') made",
        restored,
    )


@pytest.mark.parametrize("text", ["geen json\n", '{"kind": "case"}\n', "[1]\n", '"x"\n'])
def test_a_file_that_is_no_journal_is_told_by_its_line(tmp_path, text):
    (tmp_path / "x").write_text(text)
    with pytest.raises(journal.Unreadable, match="1"):
        journal.replay(tmp_path / "x")


def _program(server, name, *arguments) -> None:
    subprocess.run([str(server.binaries / name), *arguments], check=True, capture_output=True)


def _wait_until_up(place) -> None:
    for _try in range(200):
        with suppress(psycopg.OperationalError):
            place.ask("SELECT 1")
            return
        time.sleep(0.1)
    pytest.fail("the database did not come back")
