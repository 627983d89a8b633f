"""The clock of a data leak, and when its file is complete. Plain functions over plain values."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from django.utils.translation import gettext as _

from eenplan.law.rules import Refusal, cites

#: within so many hours a breach is reported to the Autoriteit Persoonsgegevens
HOURS = 72


@cites("AVG 33", "BGS 1.4", "R-44")
def deadline(discovered_at: datetime) -> datetime:
    """Seventy-two real hours later, also over a change of the clock: reckoned in UTC."""
    return discovered_at.astimezone(UTC) + timedelta(hours=HOURS)


def hours_left(discovered_at: datetime, now: datetime) -> int:
    """Whole hours until the deadline; negative when it has passed."""
    return int((deadline(discovered_at) - now.astimezone(UTC)).total_seconds() // 3600)


@cites("AVG 33", "R-44")
def discovered_in_time(discovered_at: datetime, now: datetime) -> None:
    """A leak is discovered before it is registered."""
    if discovered_at > now:
        raise Refusal(_("Een datalek wordt niet in de toekomst ontdekt."), "AVG 33", _("Kijk de datum en tijd na."))


@cites("BGS 1.4", "R-44")
def keeps_register(contact_point: bool) -> None:
    """The register is kept by the contact point of the house."""
    if not contact_point:
        raise Refusal(
            _("Het contactpunt houdt het register van datalekken bij."),
            "BGS 1.4",
            _("Meld het lek bij het contactpunt."),
        )


@cites("AVG 33", "R-44")
def still_open(closed: bool) -> None:
    """A closed file is not changed any more."""
    if closed:
        raise Refusal(
            _("Dit datalek is afgesloten en verandert niet meer."),
            "AVG 33",
            _("Registreer nieuwe feiten als nieuw lek."),
        )


@cites("AVG 33", "AVG 34", "R-44")
def may_close(missing: Iterable[str]) -> None:
    """Closed once both decisions are taken and the file says what it may cause and what was done."""
    if lacking := ", ".join(missing):
        raise Refusal(
            _("Nog niet vastgelegd: %(missing)s.") % {"missing": lacking}, "AVG 33", _("Vul dit aan en sluit dan af.")
        )


@cites("BGS 1.4", "R-44")
def answers_once(mine: bool, answered: bool) -> None:
    """Who is asked answers, once."""
    if not mine or answered:
        raise Refusal(_("Deze vraag is al beantwoord of niet aan u gesteld."), "BGS 1.4", _("Vernieuw de pagina."))


@cites("AVG 33", "R-44")
def reported_in_time(discovered_at: datetime, reported_at: datetime | None, reason: str, now: datetime) -> None:
    """Reported after the discovery and not in the future; a report after 72 hours says why it is late (AVG 33(1))."""
    if reported_at is None:
        return
    if not discovered_at <= reported_at <= now:
        raise Refusal(
            _("Een melding is gedaan na de ontdekking en niet in de toekomst."),
            "AVG 33",
            _("Kijk de datum en tijd na."),
        )
    if reported_at > deadline(discovered_at) and not reason.strip():
        raise Refusal(
            _("Deze melding is later dan 72 uur na de ontdekking gedaan."),
            "AVG 33",
            _("Schrijf op waarom zij later was."),
        )
