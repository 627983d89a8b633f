"""When destruction waits, and for how long. Plain functions over plain values."""

from datetime import date

from django.utils.translation import gettext as _

from eenplan.law.calendar import months_after, reached
from eenplan.law.rules import Refusal, cites

#: a hold is looked at again within so many months (default)
REVIEW_MONTHS = 12


@cites("WGS 1.8(7)", "R-57")
def may_hold(may: bool) -> None:
    """The contact point holds a closed case; an open one also the process director and the core participants."""
    if not may:
        raise Refusal(
            _("Een beletsel legt het contactpunt vast, of wie een open casus stuurt."),
            "WGS 1.8(7)",
            _("Geef de rechtsvordering of het voorschrift door aan het contactpunt."),
        )


@cites("WGS 1.8(7)", "R-57")
def is_reviewed(review_on: date, today: date) -> None:
    """A hold is looked at again, after today and within a year: it stands only for as long as it is needed."""
    if reached(review_on, today) or review_on > months_after(today, REVIEW_MONTHS):
        raise Refusal(
            _("Kies een datum na vandaag en binnen een jaar om het beletsel opnieuw te beoordelen."),
            "WGS 1.8(7)",
            _("Een beletsel geldt zolang het nodig is."),
        )


@cites("WGS 1.8(7)", "WGS 1.8(2)", "R-57")
def by_another(placed_it: bool) -> None:
    """Keeping longer than the term takes two people: who placed a hold does not say that it is still needed."""
    if placed_it:
        raise Refusal(
            _("Een ander dan wie het beletsel vastlegde, beoordeelt of het langer nodig is."),
            "WGS 1.8(7)",
            _("Laat iemand anders het beoordelen."),
        )


@cites("WGS 1.8(7)", "R-57")
def still_stands(stands: bool) -> None:
    """Only a standing hold is reviewed or ended."""
    if not stands:
        raise Refusal(_("Dit beletsel is al beëindigd."), "WGS 1.8(7)", _("Vernieuw de pagina."))
