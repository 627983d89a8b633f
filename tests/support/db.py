"""A PostgreSQL for one run of the tests: thrown away afterwards, filled from a template that is kept between runs.

The template holds migrations, policies, reference data and the world of tests/support/world.py. Each test process clones
it; tests run in transactions that are rolled back, as the application role, under row security.
"""

import fcntl
import hashlib
import json
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
#: free memory (bytes) from which a run keeps its databases there
ROOM = 4 * 2**30
TESTER = "eenplan_tester"
#: what the tables are made of
SCHEMA = ("eenplan/*/migrations/*.py", "eenplan/access/folding.py", "eenplan/people/keys.sql", "requirements/test.txt")
#: in the folder of a cluster: the migrations that made it
MADE_BY = "migrations.json"
#: what the template is made of; a change in any of these makes a new one
SOURCES = (
    *SCHEMA,
    "eenplan/*/policies*.sql",
    "eenplan/*/models.py",
    "eenplan/*/reference/*.csv",
    "eenplan/law/codes.py",
    "tests/settings.py",
    "tests/support/world.py",
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
    folder = Path(tempfile.mkdtemp(prefix=f"eenplan-test-{os.getpid()}-", dir=_place()))
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


def _place() -> str:
    """Memory where there is plenty, else the disk."""
    memory = Path("/dev/shm")
    if memory.is_dir() and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > ROOM:
        return str(memory)
    return tempfile.gettempdir()


def _sweep() -> None:
    """Stop and remove what runs that were killed left behind."""
    for folder in Path(_place()).glob("eenplan-test-*-*"):
        try:
            os.kill(int(folder.name.split("-")[2]), 0)
        except ProcessLookupError:
            stop(server(folder))


def clone(superuser_dsn: str, name: str) -> None:
    """A database of one test process (or one web server), from the template."""
    with psycopg.connect(superuser_dsn, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE eenplan OWNER eenplan_owner STRATEGY wal_log')
        connection.execute(f'REVOKE TEMPORARY ON DATABASE "{name}" FROM PUBLIC')  # no part of a template
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
    folder = CACHE / f"template-{_fingerprint(SOURCES)}"
    with open(CACHE / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            _build(folder, _schema(), "fill")
            _forget("template-*")
    return folder


def _schema() -> Path:
    """The folder of a cluster that was migrated and no more: policies change daily, and tables are slow to make.

    It grows from an older one when that had no migration that is not, unchanged, among those of today.
    """
    folder = CACHE / f"schema-{_fingerprint(SCHEMA)}"
    if not folder.exists():
        _build(folder, _older(_migrations()), "migrate")
        (folder / MADE_BY).write_text(json.dumps(_migrations()))
        _forget("schema-*")
    return folder


def _older(today: dict[str, str]) -> Path | None:
    """The kept cluster with most of today's migrations and no other."""
    kept = {path.parent: json.loads(path.read_text()) for path in CACHE.glob(f"schema-*/{MADE_BY}")}
    usable = {folder: made for folder, made in kept.items() if made.items() <= today.items()}
    return max(usable, key=lambda folder: len(usable[folder]), default=None)


def _migrations() -> dict[str, str]:
    """What the tables come from: each migration with a digest of its text, the PostgreSQL, and the libraries' migrations."""
    return {
        "binaries": str(binaries()),
        **{
            str(path.relative_to(ROOT)): hashlib.sha256(path.read_bytes()).hexdigest()
            for pattern in SCHEMA
            for path in sorted(ROOT.glob(pattern))
        },
    }


def _build(folder: Path, start: Path | None, step: str) -> None:
    """Make a cluster, from another when there is one, by a step of tests/support/template.py."""
    place = Path(tempfile.mkdtemp(prefix="eenplan-template-"))  # PostgreSQL cannot work below a closed home folder
    if start:
        subprocess.run(["cp", "-a", f"{start}/.", str(place)], check=True)
        (place / MADE_BY).unlink(missing_ok=True)
    made = server(place)
    made.start()
    try:
        subprocess.run(
            [sys.executable, "-m", "tests.support.template", step],
            cwd=ROOT,
            check=True,
            env={
                **os.environ,
                "EENPLAN_TEST_HOME": str(place),
                "EENPLAN_DATABASE_ROLE": "owner",
                "DJANGO_SETTINGS_MODULE": "tests.settings",
            },
        )
    finally:
        made.stop()
    draft = CACHE / "draft"
    shutil.rmtree(draft, ignore_errors=True)
    subprocess.run(["cp", "-a", str(place), str(draft)], check=True)
    draft.rename(folder)
    shutil.rmtree(place)


def _forget(pattern: str) -> None:
    for old in sorted(CACHE.glob(pattern), key=lambda path: path.stat().st_ctime)[:-KEPT]:
        shutil.rmtree(old, ignore_errors=True)


def _fingerprint(patterns: tuple[str, ...]) -> str:
    found = hashlib.sha256(str(binaries()).encode())
    for pattern in patterns:
        for path in sorted(ROOT.glob(pattern)):
            found.update(path.read_bytes())
    return found.hexdigest()[:16]
