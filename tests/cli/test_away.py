"""The database goes and comes back; web server and worker are sent real signals."""

import json
import os
import signal
import socket
import time
from contextlib import suppress
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import psycopg
import pytest

from tests.support import db
from tests.support.served import Served

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("away")]
PATIENCE = 90
JOB = """
INSERT INTO procrastinate_jobs (queue_name, task_name, status, args)
VALUES ('default', 'audit.review', 'todo', '{"timestamp": 0}')
"""


class Told(Served):
    """A server whose processes write their log to files."""

    def _run(self, name, *arguments):
        before = os.dup(2)
        with open(self.log(name), "ab") as file:
            os.dup2(file.fileno(), 2)
            try:
                super()._run(name, *arguments)
            finally:
                os.dup2(before, 2)
                os.close(before)

    def log(self, name):
        return f"{os.environ['EENPLAN_TEST_HOME']}/{self.database}-{name}.log"

    def lines(self, name):
        with open(self.log(name)) as file:
            return file.read().splitlines()

    def get(self, path, **headers):
        try:
            with urlopen(Request(self.url + path, headers=headers), timeout=30) as answer:
                return answer.status, answer.read().decode()
        except HTTPError as error:
            return error.code, error.read().decode()

    def _answers(self):
        with suppress(URLError):
            return self.get("/health/live")[0] == 200  # no name and no database needed

    def ready(self):
        return json.loads(self.get("/health/ready")[1])


def eventually(condition):
    end = time.monotonic() + PATIENCE
    while not (found := condition()):
        assert time.monotonic() < end
        time.sleep(0.1)
    return found


@pytest.fixture(scope="module")
def server():
    """A PostgreSQL of these tests alone: they stop it."""
    copy = db.start_copy()
    yield copy
    db.stop(copy)


@pytest.fixture
def told(server, monkeypatch, request):
    monkeypatch.setenv("EENPLAN_TEST_HOME", str(server.folder))
    db.clone(server.dsn("superuser", "postgres"), "away")
    running = Told("away")
    for name in ("web", "worker"):
        Path(running.log(name)).write_text("")
    yield running
    running.stop()
    server.start()


@pytest.mark.prove
def test_everything_comes_back_with_the_database(told, server):
    told.settings = {"EENPLAN_LOG": "json"}
    told.start()
    told.start_worker()
    eventually(lambda: told.ready()["status"] == "ok")
    missed = {"audit.anchor", "retention.run", "network.reviews"}  # at night, and done at the start
    eventually(lambda: missed <= began(told))
    eventually(lambda: waiting(told) == 0)

    server.stop()
    assert told.get("/health/live")[0] == 200
    assert told.ready()["database"] == "fail"
    before = len(told.lines("web"))
    status, page = told.get("/account/login/")
    assert status == 503
    assert "niet bereikbaar" in page
    (line,) = [json.loads(line) for line in told.lines("web")[before:] if "django.request" in line]
    assert "OperationalError" in line["reason"]
    assert "traceback" not in line
    eventually(lambda: any("trying again" in line for line in told.lines("worker")))
    assert told.processes["worker"].poll() is None

    server.start()
    eventually(lambda: told.ready()["status"] == "ok")
    assert told.get("/account/login/")[0] == 200
    assert all(json.loads(line)["message"] for line in told.lines("worker"))  # every line is one object

    with told.connect("superuser") as connection:  # a database that fails over cuts everybody off
        connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'eenplan_app'")
    eventually(lambda: told.get("/account/login/")[0] == 200)
    with told.connect() as connection:
        connection.execute(JOB)
    eventually(lambda: waiting(told, "args->>'timestamp' = '0'") == 0)
    assert told.processes["worker"].poll() is None

    worker = told.processes.pop("worker")
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(timeout=30) == 0


def test_a_worker_that_is_told_to_stop_while_it_waits_stops_and_one_that_cannot_go_on_says_so(told, server):
    server.stop()
    told.start_worker()
    eventually(lambda: any("trying again" in line for line in told.lines("worker")))
    told.processes["worker"].send_signal(signal.SIGTERM)
    assert told.processes.pop("worker").wait(timeout=30) == 0
    server.start()


def test_work_that_a_killed_worker_left_is_taken_up(told):
    with told.connect() as connection:
        connection.execute(JOB.replace("todo", "doing"))
    told.start_worker()
    eventually(lambda: waiting(told, "args->>'timestamp' = '0'") == 0)


def test_health_is_answered_while_every_desk_is_stuck_and_whatever_the_name_or_the_sockets(told):
    told.settings = {"EENPLAN_URL": "https://eenplan.example", "EENPLAN_TRUSTED_PROXIES": "127.0.0.1"}
    told.start()
    assert told.get("/health/live")[0] == 200  # by address
    assert told.get("/health/ready")[0] == 503  # no worker runs
    before = len(told.lines("web"))
    assert told.get("/account/login/", **{"X-Forwarded-Proto": "https"})[0] == 400
    assert len(told.lines("web")) - before == 1

    name = {"Host": "eenplan.example", "X-Forwarded-Proto": "https"}
    assert told.get("/account/login/", **name)[0] == 200
    address = ("127.0.0.1", int(told.url.rsplit(":", 1)[1]))
    slow = [socket.create_connection(address) for _ in range(20)]
    for each in slow:
        each.sendall(b"POST /account/login/ HTTP/1.1\r\nHost: eenplan.example\r\n")
    assert told.get("/account/login/", **name)[0] == 200
    with psycopg.connect(told.dsn("owner")) as lock:
        lock.execute("LOCK TABLE django_session, web_cache")
        stuck = [socket.create_connection(address) for _ in range(20)]
        for each in stuck:
            each.sendall(
                b"GET / HTTP/1.1\r\nHost: eenplan.example\r\nX-Forwarded-Proto: https\r\nCookie: sessionid=abcdefghij\r\n\r\n"
            )
        with told.connect() as connection:
            waiting = "SELECT count(*) >= 8 FROM pg_locks WHERE NOT granted"
            assert eventually(lambda: connection.execute(waiting).fetchone()[0])
        for _either_process in range(8):
            assert told.get("/health/live")[0] == 200
            assert told.ready()["writing"] == "ok"
    for each in (*slow, *stuck):
        each.close()


def began(told) -> set[str]:
    with told.connect() as connection:
        return {name for (name,) in connection.execute("SELECT DISTINCT task_name FROM procrastinate_periodic_defers")}


def waiting(told, which="true") -> int:
    with told.connect() as connection:
        return connection.execute(f"SELECT count(*) FROM procrastinate_jobs WHERE {which}").fetchone()[0]
