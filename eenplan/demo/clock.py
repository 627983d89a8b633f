"""Moves what happened into the past, so that a house made today looks years old. For the demonstration only, as owner."""

from django.db import connection

from eenplan.cases.models import Case
from eenplan.conferences.models import Conference
from eenplan.referrals.models import Referral

#: lives as long as the connection; triggers that freeze or judge rows would object to history
_FUNCTION = """
CREATE OR REPLACE FUNCTION pg_temp.move(key text, number bigint, days integer, only_table text) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  moved record;
  found boolean;
BEGIN
  SET CONSTRAINTS ALL IMMEDIATE;  -- a table with checks still to come cannot be altered
  FOR moved IN
    SELECT c.relname AS name, string_agg(format('%1$I = %1$I - make_interval(days => %2$s)', a.attname, days), ', ') AS columns
      FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND c.relname NOT LIKE 'audit%'
       AND a.atttypid IN ('date'::regtype, 'timestamptz'::regtype)
       AND (c.relname = only_table OR only_table = '' AND c.relname <> 'cases_case' AND EXISTS (
              SELECT FROM pg_attribute k WHERE k.attrelid = c.oid AND k.attname = key))
     GROUP BY c.relname
  LOOP
    EXECUTE format('SELECT EXISTS (SELECT FROM %I WHERE %I = $1)', moved.name, key) INTO found USING number;
    IF found THEN
      EXECUTE format('ALTER TABLE %I DISABLE TRIGGER USER', moved.name);
      EXECUTE format('UPDATE %I SET %s WHERE %I = $1', moved.name, moved.columns, key) USING number;
      EXECUTE format('ALTER TABLE %I ENABLE TRIGGER USER', moved.name);
    END IF;
  END LOOP;
  SET CONSTRAINTS ALL DEFERRED;
END $$
"""


def shift(days: int, referral: Referral, conference: Conference | None = None) -> None:
    """Everything of this referral, its case and its own conference happened `days` earlier than it says."""
    case = Case.objects.filter(referral=referral).values_list("pk", flat=True).first()
    with connection.cursor() as cursor:
        cursor.execute(_FUNCTION)
        move = "SELECT pg_temp.move(%s, %s, %s, %s)"
        cursor.execute(move, ["id", referral.pk, days, "referrals_referral"])
        cursor.execute(move, ["referral_id", referral.pk, days, ""])
        if case:
            cursor.execute(move, ["id", case, days, "cases_case"])
            cursor.execute(move, ["case_id", case, days, ""])
            cursor.execute(
                "UPDATE access_grant SET since = since - make_interval(days => %s)"
                " WHERE kind = 'case' AND object_id = %s",
                [days, case],
            )
        if conference:
            cursor.execute(move, ["id", conference.pk, days, "conferences_conference"])
