"""Terms in months and in working days, whatever the day."""

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

import eenplan
from eenplan.law.calendar import months_after, workdays_after, workdays_before, written

days = st.dates(date(1917, 1, 1), date(2136, 1, 1))


@given(day=days, months=st.integers(0, 240))
def test_months_later_is_the_same_day_or_the_last_of_the_month(day, months):
    later = months_after(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day == day.day or (later.day < day.day and (later + timedelta(days=1)).day == 1)


@given(days, st.integers(0, 30))
def test_working_days_are_counted_from_monday_to_friday(day, count):
    after = workdays_after(day, count)
    between = [day + timedelta(days=n) for n in range(1, (after - day).days + 1)]
    assert sum(other.isoweekday() <= 5 for other in between) == count
    assert count == 0 or after.isoweekday() <= 5
    assert day.isoweekday() > 5 or workdays_before(after, count) == day


def test_a_date_is_written_in_full_and_of_a_moment_it_is_the_day_here():
    assert written(date(2026, 3, 3)) == "3 maart 2026"
    assert written(datetime(2026, 3, 3, 23, 30, tzinfo=UTC)) == "4 maart 2026"
    with override("en"):
        assert written(date(2026, 3, 3)) == "3 March 2026"


def test_no_page_and_no_program_writes_a_date_its_own_way():
    home = Path(eenplan.__file__).parent
    own = re.compile(r"%d-%m|d-m-Y|j M\b|j F Y H|j F H")
    sources = [path for ending in ("py", "html") for path in home.rglob(f"*.{ending}")]
    assert [path.name for path in sources if own.search(path.read_text(encoding="utf-8"))] == []
