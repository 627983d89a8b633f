"""What a case is now and what it may become, as sentences over plain values."""

from datetime import UTC, date, datetime

import pytest

from eenplan.cases import rules
from eenplan.cases.rules import Status
from eenplan.law.rules import Refusal

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
TERMS = rules.Terms(first_conference_weeks=2, plan_weeks=6, evaluation_months=3)


@pytest.mark.parametrize(
    ("reached", "expected"),
    [
        ({}, Status.GATHERING),
        ({"conference_at": NOW}, Status.CONFERENCE),
        ({"conference_at": NOW, "plan_at": NOW}, Status.PLAN),
        ({"plan_at": NOW}, Status.PLAN),
        ({"conference_at": NOW, "plan_at": None, "evaluation_at": NOW}, Status.MONITORING),
    ],
)
def test_the_status_is_the_furthest_step_that_was_reached(reached, expected):
    assert rules.status(None, reached) == expected


def test_a_closed_case_is_closed_whatever_it_reached():
    assert rules.status(NOW, {"evaluation_at": NOW}) == Status.CLOSED


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (Status.GATHERING, rules.Step(date(2026, 11, 16), "eerste casusoverleg")),
        (Status.CONFERENCE, rules.Step(date(2026, 12, 14), "plan van aanpak")),
        (Status.PLAN, rules.Step(date(2027, 2, 28), "evaluatie")),
        (Status.MONITORING, rules.Step(date(2027, 3, 31), "evaluatie")),
        (Status.CLOSED, None),
    ],
)
def test_the_term_that_runs_follows_from_the_status_and_the_terms_of_the_house(now, expected):
    planned, evaluated = date(2026, 11, 30), date(2026, 12, 31) if now == Status.MONITORING else None
    assert rules.next_step(now, date(2026, 11, 2), planned, evaluated, TERMS) == expected


@pytest.mark.law("WGS 2.31(4)", "R-01")
@pytest.mark.parametrize("scopes", [["take_part"], ["direct"], []])
def test_who_takes_part_is_not_decided_by_a_private_participant_or_the_process_director(scopes):
    with pytest.raises(Refusal, match=r"WGS 2\.31 lid 4"):
        rules.only_core_decides(scopes)


@pytest.mark.law("WGS 2.31(8)", "R-01")
@pytest.mark.parametrize("scopes", [["take_part"], ["direct"], []])
def test_closing_is_not_decided_by_a_private_participant_or_the_process_director(scopes):
    with pytest.raises(Refusal, match=r"WGS 2\.31 lid 8"):
        rules.only_core_closes(scopes)


@pytest.mark.law("WGS 2.31(8)")
@pytest.mark.parametrize(
    ("opinions", "said"),
    [({"Politie": True, "College": None}, "College"), ({"Politie": False, "College": True}, "Politie")],
)
def test_a_case_does_not_close_while_a_core_organisation_is_silent_or_against(opinions, said):
    with pytest.raises(Refusal, match=said):
        rules.may_close(opinions)


@pytest.mark.law("WGS 2.31(8)")
def test_a_case_closes_when_every_core_organisation_agrees():
    rules.may_close({"Politie": True, "College": True})


@pytest.mark.law("BGS 2.19", "R-12")
@pytest.mark.parametrize(
    ("of_subject", "relation", "reason"), [(False, "child", "woont in"), (True, "", "woont in"), (True, "child", "  ")]
)
def test_nobody_joins_a_circle_without_relation_reason_or_referred_person(of_subject, relation, reason):
    with pytest.raises(Refusal, match=r"BGS 2\.19"):
        rules.joins_circle(of_subject, relation, reason)


@pytest.mark.law("R-08", "R-12", "BGS 2.19")
@pytest.mark.parametrize(("subject", "others", "circle"), [(True, 1, 2), (True, 0, 0)])
def test_a_referred_person_with_a_circle_or_without_another_is_not_taken_out(subject, others, circle):
    with pytest.raises(Refusal):
        rules.may_be_taken_out(subject, others, circle)


@pytest.mark.law("R-30", "WGS 2.27(2)")
@pytest.mark.parametrize(("ground", "in_house"), [("none", True), ("2.27(2)d", False)])
def test_an_organisation_without_ground_or_from_elsewhere_takes_no_part(ground, in_house):
    with pytest.raises(Refusal):
        rules.may_take_part(ground, in_house)
