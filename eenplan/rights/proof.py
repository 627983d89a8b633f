"""What the rights of persons give to the audit file: terms kept and outcomes, without anybody's name or reasons (R-86)."""

from datetime import date

from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import TruncMonth

from eenplan.audit.evidence import of_period
from eenplan.rights.leaks import rules
from eenplan.rights.models import InformationDuty, InformationOutcome, Leak, Request


def requests(house: int, since: date, until: date) -> list[dict]:
    """Every request that came in in the period, with its term and how it stands (BGS 1.2, AVG 12)."""
    found = Request.objects.filter(house=house, received_on__range=(since, until)).order_by("received_on", "pk")
    return [_request(each) for each in found.prefetch_related("answers")]


def _request(each: Request) -> dict:
    answers = list(each.answers.all())
    return {
        "verzoek": each.number,
        "soort": each.get_kind_display(),
        "ontvangen_op": each.received_on,
        "uiterlijk": each.due_on,
        "verlengd_op": each.extended_on,
        "besluit": answers[-1].get_outcome_display() if answers else None,
        "eerste_besluit_op": answers[0].at if answers else None,
        "heropend_op": each.reopened_at,
        "besloten_op": each.decided_at,
    }


def leaks(house: int, since: date, until: date) -> list[dict]:
    """Every data leak that was discovered in the period, and both decisions about it (AVG 33, 34)."""
    return [
        {
            "datalek": each.number,
            "ontdekt_op": each.discovered_at,
            "geregistreerd_op": each.registered_at,
            "soorten_gegevens": ", ".join(each.category_names),
            "aantal_personen": each.persons,
            "melding": each.get_report_display(),
            "gemeld_op": each.reported_at,
            "binnen_72_uur": each.reported_at <= rules.deadline(each.discovered_at) if each.reported_at else None,
            "kenmerk_ap": each.reference,
            "personen_informeren": each.get_informing_display(),
            "geinformeerd_op": each.informed_on,
            "afgesloten_op": each.closed_at,
        }
        for each in of_period(Leak.objects.all(), "discovered_at", house, since, until)
    ]


def duties(house: int, since: date, until: date) -> list[dict]:
    """Per month in which persons came into a case: how many there were, and how many were told, too (BGS 1.3)."""
    told = InformationOutcome.objects.filter(duty=OuterRef("pk"), kind=InformationOutcome.Kind.INFORMED).values("on")
    state = InformationDuty.State
    found = InformationDuty.objects.filter(house=house, began_on__range=(since, until)).annotate(
        maand=TruncMonth("began_on"), told_on=Subquery(told)
    )
    months = (
        found.order_by("maand")
        .values("maand")
        .annotate(
            personen=Count("pk"),
            geinformeerd=Count("pk", filter=Q(state=state.INFORMED)),
            waarvan_te_laat=Count("pk", filter=Q(told_on__gt=F("due_on"))),
            uitgesteld=Count("pk", filter=Q(state=state.OMITTED)),
            nog_te_informeren=Count("pk", filter=Q(state=state.OPEN)),
        )
    )
    return [dict(month) for month in months]
