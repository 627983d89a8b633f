"""`eenplan demo`: database, demo house, web server and worker together, until Ctrl-C."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import psycopg
from psycopg import sql

import eenplan
from eenplan.runtime.dsn import begin_anew, database, dsn, embedded, running, where
from eenplan.runtime.errors import CommandError
from eenplan.runtime.start import django_as

PATIENCE = 60  # seconds


def run(port: int, fresh: bool = False) -> None:
    """Run the trial installation; leaving, however it happens, stops all of it. `fresh`: with new data."""
    address = f"http://127.0.0.1:{port}"
    os.environ.update(EENPLAN_DEMO="1", EENPLAN_URL=address)
    _require_free(port)
    for aside in begin_anew() if fresh else []:
        print(f"Wat er was staat nu in {aside}", flush=True)
    print(f"Gegevens staan in {' en '.join(map(str, where().values()))}", flush=True)
    with ExitStack() as stack:
        stack.callback(print, "\nGestopt.", flush=True)
        with _step("PostgreSQL starten" if embedded() else "Database openen"):
            stack.enter_context(database())
        _prepare()
        with _step("Webserver en achtergrondtaken starten"):
            processes = {
                "webserver": stack.enter_context(_process("serve", f"--port={port}")),
                "achtergrondtaken": stack.enter_context(_process("worker")),
            }
            _wait_until_well(address, processes)
        _welcome(address)
        try:
            _watch(processes)
        except KeyboardInterrupt:
            print("\nStoppen …", flush=True)


def _prepare() -> None:
    """Tables, access rules and the demonstration house; skipped when this very code prepared this database before."""
    with psycopg.connect(dsn("owner"), autocommit=True) as connection:
        question = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()"
        now = f"prepared by {_fingerprint()}"
        if connection.execute(question).fetchone() == (now,):
            return
        _migrate_and_load()
        name, note = sql.Identifier(connection.info.dbname), sql.Literal(now)
        connection.execute(sql.SQL("COMMENT ON DATABASE {} IS {}").format(name, note))


def _migrate_and_load() -> None:
    django_as("owner")
    from django.db import connection

    from eenplan import demo
    from eenplan.cli import database

    with _step("Database bijwerken"):
        database.migrate(quiet=True)
    if not demo.loaded():
        with _step("Demonstratiehuis vullen"):
            demo.load()
    connection.close()  # from here on nobody works as the owner


def _fingerprint() -> str:
    found = hashlib.sha256()
    for path in sorted(Path(eenplan.__file__).parent.rglob("*")):
        if path.suffix in (".py", ".sql", ".csv"):
            found.update(path.read_bytes())
    return found.hexdigest()


def _welcome(address: str) -> None:
    from eenplan import demo
    from eenplan.settings import DEMO_PASSWORD

    rows = [("E-mailadres", "Naam", "Organisatie", "Rol"), *demo.ACCOUNTS]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    print(f"\nEenplan draait op {address}\nWachtwoord van elk demonstratie-account: {DEMO_PASSWORD}\n")
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    print("\nCtrl-C stopt alles.", flush=True)


def _watch(processes: dict[str, subprocess.Popen]) -> None:
    while True:
        _complain_about_dead(processes)
        if not running():
            raise CommandError("PostgreSQL is onverwacht gestopt.")
        time.sleep(1)


def _wait_until_well(address: str, processes: dict[str, subprocess.Popen]) -> None:
    end = time.monotonic() + PATIENCE
    while (health := _health(address)).get("status") != "ok":
        _complain_about_dead(processes)
        if time.monotonic() > end:
            raise CommandError(f"Eenplan komt niet op gang: {health or 'geen antwoord'}")
        time.sleep(0.2)


def _complain_about_dead(processes: dict[str, subprocess.Popen]) -> None:
    for name, process in processes.items():
        if process.poll() is not None:
            raise CommandError(f"{name} is onverwacht gestopt (status {process.returncode}).")


def _health(address: str) -> dict:
    try:
        with urlopen(f"{address}/health", timeout=5) as answer:  # noqa: S310 - our own address
            return json.load(answer)
    except HTTPError as error:
        return json.load(error)
    except (URLError, OSError):
        return {}


@contextmanager
def _process(*arguments: str) -> Iterator[subprocess.Popen]:
    """A command of ours as a child in a group of its own: Ctrl-C reaches only us, and we stop it in order."""
    process = subprocess.Popen([sys.executable, "-m", "eenplan.cli", *arguments], process_group=0)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@contextmanager
def _step(what: str) -> Iterator[None]:
    print(f"{what} … ", end="", flush=True)
    start = time.monotonic()
    yield
    print(f"klaar ({time.monotonic() - start:.1f} s)", flush=True)


def _require_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            raise CommandError(f"Poort {port} is bezet; kies een andere met PORT=…") from None
