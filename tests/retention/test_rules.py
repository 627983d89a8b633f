"""When something is kept no longer: the same in Python and in the database, whatever the calendar does."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eenplan.exchange.models import Item
from eenplan.law.calendar import months_after
from eenplan.law.rules import Refusal
from eenplan.retention import rules

DAYS = st.dates(date(2020, 1, 1), date(2060, 12, 31))
BEGIN, END = datetime(2020, 1, 1), datetime(2060, 12, 31)  # noqa: DTZ001 - hypothesis adds the zone
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
many = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.mark.law("WGS 1.8(7)", "R-50")
@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2025, 3, 1), date(2030, 3, 1)),
        (date(2024, 2, 29), date(2029, 2, 28)),  # five years on there is no 29 February
        (date(2023, 2, 28), date(2028, 2, 28)),  # a leap year gives no extra day
        (date(2022, 12, 31), date(2027, 12, 31)),
    ],
)
def test_five_years_after_the_first_processing(world, as_owner, first, last):
    with as_owner():
        Item.objects.create(
            house=world.case.house,
            case=world.case,
            person=world.persons["father"],
            category=3,
            supplier=world.organisations["council"],
            account=world.people["council"],
            ground="wgs-1.5(1)",
            text="Van lang geleden",
            first_processed_on=first,
        )
        world.case.refresh_from_db()
    assert (world.case.first_processed_on, world.case.retain_until) == (first, last)
    assert months_after(first, 60) == last


@pytest.mark.law("WGS 1.8(7)", "R-50")
@given(first=DAYS, years=st.integers(1, 5))
@many
def test_the_database_reckons_years_alike(db, first, years):
    with connection.cursor() as cursor:
        cursor.execute("SELECT (%s::date + make_interval(years => %s))::date", [first, years])
        assert cursor.fetchone()[0] == months_after(first, 12 * years)


@pytest.mark.law("WGS 1.8(7)", "R-50")
@given(first=DAYS, years=st.integers(1, 5))
@many
def test_a_term_is_never_longer_than_so_many_years(first, years):
    last = months_after(first, 12 * years)
    assert last.year - first.year == years
    assert (last.month, last.day) <= (first.month, first.day)


@pytest.mark.law("WGS 1.8(7)", "R-50")
@given(moment=st.datetimes(BEGIN, END))
@many
def test_a_day_is_that_of_the_house_through_summer_time_and_winter_time(db, moment):
    instant = moment.replace(tzinfo=ZoneInfo("UTC"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT retention_day(%s)", [instant])
        assert cursor.fetchone()[0] == instant.astimezone(AMSTERDAM).date()


@pytest.mark.law("WGS 1.8(7)", "R-51", "R-57")
@given(term=DAYS, closed=st.none() | DAYS, destroy=st.none() | DAYS)
@many
def test_a_decision_only_shortens_and_never_works_before_closing(term, closed, destroy):
    end = rules.end_of_case(term, closed, destroy)
    assert end <= term
    assert end == term or end >= closed
    assert rules.end_of_case(term, closed, destroy, held=True) is None


@pytest.mark.law("BGS 1.16(1)", "WGS 1.8(7)", "R-50", "R-52")
@given(submitted=st.datetimes(BEGIN, END), waited=st.none() | st.integers(0, 2500))
@many
def test_a_referral_goes_at_the_first_reason_to(world, as_owner, submitted, waited):
    submitted = submitted.replace(tzinfo=AMSTERDAM)
    rejected = None if waited is None else submitted + timedelta(days=waited)
    with as_owner(), connection.cursor() as cursor:
        _decided(cursor, world.referral, submitted, rejected)
        cursor.execute(
            "SELECT since FROM retention_reached(%s, '2200-01-01', 'referral', %s)",
            [world.referral.house_id, [world.referral.pk]],
        )
        (end,) = cursor.fetchone()
    reasons = [months_after(submitted.date(), 60)]
    if rejected:
        reasons.append(rejected.date() + timedelta(days=world.houses["TEST"].rejected_days))
    assert end == min(reasons)


def _decided(cursor, referral, submitted, rejected) -> None:
    cursor.execute(
        "UPDATE referrals_referral SET submitted_at = %s, first_submitted_at = %s, decided_at = %s, admitted = %s WHERE id = %s",
        [submitted, submitted, rejected, False if rejected else None, referral.pk],
    )


@pytest.mark.law("BGS 1.16(1)", "R-52")
@given(decided=st.datetimes(BEGIN, END), late=st.integers(-2, 95))
@many
def test_the_database_finds_a_rejected_referral_on_that_day_and_not_before(world, as_owner, decided, late):
    decided = decided.replace(tzinfo=AMSTERDAM)
    house = world.houses["TEST"]
    day = decided.date() + timedelta(days=late)
    end = decided.date() + timedelta(days=house.rejected_days)
    with as_owner(), connection.cursor() as cursor:
        _decided(cursor, world.referral, decided, decided)
        cursor.execute(
            "SELECT count(*) FROM retention_reached(%s, %s, 'referral', %s)", [house.pk, day, [world.referral.pk]]
        )
        assert (cursor.fetchone()[0] == 1) == (day >= end)


@pytest.mark.law("WGS 1.8(7)", "R-51")
def test_earlier_is_after_today_and_before_the_term():
    today, term = date(2026, 1, 1), date(2027, 1, 1)
    rules.earlier_than_term(date(2026, 1, 2), today, term)
    for wrong in (today, today - timedelta(days=1), term, term + timedelta(days=1)):
        with pytest.raises(Refusal):
            rules.earlier_than_term(wrong, today, term)


@pytest.mark.law("BGS 1.16(1)")
@given(st.dictionaries(st.integers(), st.integers(0, 60)))
@many
def test_no_small_number_is_shown_nor_to_be_reckoned_from_the_others(numbers):
    shown = rules.shown(numbers)
    hidden = [value for value, number in shown.items() if number is None]
    assert all(number is None or number == 0 or number >= rules.SMALL_CELL for number in shown.values())
    assert len(hidden) != 1 or len(numbers) == 1
