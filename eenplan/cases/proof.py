"""What cases tell the log and the audit file: numbers, and the decisions on taking part and closing (R-86)."""

from collections.abc import Iterable
from datetime import date

from eenplan.audit.evidence import of_period
from eenplan.cases.models import Case, Closing, Emergency, Participation


def numbers(keys: Iterable[int]) -> dict[int, str]:
    """The numbers of cases by key."""
    return dict(Case.objects.filter(pk__in=keys).values_list("pk", "number"))


def by_number(number: str) -> list[int]:
    """The key of the case with this number, if there is one."""
    return list(Case.objects.filter(number__iexact=number).values_list("pk", flat=True))


def participations(house: int, since: date, until: date) -> list[dict]:
    """Every decision that an organisation takes part in a case (WGS 2.31(4)), by the day it began."""
    found = of_period(
        Participation.objects.select_related("case", "organisation", "decided_by"), "since", house, since, until
    )
    return [
        {
            "casus": each.case.number,
            "organisatie": each.organisation.name,
            "besloten_door": each.decided_by.name,
            "van": each.since,
            "tot": each.until,
        }
        for each in found
    ]


def closings(house: int, since: date, until: date) -> list[dict]:
    """Every case that was closed in the period (WGS 2.31(8))."""
    found = of_period(Closing.objects.select_related("case", "organisation"), "at", house, since, until)
    return [
        {
            "casus": each.case.number,
            "uitkomst": each.get_outcome_display(),
            "vastgelegd_door": each.organisation.name,
            "op": each.at,
        }
        for each in found
    ]


def emergencies(house: int, since: date, until: date) -> list[dict]:
    """Every emergency access that began in the period, with how it was judged (R-75)."""
    found = of_period(Emergency.objects.select_related("case", "account", "organisation"), "at", house, since, until)
    return [
        {
            "casus": each.case.number,
            "professional": each.account.name,
            "organisatie": each.organisation.name,
            "van": each.at,
            "tot": each.until,
            "beoordeeld_op": each.reviewed_at,
            "terecht": each.justified,
        }
        for each in found
    ]
