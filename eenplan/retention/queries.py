"""What the pages about keeping and destroying read, in few SQL statements."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import Count, F, QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from eenplan.access.acting import Acting
from eenplan.cases.models import Case, Closing
from eenplan.law.codes import Role
from eenplan.monitoring.models import Evaluation
from eenplan.referrals.models import Decision
from eenplan.retention import releases, rules, words
from eenplan.retention.models import Certificate, Kind, Release, Remainder, Run

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

#: who may see the proof, and how much is to come; not which cases, unless row security shows those
SUPERVISORS = (Role.AUDITOR, Role.MANAGER, Role.CONTACT_POINT)


@dataclass(frozen=True)
class Month:
    """How many go in a month, by which rule."""

    month: date
    rule: str
    number: int


def calendar(houses: list[int]) -> list[Month]:
    """How much reaches its term in each of the coming twelve months, by rule."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT month, rule, sum(number) FROM unnest(%s::bigint[]) house, retention_calendar(house)"
            " GROUP BY month, rule ORDER BY month, rule",
            [houses],
        )
        return [Month(*row) for row in cursor.fetchall()]


@dataclass(frozen=True)
class First:
    """Something that goes soon; the case only for who may see it."""

    day: date
    rule: str
    kind: Kind
    case: Case | None


def first_to_go(houses: list[int]) -> list[First]:
    """What goes first of all that the calendar counts."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT day, rule, kind, object FROM unnest(%s::bigint[]) house, retention_first(house)"
            " ORDER BY day, object LIMIT 6",
            [houses],
        )
        found = cursor.fetchall()
    cases = Case.objects.in_bulk([number for _day, _rule, kind, number in found if kind == Kind.CASE])
    return [
        First(day, rule, Kind(kind), cases.get(number) if kind == Kind.CASE else None)
        for day, rule, kind, number in found
    ]


def runs(houses: list[int]) -> QuerySet[Run]:
    """The latest runs with how much each destroyed."""
    return Run.objects.filter(house__in=houses).annotate(destroyed=Count("certificates")).order_by("-pk")[:15]


def certificates(houses: list[int], kind: str = "") -> QuerySet[Certificate]:
    """The proofs of destruction, the last first; of one kind when it is a known one."""
    found = Certificate.objects.filter(house__in=houses).order_by("-pk")
    return found.filter(kind=kind) if kind in Kind.values else found


def rows(certificate: Certificate) -> list[tuple[str, int]]:
    """What was destroyed, in words."""
    return sorted((words.table(name), number) for name, number in certificate.rows.items())


def found_unnecessary(case: Case) -> bool | None:
    """Did the last evaluation find further processing necessary? None: there was none."""
    return Evaluation.objects.filter(case=case).values_list("necessary", flat=True).order_by("-held_on", "-pk").first()


def release_panel(who: Acting, case: Case) -> dict | None:
    """The decision to destroy early, or that it can be taken."""
    release = Release.objects.filter(case=case).select_related("organisation", "account").first()
    may = "decide" in case.scopes and found_unnecessary(case) is False
    said = releases.voices(release) if release else []
    return {"release": release, "may": may, "voices": said} if release or may else None


@dataclass(frozen=True)
class Dimension:
    """A way to count the remainder; `names` gives what a value is called, when that is not the value itself."""

    label: "StrOrPromise"
    names: dict[Any, Any] | None = None

    def name(self, value) -> str:
        return str(value or "") if self.names is None else str(self.names.get(value, ""))


_PHASES = {phase: f"AVE {phase}" for phase in range(1, 5)}

#: how the remainder is counted, by field
DIMENSIONS = {
    "year": Dimension(_("Jaar")),
    "region": Dimension(_("Regio")),
    "age": Dimension(_("Leeftijd van betrokkene")),
    "case_kind": Dimension(_("Soort casus"), dict(Decision.CaseKind.choices)),
    "ave_in": Dimension(_("AVE-fase bij begin"), _PHASES),
    "ave_out": Dimension(_("AVE-fase bij einde"), _PHASES),
    "duration": Dimension(_("Duur in maanden")),
    "outcome": Dimension(
        _("Uitkomst"),
        {**dict(Closing.Outcome.choices), **dict(Decision.Route.choices), "open": _("open aan het einde")},
    ),
    "zrm": Dimension(
        _("Zelfredzaamheid"),
        {"worse": _("minder zelfredzaam"), "same": _("gelijk gebleven"), "better": _("zelfredzamer")},
    ),
}


def remainder(houses: list[int], kind: str, dimension: str) -> list[tuple[str, int | None]]:
    """How many destroyed things per value of a dimension; None for too few to show."""
    counted = (
        Remainder.objects.filter(house__in=houses, kind=kind)
        .values(value=F(dimension))
        .annotate(total=Sum("number"))
        .order_by("value")
    )
    numbers = {one["value"]: one["total"] for one in counted}
    shown = rules.shown(numbers)
    return [(DIMENSIONS[dimension].name(value), shown[value]) for value in numbers]
