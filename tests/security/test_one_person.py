"""What one person may set alone: every number and date that the application may write, in every room (WGS 1.8(2), docs/adr/0024).

Each widens and waits for a second person (`network_widens()`), or stands here with what keeps it or why it opens nothing. A new
column fails until that is said.
"""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from eenplan.law.calendar import months_after
from eenplan.monitoring.models import Evaluation
from tests.support.db import as_owner

TODAY = timezone.localdate()

#: a day of something that happened outside: it has come (web/policies_when.sql)
HAPPENED = "access_day_has_come"
#: what the database writes over, or lets nobody write
CLOSED = "the database writes it"
FIGURE = "a figure or a place in a list: nothing follows from it"
#: when it shows as late; silence or delay is never an answer, and nothing is opened or destroyed by it
LATE = "from when it shows as late; nothing follows from it"

ONE_PERSON = {
    # what a limit of the law keeps: the constraint
    ("conferences_agendaitem", "position"): FIGURE,
    ("cases_phase", "phase"): "cases_phase_1_to_4",
    ("exchange_item", "category"): "exchange_closed_list",
    ("exchange_questionline", "category"): "what is asked: the answer is its supplier's",
    ("monitoring_evaluation", "held_on"): HAPPENED,
    ("monitoring_evaluation", "next_on"): "monitoring_next_in_time",
    ("monitoring_score", "measured_on"): HAPPENED,
    ("monitoring_score", "value"): "monitoring_scale_1_to_5",
    ("plans_adoption", "adopted_on"): HAPPENED,
    ("plans_adoption", "version"): "plans_versions_stay",
    ("plans_action", "added_in"): "plans_versions_stay",
    ("plans_action", "dropped_in"): "plans_versions_stay",
    ("plans_goal", "added_in"): "plans_versions_stay",
    ("plans_goal", "dropped_in"): "plans_versions_stay",
    ("provisions_feedback", "received_on"): HAPPENED,
    ("provisions_feedback", "next_due"): "provisions_feedback_yearly",
    ("provisions_provision", "feedback_due"): "provisions_feedback_within_a_year",
    ("provisions_secrecystatement", "signed_on"): "provisions_statement_fits",
    ("exchange_consent", "given_on"): HAPPENED,
    ("exchange_consent", "withdrawn_on"): HAPPENED,
    ("retention_hold", "review_on"): "retention_hold_reviewed",
    ("retention_renewal", "from_end"): CLOSED,
    ("retention_renewal", "new_end"): "retention_two_years_at_most",
    ("retention_run", "as_of"): "retention_not_ahead",
    ("rights_applicant", "identity_checked_on"): HAPPENED,
    ("rights_exemption", "review_on"): "rights_reviewed_within_a_year",
    ("rights_informationopinion", "review_on"): "rights_reviewed_within_a_year",
    ("rights_informationoutcome", "on"): HAPPENED,
    ("rights_informationoutcome", "review_on"): "rights_reviewed_within_a_year",
    ("rights_leak", "informed_on"): HAPPENED,
    ("rights_request", "received_on"): "rights_begins_at_receipt",
    ("rights_request", "extended_on"): "rights_extended_once_in_time",
    # decided together, or no decision
    ("retention_release", "destroy_on"): "every core organisation of the last year agrees to this very day",
    ("retention_release", "told_on"): CLOSED,
    ("retention_renewal", "destroyed"): CLOSED,
    ("rights_request", "due_on"): CLOSED,
    ("exchange_item", "first_processed_on"): CLOSED,
    ("exchange_item", "consent_withdrawn_on"): "of the supplier's own item; it narrows",
    ("exchange_item", "restricted_on"): "of the supplier's own item; it narrows",
    ("people_familymember", "since"): "of the registry's deliveries: the house's own task writes it",
    ("people_familymember", "until"): "of the registry's deliveries: the house's own task writes it",
    ("conferences_resolution", "due_on"): LATE,
    ("exchange_errorreport", "due_on"): LATE,
    ("exchange_question", "due_on"): LATE,
    ("plans_action", "starts_on"): LATE,
    ("plans_action", "due_on"): LATE,
    ("provisions_provision", "answer_by"): LATE,
    ("rights_measure", "due_on"): LATE,
    ("people_waitinglist", "line"): FIGURE,
    ("referrals_referral", "ave_phase"): "the referrer's own view; the case sets its phase anew",
    ("rights_answer", "missing"): FIGURE,
    ("rights_answer", "withheld"): FIGURE,
    ("rights_leak", "persons"): FIGURE,
    ("web_draft", "number"): "one's own typing",
    ("web_draft", "version"): "one's own typing",
    **{
        ("audit_event", column): "a line in the own name and house, no key"
        for column in ("account_id", "case_id", "house_id", "organisation_id", "subject_id")
    },
    **{
        (table, "size"): FIGURE
        for table in (
            "exchange_attachment", "exchange_consentfile", "provisions_provisionletter", "provisions_secrecystatement",
            "rights_informationletter", "rights_letter",
        )
    },
}  # fmt: skip


@pytest.mark.law("WGS 1.8(2)", "WGS 1.8(7)")
def test_every_number_and_date_widens_by_two_people_or_says_why_one_may_set_it(db):
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("""
            SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
             WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relrowsecurity
               AND NOT a.attisdropped AND a.attgenerated = '' AND a.attidentity = ''
               AND a.atttypid::regtype::text IN ('date', 'smallint', 'integer', 'bigint', 'numeric', 'double precision',
                                                 'interval')
               AND (has_column_privilege('eenplan_app', c.oid, a.attnum, 'INSERT')
                    OR has_column_privilege('eenplan_app', c.oid, a.attnum, 'UPDATE'))
               AND NOT EXISTS (SELECT FROM pg_constraint k
                                WHERE k.conrelid = c.oid AND k.contype = 'f' AND a.attnum = ANY (k.conkey))
               AND (c.relname, a.attname) NOT IN (SELECT thing, field FROM network_widens())""")
        assert set(cursor.fetchall()) == set(ONE_PERSON)


@pytest.mark.law("WGS 1.8(2)", "WGS 1.8(7)")
def test_what_keeps_such_a_column_is_there(db):
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname FROM pg_constraint"
            " UNION SELECT (regexp_matches(prosrc, 'CONSTRAINT = ''(\\w+)''', 'g'))[1] FROM pg_proc"
            " UNION SELECT convert_from(substring(tgargs FROM 1 FOR length(tgargs) - 1), 'UTF8') FROM pg_trigger"
            "  WHERE tgnargs = 1"
        )
        there = {name for (name,) in cursor.fetchall()}
        cursor.execute(
            "SELECT tgrelid::regclass::text, substring(tgname FROM 7) FROM pg_trigger WHERE tgname LIKE '0\\_day\\_%'"
        )
        days = set(cursor.fetchall())
    assert days == {column for column, keeper in ONE_PERSON.items() if keeper == HAPPENED}
    assert {keeper for keeper in ONE_PERSON.values() if " " not in keeper} <= there


@pytest.mark.law("WGS 2.31(6)", "WGS 1.8(2)")
def test_who_directs_puts_the_next_evaluation_off_no_longer_than_the_house_set(world, act_as):
    latest = months_after(TODAY, world.houses["TEST"].evaluation_months)
    director = world.people["director"]

    def evaluated(next_on):
        return Evaluation.objects.create(
            house=world.case.house, case=world.case, held_on=TODAY, conclusion="x", necessary=True, advice="continue",
            next_on=next_on, account=director,
        )  # fmt: skip

    with act_as(director):
        evaluated(latest)
        with pytest.raises(IntegrityError) as refused, transaction.atomic():
            evaluated(latest + timedelta(days=1))
    assert refused.value.__cause__.diag.constraint_name == "monitoring_next_in_time"
