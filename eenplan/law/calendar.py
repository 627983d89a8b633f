"""Terms are reckoned in calendar days of the house; months and years the way the law and PostgreSQL do."""

from calendar import monthrange
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime


def months_after(day: date, months: int) -> date:
    """The same day some months later, or the last day of that month."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def past(due: date | datetime | None, today: date | None = None) -> bool:
    """Is the last day (or moment) of a term behind us? What has no date is never late. The one answer for lists and pages."""
    return due is not None and due < _now(due, today)


def reached(due: date | datetime | None, today: date | None = None) -> bool:
    """Is it the last day (or moment) of a term, or later?"""
    return due is not None and due <= _now(due, today)


def _now(due: date | datetime, today: date | None) -> date | datetime:
    return timezone.now() if isinstance(due, datetime) else today or timezone.localdate()


def past_in(field: str) -> Q:
    """`past` as a condition on rows with this date."""
    return Q(**{f"{field}__lt": timezone.localdate()})


def reached_in(field: str) -> Q:
    """`reached` as a condition on rows with this date."""
    return Q(**{f"{field}__lte": timezone.localdate()})


def workdays_before(day: date, count: int) -> date:
    """The date that lies `count` working days (Monday to Friday) before `day`."""
    return _walk(day, count, -1)


def workdays_after(day: date, count: int) -> date:
    """The date that lies `count` working days (Monday to Friday) after `day`."""
    return _walk(day, count, 1)


def _walk(day: date, count: int, step: int) -> date:
    while count:
        day += timedelta(days=step)
        count -= day.isoweekday() <= 5
    return day


def written(day: date) -> str:
    """A day as sentences and letters say it, in the language of the reader: 2 november 2026. Of a moment the day here."""
    return date_format(localtime(day) if isinstance(day, datetime) else day, "j F Y")
