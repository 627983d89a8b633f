"""When a person is told that the house keeps data about it, and when that is put off. Plain functions over plain values."""

from collections.abc import Collection
from datetime import date

from django.utils.translation import gettext as _

from eenplan.law.calendar import months_after, reached
from eenplan.law.rules import Refusal, cites
from eenplan.people.dates import InvalidDate, PartialDate

#: an exception is looked at again within so many months: it holds for as long as it is necessary, not for ever
REVIEW_MONTHS = 12
#: below this age the letter goes to the legal representative
OF_AGE = 16


@cites("AVG 14", "BGS 1.3", "R-42")
def due(began: date) -> date:
    """Within a month after data about the person were kept for the first time; the database reckons alike."""
    return months_after(began, 1)


@cites("BGS 1.3", "R-42")
def only_contact_point(contact_point: bool) -> None:
    """The contact point informs, on behalf of all controllers together."""
    if not contact_point:
        raise Refusal(
            _("Het contactpunt informeert de betrokkenen, namens alle deelnemers."),
            "BGS 1.3",
            _("Geef uw oordeel op het tabblad Informeren van de casus."),
        )


@cites("BGS 1.3", "R-42")
def not_informed_yet(informed: bool) -> None:
    """Somebody is told once."""
    if informed:
        raise Refusal(_("Deze persoon is al geïnformeerd."), "BGS 1.3", _("Vernieuw de pagina."))


@cites("AVG 14", "R-42")
def reaches(lacking: Collection[str], died: bool) -> None:
    """A letter goes to somebody who lives, with all that the post needs; what is not known is asked for, never made up."""
    if died:
        raise Refusal(
            _("Deze persoon is overleden."),
            "AVG 14",
            _("Een brief aan de betrokkene kan niet meer; leg vast hoe de nabestaanden het weten."),
        )
    if lacking:
        raise Refusal(
            _("Voor de post ontbreekt in dit adres: %(parts)s.") % {"parts": ", ".join(lacking)},
            "AVG 14",
            _("Vraag het adres na en vul het in, of kies een andere manier."),
        )


@cites("BGS 1.3", "R-42")
def nobody_objects(objecting: Collection[str]) -> None:
    """Nobody is told while an organisation invokes an exception."""
    if objecting:
        raise Refusal(
            _("Er geldt een uitzondering van: %(names)s.") % {"names": ", ".join(objecting)},
            "BGS 1.3",
            _("Stel het informeren uit, of vraag de organisatie of de uitzondering is vervallen."),
        )


@cites("BGS 1.3", "R-42")
def consulted(silent: Collection[str], due_on: date, today: date) -> None:
    """The organisations on the case speak first; on the last day the duty weighs more than their silence."""
    if silent and not reached(due_on, today):
        raise Refusal(
            _("Nog geen oordeel van: %(names)s.") % {"names": ", ".join(silent)},
            "BGS 1.3",
            _("Vraag hun oordeel en leg het vast. Op de uiterste datum kunt u ook zonder hen informeren."),
        )


@cites("UAVG 41", "BGS 1.3", "R-42")
def is_invoked(ground: str, invoked: Collection[str]) -> None:
    """An exception of UAVG 41 is used only when an organisation on the case invokes it."""
    if ground != "avg14" and ground not in invoked:
        raise Refusal(
            _("Geen organisatie beroept zich op deze uitzondering."),
            "BGS 1.3",
            _("Leg eerst het oordeel van de organisatie vast."),
        )


@cites("UAVG 41", "R-41")
def review_soon(review_on: date, today: date) -> None:
    """What is put off is looked at again: after today, and within a year."""
    if reached(review_on, today) or review_on > months_after(today, REVIEW_MONTHS):
        raise Refusal(
            _("Kies een datum na vandaag en binnen een jaar om dit opnieuw te beoordelen."),
            "UAVG 41",
            _("Een uitzondering geldt zolang zij nodig is."),
        )


@cites("UAVG 41", "R-41")
def was_put_off(omitted: bool) -> None:
    """Only what was put off can be taken up again."""
    if not omitted:
        raise Refusal(_("Het informeren is niet uitgesteld."), "UAVG 41", _("Vernieuw de pagina."))


@cites("BGS 1.3", "R-42")
def happened(on: date, began: date, today: date) -> None:
    """Somebody was informed on a day between the first data and today."""
    if not began <= on <= today:
        raise Refusal(
            _("Iemand is geïnformeerd op of na de eerste vastlegging, en niet in de toekomst."),
            "BGS 1.3",
            _("Kijk de datum na."),
        )


def under_age(birth_date: str, today: date) -> bool:
    """Goes the letter to a legal representative? Unknown birth: no."""
    try:
        ages = PartialDate.parse(birth_date).age_on(today) if birth_date else None
    except InvalidDate:
        ages = None
    return ages is not None and ages[1] < OF_AGE


@cites("R-78", "AVG 32")
def handed_over(secretly: bool, by: str) -> None:
    """Who lives secretly gets no letter by post: a letter on the way tells where somebody lives."""
    if secretly and not by:
        raise Refusal(
            _("Deze persoon heeft een geheim adres; een brief gaat dan niet met de post."),
            "AVG 32",
            _("Leg vast door wie de brief wordt overhandigd. Er komt geen adres op."),
        )
