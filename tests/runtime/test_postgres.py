"""Our own PostgreSQL: closed to others, kept over restarts and crashes, stopped by whoever leaves last."""

import os
import shutil
import signal
import stat
import tempfile
import threading
from pathlib import Path

import psycopg
import pytest

from eenplan.runtime.errors import CommandError
from eenplan.runtime.home import secret
from eenplan.runtime.postgres import Server
from tests.support.db import binaries

pytestmark = pytest.mark.slow


@pytest.fixture
def make():
    """Servers that are stopped at the end of the test; each in a folder that the server's account can reach."""
    made = []

    def server(folder: Path | None = None, name: str = "home") -> Server:
        folder = folder or Path(tempfile.mkdtemp(prefix=f"eenplan-{name}-"))
        made.append(Server(folder, binaries=binaries(), throwaway=True))
        return made[-1]

    yield server
    for each in made:
        each.stop()
    for each in made:
        shutil.rmtree(each.place, ignore_errors=True)
        shutil.rmtree(each.folder, ignore_errors=True)


def ask(server, question, role="owner"):
    with psycopg.connect(server.dsn(role), autocommit=True) as connection:
        cursor = connection.execute(question)
        return cursor.fetchall() if cursor.description else None


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_it_is_reachable_only_through_a_closed_folder_and_with_a_password(make):
    server = make()
    server.start()
    assert mode(server.socket) == 0o700
    assert mode(server.data) == 0o700
    assert {mode(server.folder / f"{role}-role") for role in ("superuser", "owner", "app")} == {0o600}
    assert ask(server, "SHOW listen_addresses") == [("",)]
    assert ask(server, "SELECT DISTINCT auth_method FROM pg_hba_file_rules", "superuser") == [("scram-sha-256",)]
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(host=str(server.socket), user="eenplan_app", password="guess", dbname="eenplan")


def test_owner_and_application_have_no_special_powers(make):
    server = make()
    server.start()
    powers = ask(
        server,
        "SELECT rolname, rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls OR rolreplication FROM pg_roles"
        " WHERE rolname LIKE 'eenplan%' ORDER BY 1",
    )
    assert powers == [("eenplan_app", False), ("eenplan_owner", False)]
    assert ask(server, "SELECT pg_has_role('eenplan_app', 'eenplan_owner', 'MEMBER')") == [(False,)]
    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        ask(server, "SELECT 1", "app")  # until the access rules let it in


def test_it_does_not_run_as_root(make):
    server = make()
    server.start()
    pid = int((server.data / "postmaster.pid").read_text().split("\n")[0])
    assert Path(f"/proc/{pid}").stat().st_uid != 0


def test_a_second_start_keeps_the_data_and_so_does_a_crash(make):
    server = make()
    server.start()
    ask(server, "CREATE TABLE kept AS SELECT 1 AS number")
    server.stop()
    assert not server.running
    server.start()
    os.kill(int((server.data / "postmaster.pid").read_text().split("\n")[0]), signal.SIGKILL)
    while server.running:
        pass
    again = make(server.folder)
    again.start()
    assert ask(again, "SELECT number FROM kept") == [(1,)]


def test_a_pid_file_that_names_another_program_does_not_keep_it_from_starting(make):
    server = make()
    server.start()
    record = (server.data / "postmaster.pid").read_text()
    server.stop()
    (server.data / "postmaster.pid").write_text(record.replace(record.split("\n")[0], str(os.getpid()), 1))
    server.start()
    assert ask(server, "SELECT 1") == [(1,)]


def test_whoever_leaves_last_stops_it(make):
    one = make()
    two = make(one.folder)
    with one.in_use():
        with two.in_use():
            assert one.running
        assert one.running
    assert not one.running


def test_many_may_start_it_at_once(make):
    servers = [make()]
    servers += [make(servers[0].folder) for _ in range(3)]
    failures = []

    def start(server):
        try:
            server.start()
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=start, args=[server]) for server in servers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert ask(servers[0], "SELECT 1") == [(1,)]


def test_a_folder_with_a_long_name_gets_its_socket_elsewhere(make):
    server = make(name="x" * 100)
    server.start()
    assert ask(server, "SELECT 1") == [(1,)]
    assert len(str(server.socket)) < 60
    server.stop()
    server.socket.rmdir()


def test_a_socket_folder_of_somebody_else_is_refused(make):
    server = make(name="y" * 100)
    server.socket.symlink_to("/tmp")
    with pytest.raises(CommandError, match="niet van ons"):
        server.start()
    server.socket.unlink()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has a home that others cannot enter and another account")
def test_it_works_below_a_folder_that_only_root_may_enter(make, tmp_path_factory):
    closed = tmp_path_factory.mktemp("closed")
    closed.chmod(0o700)
    server = make(closed / "home")
    server.start()
    assert ask(server, "SELECT 1") == [(1,)]
    assert mode(closed) == 0o700
    assert server.place != server.folder


def test_a_database_whose_home_was_removed_is_told_and_can_be_put_aside(make):
    server = make()
    server.start()
    shutil.move(server.folder / "superuser-role", server.folder / "lost")
    for running in (True, False):
        with pytest.raises(CommandError, match=r"demo --fresh"):
            make(server.folder).start()
        assert server.running is running
        server.stop()
    (server.folder / "superuser-role").write_text("another")  # made up by a command that came too late
    with pytest.raises(CommandError, match=r"demo --fresh"):
        make(server.folder).start()
    assert not server.running
    (aside,) = server.move_aside()
    assert not server.folder.exists()
    assert (aside / "postgres" / "PG_VERSION").exists()
    again = make(server.folder)
    again.start()
    assert ask(again, "SELECT 1") == [(1,)]
    shutil.rmtree(aside)


def test_what_somebody_uses_is_not_put_aside(make):
    server = make()
    with server.in_use(), pytest.raises(CommandError, match="draait nog iets"):
        make(server.folder).move_aside()


def test_a_start_that_fails_halfway_leaves_no_server(make, monkeypatch):
    server = make()
    monkeypatch.setattr(server, "_create_roles_and_database", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError), server.in_use():
        pass
    assert not server.running


def test_a_secret_is_made_once_and_is_readable_by_its_owner_only(tmp_path):
    assert secret("key", tmp_path) == secret("key", tmp_path)
    assert len(secret("key", tmp_path)) > 40
    assert mode(tmp_path / "key") == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["key"]
