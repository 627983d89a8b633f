"""An empty database gets its tables at once, an older one step by step; in the end nobody can tell which was which."""

import re
import subprocess
import sys

import psycopg
import pytest
from psycopg import sql

from eenplan.runtime.programs import program, signing_in
from tests.support import db
from tests.support.installation import Installation

pytestmark = [pytest.mark.prove, pytest.mark.xdist_group("migrations")]
#: the last migration of each room that 0.2.0 had
VERSION_020 = {
    "access": "0001_initial",
    "audit": "0002_reviews_verifications_and_reading_by_time",
    "cases": "0004_an_agreement_to_close_can_lapse",
    "conferences": "0002_third_parties_at_the_table",
    "exchange": "0004_restriction",
    "monitoring": "0002_initial",
    "network": "0003_reply_days",
    "people": "0002_citizen_number_and_secrecy",
    "plans": "0002_executor",
    "provisions": "0003_told_of_restriction",
    "referrals": "0001_initial",
    "retention": "0002_single_things_in_the_journal",
    "rights": "0001_initial",
    "web": "0002_submission",
}
#: what was renamed keeps, where it is older, constraints, sequence and indexes with a name that was made of the old one
RENAMED = {
    r" CONSTRAINT (network_house_assent_days|provisions_assent)_\w+ NOT NULL": " NOT NULL",
    "provisions_assent": "provisions_reply",
    "network_house_assent_days": "network_house_reply_days",
    r"(provisions_reply_\w+?)_[0-9a-f]{8}": r"\1",
}
#: makes the tables as 0.2.0 had them, along the migrations that it knew
GO_TO = """
import sys
import django
django.setup()
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from eenplan.cli import database
database.extensions()
executor = MigrationExecutor(connection)
executor.loader.replace_migrations = False
executor.loader.build_graph()
executor.migrate([tuple(name.split(".")) for name in sys.argv[1:]])
"""


@pytest.fixture(scope="module")
def server():
    copy = db.start_copy()
    yield copy
    db.stop(copy)


@pytest.fixture
def empty(server, tmp_path):
    """`empty(name)`: an installation on an empty database."""

    def make(name: str) -> Installation:
        with psycopg.connect(server.dsn("superuser", "postgres"), autocommit=True) as connection:
            connection.execute(sql.SQL("CREATE DATABASE {} OWNER eenplan_owner").format(sql.Identifier(name)))
            connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(sql.Identifier(name)))
        return Installation(tmp_path / name, server.dsn("owner", name), server.dsn("app", name))

    return make


def schema(installation: Installation) -> list[str]:
    """The lines that pg_dump writes of everything but the rows, in alphabetical order."""
    where, environment = signing_in(installation.owner)
    with psycopg.connect(installation.owner) as connection:
        pg_dump = program("pg_dump", connection.info.server_version)
    done = subprocess.run(
        [pg_dump, "--schema-only", f"--dbname={where}"],
        env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    text = done.stdout
    for old, new in RENAMED.items():
        text = re.sub(old, new, text)
    return sorted(line for line in text.splitlines() if not line.startswith(("\\restrict", "\\unrestrict")))


def applied(installation: Installation) -> set[tuple[str, str]]:
    return set(installation.ask("SELECT app, name FROM django_migrations"))


def test_the_tables_of_an_empty_database_are_those_of_one_that_was_upgraded(empty):
    new, old = empty("new"), empty("old")
    new.well("migrate")

    subprocess.run(
        [sys.executable, "-c", GO_TO, *(f"{app}.{name}" for app, name in VERSION_020.items())],
        cwd=db.ROOT, check=True,
        env={**old.environment, "EENPLAN_DATABASE_ROLE": "owner", "DJANGO_SETTINGS_MODULE": "eenplan.settings"},
    )  # fmt: skip
    old.ask("DELETE FROM django_migrations WHERE name LIKE '%squashed%'")  # which 0.2.0 had not heard of
    assert ("people", "0003_names_are_found_and_sorted") not in applied(old)
    old.well("migrate")

    assert len(schema(new)) > 5000
    assert schema(new) == schema(old)
    assert applied(new) == applied(old)
    assert new.rows().keys() == old.rows().keys()
    for installation in (new, old):
        assert installation.well("migrate")["applied"] == 0
