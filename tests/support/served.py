"""A real web server on a database of its own, for tests in a browser and tests that kill it."""

import json
import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path

import psycopg

from tests.support import db, sessions

PATIENCE = 60  # seconds
_CLI = [sys.executable, "-m", "eenplan.cli"]


@dataclass
class Served:
    """A running Eenplan: its address, its database, and the ways to sign in and to crash it."""

    database: str
    url: str = ""
    processes: dict[str, subprocess.Popen] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=dict)  # environment that differs from a trial's

    def dsn(self, role: str = "app") -> str:
        """How to connect to its database as `app`, `owner` or `superuser`."""
        server = db.server(Path(os.environ["EENPLAN_TEST_HOME"]))
        return server.dsn(role, self.database)

    def connect(self, role: str = "owner") -> psycopg.Connection:
        """A connection outside Django, committing at once."""
        return psycopg.connect(self.dsn(role), autocommit=True)

    def start(self) -> None:
        """Start the web server and wait until it answers."""
        port = Path(os.environ["EENPLAN_TEST_HOME"]) / f"port-{self.database}"
        port.unlink(missing_ok=True)
        self._run("web", "serve", "--port=0", f"--port-file={port}")
        wait_for(lambda: port.exists() and port.read_text(), self.processes["web"])
        self.url = f"http://127.0.0.1:{port.read_text()}"
        wait_for(self._answers, self.processes["web"])

    def start_worker(self) -> None:
        """Start the worker of the background jobs."""
        self._run("worker", "worker")

    def kill(self, name: str = "web") -> None:
        """End a process and its children as a power cut would."""
        process = self.processes.pop(name)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def stop(self) -> None:
        """End everything in order."""
        for process in self.processes.values():
            process.terminate()
        for process in self.processes.values():
            try:
                process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)

    def session(self, email: str) -> str:
        """The session cookie of this account, signed in with two factors."""
        from eenplan.access.models import Account
        from eenplan.access.sessions import SessionStore

        with self.connect() as connection:
            pk, stamp = connection.execute(
                "SELECT id, password_stamp FROM access_account WHERE email = %s", [email]
            ).fetchone()
            content = sessions.content(Account(pk=pk, password_stamp=stamp))
            key = uuid.uuid4().hex
            connection.execute(
                "INSERT INTO django_session (session_key, session_data, expire_date)"
                " VALUES (%s, %s, now() + interval '1 hour')",
                [SessionStore(key).session_key, SessionStore().encode(content)],
            )
        return key

    def command(self, *arguments: str, ends_with: int = 0) -> dict:
        """What a command with `--json` answers about this installation; one that ends otherwise fails the test."""
        done = subprocess.run(
            [*_CLI, *arguments], cwd=db.ROOT, env=self._environment(), capture_output=True, text=True, check=False
        )
        assert done.returncode == ends_with, done.stdout + done.stderr
        return json.loads(done.stdout.splitlines()[-1])

    def _run(self, name: str, *arguments: str) -> None:
        self.processes[name] = subprocess.Popen(
            [*_CLI, *arguments], cwd=db.ROOT, env=self._environment(), process_group=0
        )

    def _environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.support.served_settings",
            "DATABASE_APP_URL": self.dsn(),
            "DATABASE_URL": self.dsn("owner"),
            "EENPLAN_HOME": os.environ["EENPLAN_TEST_HOME"],
            "EENPLAN_URL": "http://127.0.0.1:8000",
            **self.settings,
        }

    def _answers(self) -> bool:
        connection = HTTPConnection(self.url.removeprefix("http://"), timeout=5)
        try:
            connection.request("GET", "/account/login/")
            return connection.getresponse().status < 500  # 301 where only a proxy may come
        except OSError:
            return False
        finally:
            connection.close()


@contextmanager
def serving(name: str, **settings: str) -> Iterator[Served]:
    """A server on a fresh clone of the template, with these settings of the environment; gone afterwards."""
    db.clone(os.environ["EENPLAN_TEST_SUPERUSER"], name)
    served = Served(name, settings=settings)
    try:
        served.start()
        yield served
    finally:
        served.stop()


def wait_for(condition, process: subprocess.Popen) -> None:
    """Until the condition holds, as long as the process lives."""
    end = time.monotonic() + PATIENCE
    while not condition():
        assert process.poll() is None, f"the server stopped with status {process.returncode}"
        assert time.monotonic() < end, "the server does not come up"
        time.sleep(0.1)
