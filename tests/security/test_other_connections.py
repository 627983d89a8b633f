"""All processes of the application sign in to the database as one role: what one of its connections sees of the others, and does
to them. Asked on connections that sign in as that role, so that its own settings hold."""

import os
from contextlib import ExitStack
from pathlib import Path

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege

from tests.support import db

pytestmark = pytest.mark.law("WGS 1.8(8)", "R-77")


@pytest.fixture
def signed_in(django_db_setup, worker_id):
    """`signed_in()`: a connection of the application, as web and worker have."""
    dsn = db.server(Path(os.environ["EENPLAN_TEST_HOME"])).dsn("app", f"test_{worker_id}")
    with ExitStack() as stack:
        yield lambda: stack.enter_context(psycopg.connect(dsn, autocommit=True))


def test_what_one_asks_another_does_not_read(signed_in):
    victim, spy = signed_in(), signed_in()
    victim.execute("SELECT 'Kerkstraat 7'")
    with pytest.raises(InsufficientPrivilege):
        victim.execute("SET track_activities = on")
    for source in ("pg_stat_activity", "pg_stat_get_activity(NULL)"):
        seen = spy.execute(f"SELECT query FROM {source} WHERE pid = %s", [victim.info.backend_pid]).fetchall()
        assert seen == [("",)]


@pytest.mark.parametrize("end", ["pg_terminate_backend(%s)", "pg_terminate_backend(%s, 10)", "pg_cancel_backend(%s)"])
def test_one_does_not_end_another(signed_in, end):
    victim, other = signed_in(), signed_in()
    with pytest.raises(InsufficientPrivilege):
        other.execute(f"SELECT {end}", [victim.info.backend_pid])
    assert victim.execute("SELECT 1").fetchone() == (1,)


def test_one_does_not_fill_the_disk_of_the_server(signed_in):
    one = signed_in()
    assert one.execute("SHOW temp_file_limit").fetchone() == ("4GB",)
    with pytest.raises(InsufficientPrivilege):
        one.execute("SET temp_file_limit = -1")
    with pytest.raises(InsufficientPrivilege):
        one.execute("SELECT lo_from_bytea(0, 'x')")
