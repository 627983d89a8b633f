"""Kill the task or the database in the middle of sealing, for real: the chain stays whole, and the next run finishes."""

import json
import os
import signal
import subprocess
import sys
import time

import psycopg
import pytest

from tests.support import db

pytestmark = [pytest.mark.prove, pytest.mark.law("R-72")]

#: more than one batch of the sealer
LINES = 60_000
PATIENCE = 60  # seconds
_WRITE = """
INSERT INTO audit_event (at, trace, account_id, organisation_id, house_id, role, purpose, action, thing, case_id,
                         subject_id, categories, outcome, access_point, detail, salt, subject_digest, digest)
SELECT now(), gen_random_uuid(), 1, 1, 1, '', '', 'read', '', 1, n, '{}', 'ok', '', '', '', '', ''
  FROM generate_series(1, %s) n
"""
_SEALING = """
SELECT pid FROM pg_locks WHERE relation = 'audit_seal'::regclass AND mode = 'RowExclusiveLock'
"""


@pytest.fixture
def server():
    """A database server of its own, which may be killed, with a long log that is not sealed yet."""
    copy = db.start_copy()
    with psycopg.connect(copy.dsn("owner", "eenplan"), autocommit=True) as connection:
        connection.execute(_WRITE, [LINES])
    yield copy
    db.stop(copy)


def command(server, **streams) -> subprocess.Popen:
    """`eenplan audit verify`, which seals first."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.support.served_settings",
        "DATABASE_APP_URL": server.dsn("app", "eenplan"),
        "EENPLAN_HOME": os.environ["EENPLAN_TEST_HOME"],
        "EENPLAN_ANCHORS": str(server.folder / "anchors"),
    }
    arguments = [sys.executable, "-m", "eenplan.cli", "audit", "verify", "--json"]
    return subprocess.Popen(arguments, cwd=db.ROOT, env=environment, process_group=0, text=True, **streams)


def until(asked):
    """What the function gives as soon as it gives something."""
    end = time.monotonic() + PATIENCE
    while not (found := asked()):
        assert time.monotonic() < end
        time.sleep(0.01)
    return found


def ask(server, sql):
    with psycopg.connect(server.dsn("superuser", "eenplan"), autocommit=True) as connection:
        return connection.execute(sql).fetchone()


def again(server):
    try:
        return ask(server, "SELECT 1")
    except psycopg.OperationalError:  # it is still recovering
        return None


def kill_the_task(server, running, backend):
    os.killpg(running.pid, signal.SIGKILL)


def kill_the_backend(server, running, backend):
    os.kill(backend, signal.SIGKILL)


def kill_the_server(server, running, backend):
    master = int((server.data / "postmaster.pid").read_text().split()[0])
    with psycopg.connect(server.dsn("superuser", "eenplan")) as connection:
        children = [pid for (pid,) in connection.execute("SELECT pid FROM pg_stat_activity")]
    for process in (master, *children):
        os.kill(process, signal.SIGKILL)
    until(lambda: not server.running)
    server.start()


@pytest.mark.parametrize("crash", [kill_the_task, kill_the_backend, kill_the_server])
def test_sealing_that_is_killed_leaves_the_chain_whole_and_the_next_run_finishes(crash, server):
    running = command(server, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    (backend,) = until(lambda: ask(server, _SEALING))
    crash(server, running, backend)
    running.wait(PATIENCE)
    until(lambda: again(server))
    until(lambda: not ask(server, _SEALING))
    (half,) = ask(server, "SELECT count(*) FROM audit_seal")
    assert half % 50_000 == 0  # a batch is sealed or it is not
    finished = command(server, stdout=subprocess.PIPE)
    told = json.loads(finished.communicate(timeout=PATIENCE)[0])
    assert told["ok"], told
    assert told["sealed"] == told["events"] >= LINES
