"""What the supervisor reads, and the walk along the chain. Reading the log is itself logged (R-73)."""

from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass

from django.db import connection
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from eenplan.access.acting import Acting, acting, as_installation, take_up_to
from eenplan.audit.models import Event, Review, Verification
from eenplan.law.codes import Role
from eenplan.ui.work import WorkItem


def lines(**wanted) -> QuerySet[Event]:
    """Log lines of the supervised houses, newest first, optionally of one `case_id`, `subject_id`, `outcome`, …"""
    return Event.objects.filter(**wanted).order_by("-at", "-id")


@dataclass(frozen=True)
class Leaf:
    """One page of the log, leafed through by key: the cost of a page does not grow with its number."""

    lines: list[Event]
    older: str  # the key of the next page, empty on the last


def leaf(found: QuerySet[Event], before: str, size: int) -> Leaf:
    """The `size` lines before the line with this key; a key that is none gives the newest."""
    last = Event.objects.filter(pk=before).values_list("at", "pk").first() if before.isdecimal() else None
    if last:
        at, number = last
        found = found.filter(Q(at__lt=at) | Q(at=at, pk__lt=number), at__lte=at)
    shown = list(found[: size + 1])
    return Leaf(shown[:size], str(shown[size - 1].pk) if len(shown) > size else "")


def seal() -> int:
    """Append all finished, unsealed lines to the hash chain; returns how many."""
    total, beyond = 0, None
    while True:
        done, beyond = _kept("SELECT sealed, last_event FROM audit_seal_lines(%s)", beyond)
        total += done
        if not done:
            return total


def _kept(statement: str, *values) -> tuple:
    """The row that a function of the chain answers to a supervisor at work; where nobody acts, to the installation."""
    with nullcontext() if acting().account_id else as_installation(), connection.cursor() as cursor:
        take_up_to(minutes=30)
        cursor.execute(statement, values)
        return cursor.fetchone()


def begin(*, whole: bool, house: int | None = None) -> int:
    """Begin a verification for a house (as its supervisor), or as the installation for all; its number."""
    return _kept("SELECT audit_verify_begin(%s, %s)", whole, house)[0]


def step(number: int) -> bool:
    """Walk a hundred thousand links further; True when the walk is over."""
    return _kept("SELECT audit_verify_step(%s)", number)[0]


def walk(number: int) -> Iterator[None]:
    """Step until the end; yields between steps, where a caller may commit, show progress or stop for now."""
    while not step(number):
        yield


def outcome(number: int) -> dict:
    """What a verification found: {"ok", "whole", "events", "sealed", "verified", "first_bad", "done"}."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM audit_verify_outcome(%s)", [number])
        names = [column.name for column in cursor.description]
        return dict(zip(names, cursor.fetchone(), strict=True))


def verify(*, whole: bool = True, house: int | None = None, progress: Callable[[dict], None] | None = None) -> dict:
    """Recompute the chain, whole or since the last sound verification; see `outcome`."""
    number = begin(whole=whole, house=house)
    for _step in walk(number):
        if progress:
            progress(outcome(number))
    return outcome(number)


def open_reviews() -> int:
    """Open the review of last month in every house that has none; returns how many."""
    return _kept("SELECT audit_open_reviews()")[0]


def links(sequences: list[int] | None = None) -> dict[int, bytes]:
    """{sequence: hash} of these links of the chain, or of the last one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sequence, hash FROM audit_links(%s)", [sequences])
        return {sequence: bytes(link) for sequence, link in cursor.fetchall()}


def verifications(house: int) -> QuerySet[Verification]:
    """The verifications that were asked for this house, newest first."""
    return Verification.objects.filter(house_id=house).select_related("account")


def reviews(houses: list[int]) -> QuerySet[Review]:
    """The monthly reviews of these houses, newest first."""
    return Review.objects.filter(house_id__in=houses).select_related("account").order_by("-month", "house_id")


def my_work(who: Acting) -> list[WorkItem]:
    """For supervisors: the reviews of the log that are still open (R-76)."""
    if not who.has(Role.AUDITOR):
        return []
    return [
        WorkItem(
            kind=_("Log controleren"),
            title=_("Logcontrole %(month)s") % {"month": date_format(review.month, "F Y")},
            url=reverse("audit:review", args=[review.pk]),
            due=review.due_on,
            about=_("bevindingen vastleggen"),
            icon="shield-check",
        )
        for review in reviews(who.houses(Role.AUDITOR)).filter(closed_at=None)
    ]
