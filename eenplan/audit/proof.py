"""What the log gives to the audit file: its reviews, verifications, anchors, and who read it for which purpose (R-86)."""

from datetime import date

from eenplan.audit import activities, anchors, naming
from eenplan.audit.evidence import of_period
from eenplan.audit.models import Event, Review, Verification


def reviews(house: int, since: date, until: date) -> list[dict]:
    """The monthly reviews with their findings (R-76)."""
    found = list(Review.objects.filter(house_id=house, month__lte=until, due_on__gte=since).select_related("account"))
    names = naming.names("organisation", {row["organisation_id"] for each in found for row in each.figures})
    return [
        {
            "maand": each.month,
            "uiterlijk": each.due_on,
            "afgerond_op": each.closed_at,
            "afgerond_door": each.account.name if each.account else None,
            "cijfers_per_organisatie": [
                {
                    "organisatie": names.get(row["organisation_id"]),
                    "geweigerd": row["refused"],
                    "noodprocedure": row["emergency"],
                    "zoekacties_zonder_resultaat": row["nothing"],
                    "gezien_buiten_kantooruren": row["outside"],
                }
                for row in each.figures
            ],
            "bevindingen": each.findings,
            "maatregelen": each.measures,
        }
        for each in found
    ]


def verifications(house: int, since: date, until: date) -> list[dict]:
    """Every time the chain was verified for this house, and what came of it (R-72)."""
    found = of_period(Verification.objects.all(), "started_at", house, since, until)
    return [
        {
            "begonnen": each.started_at,
            "klaar": each.finished_at,
            "hele_keten": each.whole,
            "regels_van_het_huis": each.lines,
            "ongeschonden": each.ok,
            "eerste_foute_regel": each.first_bad,
        }
        for each in found
    ]


def readings(house: int, since: date, until: date) -> list[dict]:
    """How often the log was read, exported or reviewed, and for which purpose: its own use is what is controlled (R-73)."""
    reading = ("log.read", "log.export", "log.verify", "log.review", "log.acknowledge", "evidence.export")
    found = of_period(Event.objects.filter(action__in=reading), "at", house, since, until)
    return [{"op": each.at, "handeling": each.action, "gevraagd": each.detail, "rol": each.role} for each in found]


def anchored(house: int, since: date, until: date) -> list[dict]:
    """The seals outside the database, as they stand in their files."""
    return list(anchors.entries())


def register(house: int, since: date, until: date) -> list[dict]:
    """The register of processing activities (AVG 30)."""
    return [
        {
            "code": each.code,
            "uri": each.uri,
            "naam": str(each.name),
            "doel": str(each.purpose),
            "grondslag": each.basis,
            "betrokkenen": str(each.persons),
            "gegevens": str(each.data),
            "ontvangers": str(each.recipients),
            "bewaartermijn": str(each.kept),
        }
        for each in activities.ACTIVITIES
    ]
