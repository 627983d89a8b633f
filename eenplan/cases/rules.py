"""What a case is now, who may decide in it, and when it may close. Plain functions over plain values."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from eenplan.law.calendar import months_after
from eenplan.law.rules import Refusal, cites


class Status(TextChoices):
    """How far a case is on its road."""

    GATHERING = "gathering", gettext_lazy("informatieverzameling")
    CONFERENCE = "conference", gettext_lazy("casusoverleg")
    PLAN = "plan", gettext_lazy("plan vastgesteld")
    MONITORING = "monitoring", gettext_lazy("uitvoering en monitoring")
    CLOSED = "closed", gettext_lazy("afgesloten, afgeschermd")

    @property
    def tone(self) -> str:
        tones = {"gathering": "warning", "conference": "accent", "plan": "info", "monitoring": "success"}
        return tones.get(self.value, "neutral")


#: which fact brings a case how far, the furthest first; also read by `queries.in_status`
REACHED_BY = (("evaluation_at", Status.MONITORING), ("plan_at", Status.PLAN), ("conference_at", Status.CONFERENCE))


#: between two questions to a voice that is silent, and after the second
TIME_TO_ANSWER = timedelta(days=7)


def status(closed_at: datetime | None, reached: Mapping[str, datetime | None]) -> Status:
    """The status that follows from the facts (F2.7): `reached` holds the moments named in `REACHED_BY`."""
    if closed_at:
        return Status.CLOSED
    return next((step for fact, step in REACHED_BY if reached.get(fact)), Status.GATHERING)


@dataclass(frozen=True, order=True)
class Step:
    """What has to happen next in a case, and when."""

    due: date
    label: str


@dataclass(frozen=True)
class Terms:
    """The terms of a house; why each is there says `network.terms`."""

    first_conference_weeks: int
    plan_weeks: int
    evaluation_months: int


def next_step(now: Status, opened: date, planned: date | None, evaluated: date | None, terms: Terms) -> Step | None:
    """The term that runs in this status; None for a closed case."""
    if now == Status.GATHERING:
        return Step(opened + timedelta(weeks=terms.first_conference_weeks), _("eerste casusoverleg"))
    if now == Status.CONFERENCE:
        return Step(opened + timedelta(weeks=terms.plan_weeks), _("plan van aanpak"))
    last = evaluated or planned
    return Step(months_after(last, terms.evaluation_months), _("evaluatie")) if last and now != Status.CLOSED else None


# Who may do what: scopes are those of the grants on the case (take_part, decide, direct, asked).


@cites("WGS 2.31(4)", "R-01")
def only_core_decides(scopes: Collection[str]) -> None:
    """Who takes part is a decision of the core participants of the case; the process director prepares it."""
    if "decide" not in scopes:
        raise Refusal(
            _("Alleen kerndeelnemers van de casus beslissen wie deelneemt."),
            "WGS 2.31(4)",
            _("Vraag het een deelnemer van politie, OM, gemeente, RvdK, DJI of GGD."),
        )


@cites("WGS 2.27(1)", "WGS 2.27(2)", "R-30")
def may_take_part(ground: str, in_house: bool) -> None:
    """Only an organisation of WGS 2.27 that takes part in this house can take part in its cases."""
    if ground == "none" or not in_house:
        raise Refusal(
            _("Deze organisatie neemt niet op een wettelijke grondslag deel aan dit huis."),
            "WGS 2.27(2)",
            _("Nodig haar uit als incidentele derde, met een geheimhoudingsverklaring."),
        )


@cites("WGS 2.31(4)", "R-01")
def keeps_a_decider(others: int) -> None:
    """Somebody of a core organisation stays on the case, else nobody could ever decide about it or close it."""
    if not others:
        raise Refusal(
            _("Dit is de laatste professional van een kerndeelnemer; zonder kerndeelnemer kan niemand beslissen."),
            "WGS 2.31(4)",
            _("Laat eerst een ander van een kerndeelnemer meedoen, of sluit de casus af."),
        )


@cites("WGS 2.31(8)", "R-01")
def leaves_itself(voice: bool, own: bool, name: str) -> None:
    """Who has a voice in a joint decision leaves by its own act, or by a joint act of all others."""
    if voice and not own:
        raise Refusal(
            _("%(name)s beslist mee over deze casus. Eén andere partij kan die deelname niet beëindigen.")
            % {"name": name},
            "WGS 2.31(8)",
            _("Vraag %(name)s zelf, of stel het voor: alle andere kerndeelnemers, minstens twee, beslissen het samen.")
            % {"name": name},
        )


@cites("WGS 2.31(8)", "WGS 1.8(2)", "R-01")
def names_itself(itself: bool, own: bool, name: str) -> None:
    """Who speaks for a core participant is chosen by nobody but itself, as long as somebody of it can speak."""
    if itself and not own:
        raise Refusal(
            _("%(name)s beslist mee over deze casus en noemt haar professionals zelf.") % {"name": name},
            "WGS 2.31(8)",
            _("Vraag %(name)s wie zij erbij wil.") % {"name": name},
        )


@cites("WGS 2.31(4)", "R-01")
def may_end(scopes: Collection[str], own: bool) -> None:
    """Everybody ends its own part; who else takes part, the core participants decide."""
    if not own:
        only_core_decides(scopes)


@cites("WGS 2.31(8)", "R-01")
def about_another(own: bool) -> None:
    """A joint act is about another organisation; one's own part one ends oneself."""
    if own:
        raise Refusal(
            _("Over de eigen deelname beslist uw organisatie zelf."),
            "WGS 2.31(8)",
            _("Beëindig de deelname van uw organisatie."),
        )


@cites("R-09", "WGS 2.31(8)")
def offered_by_another(kind: str, directs: bool, own: bool, directed: bool) -> None:
    """No party gives itself the direction of the case, nor takes the process from who directs it."""
    if directs:
        return
    if kind == "case" and own:
        raise Refusal(
            _("Een partij geeft de casusregie niet aan zichzelf."),
            "WGS 2.31(4)",
            _("Laat de procesregisseur of een andere kerndeelnemer uw collega vragen."),
        )
    if kind == "process" and directed:
        raise Refusal(
            _("De procesregisseur draagt de procesregie zelf over."),
            "WGS 2.31(4)",
            _("Vraag het de procesregisseur van deze casus."),
        )


@cites("R-09")
def is_neutral(directs_process: bool) -> None:
    """Who directs the process stands beside the parties: it prepares decisions and takes none (R-01)."""
    if directs_process:
        raise Refusal(
            _("De procesregisseur van deze casus neemt niet namens een partij deel."),
            "WGS 2.31(4)",
            _("Kies een collega, of draag eerst de procesregie over."),
        )


def steers(scopes: Collection[str]) -> bool:
    """Is this the process director, or a core participant?"""
    return bool({"decide", "direct"} & set(scopes))


@cites("R-09")
def is_still_asked(asked: bool) -> None:
    """Only an open request is answered, by the one who is asked."""
    if not asked:
        raise Refusal(_("Deze vraag is ingetrokken of al beantwoord."), "WGS 2.31(4)", _("Vernieuw de pagina."))


@cites("R-09", "R-10")
def may_steer(scopes: Collection[str]) -> None:
    """Offering direction, the AVE phase and naming persons are for the process director and core participants."""
    if not steers(scopes):
        raise Refusal(
            _("Dat doen de procesregisseur en de kerndeelnemers."),
            "WGS 2.31(4)",
            _("Vraag het de procesregisseur van deze casus."),
        )


@cites("BGS 2.19", "R-12")
def joins_circle(of_subject: bool, relation: str, reason: str) -> None:
    """In the direct circle belongs who has a relation to a referred person; a circle member has no circle."""
    if not of_subject:
        raise Refusal(
            _("De directe kring is die van een aangemelde betrokkene; een kringlid heeft zelf geen kring."),
            "BGS 2.19",
            _("Kies de betrokkene met wie deze persoon een relatie heeft, of doe een eigen aanmelding."),
        )
    if not relation or not reason.strip():
        raise Refusal(
            _("Een persoon hoort alleen bij de casus met een relatie tot een betrokkene en een reden."),
            "BGS 2.19",
            _("Kies de relatie en schrijf op waarom dit nodig is."),
        )


@cites("BGS 2.19", "R-08", "R-12")
def may_be_taken_out(subject: bool, other_subjects: int, circle: int) -> None:
    """A referred person leaves after his circle, and never as the last one: that is closing the case."""
    if subject and circle:
        raise Refusal(
            _("Deze betrokkene heeft nog een directe kring in de casus."),
            "BGS 2.19",
            _("Haal eerst de kringleden uit de casus."),
        )
    if subject and not other_subjects:
        raise Refusal(
            _("Dit is de laatste betrokkene; een casus gaat altijd over iemand."),
            "WGS 2.31(8)",
            _("Sluit de casus af."),
        )


@cites("WGS 2.31(8)", "R-01")
def only_core_closes(scopes: Collection[str]) -> None:
    """Closing, and judging whether to close, is for the core participants of the case."""
    if "decide" not in scopes:
        raise Refusal(
            _("Alleen kerndeelnemers van de casus beslissen over afsluiten."),
            "WGS 2.31(8)",
            _("Breng uw oordeel in het casusoverleg in."),
        )


@cites("WGS 2.31(8)", "R-01")
def may_close(opinions: Mapping[str, bool | None]) -> None:
    """Core participants close together: each has agreed, or was asked twice and does not object. `opinions` is by name;
    None: it may still answer.
    """
    if against := [name for name, agrees in opinions.items() if agrees is False]:
        raise Refusal(
            _("Niet akkoord met afsluiten: %(names)s.") % {"names": ", ".join(against)},
            "WGS 2.31(8)",
            _("Bespreek het in het casusoverleg."),
        )
    if silent := [name for name, agrees in opinions.items() if agrees is None]:
        raise Refusal(
            _("Nog geen oordeel over afsluiten van: %(names)s.") % {"names": ", ".join(silent)},
            "WGS 2.31(8)",
            _("Vraag hun oordeel. Wie ook na een tweede vraag een week zwijgt, heeft geen bezwaar tegen afsluiten."),
        )


@cites("WGS 2.31(8)", "R-01")
def closes_with_another(seconded: bool) -> None:
    """A joint decision is not taken by one: who is the only core participant closes with the house."""
    if not seconded:
        raise Refusal(
            _(
                "U bent de enige kerndeelnemer; de procesregisseur of het contactpunt moet zeggen geen bezwaar te hebben."
            ),
            "WGS 2.31(8)",
            _("Zij zien uw oordeel onder Mededelingen. Vraag of een van hen het bekijkt."),
        )
