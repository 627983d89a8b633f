"""Who plans a conference, keeps its agenda and minutes, and what a decision needs: plain functions."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from eenplan.law.rules import Refusal, cites

#: a date further away is a typing mistake
FURTHEST = timedelta(days=2 * 365)


@cites("WGS 2.26", "R-94")
def may_plan(process_director: bool) -> None:
    """A conference is planned by a process director of the house."""
    if not process_director:
        raise Refusal(
            _("Een casusoverleg plant de procesregisseur."), "WGS 2.26", _("Vraag het de procesregisseur van de casus.")
        )


@cites("WGS 2.31(5)", "R-94")
def may_keep(scopes: Collection[str]) -> None:
    """Agenda and minutes of a case are kept by its process director."""
    if "direct" not in scopes:
        raise Refusal(
            _("Agenda en verslag van een casus houdt de procesregisseur bij."),
            "WGS 2.31(5)",
            _("Geef het door aan de procesregisseur."),
        )


@cites("R-94")
def still_open(cancelled: bool, held: bool) -> None:
    """A cancelled conference and finished minutes stay as they are."""
    if cancelled:
        raise Refusal(
            _("Dit overleg is afgelast."), "WGS 2.31(5)", _("Zet de casus op de agenda van een ander overleg.")
        )
    if held:
        raise Refusal(
            _("Dit agendapunt is besproken en het verslag is afgerond."),
            "WGS 2.31(5)",
            _("Zet de casus opnieuw op een agenda voor een aanvulling."),
        )


def fits_calendar(at: datetime, now: datetime) -> str:
    """What is wrong with this moment for a conference; empty when nothing is."""
    if at < now:
        return _("Kies een moment dat nog moet komen.")
    return _("Kies een moment binnen twee jaar.") if at > now + FURTHEST else ""


@cites("R-94")
def may_be_taken_off(minuted: bool) -> None:
    """What was minuted or decided stays on the agenda."""
    if minuted:
        raise Refusal(
            _("Bij dit agendapunt is al iets vastgelegd; het blijft op de agenda."),
            "WGS 2.31(5)",
            _("Rond het punt af, of schuif de rest door naar een volgend overleg."),
        )


@cites("R-94")
def may_be_cancelled(day: date, today: date, any_held: bool) -> None:
    """A conference that was, or that discussed something, cannot be undone."""
    if day < today:
        raise Refusal(
            _("Dit overleg is al geweest."),
            "WGS 2.31(5)",
            _("Leg vast wat er is besproken, of plan een nieuw overleg."),
        )
    if any_held:
        raise Refusal(
            _("In dit overleg is al een casus besproken; afgelasten kan niet meer."),
            "WGS 2.31(5)",
            _("Schuif de andere casussen door naar een volgend overleg."),
        )


@cites("WGS 2.31(5)", "R-94")
def may_finish(day: date, today: date, minuted: bool) -> None:
    """A case was discussed when the day of the conference has come and something was written down."""
    if day > today:
        raise Refusal(_("Dit overleg moet nog komen."), "WGS 2.31(5)", _("Rond het verslag af na de bespreking."))
    if not minuted:
        raise Refusal(
            _("Er staat nog niets in het verslag."),
            "WGS 2.31(5)",
            _("Vul ten minste een van de drie stappen in, of leg een besluit vast."),
        )


@cites("WGS 2.31(4)", "R-24")
def takes_part(chosen: Collection[int], professionals: Collection[int]) -> None:
    """Invited and present are professionals of the case; nobody else hears what is said about it."""
    if set(chosen) - set(professionals):
        raise Refusal(
            _("Uitgenodigden nemen deel aan de casus."),
            "WGS 2.31(4)",
            _("Laat een kerndeelnemer deze professional eerst toevoegen."),
        )


@cites("WGS 2.31(9)", "BGS 2.21", "R-30")
def may_be_guest(chosen: Collection[int], bound: Collection[int]) -> None:
    """A third party is on the agenda only after it signed for secrecy."""
    if set(chosen) - set(bound):
        raise Refusal(
            _("Een derde zit pas aan tafel na een ondertekende geheimhoudingsverklaring."),
            "BGS 2.21",
            _("Leg de verklaring vast, bij Verstrekken onder Derden."),
        )


@cites("WGS 2.31(10)", "WGS 1.7(2)", "R-30")
def was_provided(chosen: Collection[int], provided: Collection[int]) -> None:
    """At the table a third party hears only what was provided to it: every supplier let that go."""
    if set(chosen) - set(provided):
        raise Refusal(
            _("Aan een derde wordt alleen gedeeld wat aan hem is verstrekt."),
            "WGS 1.7(2)",
            _("Maak eerst een verstrekking aan deze derde; de leveranciers beslissen mee."),
        )


@cites("WGS 2.31(5)", "R-15")
def missing_of_action(given: dict) -> list[str]:
    """Which of its parts a decision lacks to be an action: one person, one responsible, one due date.

    Empty for a decision that is no action: nothing was given but, perhaps, the person it is about.
    """
    if not any(value for name, value in given.items() if name != "person"):
        return []
    return [name for name, value in given.items() if not value]


@cites("R-15", "WGS 1.8(7)")
def due_fits(due_on: date, earliest: date, retain_until: date) -> str:
    """What is wrong with this due date; empty when nothing is."""
    if due_on < earliest:
        return _("Kies een datum op of na het overleg.")
    return _("Kies een datum vóór de uiterste bewaardatum van de casus.") if due_on > retain_until else ""
