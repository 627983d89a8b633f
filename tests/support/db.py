"""A PostgreSQL for one run of the tests: thrown away afterwards, filled from a template that is kept between runs.

The template holds migrations, policies, reference data and the world of tests/support/world.py. Each test process clones
it; tests run in transactions that are rolled back, as the application role, under row security.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from eenplan.runtime.postgres import Server

ROOT = Path(__file__).parents[2]
CACHE = ROOT / ".cache"
KEPT = 3
TESTER = "eenplan_tester"
#: what the template is made of; a change in any of these makes a new one
SOURCES = (
    "eenplan/*/migrations/*.py",
    "eenplan/*/policies*.sql",
    "eenplan/*/models.py",
    "eenplan/*/reference/*.csv",
    "eenplan/law/codes.py",
    "tests/support/world.py",
    "requirements/test.txt",
)


def binaries() -> Path | None:
    """Another PostgreSQL than the embedded one, when EENPLAN_TEST_PG_BIN names its programs."""
    given = os.environ.get("EENPLAN_TEST_PG_BIN")
    return Path(given) if given else None


def server(folder: Path) -> Server:
    return Server(folder, binaries=binaries(), throwaway=True)


def start_copy() -> Server:
    """A running server on a copy of the template, in a folder of its own."""
    _sweep()
    template = _template()
    folder = Path(tempfile.mkdtemp(prefix=f"eenplan-test-{os.getpid()}-"))
    subprocess.run(["cp", "-a", f"{template}/.", str(folder)], check=True)
    copy = server(folder)
    copy.start()
    with psycopg.connect(copy.dsn("superuser", "postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE ROLE {TESTER} LOGIN PASSWORD '{TESTER}'")
        connection.execute(f"GRANT eenplan_owner, eenplan_app TO {TESTER}")
    return copy


def stop(copy: Server) -> None:
    copy.stop()
    shutil.rmtree(copy.folder, ignore_errors=True)


def _sweep() -> None:
    """Stop and remove what runs that were killed left behind."""
    for folder in Path(tempfile.gettempdir()).glob("eenplan-test-*-*"):
        try:
            os.kill(int(folder.name.split("-")[2]), 0)
        except ProcessLookupError:
            stop(server(folder))


def clone(superuser_dsn: str, name: str) -> None:
    """A database of one test process (or one web server), from the template."""
    with psycopg.connect(superuser_dsn, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE eenplan OWNER eenplan_owner STRATEGY file_copy')
        connection.execute(f'GRANT CONNECT ON DATABASE "{name}" TO eenplan_app')


def tester(superuser_dsn: str, name: str) -> dict:
    """Django's connection settings for the tester on this database."""
    parts = conninfo_to_dict(superuser_dsn)
    return {"HOST": parts["host"], "USER": TESTER, "PASSWORD": TESTER, "NAME": name, "PORT": ""}


def on_database(dsn: str, name: str) -> str:
    return make_conninfo(dsn, dbname=name)


@contextmanager
def as_owner() -> Iterator[None]:
    """Work as the owner for a moment, in the same transaction: to set up facts, or to tamper with them."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE eenplan_owner")
    try:
        yield
    finally:
        if not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL ROLE eenplan_app")


def _template() -> Path:
    """The folder of the template; two runs at once build it once."""
    CACHE.mkdir(exist_ok=True)
    folder = CACHE / f"template-{_fingerprint()}"
    with open(CACHE / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            made = _build()  # not in the cache: PostgreSQL cannot work below a closed home folder
            draft = CACHE / "draft"
            shutil.rmtree(draft, ignore_errors=True)
            subprocess.run(["cp", "-a", str(made), str(draft)], check=True)
            draft.rename(folder)
            shutil.rmtree(made)
            for old in sorted(CACHE.glob("template-*"), key=lambda path: path.stat().st_ctime)[:-KEPT]:
                shutil.rmtree(old, ignore_errors=True)
    return folder


def _build() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="eenplan-template-"))
    made = server(folder)
    made.start()
    try:
        subprocess.run(
            [sys.executable, "-m", "tests.support.template"],
            cwd=ROOT,
            check=True,
            env={
                **os.environ,
                "EENPLAN_TEST_HOME": str(folder),
                "EENPLAN_DATABASE_ROLE": "owner",
                "DJANGO_SETTINGS_MODULE": "tests.settings",
            },
        )
    finally:
        made.stop()
    return folder


def _fingerprint() -> str:
    found = hashlib.sha256(str(binaries()).encode())
    for pattern in SOURCES:
        for path in sorted(ROOT.glob(pattern)):
            found.update(path.read_bytes())
    return found.hexdigest()[:16]
