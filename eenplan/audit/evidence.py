"""The parts of the audit file (R-86, WGS 1.10, BGS 1.18): each room registers what it can prove, without case content.

    evidence.register("beslissingen", _("Besluiten over toelating"), queries.decisions)   # in AppConfig.ready

The function gets the number of a house and the first and last day, and gives rows: flat dictionaries with Dutch keys and plain
values (text, number, date, boolean). It reads under row security of the auditor who asks. No names, texts or numbers of
persons concerned; a case by its number at most.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Rows = Callable[[int, date, date], Iterable[dict[str, Any]]]


@dataclass(frozen=True)
class Part:
    """One file in the audit file: `name` is the file's, `title` what a reader calls it."""

    name: str
    title: "str | _StrPromise"
    rows: Rows


_parts: dict[str, Part] = {}


def of_period(records: QuerySet, moment: str, house: int, since: date, until: date) -> QuerySet:
    """The records of a house that happened in the period, in that order; `moment` is the field with the time."""
    return records.filter(house_id=house, **{f"{moment}__date__range": (since, until)}).order_by(moment, "pk")


def register(name: str, title: "str | _StrPromise", rows: Rows) -> None:
    """Add a part; the same name twice is a mistake of the programmer."""
    if name in _parts and _parts[name].rows is not rows:
        raise ValueError(f"{name} is already a part of the audit file")
    _parts[name] = Part(name, title, rows)


def parts() -> list[Part]:
    """All parts, by name."""
    return [_parts[name] for name in sorted(_parts)]
