"""What the plan's rules say, without a database."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eenplan.law.rules import Refusal
from eenplan.plans import rules

TODAY = date(2026, 11, 23)
END = date(2031, 11, 1)


@pytest.mark.law("BGS 2.17", "WGS 2.31(5)", "R-11")
def test_only_who_directs_writes_the_plan():
    rules.may_write(True)
    with pytest.raises(Refusal) as refused:
        rules.may_write(False)
    assert refused.value.article == "BGS 2.17"


@pytest.mark.law("WGS 2.31(6)", "R-15")
@pytest.mark.parametrize(
    ("own", "takes_part", "final"),
    [(False, True, False), (True, False, False), (False, False, False), (True, True, True)],
)
def test_only_who_takes_part_for_the_responsible_organisation_finishes_an_action_and_once(own, takes_part, final):
    rules.may_finish(own=True, takes_part=True, final=False)
    with pytest.raises(Refusal):
        rules.may_finish(own, takes_part, final)


@pytest.mark.law("WGS 1.8(7)", "R-15")
def test_an_action_is_due_from_today_until_the_data_end():
    rules.due_in_time(TODAY, TODAY, END)
    rules.due_in_time(END, TODAY, END)
    rules.due_in_time(TODAY - timedelta(days=9), TODAY, END, settled=True)
    for wrong in (TODAY - timedelta(days=1), END + timedelta(days=1), date.max):
        with pytest.raises(Refusal):
            rules.due_in_time(wrong, TODAY, END)


@pytest.mark.law("BGS 2.17")
@pytest.mark.parametrize(
    ("strategy", "changed", "day"),
    [
        ("  ", True, TODAY),
        ("Rust", False, TODAY),
        ("Rust", True, TODAY + timedelta(days=1)),
        ("Rust", True, TODAY - timedelta(days=31)),
    ],
)
def test_a_version_is_adopted_with_a_strategy_a_change_and_a_possible_date(strategy, changed, day):
    earliest = TODAY - timedelta(days=30)
    rules.may_adopt("Rust", True, earliest, earliest, TODAY)
    with pytest.raises(Refusal):
        rules.may_adopt(strategy, changed, day, earliest, TODAY)


@pytest.mark.law("R-17")
def test_an_empty_leg_is_named_and_guidance_stands_on_the_leg_of_care():
    assert rules.empty_legs([]) == ["repressie", "bestuurlijk", "zorg"]
    assert rules.empty_legs(["guidance", "repression"]) == ["bestuurlijk"]
    assert rules.empty_legs(["care", "repression", "administrative"]) == []


@pytest.mark.law("BGS 2.19", "BGS 2.20(2)", "R-11")
def test_plans_are_aligned_within_one_circle_only():
    circles = {1: {2, 3}, 10: {11}}
    assert rules.one_circle([1, 2], circles)
    assert rules.one_circle([2, 3], circles)
    assert not rules.one_circle([1, 11], circles)
    assert not rules.one_circle([1, 99], circles)
    assert not rules.one_circle([1, 1], circles)
    assert not rules.one_circle([], circles)


@pytest.mark.law("BGS 2.20(2)", "R-11")
@pytest.mark.parametrize("missing", ["a", "b", "c"])
def test_each_of_the_three_conditions_is_confirmed(missing):
    rules.may_align(True, {"a": True, "b": True, "c": True}, "zij wonen samen")
    with pytest.raises(Refusal, match=missing):
        rules.may_align(True, {"a": True, "b": True, "c": True, missing: False}, "zij wonen samen")
    with pytest.raises(Refusal):
        rules.may_align(True, {"a": True, "b": True, "c": True}, " ")
    with pytest.raises(Refusal):
        rules.may_align(False, {"a": True, "b": True, "c": True}, "zij wonen samen")


@pytest.mark.law("R-11", "R-15")
def test_days_on_which_several_organisations_have_something_due_are_named():
    def due(day, organisation):
        return SimpleNamespace(due_on=TODAY + timedelta(days=day), organisation_id=organisation)

    one, other, alone, twice, again = due(1, 1), due(1, 2), due(2, 1), due(3, 1), due(3, 1)
    assert rules.same_day([alone, one, twice, other, again]) == [(one.due_on, [one, other])]


@pytest.mark.law("BGS 2.17", "R-11")
@given(added=st.integers(1, 9), dropped=st.none() | st.integers(1, 9), version=st.integers(1, 9))
def test_what_is_dropped_in_a_version_was_in_those_between(added, dropped, version):
    expected = version in range(added, dropped if dropped is not None else 99)
    assert rules.in_version(added, dropped, version) == expected


@pytest.mark.law("R-15")
@given(days=st.integers(-40_000, 40_000), done=st.booleans())
def test_late_begins_the_day_after_and_ends_with_done(days, done):
    assert rules.late(TODAY + timedelta(days=days), done, TODAY) == (days < 0 and not done)
