"""Who plans, keeps and decides, as plain values."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from eenplan.conferences import rules
from eenplan.law.rules import Refusal

TODAY = date(2026, 11, 21)


@pytest.mark.law("WGS 2.31(5)", "R-94")
@pytest.mark.parametrize("scopes", [[], ["take_part"], ["decide"], ["asked"]])
def test_only_the_process_director_of_a_case_keeps_its_agenda_and_minutes(scopes):
    with pytest.raises(Refusal) as refused:
        rules.may_keep(scopes)
    assert refused.value.article == "WGS 2.31(5)"
    rules.may_keep([*scopes, "direct"])


@given(st.timedeltas(min_value=timedelta(seconds=-10_000), max_value=timedelta(days=4000)))
def test_a_conference_is_to_come_and_not_further_than_two_years(away):
    now = timezone.now()
    fine = timedelta(0) <= away <= rules.FURTHEST
    assert (rules.fits_calendar(now + away, now) == "") is fine


@pytest.mark.law("R-15")
@given(st.fixed_dictionaries({name: st.booleans() for name in ("person", "kind", "domain", "responsible", "due_on")}))
def test_a_decision_is_all_of_an_action_or_none_of_it(given_parts):
    lacking = [name for name, filled in given_parts.items() if not filled]
    is_action = any(filled for name, filled in given_parts.items() if name != "person")
    assert rules.missing_of_action(given_parts) == (lacking if is_action else [])


@pytest.mark.law("WGS 1.8(7)", "R-15")
def test_an_action_is_due_after_the_conference_and_before_the_case_is_destroyed():
    assert rules.due_fits(TODAY, TODAY, TODAY) == ""
    assert rules.due_fits(TODAY - timedelta(days=1), TODAY, TODAY)
    assert rules.due_fits(TODAY + timedelta(days=1), TODAY, TODAY)


def test_a_case_was_discussed_when_the_day_has_come_and_something_was_written():
    rules.may_finish(TODAY, TODAY, True)
    for day, minuted in ((TODAY + timedelta(days=1), True), (TODAY, False)):
        with pytest.raises(Refusal):
            rules.may_finish(day, TODAY, minuted)
