"""Who may let what leave the case, to whom and after whose answers. Plain functions over plain values."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import TextChoices
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from eenplan.law.calendar import months_after, written
from eenplan.law.codes import DataCategory
from eenplan.law.rules import Refusal, cites

#: health, police and judicial data: special and criminal data (WGS 1.7(3), AVG 9 and 10)
SPECIAL = frozenset({DataCategory.HEALTH, DataCategory.POLICE, DataCategory.JUSTICE})
#: a recipient reports at least yearly (WGS 1.7(4))
FEEDBACK_MONTHS = 12


class Stage(TextChoices):
    """How far a provision is; follows from the moments that were set."""

    DRAFT = "draft", gettext_lazy("in voorbereiding")
    ROUND = "round", gettext_lazy("rondvraag loopt")
    PROVIDED = "provided", gettext_lazy("verstrekt")
    WITHDRAWN = "withdrawn", gettext_lazy("ingetrokken")

    @property
    def tone(self) -> str:
        return {"draft": "neutral", "round": "warning", "provided": "success"}.get(self.value, "neutral")


def stage(asked_at: datetime | None, provided_at: datetime | None, withdrawn_at: datetime | None) -> Stage:
    """The stage that follows from these moments."""
    if withdrawn_at:
        return Stage.WITHDRAWN
    if provided_at:
        return Stage.PROVIDED
    return Stage.ROUND if asked_at else Stage.DRAFT


# Third parties at the table


@cites("R-78", "AVG 32")
def tells_no_secret_address(told: bool) -> None:
    """No letter says where somebody hides: it is read by whoever opens it."""
    if told:
        raise Refusal(
            _("In de gegevens of de motivering staat een geheim adres: dat komt in geen brief."),
            "AVG 32",
            _("Laat het gegeven corrigeren of kies het niet, en haal het adres uit de motivering."),
        )


@cites("WGS 2.31(9)", "R-30")
def may_admit(scopes: Collection[str]) -> None:
    """A third party is admitted by a core participant of the case, who watches over it (WGS 2.31(10))."""
    if "decide" not in scopes:
        raise Refusal(
            _("Alleen kerndeelnemers van de casus laten een derde toe."),
            "WGS 2.31(9)",
            _("Vraag het een deelnemer van politie, OM, gemeente, RvdK, DJI of GGD."),
        )


@cites("WGS 2.31(9)", "WGS 2.27(2)", "R-30")
def is_third_party(ground: str) -> None:
    """Who takes part on a statutory ground is no third party: it takes part in the case."""
    if ground != "none":
        raise Refusal(
            _("Deze organisatie is deelnemer en geen derde."),
            "WGS 2.31(9)",
            _("Laat haar als deelnemer meedoen met de casus."),
        )


@cites("BGS 2.21", "WGS 2.31(9)", "R-30")
def is_bound(signed: bool, ended: bool = False) -> None:
    """Before a third party hears or receives anything, its secrecy statement is signed and kept."""
    if ended:
        raise Refusal(
            _("Deze derde neemt niet meer deel."), "WGS 2.31(9)", _("Laat de derde zo nodig opnieuw toe tot de casus.")
        )
    if not signed:
        raise Refusal(
            _("De geheimhoudingsverklaring van deze derde ontbreekt nog."),
            "BGS 2.21",
            _("Leg eerst de ondertekende verklaring vast, bij Verstrekken onder Derden."),
        )


@cites("BGS 2.21", "R-30")
def signed_in_time(signed_on: date, today: date) -> None:
    """A statement is signed before it is kept, not after."""
    if signed_on > today:
        raise Refusal(
            _("De datum van ondertekening ligt in de toekomst."), "BGS 2.21", _("Kies vandaag of een eerdere datum.")
        )


# Provisions


@cites("WGS 1.7(1)", "WGS 2.27(3)", "R-27")
def may_provide(scopes: Collection[str]) -> None:
    """Results leave the case by the controllers: its core participants, prepared by the process director."""
    if not {"decide", "direct"} & set(scopes):
        raise Refusal(
            _("Gegevens uit de casus verstrekken de kerndeelnemers en de procesregisseur."),
            "WGS 1.7(1)",
            _("Vraag het de procesregisseur; u beslist mee over wat uw organisatie leverde."),
        )


@cites("WGS 1.7(1)")
def is_draft(now: Stage) -> None:
    """Once the round has started everybody answers about the same thing: it does not change any more."""
    if now != Stage.DRAFT:
        raise Refusal(
            _("De rondvraag is al gestart; ontvanger, gegevens en noodzaak liggen vast."),
            "WGS 1.7(1)",
            _("Trek deze verstrekking in en begin een nieuwe als er iets anders moet."),
        )


@cites("WGS 1.7(1)")
def in_round(now: Stage) -> None:
    """What belongs to the round is done while it runs."""
    if now == Stage.DRAFT:
        raise Refusal(
            _("De rondvraag is nog niet gestart."), "WGS 1.7(1)", _("Kies de gegevens, motiveer en start de rondvraag.")
        )
    if now != Stage.ROUND:
        raise Refusal(
            _("Deze verstrekking is al afgerond: %(stage)s.") % {"stage": now.label},
            "WGS 1.7(1)",
            _("Ververs de pagina; begin zo nodig een nieuwe verstrekking."),
        )


@dataclass(frozen=True)
class Chosen:
    """What decides whether an item may leave the case."""

    supplier: str
    category: int
    secrecy: bool
    valid: bool = True
    usable: bool = True
    conditions_met: bool = True


def special(items: Iterable[Chosen]) -> bool:
    """Are there special or criminal data among them?"""
    return any(item.category in SPECIAL for item in items)


@cites("BGS 1.10", "WGS 1.7(8)", "R-28")
def may_leave_network(items: Iterable[Chosen]) -> None:
    """Data under medical secrecy (the five statutes) never go to another network, whatever anybody consents to."""
    if any(item.secrecy for item in items):
        raise Refusal(
            _("Gegevens onder medisch beroepsgeheim gaan nooit naar een ander samenwerkingsverband."),
            "BGS 1.10",
            _("Laat ze weg; het andere huis vraagt ze zelf aan de zorgverlener."),
        )


@cites("WGS 1.7(1)", "WGS 2.29(2)", "WGS 2.29(3)", "R-23", "R-27")
def may_be_used(items: Collection[Chosen]) -> None:
    """What goes on is still valid, its consent stands, and what its supplier attached to it is met."""
    if not items:
        raise Refusal(_("Er is nog geen gegeven gekozen."), "WGS 1.7(1)", _("Kies wat de ontvanger nodig heeft."))
    if any(not item.valid for item in items):
        raise Refusal(
            _("Een gekozen gegeven is intussen verbeterd of vernietigd."),
            "BGS 1.7",
            _("Trek deze verstrekking in en kies de geldige versie."),
        )
    if stopped := [item.supplier for item in items if not item.usable]:
        raise Refusal(
            _("De toestemming is ingetrokken, of het gebruik is beperkt: een gegeven van %(names)s.")
            % {"names": _names(stopped)},
            "WGS 2.29(2)",
            _("Dit gegeven mag niet verder; laat het weg."),
        )
    if unmet := [item.supplier for item in items if not item.conditions_met]:
        raise Refusal(
            _("Nog niet vervuld: de voorwaarde bij een gegeven van %(names)s.") % {"names": _names(unmet)},
            "WGS 2.29(3)",
            _("Vraag de verstrekker of aan de voorwaarde is voldaan; die legt dat bij het gegeven vast."),
        )


@cites("WGS 1.7(1)", "WGS 1.7(2)", "WGS 1.7(3)", "WGS 1.7(8)", "R-27")
def clears(answer: str, explicit: bool) -> bool:
    """Does this answer let the provision through? Where assent is required, the absence of objection is not enough."""
    return answer == "agrees" or (answer == "no_objection" and not explicit)


@cites("WGS 1.7(1)", "WGS 1.7(2)", "WGS 1.7(3)", "WGS 2.28(4)", "R-27")
def round_is_clear(answers: Mapping[str, tuple[str, bool]]) -> None:
    """Everybody who is asked has answered and nobody objects. `answers`: by name, (answer, explicit assent required)."""
    if against := [name for name, (answer, _explicit) in answers.items() if answer == "objects"]:
        raise Refusal(
            _("Bezwaar van: %(names)s.") % {"names": _names(against)},
            "WGS 1.7(1)",
            _("Bespreek het, of begin opnieuw zonder de gegevens waartegen bezwaar is."),
        )
    if silent := [name for name, (answer, explicit) in answers.items() if not clears(answer, explicit)]:
        raise Refusal(
            _("Nog geen antwoord van: %(names)s.") % {"names": _names(silent)},
            "WGS 1.7(3)" if any(explicit for _answer, explicit in answers.values()) else "WGS 1.7(1)",
            _("Wacht op hun antwoord, of vraag ernaar."),
        )


@cites("WGS 1.7(3)", "R-27")
def may_answer(answer: str, explicit: bool, reason: str) -> None:
    """Special and criminal data need assent; an objection says why."""
    if explicit and answer == "no_objection":
        raise Refusal(
            _("Voor deze gegevens is uw uitdrukkelijke instemming nodig; geen bezwaar is niet genoeg."),
            "WGS 1.7(3)",
            _("Kies instemmen of bezwaar."),
        )
    if answer == "objects" and not reason.strip():
        raise Refusal(_("Schrijf kort op waarom u bezwaar maakt."), "WGS 1.7(1)", _("Vul de toelichting in."))


@cites("WGS 1.7(2)", "BGS 1.8", "WGS 1.11", "R-27")
def is_checked(third_party: bool, rac_reference: str, secrecy_noted: bool, accuracy_checked: bool) -> None:
    """Before it goes: legality tested for a third party, results checked, secrecy pointed out."""
    if third_party and not rac_reference.strip():
        raise Refusal(
            _("Het kenmerk van de rechtmatigheidstoets ontbreekt; aan een derde gaat niets zonder."),
            "WGS 1.7(2)",
            _("Vul bij de controle het kenmerk van het RAC-advies over dit soort verstrekking in."),
        )
    if not accuracy_checked:
        raise Refusal(
            _("De gegevens zijn nog niet gecontroleerd."),
            "BGS 1.8",
            _("Controleer ze en bevestig dat bij de controle."),
        )
    if not secrecy_noted:
        raise Refusal(
            _("De geheimhouding is nog niet aangezegd."),
            "WGS 1.11",
            _("Bevestig bij de controle dat de ontvanger weet dat hij geheim moet houden."),
        )


@cites("WGS 1.7(4)", "R-27")
def feedback_in_time(due: date, from_day: date) -> None:
    """The recipient reports back at least yearly."""
    if not from_day < due <= months_after(from_day, FEEDBACK_MONTHS):
        raise Refusal(
            _("De terugkoppeling komt binnen een jaar."),
            "WGS 1.7(4)",
            _("Kies een datum tussen morgen en %(last)s.") % {"last": written(months_after(from_day, FEEDBACK_MONTHS))},
        )


@cites("WGS 1.7(4)")
def may_report_feedback(provided: bool, received_on: date, provided_on: date | None, today: date) -> None:
    """Feedback is about something that was provided, and came between then and today."""
    if not provided or provided_on is None:
        raise Refusal(_("Er is nog niets verstrekt."), "WGS 1.7(4)", _("Verstrek eerst."))
    if not provided_on <= received_on <= today:
        raise Refusal(
            _("Deze datum kan niet: de terugkoppeling komt na de verstrekking en niet later dan vandaag."),
            "WGS 1.7(4)",
            _("Kies een datum vanaf %(first)s.") % {"first": written(provided_on)},
        )


# Is somebody known in another house?


@cites("WGS 2.28(1)", "R-29")
def may_ask_if_known(core: bool, scopes: Collection[str]) -> None:
    """Only somebody of a core organisation asks, about a person in a running case he works on."""
    if not (core and scopes):
        raise Refusal(
            _("Alleen een kerndeelnemer vraagt een ander huis of iemand daar bekend is."),
            "WGS 2.28(1)",
            _("Vraag het de procesregisseur of een deelnemer van politie, OM, gemeente, RvdK, DJI of GGD."),
        )


def _names(names: Iterable[str]) -> str:
    return get_text_list(sorted(set(names)), _("en"))
