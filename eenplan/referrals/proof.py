"""What triage gives to the audit file: its decisions, without content (R-86)."""

from datetime import date

from eenplan.audit.evidence import of_period
from eenplan.referrals.models import Decision


def decisions(house: int, since: date, until: date) -> list[dict]:
    """Every decision on a referral in the period, and on whose behalf it was recorded (WGS 2.31(2))."""
    found = of_period(Decision.objects.select_related("referral", "organisation"), "at", house, since, until)
    return [
        {
            "aanmelding": each.referral.number,
            "besluit": each.get_outcome_display(),
            "soort_casus": each.get_case_kind_display(),
            "vastgelegd_door": each.organisation.name,
            "op": each.at,
        }
        for each in found
    ]
