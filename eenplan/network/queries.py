"""What pages read about the network, in few SQL statements."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.db.models import (
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    Func,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.expressions import RawSQL
from django.utils import timezone

from eenplan.access.acting import Acting
from eenplan.law.calendar import months_after
from eenplan.law.codes import Role, TrainingTopic
from eenplan.network.models import (
    Authorisation,
    House,
    HouseOrganisation,
    Organisation,
    OrganisationKind,
    Professional,
    Proposal,
    Review,
    ReviewAnswer,
    Training,
)
from eenplan.network.rules import GROUNDS_OF_KIND, USUAL_KINDS, WARNINGS, lapses

#: an authorisation that ends within so many days is announced
SOON = timedelta(days=max(WARNINGS))
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
    """Condition for an authorisation that counts today: designated, confirmed, screened and trained (R-70)."""
    today = timezone.localdate()
    counts = {
        "designated_on__lte": today,
        "ends_on__gt": today,
        "confirmed": True,
        "professional__account__is_active": True,
        "role__in": roles or ROLES,
    }
    return Q(**{f"{prefix}{name}": value for name, value in counts.items()})


def houses(who: Acting) -> QuerySet[House]:
    """The houses in which the acting account works."""
    return House.objects.filter(pk__in=who.houses()).select_related("region")


def without_ground_yet(prefix: str = "") -> Q:
    """Condition for an organisation whose ground waits for a second person: it takes no part yet."""
    waiting_for = RawSQL("SELECT unnest(network_without_ground_yet())", [])
    return Q(**{f"{prefix}pk__in": waiting_for})


def participants(house: House, *, core_only: bool = False) -> QuerySet[Organisation]:
    """The organisations that take part in the house today, by name."""
    taking_part = HouseOrganisation.objects.filter(current(), house=house).values("organisation")
    found = Organisation.objects.filter(current(), pk__in=taking_part).exclude(without_ground_yet())
    return found.filter(ground__startswith="2.27(1)") if core_only else found


def professionals(
    house: House, organisation: Organisation | None = None, roles: Iterable[Role] = ()
) -> QuerySet[Professional]:
    """Who is authorised in the house today, by name; of one organisation or with one of these roles when given.

    Each comes with its account and organisation (`.account.name`, `.organisation.name`, `.phone`).
    """
    held = Authorisation.objects.filter(authorised(*roles), house=house).values("professional")
    found = (
        Professional.objects.filter(pk__in=held).select_related("account", "organisation").order_by("account__sort_key")
    )
    return found.filter(organisation=organisation) if organisation else found


# --- pages of the network -----------------------------------------------------------------------


@dataclass
class MatrixRow:
    """One kind of organisation in the participation matrix, with who of that kind takes part in the house."""

    kind: OrganisationKind
    participations: list[HouseOrganisation] = field(default_factory=list)

    @property
    def taking_part(self) -> list[HouseOrganisation]:
        """Without who waits for a second person."""
        return [part for part in self.participations if not part.waits]

    @property
    def third_party_only(self) -> bool:
        """No statutory ground exists for this kind: at most an incidental third party (WGS 2.31(9))."""
        return self.kind not in GROUNDS_OF_KIND

    @property
    def missing(self) -> bool:
        return not self.taking_part and not self.third_party_only


def matrix(house: House) -> tuple[list[MatrixRow], list[HouseOrganisation]]:
    """The participation matrix: the usual kinds and whatever else takes part; and who took part before."""
    people = Count(
        f"{PEOPLE}professional", distinct=True, filter=Q(**{f"{PEOPLE}house": house}) & authorised(prefix=PEOPLE)
    )
    found = list(
        HouseOrganisation.objects.filter(house=house)
        .select_related("organisation")
        .annotate(people=people, waits=ExpressionWrapper(without_ground_yet("organisation__"), BooleanField()))
        .order_by("organisation__sort_key", "since")
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
        .exclude(without_ground_yet())
        .select_related("home")
    )


def working_area(house: House) -> list:
    """The municipalities of the house, those of today and later first."""
    areas = list(house.working_area.select_related("municipality__region").order_by("municipality__sort_key", "since"))
    today = timezone.localdate()
    return sorted(areas, key=lambda area: area.until is not None and area.until <= today)


def staff(house: House, *, everybody: bool = False) -> QuerySet[Professional]:
    """The professionals of the house with their roles in `.held`; `everybody`: also who no longer has one."""
    mine = Authorisation.objects.filter(house=house).exclude(role=Role.SYSTEM)
    shown = mine if everybody else mine.filter(authorised())
    return (
        Professional.objects.filter(pk__in=shown.values("professional"))
        .select_related("account", "organisation__home", "home")
        .prefetch_related(Prefetch("authorisations", shown.order_by("role", "designated_on"), to_attr="held"))
        .order_by("account__sort_key", "pk")
    )


def first_to_end(professional: Professional) -> Authorisation:
    """Of the roles in `.held`: the one in force whose screening ends first; of somebody who left, the last."""
    today = timezone.localdate()
    in_force = [held for held in professional.held if held.until is None or held.until > today]
    return min(in_force or professional.held[-1:], key=lambda held: held.screening_valid_until)


def known_professionals() -> QuerySet[Professional]:
    """Everybody with an account, of whatever house, for an administrator who gives a role."""
    return Professional.objects.select_related("account", "organisation").exclude(function=SYSTEM_FUNCTION)


# --- training -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Trained:
    """What somebody followed on one topic, from when that no longer counts, and what waits for a second person."""

    topic: TrainingTopic
    last: Training | None
    lapses_on: date
    lapsed: bool
    waits: Training | None


def training(house: House, professional: Professional) -> list[Trained]:
    """Per topic the latest training of a professional; empty for who has no authorisation here (BGS 1.17)."""
    designated = min((held.designated_on for held in professional.held), default=None)
    if designated is None:
        return []
    followed = list(Training.objects.filter(house=house, professional=professional).order_by("followed_on", "pk"))
    latest = {one.topic: one for one in followed if one.confirmed}
    waiting = {one.topic: one for one in followed if not one.confirmed}
    until = lapses(
        {topic: one.followed_on for topic, one in latest.items()},
        designated,
        house.training_since,
        house.training_years,
    )
    today = timezone.localdate()
    return [Trained(topic, latest.get(topic), day, day <= today, waiting.get(topic)) for topic, day in until.items()]


# --- four eyes ----------------------------------------------------------------------------------


def proposals(house: House) -> QuerySet[Proposal]:
    """What waits for a second pair of eyes, here or in a house that was asked, then what was decided, the newest first."""
    works_here = Exists(Authorisation.objects.filter(not_ended(), house=house, professional=OuterRef("account")))
    shared = Q(works_here, kind__in=(Proposal.Kind.CLOSE, Proposal.Kind.SUSPEND))
    return (
        Proposal.objects.filter(Q(house=house) | Q(from_house=house) | shared)
        .select_related(
            "house",
            "from_house",
            "authorisation__professional__account",
            "authorisation__professional__organisation",
            "account",
            "organisation",
            "proposed_by",
            "decided_by",
        )
        .order_by(F("decided_at").desc(nulls_first=True), "-proposed_at")
    )


def confirmers(house: House) -> list[Authorisation]:
    """Who may confirm a proposal of the house today, unless they made it or it is about them."""
    found = Authorisation.objects.filter(authorised(Role.ADMINISTRATOR, Role.MANAGER), house=house)
    return list(found.select_related("professional__account").order_by("professional__account__sort_key", "role"))


def widened(house: House) -> dict[str, Any]:
    """By column of the house what it becomes once a second person confirms; for who may see its proposals."""
    found = waiting([house.pk]).filter(kind=Proposal.Kind.WIDEN, account=None)
    return {name: value for proposal in found for name, value in proposal.changes["to"].items()}


def contact_asked(proposal: Proposal) -> Professional | None:
    """Of an organisation that is asked to take part in another house: its contact person, when it has one."""
    if proposal.kind != Proposal.Kind.JOIN:
        return None
    part = (
        HouseOrganisation.objects.filter(
            not_ended(),
            house=proposal.house_id,
            organisation=proposal.organisation_id,
            contact__account__is_active=True,
        )
        .select_related("contact__account")
        .first()
    )
    return part.contact if part else None


def deciding_houses(proposal: Proposal) -> list[int]:
    """The houses of which an administrator or the manager decides on a proposal; says the same as network_deciding."""
    if proposal.kind not in (Proposal.Kind.CLOSE, Proposal.Kind.SUSPEND):
        return [proposal.house_id]
    with connection.cursor() as cursor:
        cursor.execute("SELECT network_houses_of_account(%s)", [proposal.account_id])
        return [house for house in cursor.fetchone()[0] if house != proposal.from_house_id]


def decided_in(who: Acting, proposal: Proposal) -> int:
    """In which of his houses who acts decides: the one that was asked, else one that has to do with the account."""
    mine = [house for house in deciding_houses(proposal) if house in who.houses()]
    return proposal.house_id if proposal.house_id in who.houses() or not mine else mine[0]


def to_decide() -> dict[int, int]:
    """The open proposals that who acts may confirm or reject, with the house in which he does; the database's own answer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT proposal, house FROM network_to_decide()")
        return dict(cursor.fetchall())


def waiting(houses: Iterable[int]) -> QuerySet[Proposal]:
    """The proposals of these houses on which nobody decided yet."""
    return Proposal.objects.filter(house__in=houses, decided_at=None)


# --- still needed? ------------------------------------------------------------------------------


def is_contact(who: Acting, house: int, organisation: int) -> bool:
    """Does who acts answer for this organisation?"""
    return contact_for(who).filter(house=house, organisation=organisation).exists()


def contact_for(who: Acting) -> QuerySet[HouseOrganisation]:
    """The participations whose contact person who acts is."""
    return HouseOrganisation.objects.filter(not_ended(), contact=who.account_id, house__in=who.houses())


def to_review(house: House) -> list[Organisation]:
    """The organisations with authorised professionals whose review starts today, by the term of the house."""
    last = Review.objects.filter(house=house, organisation=OuterRef("organisation")).order_by("-started_on")
    held = Authorisation.objects.filter(authorised(), house=house, professional__organisation=OuterRef("organisation"))
    parts = (
        HouseOrganisation.objects.filter(current(), Exists(held), house=house)
        .annotate(reviewed_on=last.values("started_on")[:1])
        .select_related("organisation")
        .order_by("organisation__sort_key")
    )
    today = timezone.localdate()
    return [
        part.organisation
        for part in parts
        if months_after(part.reviewed_on or part.since, house.review_months) <= today
    ]


def asked(review: Review) -> QuerySet[Authorisation]:
    """The authorisations a review asks about; one that ended without an answer asks nothing."""
    answered = Q(pk__in=review.answers.values("authorisation"))
    return (
        Authorisation.objects.filter(
            house=review.house_id,
            professional__organisation=review.organisation_id,
            designated_on__lte=review.started_on,
        )
        .exclude(role=Role.SYSTEM)
        .filter(not_ended() | answered)
        .select_related("professional__account")
        .order_by("professional__account__sort_key", "role")
    )


def answers(review: Review) -> dict[int, ReviewAnswer]:
    """The answers of a review by authorisation."""
    return {one.authorisation_id: one for one in review.answers.select_related("account")}


def _counted(found: QuerySet[Review]) -> QuerySet[Review]:
    """Reviews with how many questions are still `open`."""
    waiting_for = (
        Authorisation.objects.filter(
            not_ended(),
            house=OuterRef("house"),
            professional__organisation=OuterRef("organisation"),
            designated_on__lte=OuterRef("started_on"),
        )
        .exclude(role=Role.SYSTEM)
        .exclude(pk__in=ReviewAnswer.objects.filter(review=OuterRef(OuterRef("pk"))).values("authorisation"))
    )
    count = waiting_for.order_by().annotate(all=Func(F("pk"), function="count")).values("all")
    return found.select_related("house", "organisation").annotate(open=Subquery(count, output_field=IntegerField()))


def reviews(house: House) -> QuerySet[Review]:
    """The reviews of a house that who acts may see, the newest first."""
    return _counted(Review.objects.filter(house=house)).order_by("-started_on", "organisation__sort_key")


def open_reviews(houses: Iterable[int]) -> QuerySet[Review]:
    """The reviews of these houses with open questions, and whether the organisation has a contact person."""
    contact = HouseOrganisation.objects.filter(
        not_ended(), house=OuterRef("house"), organisation=OuterRef("organisation"), contact__isnull=False
    )
    found = _counted(Review.objects.filter(house__in=houses)).filter(open__gt=0)
    return found.annotate(has_contact=Exists(contact)).order_by("due_on")
