"""How the log is put into words: purposes of reading, sorts of act, and acts and things in Dutch."""

import re

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

#: acts whose name is one word, or whose Dutch is not its parts
ACTIONS = {
    "read": _("gezien"),
    "search": _("gezocht"),
    "refuse": _("geweigerd"),
    "login": _("ingelogd"),
    "logout": _("uitgelogd"),
    "attachment.keep": _("bijlage bewaard"),
    "log.acknowledge": _("vervallen zegels erkend"),
    "log.forget": _("persoon uit het log gewist"),
    "emergency.begin": _("noodprocedure gebruikt"),
    "emergency.read": _("gezien in de noodprocedure"),
    "case.announcement.note": _("aankondiging in casus gelezen"),
    "case.still_needed": _("toegang tot casus nog nodig"),
    "address.typed": _("geheim adres in een tekst getypt, en gewaarschuwd"),
    "retention.release.speak": _("gesproken over eerder vernietigen"),
}
#: what an act is done with, by the first word of its name
_THINGS = {
    "access": _("toegang"),
    "account": _("account"),
    "address": _("adres"),
    "area": _("werkgebied"),
    "attachment": _("bijlage"),
    "authorisation": _("autorisatie"),
    "case": _("casus"),
    "closing": _("afsluiting"),
    "conference": _("casusoverleg"),
    "consent": _("toestemming"),
    "emergency": _("noodprocedure"),
    "evaluation": _("evaluatie"),
    "evidence": _("auditdossier"),
    "hold": _("opschorting van vernietiging"),
    "house": _("huis"),
    "information": _("informatieplicht"),
    "item": _("gegeven"),
    "known": _("bekendheidscontrole"),
    "leak": _("datalek"),
    "log": _("log"),
    "notice": _("mededeling"),
    "organisation": _("organisatie"),
    "person": _("persoon"),
    "plan": _("plan van aanpak"),
    "professional": _("professional"),
    "progress": _("voortgang"),
    "proposal": _("voorstel"),
    "provision": _("verstrekking"),
    "question": _("vraag om informatie"),
    "referral": _("aanmelding"),
    "renewal": _("hernieuwing"),
    "request": _("verzoek van betrokkene"),
    "retention": _("bewaartermijn"),
    "review": _("herziening"),
    "score": _("score"),
    "third_party": _("derde"),
    "training": _("opleiding"),
    "triage": _("triage"),
}
#: what a line is about, besides: rooms log a thing as "goal:3", its sort and number
_PARTS = {
    "action": _("afspraak"),
    "agenda_item": _("agendapunt"),
    "family_plan": _("gezinsplan"),
    "goal": _("doel"),
    "information_duty": _("informatieplicht"),
    "member": _("persoon in de casus"),
    "municipality": _("gemeente"),
    "version": _("versie"),
}
#: what is done, by the last word of its name
_DEEDS = {
    "accept": _("aanvaard"),
    "action": _("afspraak gemaakt"),
    "add": _("toegevoegd"),
    "address": _("ontvanger gekozen"),
    "admit": _("toegelaten"),
    "adopt": _("vastgesteld"),
    "agenda": _("op de agenda gezet"),
    "align": _("afgestemd"),
    "answer": _("beantwoord"),
    "ask": _("gevraagd"),
    "assent": _("instemming"),
    "attend": _("aanwezigheid vastgelegd"),
    "begin": _("begonnen"),
    "break_glass_on": _("noodtoegang aanzetten"),
    "cancel": _("geannuleerd"),
    "change": _("gewijzigd"),
    "check": _("gecontroleerd"),
    "choose": _("gegevens gekozen"),
    "close": _("gesloten"),
    "conditions_met": _("voorwaarden vervuld"),
    "confirm": _("bevestigd"),
    "consult": _("raadpleging gelezen"),
    "contact": _("contact vastgelegd"),
    "correct": _("gecorrigeerd"),
    "create": _("gemaakt"),
    "decide": _("besluit genomen"),
    "decline": _("niet aanvaard"),
    "describe": _("beschreven"),
    "destroy": _("vernietigd"),
    "details": _("gegevens wijzigen"),
    "detach": _("losgemaakt"),
    "discard": _("weggegooid"),
    "disclose": _("gedeeld"),
    "dismiss": _("professional van de casus gehaald"),
    "download": _("opgehaald"),
    "draft": _("opgesteld"),
    "drop": _("vervallen"),
    "end": _("beëindigd"),
    "end_participation": _("deelname beëindigd"),
    "end_secrecy": _("geheimhouding beëindigd"),
    "enter": _("ingevoerd"),
    "explain": _("uitgelegd"),
    "export": _("uitgevoerd"),
    "extend": _("verlengd"),
    "feedback": _("terugkoppeling vastgelegd"),
    "finish": _("afgerond"),
    "four_eyes_off": _("vier ogen uitzetten"),
    "found": _("opgericht"),
    "give": _("gegeven"),
    "goal": _("doel gesteld"),
    "ground": _("wettelijke grondslag vastleggen"),
    "guests": _("genodigden vastgelegd"),
    "hold_back": _("uitzondering ingeroepen"),
    "identify": _("identiteit gecontroleerd"),
    "import": _("ingelezen"),
    "informed": _("geïnformeerd"),
    "invite": _("uitgenodigd"),
    "involve": _("deelnemer betrokken"),
    "join": _("deelgenomen"),
    "judge": _("beoordeeld"),
    "keep": _("ongewijzigd gelaten"),
    "keep_secret": _("geheim gemaakt"),
    "waive": _("geopend ondanks een huisgenoot"),
    "end_waiver": _("weer afgeschermd"),
    "settle": _("levering van de basisregistratie beslist"),
    "lapse": _("uitzondering vervallen"),
    "leave": _("vertrokken"),
    "letter": _("brief gemaakt"),
    "measure": _("maatregel afgerond"),
    "minutes": _("verslag bewaard"),
    "motivate": _("gemotiveerd"),
    "name": _("professional genoemd"),
    "name_person": _("persoon genoemd"),
    "needed": _("nog nodig bevonden"),
    "no_longer_needed": _("niet meer nodig bevonden"),
    "not_needed": _("melden niet nodig"),
    "offer": _("gevraagd"),
    "omitted": _("uitgesteld"),
    "open": _("geopend"),
    "opine": _("oordeel gegeven"),
    "order": _("opdracht"),
    "phase": _("AVE-fase vastgelegd"),
    "place": _("geplaatst"),
    "plan": _("gepland"),
    "print": _("afgedrukt"),
    "propose": _("voorgesteld"),
    "provide": _("verstrekt"),
    "public_page": _("openbare pagina gewijzigd"),
    "reach": _("stap bereikt"),
    "read": _("gelezen"),
    "record": _("vastgelegd"),
    "refused": _("geweigerd"),
    "register": _("vastgelegd"),
    "reject": _("afgewezen"),
    "release": _("eerder vernietigen besloten"),
    "remove": _("weggehaald"),
    "remove_person": _("persoon weggehaald"),
    "rename": _("gedeelde organisatie hernoemen"),
    "reopen": _("account heropenen"),
    "reopened": _("opnieuw opgepakt"),
    "report": _("gemeld"),
    "reported": _("gemeld bij de AP"),
    "resolve": _("besluit vastgelegd"),
    "review": _("beoordeeld"),
    "rewrite": _("herschreven"),
    "role": _("rol geven"),
    "run": _("uitgevoerd"),
    "screen": _("screening vastgelegd"),
    "search": _("gezocht"),
    "seen": _("gezien"),
    "share": _("gedeeld"),
    "show": _("getoond"),
    "source_informed": _("bron geïnformeerd"),
    "start": _("begonnen"),
    "statement": _("geheimhoudingsverklaring vastgelegd"),
    "submit": _("ingediend"),
    "supplied": _("verstrekt"),
    "suspend": _("account schorsen"),
    "supply": _("verstrekt"),
    "take_back": _("teruggenomen"),
    "take_off": _("van de agenda gehaald"),
    "take_over": _("overgenomen"),
    "tell": _("geïnformeerd"),
    "training": _("scholing vastleggen"),
    "unknown": _("niets bekend"),
    "verify": _("gecontroleerd"),
    "widen": _("verruimen"),
    "withdraw": _("ingetrokken"),
    "write": _("geschreven"),
}


def kinds() -> list[tuple[str, str]]:
    """Sorts of act to choose from, as the beginning of their names: (beginning, Dutch)."""
    alone = [(name, str(label)) for name, label in ACTIONS.items() if "." not in name]
    return sorted(alone + [(f"{name}.", str(label)) for name, label in _THINGS.items()], key=lambda kind: kind[1])


def act(action: str) -> str:
    """The act in Dutch; what has no words yet keeps the name it has in the code."""
    thing, _dot, deed = action.partition(".")
    deed = deed.rsplit(".", 1)[-1]
    if action in ACTIONS:
        return str(ACTIONS[action])
    return f"{_THINGS[thing]}: {_DEEDS[deed]}" if thing in _THINGS and deed in _DEEDS else action


def things(text: str) -> str:
    """A text of the log with its things in Dutch: "goal:3" becomes "doel 3"; what is no thing stays."""
    return re.sub(r"\b([a-z_]+):(\w+)", _thing, text)


def _thing(found: re.Match) -> str:
    sort, number = found.groups()
    label = _THINGS.get(sort) or _PARTS.get(sort)
    return f"{label} {number}" if label else found[0]


def sort_of(action: str) -> str:
    """Create, read, update, delete or execute: C, R, U, D or E."""
    return SORTS.get(action.rsplit(".", 1)[-1], "E")
