"""The databases of the benchmark: a PostgreSQL of their own, entered in the role of the application or of the owner."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from eenplan.runtime.home import home
from eenplan.runtime.postgres import ROLES, Server
from eenplan.runtime.start import started


@contextmanager
def server() -> Iterator[None]:
    """The benchmark's own PostgreSQL up, and Django ready to work on it; DATABASE_URL is not looked at."""
    for variable in ("DATABASE_URL", "DATABASE_APP_URL"):
        os.environ.pop(variable, None)
    os.environ["EENPLAN_HOME"] = str(home() / "bench")
    with started():
        yield


@cache
def _server() -> Server:
    return Server()


def name(cases: int) -> str:
    return f"bench_{cases}"


def connect(database: str, role: str = "app"):
    """A Django connection in one of the two roles. One login serves both, so that row security can be compared with an
    explicit filter on the same connection: what counts is the role in force."""
    from django.db import connections
    from django.db.backends.postgresql.base import DatabaseWrapper

    parts = conninfo_to_dict(_server().dsn("superuser", database))
    settings = connections["default"].settings_dict
    return DatabaseWrapper(
        {
            **settings,
            "USER": parts["user"],
            "PASSWORD": parts["password"],
            "NAME": database,
            "OPTIONS": {**settings["OPTIONS"], "options": f"-c role={ROLES[role]}"},
        },
        "default",
    )


@contextmanager
def using(connection) -> Iterator[None]:
    """Let all of Eenplan work on this connection."""
    from django.db import connections

    previous = connections["default"]
    connections["default"] = connection
    try:
        yield
    finally:
        connections["default"] = previous


@contextmanager
def role(cursor, wanted: str) -> Iterator[None]:
    """Another role on the same connection, until the end of the block; inside a transaction."""
    cursor.execute(f"SET LOCAL ROLE {ROLES[wanted]}")
    try:
        yield
    finally:
        cursor.execute(f"SET LOCAL ROLE {ROLES['app']}")


def create(database: str) -> None:
    """A database with tables, policies and reference data of this version and nothing else; an older one is dropped."""
    from eenplan.cli.database import migrate

    template = connect("eenplan", "owner")
    with using(template):
        migrate(quiet=True)
    template.close()
    drop(database)
    with psycopg.connect(_server().dsn("superuser", "postgres"), autocommit=True) as admin:
        new, owner, app = map(sql.Identifier, (database, ROLES["owner"], ROLES["app"]))
        admin.execute(sql.SQL("CREATE DATABASE {} TEMPLATE eenplan OWNER {}").format(new, owner))
        admin.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(new, app))


def drop(database: str) -> None:
    with psycopg.connect(_server().dsn("superuser", "postgres"), autocommit=True) as admin:
        admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(database)))


def mark(database: str, text: str) -> None:
    """Note on the database what it was made of."""
    with psycopg.connect(_server().dsn("superuser", database), autocommit=True) as admin:
        admin.execute(sql.SQL("COMMENT ON DATABASE {} IS {}").format(sql.Identifier(database), sql.Literal(text)))


def marked(database: str) -> str | None:
    """That note; None when there is no such database."""
    with psycopg.connect(_server().dsn("superuser", "postgres"), autocommit=True) as admin:
        row = admin.execute(
            "SELECT coalesce(shobj_description(oid, 'pg_database'), '') FROM pg_database WHERE datname = %s", [database]
        ).fetchone()
        return row[0] if row else None
