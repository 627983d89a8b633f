"""How often a page asks the database who acts. Each time the seal is checked: a policy that asks per row shows here first."""

import pytest
from django.db import connection
from django.urls import reverse

from tests.support.db import as_owner

#: page: how often at most, on the world of the tests
ASKED = {"home": 65, "cases:list": 30, "cases:overview": 75, "exchange:items": 60, "plans:plan": 40}


@pytest.fixture
def asked(world):
    """`asked()`: how often somebody asked since the last time; the function counts itself, in this transaction only."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("CREATE SEQUENCE asked; GRANT SELECT, UPDATE ON SEQUENCE asked TO eenplan_owner")
        cursor.execute("SELECT pg_get_functiondef('access_actor()'::regprocedure)")
        whole = cursor.fetchone()[0]
        cursor.execute(whole.replace("\nBEGIN\n", "\nBEGIN\n  PERFORM nextval('asked');\n", 1))

    def since():
        with as_owner(), connection.cursor() as cursor:
            cursor.execute("SELECT last_value FROM asked")
            (until_now,) = cursor.fetchone()
            cursor.execute("SELECT setval('asked', 1)")
            return until_now - 1

    return since


@pytest.mark.parametrize("page", ASKED)
def test_a_page_asks_who_acts_no_more_often_than_its_statements_need(page, world, client_of, asked):
    address = reverse(page, args=[] if page in ("home", "cases:list") else [world.case.number])
    client = client_of("police")
    assert client.get(address).status_code == 200
    asked()
    client.get(address)
    assert 0 < (times := asked()) <= ASKED[page], times
