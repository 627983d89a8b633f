"""Who may look for persons, enter them, and open a secret address."""

from collections.abc import Collection
from datetime import datetime

from django.utils.translation import gettext as _

from eenplan.law.codes import Role
from eenplan.law.rules import Refusal, cites
from eenplan.people.models import AddressSecrecy

FINDERS = frozenset({Role.REFERRER, Role.ASSESSOR, Role.PROCESS_DIRECTOR})
WAITING_SEEN_BY = (Role.PROCESS_DIRECTOR, Role.ADMINISTRATOR)
ENTERERS = frozenset({Role.REFERRER, Role.PROCESS_DIRECTOR})


@cites("WGS 1.8(2)", "R-70")
def may_find(roles: Collection[str]) -> None:
    """Only who refers, assesses or directs looks for a person in the house."""
    if not FINDERS & set(roles):
        raise Refusal(
            _("U mag in dit huis geen personen opzoeken."),
            "WGS 1.8(2)",
            _("Dat doen aanmelders, beoordelaars en procesregisseurs."),
        )


@cites("WGS 2.31(1)", "R-70")
def may_enter(roles: Collection[str]) -> None:
    """Only who refers or directs brings a person into the house."""
    if not ENTERERS & set(roles):
        raise Refusal(
            _("U mag in dit huis geen personen invoeren."), "WGS 2.31(1)", _("Dat doen aanmelders en procesregisseurs.")
        )


@cites("R-78", "AVG 5")
def may_see_waiting(houses: Collection[int]) -> None:
    """Which lists wait is for who directs processes, and for an administrator who delivers the file."""
    if not houses:
        raise Refusal(
            _("Wachtende leveringen zijn voor procesregisseurs en beheerders."),
            "AVG 5",
            _("Vraag het een procesregisseur van uw huis."),
        )


@cites("AVG 5")
def may_settle(directs: bool, opened: bool, settled: bool) -> None:
    """Whose list it is, a process director says who has opened the person, once."""
    if not directs or not opened:
        raise Refusal(
            _("Om wie een levering gaat, zegt een procesregisseur die de persoon heeft opgezocht."),
            "AVG 5",
            _("Zoek de persoon op het BSN op en beslis daarna."),
        )
    if settled:
        raise Refusal(_("Over deze levering is al beslist."), "AVG 5", _("Ververs de pagina."))


@cites("R-78")
def may_waive(shielded: bool, own: bool) -> None:
    """Only what is secret because of somebody else who lives there can be opened for one person."""
    if own or not shielded:
        raise Refusal(
            _("Dit adres is niet geheim vanwege iemand anders."),
            "AVG 32",
            _("Houdt het huis het adres van deze persoon zelf geheim, beëindig dan die geheimhouding."),
        )


@cites("R-78")
def may_guard_address(directs: bool) -> None:
    """Whether an address is secret, and which organisation may know it, the process director of a case decides."""
    if not directs:
        raise Refusal(
            _(
                "Of een adres geheim is en wie het mag weten, legt de procesregisseur van een casus met deze persoon vast."
            ),
            "AVG 32",
            _("Vraag het de procesregisseur van de casus."),
        )


@cites("R-78", "AVG 32")
def may_end_secrecy(origin: str, until: datetime | None) -> None:
    """A house ends what it decided itself; what the registry keeps secret, the registry ends."""
    if until is not None:
        raise Refusal(_("Deze geheimhouding is al beëindigd."), "AVG 32", _("Ververs de pagina."))
    if origin != AddressSecrecy.Origin.HOUSE:
        raise Refusal(
            _("De basisregistratie houdt dit adres geheim."),
            "AVG 32",
            _("De betrokkene kan dat bij de gemeente laten beëindigen; de eerstvolgende levering neemt het over."),
        )
