"""Which database, and as whom: the owner migrates, the application does everything else."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager, nullcontext
from functools import cache
from pathlib import Path

from psycopg.conninfo import make_conninfo

from .errors import CommandError
from .home import home, secret
from .postgres import ROLES, Server

VARIABLES = {"owner": "DATABASE_URL", "app": "DATABASE_APP_URL"}


def dsn(role: str) -> str:
    """Connection string for the role `owner` or `app`."""
    if given := os.environ.get(VARIABLES[role]):
        return given
    if embedded():
        return _server().dsn(role)
    if role == "owner":
        raise CommandError("Zet DATABASE_URL: dit kan alleen de eigenaar van de database.")
    return make_conninfo(os.environ["DATABASE_URL"], user=ROLES["app"], password=secret("app-role"))


def embedded() -> bool:
    """Does Eenplan bring its own database? It does unless it was given one."""
    return not any(os.environ.get(variable) for variable in VARIABLES.values())


def database() -> AbstractContextManager:
    """Keep the database up while the block runs; one that we were given is not ours to start."""
    return _server().in_use() if embedded() else nullcontext()


def where() -> dict[str, Path]:
    """Where everything of this installation lies; the database only when it is our own."""
    return _server().where() if embedded() else {"home": home()}


def begin_anew() -> list[Path]:
    """Give home and database another name; returns the new names. Raises CommandError for a database we were given."""
    if not embedded():
        raise CommandError(
            "Deze database is niet van ons: opnieuw beginnen kan alleen met de eigen PostgreSQL van Eenplan."
        )
    moved = _server().move_aside()
    _server.cache_clear()
    return moved


def running() -> bool:
    """Is there a database to connect to? Asked only of our own."""
    return not embedded() or _server().running


@cache
def _server() -> Server:
    return Server()
