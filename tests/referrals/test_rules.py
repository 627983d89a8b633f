"""The decisions of referral and triage, over plain values."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eenplan.law.calendar import workdays_before
from eenplan.law.rules import Refusal
from eenplan.referrals import rules
from eenplan.referrals.rules import Judgement

dates = st.dates(date(2025, 3, 1), date(2040, 1, 1))
weekdays = st.integers(1, 5)
met = st.frozensets(st.sampled_from("abcd"))
judgements = st.lists(
    st.builds(Judgement, st.integers(1, 6), met, st.sampled_from(["admit", "complete", "reject"])), max_size=12
)


def referral(**fields):
    answers = dict.fromkeys(["occasion", "goal", *(f"criterion_{letter}" for letter in "abcd")], "tekst")
    return SimpleNamespace(**{**answers, "checked": True, "informed": True, "informed_reason": "", **fields})


@pytest.mark.law("BGS 2.20(3)", "R-02")
@pytest.mark.parametrize("letter", "abcd")
def test_a_referral_without_a_motivation_at_a_criterion_is_not_complete(letter):
    gaps = rules.missing(referral(**{f"criterion_{letter}": "  "}), subjects=1)
    assert [gap.field for gap in gaps] == [f"criterion_{letter}"]
    with pytest.raises(Refusal) as refusal:
        rules.may_submit(gaps)
    assert refusal.value.article == "BGS 2.20(3)"


@pytest.mark.law("BGS 1.6", "R-02")
def test_a_referral_whose_correctness_was_not_checked_is_not_complete():
    assert [gap.article for gap in rules.missing(referral(checked=False), subjects=1)] == ["BGS 1.6"]


@pytest.mark.law("AVG 14", "R-02")
def test_whoever_did_not_inform_the_person_says_why():
    assert [gap.field for gap in rules.missing(referral(informed=None), subjects=1)] == ["informed"]
    assert [gap.field for gap in rules.missing(referral(informed=False), subjects=1)] == ["informed_reason"]
    assert not rules.missing(referral(informed=False, informed_reason="gevaar"), subjects=1)


@pytest.mark.law("BGS 2.20(1)", "R-08")
def test_a_referral_is_about_somebody():
    assert [gap.field for gap in rules.missing(referral(), subjects=0)] == ["persons"]


@pytest.mark.law("BGS 2.19", "R-12")
@pytest.mark.parametrize(
    ("circle_of", "relation", "reason"), [(9, "child", "x"), (None, "child", "x"), (1, "", "x"), (1, "child", " ")]
)
def test_the_circle_needs_a_referred_person_a_relation_and_a_reason(circle_of, relation, reason):
    with pytest.raises(Refusal):
        rules.check_part("circle", circle_of, relation, reason, {1, 2})
    rules.check_part("circle", 1, "child", "woont in het gezin", {1, 2})


@pytest.mark.law("R-04")
def test_the_national_framework_is_one_two_and_three_or_four():
    assert rules.fits_framework(True, True, True, False)
    assert rules.fits_framework(False, False, False, True)
    assert not rules.fits_framework(True, True, False, False)


@given(dates, dates, weekdays, st.integers(0, 6), st.booleans())
def test_the_triage_day_is_the_first_one_of_the_house_that_the_referral_made(submitted, later, weekday, cutoff, urgent):
    today = max(submitted, later)
    day = rules.triage_day(submitted, today, weekday=weekday, cutoff_days=cutoff, urgent=urgent)
    assert day.isoweekday() == weekday
    assert day >= today
    assert urgent or workdays_before(day, cutoff) >= submitted
    earlier = day - timedelta(days=7)
    assert earlier < today or (not urgent and workdays_before(earlier, cutoff) < submitted)


@given(dates, weekdays, st.integers(0, 6))
def test_an_urgent_referral_is_discussed_within_a_week(submitted, weekday, cutoff):
    day = rules.triage_day(submitted, submitted, weekday=weekday, cutoff_days=cutoff, urgent=True)
    assert day - submitted < timedelta(days=7)


@pytest.mark.law("WGS 2.31(2)", "R-01")
@pytest.mark.parametrize("roles", [{"referrer", "participant"}, {"process_director"}, {"manager"}, {"auditor"}, set()])
def test_only_an_assessor_judges_and_decides(roles):
    with pytest.raises(Refusal) as refusal:
        rules.may_assess(roles)
    assert refusal.value.article == "WGS 2.31(2)"
    rules.may_assess(roles | {"assessor"})


@pytest.mark.law("BGS 2.20(1)", "R-03")
@given(met)
def test_a_judgement_to_admit_finds_all_four_criteria_met(letters):
    if letters == set("abcd"):
        rules.check_judgement("admit", letters)
    else:
        with pytest.raises(Refusal):
            rules.check_judgement("admit", letters)
    rules.check_judgement("reject", letters)


@pytest.mark.law("R-03")
@given(judgements)
def test_of_each_organisation_the_last_judgement_counts(given):
    counting = rules.latest(given)
    assert {judgement.organisation for judgement in counting} == {judgement.organisation for judgement in given}
    assert len({judgement.organisation for judgement in counting}) == len(counting)
    for judgement in counting:
        assert judgement == [other for other in given if other.organisation == judgement.organisation][-1]


@pytest.mark.law("WGS 2.31(2)", "BGS 2.20(1)", "R-01", "R-03", "R-08")
@given(judgements, st.integers(1, 4), st.integers(0, 2))
def test_admission_needs_enough_organisations_a_majority_on_every_criterion_and_somebody(given, required, subjects):
    counting = rules.latest(given)
    majority = all(sum(letter in judgement.met for judgement in counting) > len(counting) / 2 for letter in "abcd")
    allowed = len(counting) >= required and majority and subjects > 0
    assert allowed == (not rules.obstacles("admit", counting, required, subjects))
    for outcome in ("complete", "reject"):
        assert (len(counting) >= required) == (not rules.obstacles(outcome, counting, required, subjects))


@pytest.mark.law("WGS 2.31(2)")
def test_a_tie_on_a_criterion_is_no_majority():
    tie = [Judgement(1, frozenset("abcd"), "admit"), Judgement(2, frozenset("abc"), "reject")]
    with pytest.raises(Refusal, match="d"):
        rules.may_decide("admit", tie, 2, 1)
    rules.may_decide("reject", tie, 2, 1)
