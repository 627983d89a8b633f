"""What retention gives to the audit file: proof of destruction, and what kept something longer (R-86, WGS 1.8(7))."""

from datetime import date

from eenplan.audit.evidence import of_period
from eenplan.retention.models import Certificate, Hold, Renewal


def certificates(house: int, since: date, until: date) -> list[dict]:
    """Every certificate of destruction of the period; it names no person and no case."""
    found = of_period(Certificate.objects.all(), "at", house, since, until)
    return [
        {
            "verklaring": each.number,
            "soort": each.get_kind_display(),
            "jaar_van_begin": each.year,
            "regel": each.rule,
            "artikel": each.article,
            "rijen_per_soort": each.rows,
            "vernietigd_op": each.at,
        }
        for each in found
    ]


def renewals(house: int, since: date, until: date) -> list[dict]:
    """Renewals that were proposed in the period, with the old and the new end (BGS 1.16)."""
    found = of_period(Renewal.objects.select_related("case"), "proposed_at", house, since, until)
    return [
        {
            "casus": each.case.number,
            "grond": each.ground,
            "voorgesteld_op": each.proposed_at,
            "ingegaan_op": each.started_at,
            "ingetrokken_op": each.withdrawn_at,
            "oude_uiterste_datum": each.from_end,
            "nieuwe_uiterste_datum": each.new_end,
        }
        for each in found
    ]


def holds(house: int, since: date, until: date) -> list[dict]:
    """What was kept back from destruction in the period, and when that is looked at again."""
    found = Hold.objects.filter(house=house, since__date__lte=until).exclude(ended_at__date__lt=since)
    return [
        {
            "casus": each.case.number,
            "soort": each.get_kind_display(),
            "sinds": each.since,
            "herbeoordelen_op": each.review_on,
            "beeindigd_op": each.ended_at,
        }
        for each in found.select_related("case").order_by("since", "pk")
    ]
