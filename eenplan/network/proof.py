"""What the network tells the log and the audit file: names, and who was authorised when (R-86, WGS 1.8(2))."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Max, Q, Sum

from eenplan.audit.evidence import of_period
from eenplan.law.codes import Role
from eenplan.network.models import (
    Authorisation,
    House,
    HouseOrganisation,
    Lookup,
    Organisation,
    Proposal,
    ReviewAnswer,
    Training,
)


def houses(numbers: Iterable[int]) -> dict[int, str]:
    """The names of houses by key."""
    return dict(House.objects.filter(pk__in=numbers).values_list("pk", "name"))


def house_by_code(code: str) -> list[int]:
    """The key of the house with this code, if there is one."""
    return list(House.objects.filter(code__iexact=code).values_list("pk", flat=True))


def organisations(numbers: Iterable[int]) -> dict[int, str]:
    """The names of organisations by key."""
    return dict(Organisation.objects.filter(pk__in=numbers).values_list("pk", "name"))


def oins(numbers: Iterable[int]) -> dict[int, str]:
    """The OIN of those that have one."""
    return dict(Organisation.objects.filter(pk__in=numbers).exclude(oin="").values_list("pk", "oin"))


def organisations_of(house: int) -> list[tuple[int, str]]:
    """Everybody who takes part or took part in the house."""
    found = HouseOrganisation.objects.filter(house=house).values_list("organisation", "organisation__name")
    return list(found.distinct())


def participations(house: int, since: date, until: date) -> list[dict]:
    """Which organisations took part in the period, on which statutory ground."""
    found = HouseOrganisation.objects.filter(_not_before(since), house=house, since__lte=until)
    return [
        {
            "organisatie": each.organisation.name,
            "grondslag": each.organisation.get_ground_display(),
            "medisch_beroepsgeheim": each.organisation.medical_secrecy,
            "van": each.since,
            "tot": each.until,
        }
        for each in found.select_related("organisation").order_by("organisation__sort_key", "since")
    ]


def authorisations(house: int, since: date, until: date) -> list[dict]:
    """Who was authorised in the period for which role and purpose, designated and screened when."""
    found = (
        Authorisation.objects.filter(_not_before(since), house=house, designated_on__lte=until)
        .exclude(role=Role.SYSTEM)
        .select_related("professional__account", "professional__organisation")
    )
    return [
        {
            "professional": each.professional.account.name,
            "functie": each.professional.function,
            "organisatie": each.professional.organisation.name,
            "rol": each.get_role_display(),
            "doel": each.get_purpose_display(),
            "aangewezen_op": each.designated_on,
            "tot": each.until,
            "screening": each.get_screening_display(),
            "screening_van": each.screened_on,
            "screening_geldig_tot": each.screening_valid_until,
            "geen_commerciele_taken": each.no_commercial_duties,
        }
        for each in found.order_by("professional__account__sort_key", "designated_on", "role")
    ]


def _not_before(since: date) -> Q:
    return Q(until=None) | Q(until__gte=since)


def training(house: int, since: date, until: date) -> list[dict]:
    """Training that was followed in the period, per topic (BGS 1.17)."""
    found = Training.objects.filter(house=house, followed_on__gte=since, followed_on__lte=until)
    return [
        {
            "professional": each.professional.account.name,
            "onderwerp": each.get_topic_display(),
            "gevolgd_op": each.followed_on,
            "bevestigd": each.confirmed,
        }
        for each in found.select_related("professional__account").order_by("followed_on", "pk")
    ]


def proposals(house: int, since: date, until: date) -> list[dict]:
    """What one administrator proposed and a second decided."""
    found = of_period(Proposal.objects.select_related("proposed_by", "decided_by"), "proposed_at", house, since, until)
    return [
        {
            "soort": each.get_kind_display(),
            "wijzigt": "; ".join(each.in_short),
            "voorgesteld_door": each.proposed_by.name,
            "voorgesteld_op": each.proposed_at,
            "beslist_door": each.decided_by.name if each.decided_by else None,
            "beslist_op": each.decided_at,
            "bevestigd": each.accepted,
        }
        for each in found
    ]


def lookups(house: int, since: date, until: date) -> list[dict]:
    """How often was searched for persons, and how many were opened outside the own cases, per organisation and day (R-73)."""
    found = Lookup.objects.filter(house=house, day__gte=since, day__lte=until)
    each = found.values("organisation__name", "day", "kind").annotate(total=Sum("times"), most=Max("times"))
    return [
        {
            "organisatie": row["organisation__name"],
            "dag": row["day"],
            "soort": Lookup.Kind(row["kind"]).label,
            "keer": row["total"],
            "hoogste_van_een_professional": row["most"],
        }
        for row in each.order_by("day", "organisation__sort_key", "kind")
    ]


def reviews(house: int, since: date, until: date) -> list[dict]:
    """The half-yearly question per organisation whether every authorisation is still needed, and its answers."""
    found = ReviewAnswer.objects.filter(house=house, review__started_on__gte=since, review__started_on__lte=until)
    return [
        {
            "organisatie": each.review.organisation.name,
            "begonnen_op": each.review.started_on,
            "professional": each.authorisation.professional.account.name,
            "rol": each.authorisation.get_role_display(),
            "nog_nodig": each.needed,
            "beantwoord_op": each.at,
        }
        for each in found.select_related("review__organisation", "authorisation__professional__account").order_by(
            "review", "pk"
        )
    ]
