"""What pages read about the network, in few SQL statements."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Count, Min, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from eenplan.access.acting import Acting
from eenplan.law.codes import Role
from eenplan.network.models import (
    Authorisation,
    House,
    HouseOrganisation,
    Organisation,
    OrganisationKind,
    Professional,
)
from eenplan.network.rules import GROUNDS_OF_KIND, USUAL_KINDS
from eenplan.ui.work import WorkItem

#: a screening that ends within so many days is announced
SOON = timedelta(days=60)
#: the roles that people have; the house's own tasks have one too
ROLES = tuple(role for role in Role if role != Role.SYSTEM)
#: from a participation to the authorisations of the organisation's people
PEOPLE = "organisation__professionals__authorisations__"
#: what network_found_house calls the function of the house's system account
SYSTEM_FUNCTION = "systeemtaak"


def not_ended(prefix: str = "") -> Q:
    """Condition for what has no end, or one after today; it may still have to begin."""
    return Q(**{f"{prefix}until": None}) | Q(**{f"{prefix}until__gt": timezone.localdate()})


def current() -> Q:
    """Condition for what is in force today: begun, and not ended."""
    return Q(since__lte=timezone.localdate()) & not_ended()


def authorised(*roles: Role, prefix: str = "") -> Q:
    """Condition for an authorisation that counts today: designated, not ended, screening valid (R-70)."""
    today = timezone.localdate()
    counts = {
        "designated_on__lte": today,
        "screening_valid_until__gt": today,
        "professional__account__is_active": True,
        "role__in": roles or ROLES,
    }
    return Q(**{f"{prefix}{name}": value for name, value in counts.items()}) & not_ended(prefix)


def houses(who: Acting) -> QuerySet[House]:
    """The houses in which the acting account works."""
    return House.objects.filter(pk__in=who.houses()).select_related("region")


def participants(house: House, *, core_only: bool = False) -> QuerySet[Organisation]:
    """The organisations that take part in the house today, by name."""
    taking_part = HouseOrganisation.objects.filter(current(), house=house).values("organisation")
    found = Organisation.objects.filter(current(), pk__in=taking_part)
    return found.filter(ground__startswith="2.27(1)") if core_only else found


def professionals(
    house: House, organisation: Organisation | None = None, roles: Iterable[Role] = ()
) -> QuerySet[Professional]:
    """Who is authorised in the house today, by name; of one organisation or with one of these roles when given.

    Each comes with its account and organisation (`.account.name`, `.organisation.name`, `.phone`).
    """
    held = Authorisation.objects.filter(authorised(*roles), house=house).values("professional")
    found = Professional.objects.filter(pk__in=held).select_related("account", "organisation").order_by("account__name")
    return found.filter(organisation=organisation) if organisation else found


# --- pages of the network -----------------------------------------------------------------------


@dataclass
class MatrixRow:
    """One kind of organisation in the participation matrix, with who of that kind takes part in the house."""

    kind: OrganisationKind
    participations: list[HouseOrganisation] = field(default_factory=list)

    @property
    def third_party_only(self) -> bool:
        """No statutory ground exists for this kind: at most an incidental third party (WGS 2.31(9))."""
        return self.kind not in GROUNDS_OF_KIND

    @property
    def missing(self) -> bool:
        return not self.participations and not self.third_party_only


def matrix(house: House) -> tuple[list[MatrixRow], list[HouseOrganisation]]:
    """The participation matrix: the usual kinds and whatever else takes part; and who took part before."""
    people = Count(
        f"{PEOPLE}professional", distinct=True, filter=Q(**{f"{PEOPLE}house": house}) & authorised(prefix=PEOPLE)
    )
    found = list(
        HouseOrganisation.objects.filter(house=house)
        .select_related("organisation")
        .annotate(people=people)
        .order_by("organisation__name", "since")
    )
    today = timezone.localdate()
    now = [part for part in found if part.until is None or part.until > today]
    rows = {kind: MatrixRow(kind) for kind in USUAL_KINDS}
    for part in now:
        kind = OrganisationKind(part.organisation.kind)
        rows.setdefault(kind, MatrixRow(kind)).participations.append(part)
    return list(rows.values()), [part for part in found if part not in now]


def joinable(house: House) -> QuerySet[Organisation]:
    """Known organisations that do not take part in the house yet."""
    inside = HouseOrganisation.objects.filter(not_ended(), house=house)
    return (
        Organisation.objects.filter(not_ended())
        .exclude(pk__in=inside.values("organisation"))
        .exclude(professionals__function=SYSTEM_FUNCTION)
    )


def working_area(house: House) -> list:
    """The municipalities of the house, those of today and later first."""
    areas = list(house.working_area.select_related("municipality__region").order_by("municipality__name", "since"))
    today = timezone.localdate()
    return sorted(areas, key=lambda area: area.until is not None and area.until <= today)


def staff(house: House, *, everybody: bool = False) -> QuerySet[Professional]:
    """The professionals of the house with their roles in `.held`; `everybody`: also who no longer has one."""
    mine = Authorisation.objects.filter(house=house).exclude(role=Role.SYSTEM)
    shown = mine if everybody else mine.filter(authorised())
    return (
        Professional.objects.filter(pk__in=shown.values("professional"))
        .select_related("account", "organisation")
        .prefetch_related(Prefetch("authorisations", shown.order_by("role", "designated_on"), to_attr="held"))
        .order_by("account__name", "pk")
    )


def first_to_end(professional: Professional) -> Authorisation:
    """Of the roles in `.held`: the one in force whose screening ends first; of somebody who left, the last."""
    today = timezone.localdate()
    in_force = [held for held in professional.held if held.until is None or held.until > today]
    return min(in_force or professional.held[-1:], key=lambda held: held.screening_valid_until)


def known_professionals() -> QuerySet[Professional]:
    """Everybody with an account, of whatever house, for an administrator who gives a role."""
    return Professional.objects.select_related("account", "organisation").exclude(function=SYSTEM_FUNCTION)


def my_work(who: Acting) -> list[WorkItem]:
    """For administrators: whose VOG or screening has ended, or ends soon (BGS 1.11)."""
    mine = who.houses(Role.ADMINISTRATOR)
    if not mine:
        return []
    today = timezone.localdate()
    ending = (
        Authorisation.objects.filter(
            not_ended(),
            house__in=mine,
            screening_valid_until__lte=today + SOON,
            professional__account__is_active=True,
        )
        .exclude(role=Role.SYSTEM)
        .values("house__code", "professional", "professional__account__name", "professional__organisation__name")
        .annotate(due=Min("screening_valid_until"))
        .order_by("due")
    )
    return [
        WorkItem(
            kind=_("Screening verlengen"),
            title=row["professional__account__name"],
            url=reverse("network:professional", args=[row["house__code"], row["professional"]]),
            due=row["due"],
            about=row["professional__organisation__name"],
            icon="certificate",
            late=row["due"] <= today,
        )
        for row in ending
    ]
