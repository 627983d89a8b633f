"""The application's role in a database that we were given."""

import shutil
import tempfile
from pathlib import Path

import psycopg
import pytest

from eenplan.runtime.dsn import dsn, embedded
from eenplan.runtime.errors import CommandError
from eenplan.runtime.postgres import Server
from eenplan.runtime.roles import provision
from tests.support.db import binaries

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def cluster():
    server = Server(Path(tempfile.mkdtemp(prefix="eenplan-given-")), binaries=binaries(), throwaway=True)
    server.start()
    yield server
    server.stop()
    shutil.rmtree(server.folder)


@pytest.fixture
def given(cluster, tmp_path_factory, monkeypatch):
    """A database without an application role; returns the administrator's connection."""
    monkeypatch.setenv("EENPLAN_HOME", str(tmp_path_factory.mktemp("home")))
    monkeypatch.setenv("DATABASE_URL", cluster.dsn("superuser"))
    monkeypatch.delenv("DATABASE_APP_URL", raising=False)
    with psycopg.connect(cluster.dsn("superuser"), autocommit=True) as connection:
        connection.execute("REVOKE ALL ON DATABASE eenplan FROM eenplan_app; DROP ROLE IF EXISTS eenplan_app")
        yield connection
        connection.execute("DROP OWNED BY eenplan_app; DROP ROLE eenplan_app; CREATE ROLE eenplan_app LOGIN")


def test_an_owner_who_may_makes_the_role_without_powers(given):
    provision()
    provision()  # twice is as good as once
    assert not embedded()
    with psycopg.connect(dsn("app")) as connection:
        assert connection.execute("SELECT current_user").fetchone() == ("eenplan_app",)
        assert connection.execute(
            "SELECT rolsuper OR rolbypassrls OR rolcreaterole FROM pg_roles WHERE rolname = current_user"
        ).fetchone() == (False,)


def test_an_owner_who_may_not_is_told_what_the_administrator_must_do(given, cluster, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", cluster.dsn("owner"))
    with pytest.raises(CommandError, match=r"(?s)databasebeheerder.*CREATE ROLE eenplan_app LOGIN NOSUPERUSER"):
        provision()
    given.execute("CREATE ROLE eenplan_app LOGIN")


def test_a_role_to_which_the_access_rules_do_not_apply_is_refused(given):
    given.execute("CREATE ROLE eenplan_app LOGIN BYPASSRLS")
    with pytest.raises(CommandError, match="gelden de toegangsregels niet"):
        provision()


def test_without_the_owner_there_is_no_migrating(given, monkeypatch):
    provision()
    monkeypatch.setenv("DATABASE_APP_URL", dsn("app"))
    monkeypatch.delenv("DATABASE_URL")
    with pytest.raises(CommandError, match="DATABASE_URL"):
        dsn("owner")
