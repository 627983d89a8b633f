"""The engine: what has reached its term is shielded, destroyed, counted or warned about, as the house's own task.

    run(house)                         # today, for real
    run(house, day, dry_run=True)      # what would be, on any day

The database finds what has reached its term and destroys it (policies.sql); this only says "go on", a portion at a time. Each
portion is one transaction: whoever stops us in the middle leaves whole things, and the next run does the rest.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta

from django.db import DatabaseError, connection
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from eenplan import audit
from eenplan.access.acting import Acting, act_as, take_up_to
from eenplan.access.models import Account
from eenplan.law.rules import Refusal, cites
from eenplan.network.models import House
from eenplan.retention.models import Kind, Run

PORTION = 100  # things destroyed in one transaction
#: days without a run after which the night waits for a human: a clock that jumped ahead would destroy what is not due yet
LONGEST_PAUSE = 8


@dataclass(frozen=True)
class Outcome:
    """What one rule did, or would do. `action`: shielded, warned, destroyed, anonymised or failed."""

    rule: str
    article: str
    action: str
    what: str
    number: int = 1


@dataclass(frozen=True)
class Due:
    """Something that has reached its term; `remains`: it is counted in the anonymised remainder."""

    kind: str
    number: int
    rule: str
    article: str
    remains: bool


Step = Callable[[Acting, House, date, bool], Iterable[Outcome]]
_steps: list[Step] = []


def register(step: Step) -> None:
    """Add what a run does before it destroys: `step(who, house, day, dry_run)`; called from `AppConfig.ready`."""
    _steps.append(step)


def run(house: House, day: date | None = None, dry_run: bool = False) -> list[Outcome]:
    """Apply every term of the house as of a day; a dry run changes nothing.

    Raises Refusal for a day to come, unless it is a dry run or everybody in the house is made up.
    """
    day = day or timezone.localdate()
    system = system_account(house)
    if dry_run:
        with _at_length(system) as who:
            return _summed(
                [*_before(who, house, day, True), *(each for due in _due(house, day) for each in _outcomes(due))]
            )
    not_ahead(day, timezone.localdate(), system.is_demo)
    with _at_length(system) as who:
        begun = Run.objects.create(house=house, as_of=day, account=system)
        outcomes = _before(who, house, day, False)
    for kind in Kind.values:  # cases first: they leave persons behind
        with _at_length(system):
            due = _due(house, day, kind)
        for start in range(0, len(due), PORTION):
            outcomes += _destroy(system, begun, due[start : start + PORTION])
    with _at_length(system):
        Run.objects.filter(pk=begun.pk).update(finished_at=timezone.now())
        audit.record("retention.run", house=house.pk, thing=str(day))
    return _summed(outcomes)


def after_a_pause(house: House) -> bool:
    """Was the last run so long ago that somebody has to look at the clock first, and then run it by hand?"""
    with act_as(system_account(house)):
        last = Run.objects.filter(house=house).aggregate(last=Max("started_at"))["last"]
    return last is not None and timezone.now() - last > timedelta(days=LONGEST_PAUSE)


@contextmanager
def _at_length(system: Account) -> Iterator[Acting]:
    """The house at work by itself, which may take its time: what is destroyed goes in one statement (ADR 0017)."""
    with act_as(system) as who:
        take_up_to(minutes=60)
        yield who


@cites("WGS 1.8(7)")
def not_ahead(day: date, today: date, made_up: bool) -> None:
    """Nothing is destroyed ahead of its time, except where everybody is made up."""
    if day > today and not made_up:
        raise Refusal(
            _("Vooruit vernietigen kan niet; alleen een proef kijkt vooruit."),
            "WGS 1.8(7)",
            _("Kies vandaag of een dag daarvoor, of doe een proef."),
        )


def system_account(house: House) -> Account:
    """The account as which the house's own tasks act (made by network_found_house)."""
    return Account.objects.get(email=f"system@{house.code}.invalid".lower())


def _before(who: Acting, house: House, day: date, dry_run: bool) -> list[Outcome]:
    return [_shield(house, dry_run), *(outcome for step in _steps for outcome in step(who, house, day, dry_run))]


@cites("WGS 2.31(8)", "R-53")
def _shield(house: House, dry_run: bool) -> Outcome:
    """Closing a case ends all access to it; should any be left, it ends here."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT retention_shield(%s, %s)", [house.pk, dry_run])
        return Outcome("R-53", "WGS 2.31(8)", "shielded", "grant", cursor.fetchone()[0])


def _due(house: House, day: date, *kinds: str) -> list[Due]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT kind, object, rule, article, remains FROM unnest(%s::text[]) kind, retention_due(%s, %s, kind)"
            " ORDER BY since, object",
            [list(kinds or Kind.values), house.pk, day],
        )
        return [Due(*row) for row in cursor.fetchall()]


@cites("WGS 1.8(7)", "BGS 1.16(1)", "R-50", "R-51", "R-52")
def _destroy(system: Account, begun: Run, portion: list[Due]) -> list[Outcome]:
    """Destroy these, all or none; when one of them cannot be, the others one by one. What failed waits for the next run."""
    try:
        with _at_length(system), connection.cursor() as cursor:
            cursor.execute(
                "SELECT object FROM retention_destroy(%s, %s, %s::bigint[]) object",
                [begun.pk, portion[0].kind, [due.number for due in portion]],
            )
            gone = {number for (number,) in cursor.fetchall()}
            done = [due for due in portion if due.number in gone]
            for (kind, rule, article), number in Counter((due.kind, due.rule, due.article) for due in done).items():
                detail = f"{rule}, {article}: {number} × {kind}"
                audit.record("retention.destroy", house=begun.house_id, thing=str(begun.as_of), detail=detail)
    except DatabaseError:
        if len(portion) > 1:
            return [outcome for due in portion for outcome in _destroy(system, begun, [due])]
        return [replace(_outcomes(portion[0])[0], action="failed")]
    return [outcome for due in done for outcome in _outcomes(due)]


def _outcomes(due: Due) -> list[Outcome]:
    destroyed = Outcome(due.rule, due.article, "destroyed", due.kind)
    return [destroyed, replace(destroyed, action="anonymised")] if due.remains else [destroyed]


def _summed(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """One line per rule, action and what."""
    sums: Counter[Outcome] = Counter()
    for outcome in outcomes:
        sums[replace(outcome, number=0)] += outcome.number
    return [Outcome(**asdict(alike) | {"number": number}) for alike, number in sums.items()]
