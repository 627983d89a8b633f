"""When something happened the database says: every moment that the application may write, in every table and both ways.

A moment that can be chosen lengthens a term, keeps an old word alive or hides who was first (docs/adr/0023, 0024).
"""

import json
from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from eenplan.cases.models import Case
from eenplan.monitoring.models import Evaluation
from eenplan.referrals.models import Referral
from eenplan.retention.models import Release
from tests.support import world as build
from tests.support.db import as_owner
from tests.support.filled import fill

TODAY = timezone.localdate()
#: what is chosen: it is ahead, or a human noticed it before it was written down
CHOSEN = {
    ("audit_event", "at"): "dated where it is signed, which is aside here; the test below tries it whole",
    ("conferences_conference", "at"): "planned",
    ("rights_leak", "discovered_at"): "AVG 33 counts from when it was noticed",
    ("rights_leak", "reported_at"): "when the supervisor was told, as its own page says",
    ("web_draft", "until"): "a day ahead at most",
}
_MOMENTS = """
SELECT c.relname, a.attname, has_column_privilege('eenplan_app', c.oid, a.attnum, 'INSERT'),
       has_column_privilege('eenplan_app', c.oid, a.attnum, 'UPDATE')
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
 WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relrowsecurity
   AND a.atttypid = 'timestamptz'::regtype AND NOT a.attisdropped ORDER BY 1, 2
"""
_COLUMNS = """
SELECT string_agg(quote_ident(attname), ', ') FROM pg_attribute
 WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
   AND has_column_privilege('eenplan_app', attrelid, attnum, 'INSERT')
"""
#: the guards of a table stand aside, but for those that say when
_ASIDE = """
DO $$
DECLARE stamp record;
BEGIN
  FOR stamp IN SELECT tgrelid::regclass AS name, tgname FROM pg_trigger WHERE tgname ~ '^0_(stamp|day)' LOOP
    EXECUTE format('ALTER TABLE %s ENABLE TRIGGER %I', stamp.name, stamp.tgname);
  END LOOP;
END $$
"""


@pytest.fixture
def rows(world):
    """A row of every table, that the application may write as far as its privileges go."""
    with as_owner(), connection.cursor() as cursor:
        found = fill(
            network_house=world.case.house_id,
            cases_case=world.case.pk,
            people_person=world.persons["father"].pk,
            network_organisation=world.organisations["council"].pk,
            access_account=world.people["council"].pk,
        )
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in found:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            cursor.execute(f"CREATE POLICY everything ON {table} TO eenplan_app USING (true) WITH CHECK (true)")
        cursor.execute(_ASIDE)
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        return found


def forged(cursor, table, where, column, add) -> bool:
    """Does a moment in the distant future stay as it was written?"""
    before = transaction.savepoint()
    if add:  # the same row once more, as the application writes it
        with as_owner():
            cursor.execute(
                f"DELETE FROM {table} t WHERE {where} RETURNING to_jsonb(t) || %s",
                [f'{{"{column.strip(chr(34))}": "2099-01-01"}}'],
            )
            (row,) = cursor.fetchone()
            cursor.execute(_COLUMNS, [table])
            (columns,) = cursor.fetchone()
        cursor.execute(
            f"INSERT INTO {table} ({columns}) OVERRIDING SYSTEM VALUE SELECT {columns}"
            f" FROM jsonb_populate_record(NULL::{table}, %s)",
            [json.dumps(row) if isinstance(row, dict) else row],
        )
    else:
        cursor.execute(f"UPDATE {table} SET {column} = '2099-01-01' WHERE {where}")
        assert cursor.rowcount == 1
    with as_owner():
        cursor.execute(f"SELECT bool_or({column} >= '2099-01-01') FROM {table}")
        (stays,) = cursor.fetchone()
    transaction.savepoint_rollback(before)
    return bool(stays)


@pytest.mark.law("R-72")
def test_a_line_of_the_log_is_dated_where_it_is_signed(world, act_as):
    with act_as(world.people["police"]), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO audit_event (at, trace, account_id, organisation_id, house_id, role, purpose, action, thing, categories,"
            " outcome, access_point, detail, salt, subject_digest, digest) VALUES ('2099-01-01', gen_random_uuid(),"
            " access_account(), access_organisation(), %s, '', '', 'x', '', '{}', 'ok', '', '', '', '', '')",
            [world.case.house_id],
        )
        with as_owner():
            cursor.execute("SELECT count(*), max(at) < '2099-01-01' FROM audit_event WHERE action = 'x'")
            assert cursor.fetchone() == (1, True)


@pytest.mark.law("R-72", "WGS 1.8(7)", "WGS 2.31(8)")
def test_no_moment_in_any_table_can_be_chosen_by_the_application(rows):
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(_MOMENTS)
        moments = cursor.fetchall()
    chosen = set()
    with connection.cursor() as cursor:
        for table, column, add, change in moments:
            if table in rows:
                ways = [way for way, may in ((True, add), (False, change)) if may]
                chosen |= {(table, column) for way in ways if forged(cursor, table, rows[table], column, way)}
    assert chosen == set(CHOSEN)


@pytest.mark.law("WGS 1.8(7)", "R-51", "BGS 1.7")
def test_no_day_of_what_happened_lies_ahead(rows):
    """A day in the future would go before every later evaluation, score or consent."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text, substring(tgname FROM 7) FROM pg_trigger WHERE tgname ~ '^0_day_'"
        )
        days = cursor.fetchall()
        assert ("monitoring_evaluation", "held_on") in days
        for table, day in days:
            cursor.execute("SELECT has_column_privilege(%s, %s, 'UPDATE')", [table, day])
            (change,) = cursor.fetchone()
            with pytest.raises(IntegrityError) as refused, transaction.atomic():
                forged(cursor, table, rows[table], quoted(day), not change)
            assert refused.value.__cause__.diag.constraint_name == "access_day_has_come"


def quoted(name):
    return f'"{name}"' if name == "on" else name


@pytest.mark.law("WGS 1.8(7)", "R-50", "R-03")
def test_who_submits_neither_lengthens_the_term_nor_keeps_judgements_of_an_earlier_version(world, act_as):
    with as_owner():
        draft = build.referral(world.houses["TEST"], world.people["ggz"], world.persons["stranger"], submit=False)
    with act_as(world.people["ggz"]):
        for moment in (timezone.now() + timedelta(days=9999), timezone.now() - timedelta(days=9999)):
            with transaction.atomic():
                Referral.objects.filter(pk=draft.pk).update(submitted_at=moment, changed_at=moment)
                with as_owner():
                    kept = Referral.objects.get(pk=draft.pk)
                    Referral.objects.filter(pk=draft.pk).update(submitted_at=None, first_submitted_at=None)
            assert {timezone.localdate(at) for at in (kept.submitted_at, kept.first_submitted_at, kept.changed_at)} == {
                TODAY
            }


@pytest.mark.law("WGS 1.8(7)")
def test_what_is_typed_is_kept_a_day_and_no_longer(world, act_as):
    me = world.people["police"]
    keep = (
        "INSERT INTO web_draft (account_id, form, field, version, locked, sort, number, at, until)"
        " VALUES (%s, 'f', %s, 1, 'x', '', 1, now(), now() + %s::interval)"
    )
    with act_as(me), connection.cursor() as cursor:
        cursor.execute(keep, [me.pk, "motive", "24 hours"])
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            cursor.execute(keep, [me.pk, "reason", "2 days"])
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            cursor.execute("UPDATE web_draft SET until = until + interval '2 days'")


@pytest.mark.law("WGS 1.8(7)", "WGS 2.31(8)")
def test_that_all_were_told_of_destruction_nobody_writes(world, act_as):
    with as_owner():
        Evaluation.objects.create(
            house=world.case.house, case=world.case, held_on=TODAY, conclusion="x", necessary=False, advice="scale_down",
            account=world.people["director"],
        )  # fmt: skip
    with act_as(world.people["police"]):
        for told in (TODAY - timedelta(days=99), TODAY):
            with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
                Release.objects.create(
                    house=world.case.house, case=world.case, destroy_on=TODAY + timedelta(days=1), motive="x", told_on=told,
                    organisation=world.organisations["police"], account=world.people["police"],
                )  # fmt: skip
        assert Case.objects.filter(pk=world.case.pk).exists()
