"""What left the case, for the audit file: to whom, on which basis, checked how; never what (R-86, WGS 1.7)."""

from datetime import date

from eenplan.audit.evidence import of_period
from eenplan.provisions.models import KnownCheck, Provision


def provisions(house: int, since: date, until: date) -> list[dict]:
    """Every provision that was made in the period."""
    found = of_period(Provision.objects.select_related("case", "made_by"), "provided_at", house, since, until)
    return [
        {
            "casus": each.case.number,
            "soort_ontvanger": each.get_kind_display(),
            "grondslag": each.get_basis_display(),
            "kenmerk_rac": each.rac_reference,
            "geheimhouding_aangezegd": each.secrecy_noted,
            "namens": each.made_by.name,
            "rondvraag_op": each.asked_at,
            "verstrekt_op": each.provided_at,
            "terugkoppeling_uiterlijk": each.feedback_due,
        }
        for each in found
    ]


def known_checks(house: int, since: date, until: date) -> list[dict]:
    """Every question whether somebody is known in another house: to which, and on whose behalf (WGS 2.28)."""
    found = of_period(
        KnownCheck.objects.select_related("case", "asked_house", "organisation"), "at", house, since, until
    )
    return [
        {
            "casus": each.case.number,
            "gevraagd_aan": each.asked_house.name,
            "namens": each.organisation.name,
            "op": each.at,
            "bekend": each.hit,
        }
        for each in found
    ]
