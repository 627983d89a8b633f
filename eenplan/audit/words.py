"""How the log is put into words: purposes of reading, sorts of act, and acts in Dutch."""

from django.db import models
from django.utils.translation import gettext_lazy as _

#: acts whose name begins like this are made with the emergency procedure (R-75)
EMERGENCY = "emergency"


class Purpose(models.TextChoices):
    """The only purposes for which log data may be used (WGS 1.8(4), R-73)."""

    LEGALITY = "legality", _("Toezicht op de rechtmatigheid")
    INTERNAL = "internal", _("Interne controle")
    SECURITY = "security", _("Integriteit en beveiliging")
    COURT = "court", _("Procedure bij de rechter")


#: what NEN 7513 calls the sort of act, by the word an act ends with; what is not here is an execution (E)
_SORTS = {
    "R": "read search look explain verify export check show known print download",
    "C": "add enter import found join give start submit make ask send report record create open judge draft share",
    "U": "change end leave rewrite adopt finish invite correct rectify withdraw renew answer align screen close decide",
    "D": "drop destroy forget remove delete erase",
}
SORTS = {word: sort for sort, words in _SORTS.items() for word in words.split()}

#: the acts of the log itself and those that occur everywhere; others are named by their room in English, as in the code
ACTIONS = {
    "read": _("gezien"),
    "search": _("gezocht"),
    "case.search": _("casus gezocht"),
    "person.search": _("persoon gezocht"),
    "person.enter": _("persoon ingevoerd"),
    "person.import": _("personen ingelezen"),
    "refuse": _("geweigerd"),
    "login": _("aangemeld in het systeem"),
    "logout": _("afgemeld uit het systeem"),
    "log.read": _("log gelezen"),
    "log.verify": _("log gecontroleerd"),
    "log.export": _("log uitgevoerd"),
    "log.review": _("log beoordeeld"),
    "log.forget": _("persoon uit het log gewist"),
    "evidence.export": _("auditdossier gemaakt"),
    "access.explain": _("toegang uitgelegd"),
    "authorisation.give": _("autorisatie gegeven"),
    "authorisation.end": _("autorisatie beëindigd"),
    "authorisation.screen": _("screening vastgelegd"),
    "account.open": _("account geopend"),
    "account.close": _("account gesloten"),
}


def sort_of(action: str) -> str:
    """Create, read, update, delete or execute: C, R, U, D or E."""
    return SORTS.get(action.rsplit(".", 1)[-1], "E")
