"""When something is late, what an evaluation may conclude, and how fresh a judgement is."""

from datetime import date, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from eenplan.law.calendar import months_after, written
from eenplan.law.rules import Refusal, cites
from eenplan.plans.rules import late

#: information older than this is not judged by (F4.8)
FRESH = timedelta(days=30)


class Moment(TextChoices):
    """Where something with a date stands today."""

    LATE = "late", gettext_lazy("te laat")
    MONTH = "month", gettext_lazy("binnen een maand")
    LATER = "later", gettext_lazy("later")
    DONE = "done", gettext_lazy("afgerond")


@cites("R-15", "WGS 2.31(6)")
def moment(due_on: date, done: bool, today: date) -> Moment:
    """Done, late, within a month from today, or later: each thing is in exactly one."""
    if done:
        return Moment.DONE
    if late(due_on, done, today):
        return Moment.LATE
    return Moment.MONTH if due_on <= months_after(today, 1) else Moment.LATER


@cites("WGS 2.31(6)", "R-15")
def may_report(own: bool, takes_part: bool) -> None:
    """Progress on an action is told by the organisation that is responsible for it (F1.8)."""
    if not (own and takes_part):
        raise Refusal(
            _("Alleen de verantwoordelijke organisatie meldt de voortgang van haar afspraak."),
            "WGS 2.31(6)",
            _("Meld wat u weet bij het doel, of vraag de verantwoordelijke professional."),
        )


@cites("WGS 2.31(6)")
def works_on_case(works: bool) -> None:
    """Progress on goals and judgements come from who works on the case."""
    if not works:
        raise Refusal(
            _("Alleen wie aan de casus werkt, legt voortgang vast."),
            "WGS 2.31(6)",
            _("Geef het door aan de procesregisseur van deze casus."),
        )


@cites("WGS 2.31(6)", "R-51")
def may_evaluate(directs: bool) -> None:
    """The evaluation of the participants together is recorded by who directs."""
    if not directs:
        raise Refusal(
            _("De casusregisseur of de procesregisseur legt de evaluatie vast."),
            "WGS 2.31(6)",
            _("Geef uw bevindingen aan de regisseur of meld de voortgang bij een doel."),
        )


@cites("WGS 1.8(7)", "R-51")
def need_decides(necessary: bool, closing: bool) -> None:
    """When processing is no longer necessary the case is scaled down and closed, so that the data can go."""
    if not necessary and not closing:
        raise Refusal(
            _("Is verdere verwerking niet noodzakelijk, dan wordt er afgeschaald en afgesloten."),
            "WGS 1.8(7)",
            _("Kies “afschalen en afsluiten”, of leg uit waarom verwerking noodzakelijk blijft."),
        )


@cites("WGS 2.31(6)", "WGS 1.8(7)")
def evaluated_in_time(
    held_on: date, opened_on: date, today: date, next_on: date | None, closing: bool, latest: date
) -> None:
    """Held between the opening of the case and today; the next one later, at the `latest` day that the terms of the house and of
    keeping allow, unless the case closes.
    """
    if not opened_on <= held_on <= today:
        raise Refusal(
            _("De evaluatie kan niet op deze datum zijn gehouden."),
            "WGS 2.31(6)",
            _("Kies een datum van %(first)s tot en met vandaag.") % {"first": written(opened_on)},
        )
    if next_on is None and not closing:
        raise Refusal(
            _("De datum van de volgende evaluatie ontbreekt."),
            "WGS 2.31(6)",
            _("Alleen bij afschalen en afsluiten is er geen volgende."),
        )
    if next_on and not held_on < next_on <= latest:
        raise Refusal(
            _("De volgende evaluatie valt niet na deze, of later dan het huis en de bewaartermijn toestaan."),
            "WGS 1.8(7)",
            _("Kies een datum tot en met %(last)s.") % {"last": written(latest)},
        )


@cites("R-79")
def fresh(measured_on: date, today: date) -> bool:
    """Is the information behind a judgement at most thirty days old (F4.8)? Older is said, not refused."""
    return today - measured_on <= FRESH


@cites("R-79")
def measured_in_time(measured_on: date, today: date) -> None:
    """A judgement is of today or before; it never looks ahead."""
    if measured_on > today:
        raise Refusal(_("Een oordeel kan niet in de toekomst liggen."), "WGS 2.31(6)", _("Kies vandaag of eerder."))
