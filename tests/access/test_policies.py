"""Loading the policies of a new version into a house that is at work."""

import os

import psycopg
import pytest
from django.db import connection

from eenplan.access import patience, policies
from eenplan.access.models import PolicySet
from eenplan.runtime.errors import CommandError
from tests.support.db import on_database

_BOUND = """
SELECT conname FROM pg_constraint
 WHERE conrelid = 'rights_informationduty'::regclass AND contype = 'f' AND conname LIKE 'house_%'
"""


def test_a_new_table_that_its_policies_fill_is_bound_to_the_house_in_the_same_go(world, as_owner):
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM rights_informationduty")
        duties = cursor.fetchone()
        cursor.execute("DELETE FROM rights_informationduty")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
        cursor.execute(_BOUND)
        bound = sorted(cursor.fetchall())
        for (name,) in bound:
            cursor.execute(f"ALTER TABLE rights_informationduty DROP CONSTRAINT {name}")
        policies.load()
        cursor.execute("SELECT count(*) FROM rights_informationduty")
        assert cursor.fetchone() == duties != (0,)
        cursor.execute(_BOUND)
        assert sorted(cursor.fetchall()) == bound != []


def test_a_policy_asks_who_acts_once_per_statement_and_not_once_per_row(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tablename, policyname FROM pg_policies WHERE schemaname = 'public'"
            " AND regexp_replace(concat(qual, with_check), 'SELECT access_account\\(\\)', '', 'g') ~ 'access_account\\('"
        )
        assert cursor.fetchall() == []


class Locked:
    """A table that somebody else works in, until we have given up so many times."""

    def __init__(self, monkeypatch, settings_of, given_up):
        self.left = given_up
        self.pauses = []
        self.other = psycopg.connect(on_database(os.environ["EENPLAN_TEST_SUPERUSER"], settings_of["NAME"]))
        self.other.execute("LOCK TABLE cases_case IN ACCESS SHARE MODE")
        monkeypatch.setattr(patience, "LOCK_TIMEOUT", "20ms")
        monkeypatch.setattr(patience, "pause", self.pause)

    def pause(self, seconds):
        self.pauses.append(seconds)
        if len(self.pauses) == self.left:
            self.other.rollback()


@pytest.fixture
def owner_apart(apart, django_db_blocker):
    """Django works as the owner in a copy of the database, outside any transaction of the test."""
    from django.db import connections

    working = connections.create_connection("default")
    before = connections["default"]
    connections["default"] = working
    with working.cursor() as cursor:
        cursor.execute("SET SESSION ROLE eenplan_owner")
    yield working
    working.close()
    connections["default"] = before


def test_what_did_not_change_is_not_replaced_and_what_somebody_changed_by_hand_is(owner_apart):
    policies.load()  # of the copy, whose owner is the same
    assert policies.load() is False
    for by_hand in (
        "DROP POLICY append ON audit_event",
        "GRANT DELETE ON cases_case TO eenplan_app",
        "ALTER TABLE people_person NO FORCE ROW LEVEL SECURITY",
        "CREATE OR REPLACE FUNCTION access_account() RETURNS bigint LANGUAGE sql STABLE AS 'SELECT 1::bigint'",
        "DROP TRIGGER keep ON access_account",
        # as a restore into a new database leaves it
        "DO $$ BEGIN EXECUTE format('REVOKE CONNECT ON DATABASE %I FROM eenplan_app', current_database()); END $$",
    ):
        with owner_apart.cursor() as cursor:
            cursor.execute(by_hand)
        assert policies.load() is True, by_hand
        assert policies.load() is False


def test_who_replaces_them_waits_shortly_and_often_for_those_at_work(owner_apart, monkeypatch):
    PolicySet.objects.update(fingerprint="old")
    busy = Locked(monkeypatch, owner_apart.settings_dict, given_up=3)
    assert policies.load() is True
    assert len(busy.pauses) == 3
    assert policies.current()


def test_who_is_kept_waiting_for_ever_says_so_and_leaves_everything_as_it_was(owner_apart, monkeypatch):
    PolicySet.objects.update(fingerprint="old")
    busy = Locked(monkeypatch, owner_apart.settings_dict, given_up=0)
    monkeypatch.setattr(patience, "TRIES", 2)
    with pytest.raises(CommandError, match="niets half gebeurd"):
        policies.load()
    busy.other.rollback()
    with owner_apart.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_policies")
        assert cursor.fetchone()[0] > 100
    assert not policies.current()
