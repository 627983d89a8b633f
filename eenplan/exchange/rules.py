"""Who may tell the case what, on which ground, and to whom. Plain functions over plain values."""

import re
from collections.abc import Collection, Iterable

from django.utils.translation import gettext as _

from eenplan.law.codes import DataCategory, SharingGround
from eenplan.law.rules import Refusal, cites

#: the four grounds that lift medical secrecy (WGS 2.29(2))
SECRECY_GROUNDS = [ground for ground in SharingGround if ground.lifts_secrecy]

#: categories that one kind of organisation supplies, with its ground (WGS 1.5(2))
_RESERVED: dict[int, tuple[str, SharingGround]] = {
    DataCategory.POLICE: ("police", SharingGround.POLICE_ACT),
    DataCategory.JUSTICE: ("prosecution", SharingGround.JUSTICE_ACT),
}

#: words that hint at special categories the law does not open here (R-25): beginnings of words, and whole words
_BEGINNINGS = (
    "allochto",
    "autochto",
    "etnisch",
    "etnicit",
    "nationalit",
    "huidskleur",
    "marokka",
    "turks",
    "surina",
    "antillia",
    "somali",
    "syri",
    "poolse",
    "zigeuner",
    "godsdienst",
    "geloofso",
    "gelovig",
    "religi",
    "moslim",
    "islam",
    "christe",
    "katholiek",
    "protestant",
    "gereformeerd",
    "joods",
    "hindoe",
    "boeddhis",
    "salafis",
    "moskee",
    "homosek",
    "lesbisch",
    "biseks",
    "geaardheid",
    "transgender",
    "partijlid",
    "stemgedrag",
    "vakbond",
    "vingerafdruk",
    "biometri",
    "genetisch",
)
_WHOLE = ("ras", "jood", "roma", "sinti", "kerk", "koran", "bijbel", "homo", "dna", "fnv", "cnv")
_SPECIAL = re.compile(rf"\b(?:(?:{'|'.join(_BEGINNINGS)})\w*|(?:{'|'.join(_WHOLE)})\b)", re.IGNORECASE)


@cites("WGS 2.31(3)", "WGS 2.31(4)", "R-05")
def may_supply(scopes: Collection[str]) -> None:
    """Information is gathered after admission (only then there is a case), from who takes part, each for itself."""
    if not {"take_part", "decide"} & set(scopes):
        raise Refusal(
            _("Alleen deelnemers aan de casus verstrekken gegevens, ieder namens de eigen organisatie."),
            "WGS 2.31(4)",
            _("Vraag de deelnemer bij wie het gegeven vandaan komt."),
        )


@cites("WGS 2.30(1)", "WGS 1.5(2)", "R-20")
def may_offer(kind: str) -> list[DataCategory]:
    """The categories of the closed list that an organisation of this kind can supply."""
    return [category for category in DataCategory if _RESERVED.get(category, (kind,))[0] == kind]


@cites("WGS 1.5(1)", "WGS 1.5(2)", "WGS 2.29(2)", "WGS 2.30(1)", "R-20", "R-22")
def ground_for(kind: str, secrecy: bool, category: int, chosen: str = "", motivation: str = "") -> SharingGround:
    """The ground on which an organisation supplies this category.

    It follows from organisation and category, except under medical secrecy: there one of four is chosen and motivated.
    """
    if category not in DataCategory.values:
        raise Refusal(_("Dit is geen categorie van de gesloten lijst."), "WGS 2.30(1)")
    if category in _RESERVED and _RESERVED[category][0] != kind:
        raise Refusal(
            _("Politiegegevens verstrekt alleen de politie, justitiële gegevens alleen het OM."),
            "WGS 1.5(2)",
            _("Vraag het hun, of verstrek wat u zelf hebt vastgesteld in een andere categorie."),
        )
    if category in _RESERVED:
        return _RESERVED[category][1]
    if not secrecy:
        return SharingGround.NECESSARY
    if chosen not in SECRECY_GROUNDS:
        raise Refusal(
            _("Uw organisatie heeft een medisch beroepsgeheim; kies een van de vier gronden."),
            "WGS 2.29(2)",
            _("Vraag betrokkene om uitdrukkelijke toestemming als geen andere grond past."),
        )
    if not motivation.strip():
        raise Refusal(_("Motiveer kort waarom deze grond geldt."), "WGS 2.29(2)")
    return SharingGround(chosen)


@cites("WGS 2.30(1)", "R-20", "R-21")
def about_member(person: int, members: Collection[int]) -> None:
    """An item is about a person of the case; never about a professional, of whom only name and contact are kept."""
    if person not in members:
        raise Refusal(
            _("Een gegeven gaat over een persoon in de casus."),
            "WGS 2.30(1)",
            _("Laat deze persoon eerst als kringlid toevoegen."),
        )


@cites("WGS 2.31(4)", "R-24")
def recipients_take_part(chosen: Iterable[int], taking_part: Collection[int]) -> None:
    """Recipients are chosen among the organisations that the core participants let take part."""
    if set(chosen) - set(taking_part):
        raise Refusal(
            _("Ontvangers nemen deel aan de casus."),
            "WGS 2.31(4)",
            _("Laat een kerndeelnemer deze organisatie eerst toevoegen."),
        )


@cites("BGS 1.7", "R-20")
def may_correct(own: bool, status: str) -> None:
    """The supplier answers for what it supplied, and corrects the newest version."""
    if not own:
        raise Refusal(
            _("Alleen de organisatie die het gegeven verstrekte, verbetert het."),
            "BGS 1.7",
            _("Meld haar wat er niet klopt; zij verbetert onverwijld."),
        )
    if status != "valid":
        raise Refusal(_("Dit gegeven is al vervangen."), "BGS 1.7", _("Bekijk de nieuwste versie."))


@cites("WGS 2.29(3)", "WGS 2.31(4)", "R-24")
def may_share(own: bool) -> None:
    """Who else reads an item is for its supplier to say."""
    if not own:
        raise Refusal(
            _("Alleen de verstrekker bepaalt wie een gegeven nog meer ontvangt."),
            "WGS 2.29(3)",
            _("Vraag het de organisatie die het verstrekte."),
        )


@cites("WGS 2.29(1)", "R-25")
def special_words(*texts: str) -> list[str]:
    """Words in these texts that hint at special categories other than health. A warning, never a refusal."""
    return sorted({found.lower() for text in texts for found in _SPECIAL.findall(text)})
