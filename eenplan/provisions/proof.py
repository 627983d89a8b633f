"""What left the case, for the audit file: to whom, on which basis, checked how; never what (R-86, WGS 1.7)."""

from datetime import date

from eenplan.provisions.models import KnownCheck, Provision


def provisions(house: int, since: date, until: date) -> list[dict]:
    """Every provision that was made in the period."""
    found = Provision.objects.filter(house=house, provided_at__date__gte=since, provided_at__date__lte=until)
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
        for each in found.select_related("case", "made_by").order_by("provided_at", "pk")
    ]


def known_checks(house: int, since: date, until: date) -> list[dict]:
    """Every question whether somebody is known in another house: to which, and on whose behalf (WGS 2.28)."""
    found = KnownCheck.objects.filter(house=house, at__date__gte=since, at__date__lte=until)
    return [
        {
            "casus": each.case.number,
            "gevraagd_aan": each.asked_house.name,
            "namens": each.organisation.name,
            "op": each.at,
            "bekend": each.hit,
        }
        for each in found.select_related("case", "asked_house", "organisation").order_by("at", "pk")
    ]
