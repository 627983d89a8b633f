"""Who may tell the case what, on which ground, and to whom. Plain functions over plain values."""

import re
from collections.abc import Collection, Iterable
from datetime import date

from django.utils.translation import gettext as _

from eenplan.law.calendar import past, written
from eenplan.law.codes import DataCategory, SharingGround
from eenplan.law.rules import Refusal, cites
from eenplan.people.authority import named
from eenplan.people.dates import PartialDate

#: the four grounds that lift medical secrecy (WGS 2.29(2))
SECRECY_GROUNDS = [ground for ground in SharingGround if ground.lifts_secrecy]

#: categories that one kind of organisation supplies, with its ground (WGS 1.5(2))
_RESERVED: dict[int, tuple[str, SharingGround]] = {
    DataCategory.POLICE: ("police", SharingGround.POLICE_ACT),
    DataCategory.JUSTICE: ("prosecution", SharingGround.JUSTICE_ACT),
}

#: how many files stand with a consent: the signed form, and what came with it
FILES = 3

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
        raise Refusal(
            _("Dit is geen categorie van de gesloten lijst."), "WGS 2.30(1)", _("Kies een van de twaalf categorieën.")
        )
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
        raise Refusal(_("Motiveer kort waarom deze grond geldt."), "WGS 2.29(2)", _("Eén zin is genoeg."))
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
    """Who else reads an item, and whether its conditions are met, is for its supplier to say."""
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


@cites("WGS 2.29(2)", "AVG 18", "R-22")
def is_usable(usable: bool, restricted: bool) -> None:
    """What was replaced or destroyed, lost its consent, or is only kept at the person's request, is shared no further."""
    if restricted:
        raise Refusal(
            _("Het gebruik van dit gegeven is beperkt op verzoek van de betrokkene; het wordt alleen bewaard."),
            "AVG 18",
            _("Vraag het contactpunt tot wanneer de beperking geldt."),
        )
    if not usable:
        raise Refusal(
            _("Dit gegeven is niet meer geldig of de toestemming is ingetrokken; het wordt niet verder gedeeld."),
            "WGS 2.29(2)",
            _("Bekijk het gegeven om te zien wat er is veranderd."),
        )


@cites("WGS 2.29(3)", "R-23")
def has_open_conditions(conditions: str, met: bool) -> None:
    """Only conditions that are there and not met yet are marked met."""
    if not conditions or met:
        raise Refusal(
            _("Dit gegeven heeft geen voorwaarden die nog vervuld moeten worden."),
            "WGS 2.29(3)",
            _("Ververs de pagina."),
        )


# --- consent --------------------------------------------------------------------------------------


@cites("WGS 2.29(2)", "R-22")
def giver(birth: str, day: date) -> str:
    """Who has to consent on that day: under 12 the representative, 12 to 15 both, from 16 the person (F3.55).

    When the birth date is not known well enough to say, both.
    """
    ages = PartialDate.parse(birth).age_on(day)
    needed = {"representative" if age < 12 else "both" if age < 16 else "self" for age in ages or ()}
    return needed.pop() if len(needed) == 1 else "both"


@cites("BW 7:465", "UAVG 5", "R-22")
def decides_for_an_adult(birth: str, given_on: date, given_by: str, capacity: str, incapacity: str) -> None:
    """A curator, mentor or proxy decides instead of who is surely an adult, and it is said why the adult does not (F3.55)."""
    if not PartialDate.parse(birth).is_adult_on(given_on):
        raise Refusal(
            _("Een curator, mentor of gemachtigde beslist alleen voor wie op die dag zeker 18 jaar of ouder is."),
            "BW 7:465",
            _("Voor een minderjarige geeft de ouder of voogd met gezag toestemming."),
        )
    if given_by != "representative":
        raise Refusal(
            _("Een curator, mentor of gemachtigde beslist in plaats van betrokkene, niet samen met hem."),
            "BW 7:465",
            _("Kies dat de vertegenwoordiger de toestemming geeft."),
        )
    if not capacity or not incapacity.strip():
        raise Refusal(
            _("Leg vast wie voor de volwassene beslist en waarom die dat niet zelf doet."),
            "BW 7:465",
            _("Noem de uitspraak van de rechter, of waaruit de wilsonbekwaamheid hiervoor blijkt."),
        )


@cites("WGS 2.29(2)", "UAVG 5", "R-22")
def given_by_the_right_one(birth: str, given_on: date, given_by: str, capacity: str = "", incapacity: str = "") -> None:
    """Consent counts when it comes from whom the age asks, or from who decides for an adult; from both it always does."""
    if capacity or incapacity:
        decides_for_an_adult(birth, given_on, given_by, capacity, incapacity)
        return
    needed = giver(birth, given_on)
    if given_by not in (needed, "both"):
        raise Refusal(
            {
                "representative": _("Onder de twaalf geeft de wettelijk vertegenwoordiger toestemming."),
                "both": _("Van twaalf tot zestien jaar, of als de leeftijd niet vaststaat, geven beiden toestemming."),
                "self": _("Vanaf zestien jaar geeft betrokkene zelf toestemming."),
            }[needed],
            "WGS 2.29(2)",
            _("Vraag alsnog de juiste toestemming, noem wie voor een volwassene beslist, of kies een andere grond."),
        )


@cites("UAVG 5", "R-22")
def curator_decides(curatorship: bool, given_by: str) -> None:
    """Of who is under curatele the curator consents, not the person alone."""
    if curatorship and given_by == "self":
        raise Refusal(
            _("Betrokkene staat onder curatele: de curator geeft toestemming."),
            "UAVG 5",
            _("Vraag de curator, en leg vast dat hij voor betrokkene beslist."),
        )


@cites("BW 1:245", "BW 1:246", "R-22")
def represented_with_authority(representative: str, without: Collection[str]) -> None:
    """A parent who has died, or has no authority, does not consent for a child."""
    if parent := named(representative, without):
        raise Refusal(
            _("Volgens de basisregistratie heeft %(name)s geen gezag over dit kind.") % {"name": parent},
            "BW 1:245",
            _("Vraag wie gezag heeft; het gezagsregister van de rechtbank zegt wie dat is."),
        )


@cites("WGS 2.29(2)", "R-22")
def given_in_the_past(day: date, today: date) -> None:
    """Consent is given, or withdrawn, today or before."""
    if day > today:
        raise Refusal(_("Deze datum ligt in de toekomst."), "WGS 2.29(2)", _("Kies vandaag of een eerdere dag."))


@cites("WGS 2.29(2)", "R-22")
def withdrawn_after_given(withdrawn_on: date, given_on: date) -> None:
    """Nobody takes back what was not given yet."""
    if withdrawn_on < given_on:
        raise Refusal(
            _("De toestemming is pas later gegeven."),
            "WGS 2.29(2)",
            _("Kies een datum vanaf %(day)s.") % {"day": written(given_on)},
        )


@cites("WGS 2.29(2)", "R-22")
def consent_covers(
    same_person: bool, stands: bool, category: int, covered: Collection[int], recipients: Iterable[int], to: Collection
) -> None:
    """An item on consent stays within it: this person, not withdrawn, this category, these recipients (none: all)."""
    if not same_person or not stands or category not in covered:
        raise Refusal(
            _("Er is geen geldige toestemming van deze persoon voor deze categorie."),
            "WGS 2.29(2)",
            _("Kies een andere toestemming, leg een nieuwe vast of kies een andere grond."),
        )
    if to and set(recipients) - set(to):
        raise Refusal(
            _("De toestemming geldt niet voor al deze ontvangers."),
            "WGS 2.29(2)",
            _("Kies alleen ontvangers waarvoor toestemming is gegeven."),
        )


@cites("WGS 2.29(2)", "R-22")
def few_files(own: bool, number: int) -> None:
    """Who recorded the consent keeps the signed form with it, in a few files at most."""
    if not own:
        raise Refusal(
            _("Een formulier voegt de organisatie toe die de toestemming kreeg."),
            "WGS 2.29(2)",
            _("Stuur het haar."),
        )
    if number >= FILES:
        raise Refusal(
            _("Bij een toestemming horen ten hoogste %(number)s bestanden.") % {"number": FILES},
            "WGS 2.29(2)",
            _("Bewaar wat er meer is in uw eigen dossier."),
        )


@cites("WGS 2.29(2)", "AVG 7", "UAVG 5", "R-22")
def may_withdraw(own: bool, withdrawn: bool) -> None:
    """Who recorded the consent records its withdrawal, once."""
    if not own:
        raise Refusal(
            _("De intrekking legt de organisatie vast die de toestemming kreeg."),
            "WGS 2.29(2)",
            _("Vraag het haar meteen."),
        )
    if withdrawn:
        raise Refusal(
            _("Deze toestemming is al ingetrokken."),
            "WGS 2.29(2)",
            _("Leg een nieuwe toestemming vast als betrokkene die weer geeft."),
        )


# --- asking and answering -------------------------------------------------------------------------


@cites("WGS 2.31(3)", "WGS 2.31(4)")
def may_ask(scopes: Collection[str], own: bool = False) -> None:
    """The process director and the core participants gather information; a participant does not ask itself."""
    if not {"decide", "direct"} & set(scopes):
        raise Refusal(
            _("De procesregisseur en de kerndeelnemers vragen om gegevens."),
            "WGS 2.31(3)",
            _("Breng uw vraag bij de procesregisseur of in het casusoverleg."),
        )
    if own and "direct" not in scopes:
        raise Refusal(_("U vraagt dit aan uw eigen organisatie."), "WGS 2.31(3)", _("Kies een andere deelnemer."))


@cites("WGS 1.5(2)", "WGS 2.30(1)", "R-20")
def can_supply(kind: str, categories: Iterable[int]) -> None:
    """Police and judicial data are asked of who may supply them."""
    if set(categories) - set(may_offer(kind)):
        raise Refusal(
            _("Politiegegevens verstrekt alleen de politie, justitiële gegevens alleen het OM."),
            "WGS 1.5(2)",
            _("Haal die categorie weg en vraag die aan hen."),
        )


@cites("WGS 2.31(3)")
def due_in_time(due_on: date, today: date, last: date) -> None:
    """An answer is due from today on, within the term of the case."""
    if past(due_on, today) or due_on > last:
        raise Refusal(
            _("Op deze datum kan het antwoord niet worden verwacht."),
            "WGS 2.31(3)",
            _("Kies een datum van vandaag tot en met %(last)s.") % {"last": written(last)},
        )


@cites("WGS 1.5(1)", "R-26")
def may_answer(own: bool, scopes: Collection[str]) -> None:
    """The organisation that was asked answers: it supplies, or says why not."""
    if not own or not {"take_part", "decide"} & set(scopes):
        raise Refusal(
            _("Alleen de gevraagde organisatie antwoordt."),
            "WGS 1.5(1)",
            _("Weet u iets dat nodig is? Verstrek het als eigen gegeven."),
        )


@cites("WGS 1.5(1)", "R-26")
def still_asked(answered: bool, withdrawn: bool) -> None:
    """A question is answered once, while it is asked."""
    if withdrawn:
        raise Refusal(
            _("Deze vraag is ingetrokken; er is geen antwoord meer nodig."),
            "WGS 1.5(1)",
            _("Is wat u typte toch nodig? Verstrek het als eigen gegeven."),
        )
    if answered:
        raise Refusal(
            _("Een collega heeft dit intussen beantwoord."),
            "WGS 1.5(1)",
            _("Bekijk diens antwoord; wat u typte staat er nog."),
        )


# --- errors ---------------------------------------------------------------------------------------


@cites("BGS 1.7", "R-31")
def may_report_error(scopes: Collection[str], own: bool, valid: bool) -> None:
    """Who works on the case reports what is wrong; the supplier itself rectifies at once."""
    if not scopes:
        raise Refusal(_("Fouten melden wie aan de casus werken."), "BGS 1.7", _("Neem contact op met de verstrekker."))
    if own:
        raise Refusal(
            _("Uw organisatie verstrekte dit gegeven zelf."), "BGS 1.7", _("Verbeter of vernietig het meteen.")
        )
    if not valid:
        raise Refusal(_("Dit gegeven is al vervangen of vernietigd."), "BGS 1.7", _("Bekijk de nieuwste versie."))


@cites("BGS 1.7", "R-31")
def may_keep(own: bool, answered: bool) -> None:
    """The supplier answers why an item stays, once."""
    if not own:
        raise Refusal(
            _("Alleen de verstrekker beantwoordt een foutmelding."), "BGS 1.7", _("Vraag het de verstrekker.")
        )
    if answered:
        raise Refusal(
            _("Deze foutmelding is intussen beantwoord."), "BGS 1.7", _("Bekijk het antwoord bij het gegeven.")
        )


@cites("BGS 1.7", "R-31")
def source_to_inform(own: bool, changed: bool, informed: bool) -> None:
    """After rectifying or destroying the supplier tells the organisation where the data came from."""
    if not own or not changed or informed:
        raise Refusal(
            _("Hier hoeft geen bronorganisatie (meer) te worden geïnformeerd."), "BGS 1.7", _("Ververs de pagina.")
        )


@cites("R-31", "R-22")
def may_acknowledge(noted: bool) -> None:
    """A notice is taken note of by the organisation that it is for."""
    if not noted:
        raise Refusal(_("Deze mededeling is voor een andere organisatie."), "BGS 1.7", _("U hoeft niets te doen."))
