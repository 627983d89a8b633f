"""Loading the policies of a new version into a house that is at work."""

from django.db import connection

from eenplan.access import policies

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
