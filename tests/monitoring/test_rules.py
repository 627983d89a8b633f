"""What monitoring's rules say, without a database."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eenplan.law.rules import Refusal
from eenplan.monitoring import rules
from eenplan.monitoring.rules import Moment

TODAY = date(2026, 11, 23)
OPENED = TODAY - timedelta(days=200)
END = TODAY + timedelta(days=1500)
NEXT = TODAY + timedelta(days=90)
DAYS = st.integers(-40_000, 40_000).map(lambda days: TODAY + timedelta(days=days))


@pytest.mark.law("R-15", "WGS 2.31(6)")
@pytest.mark.parametrize(
    ("due", "done", "expected"),
    [
        (date(2026, 11, 22), False, Moment.LATE),
        (TODAY, False, Moment.MONTH),
        (date(2026, 12, 23), False, Moment.MONTH),
        (date(2026, 12, 24), False, Moment.LATER),
        (date(2020, 1, 1), True, Moment.DONE),
        (date(2030, 1, 1), True, Moment.DONE),
    ],
)
def test_what_is_due_is_late_within_a_month_later_or_done(due, done, expected):
    assert rules.moment(due, done, TODAY) == expected


@pytest.mark.law("R-15")
@given(due=DAYS, today=DAYS, done=st.booleans())
def test_late_means_undone_and_before_today_whatever_the_dates(due, today, done):
    assert (rules.moment(due, done, today) == Moment.LATE) == (not done and due < today)


@pytest.mark.law("R-15")
@given(due=DAYS, today=DAYS)
def test_what_is_undone_never_gets_less_urgent_with_time(due, today):
    urgency = [Moment.LATER, Moment.MONTH, Moment.LATE]
    now, tomorrow = (urgency.index(rules.moment(due, False, day)) for day in (today, today + timedelta(days=1)))
    assert now <= tomorrow


@pytest.mark.law("WGS 2.31(6)", "R-15")
@pytest.mark.parametrize(("own", "takes_part"), [(False, True), (True, False), (False, False)])
def test_progress_on_an_action_is_told_by_its_organisation(own, takes_part):
    rules.may_report(own=True, takes_part=True)
    with pytest.raises(Refusal):
        rules.may_report(own, takes_part)


@pytest.mark.law("WGS 1.8(7)", "R-51")
def test_no_further_need_means_scaling_down_and_closing():
    rules.need_decides(necessary=False, closing=True)
    rules.need_decides(necessary=True, closing=False)
    rules.need_decides(necessary=True, closing=True)
    with pytest.raises(Refusal) as refused:
        rules.need_decides(necessary=False, closing=False)
    assert refused.value.article == "WGS 1.8(7)"


@pytest.mark.law("WGS 2.31(6)", "WGS 1.8(7)")
@pytest.mark.parametrize(
    ("held", "following", "closing"),
    [
        (TODAY + timedelta(days=1), NEXT, False),
        (OPENED - timedelta(days=1), NEXT, False),
        (TODAY, None, False),
        (TODAY, TODAY, False),
        (TODAY, END + timedelta(days=1), False),
        (TODAY, TODAY - timedelta(days=5), True),
    ],
)
def test_an_evaluation_is_of_the_case_so_far_and_the_next_one_within_its_term(held, following, closing):
    rules.evaluated_in_time(TODAY, OPENED, TODAY, NEXT, False, END)
    rules.evaluated_in_time(TODAY, OPENED, TODAY, None, True, END)
    with pytest.raises(Refusal):
        rules.evaluated_in_time(held, OPENED, TODAY, following, closing, END)


@pytest.mark.law("R-79")
def test_information_of_more_than_thirty_days_is_not_fresh_and_of_tomorrow_is_refused():
    assert rules.fresh(TODAY - timedelta(days=30), TODAY)
    assert not rules.fresh(TODAY - timedelta(days=31), TODAY)
    rules.measured_in_time(TODAY, TODAY)
    with pytest.raises(Refusal):
        rules.measured_in_time(TODAY + timedelta(days=1), TODAY)


@pytest.mark.law("WGS 2.31(6)", "R-51")
def test_who_directs_records_the_evaluation_and_who_works_on_the_case_reports():
    rules.may_evaluate(True)
    rules.works_on_case(True)
    for refused in (rules.may_evaluate, rules.works_on_case):
        with pytest.raises(Refusal):
            refused(False)
