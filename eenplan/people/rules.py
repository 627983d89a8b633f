"""Who may look for persons, enter them, and open a secret address."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from eenplan.law.codes import Role
from eenplan.law.rules import Refusal, cites

FINDERS = frozenset({Role.REFERRER, Role.ASSESSOR, Role.PROCESS_DIRECTOR})
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


@cites("R-78")
def may_disclose(roles: Collection[str]) -> None:
    """Which organisation may know a secret address is a decision of a process director."""
    if Role.PROCESS_DIRECTOR not in roles:
        raise Refusal(
            _("Wie een geheim adres mag weten, legt de procesregisseur vast."),
            "AVG 32",
            _("Vraag het de procesregisseur van de casus."),
        )
