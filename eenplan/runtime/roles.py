"""The application's role in a database that we were given."""

from __future__ import annotations

from contextlib import suppress

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from .dsn import dsn, embedded
from .errors import CommandError
from .postgres import HARDENING, ROLES

OLDEST = 150000

HELP = """
Laat de databasebeheerder dit eenmaal uitvoeren:

  CREATE ROLE {app} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE PASSWORD '…';

en zet DATABASE_APP_URL op de verbinding met die rol en dat wachtwoord.
""".format(**ROLES)


def provision() -> None:
    """See to it that the application's role exists and can be trusted; our own server does so when it starts."""
    if embedded():
        return
    with _connect("owner") as connection:
        if connection.info.server_version < OLDEST:
            raise CommandError("Eenplan heeft PostgreSQL 15 of nieuwer nodig.")
        if not _exists(connection):
            _create(connection)
        _check(connection)
        database, app = sql.Identifier(connection.info.dbname), sql.Identifier(ROLES["app"])
        connection.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(database, app))
        for each in HARDENING:
            with suppress(psycopg.errors.InsufficientPrivilege):  # then `eenplan check` tells
                connection.execute(each.statement)
    _connect("app").close()


def _exists(connection: psycopg.Connection) -> bool:
    return bool(connection.execute("SELECT FROM pg_roles WHERE rolname = %s", [ROLES["app"]]).rowcount)


def _create(connection: psycopg.Connection) -> None:
    wanted = conninfo_to_dict(dsn("app"))
    if wanted.get("user") != ROLES["app"]:
        raise CommandError(f"DATABASE_APP_URL moet aanmelden als {ROLES['app']}.")
    statement = sql.SQL("CREATE ROLE {} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE PASSWORD {}").format(
        sql.Identifier(ROLES["app"]), sql.Literal(wanted.get("password"))
    )
    try:
        connection.execute(statement)
    except psycopg.errors.InsufficientPrivilege:
        raise CommandError(f"De rol {ROLES['app']} ontbreekt en DATABASE_URL mag haar niet maken.{HELP}") from None


def _check(connection: psycopg.Connection) -> None:
    """Row security does not bind a superuser, a role that bypasses it, or the owner's own members."""
    row = connection.execute(
        "SELECT rolsuper OR rolbypassrls OR pg_has_role(oid, current_user, 'MEMBER') FROM pg_roles WHERE rolname = %s",
        [ROLES["app"]],
    ).fetchone()
    if row and row[0]:
        raise CommandError(
            f"De rol {ROLES['app']} mag geen superuser, BYPASSRLS of lid van de eigenaar zijn: "
            "dan gelden de toegangsregels niet."
        )


def _connect(role: str) -> psycopg.Connection:
    try:
        return psycopg.connect(dsn(role), autocommit=True, connect_timeout=10)
    except psycopg.OperationalError as error:
        hint = HELP if role == "app" else ""
        raise CommandError(f"Geen verbinding met de database als {role}: {error}{hint}") from None
