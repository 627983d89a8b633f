"""When a referral is complete, when it is discussed, who judges, and what may be decided about it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from eenplan.law.calendar import workdays_before
from eenplan.law.codes import Criterion, Role
from eenplan.law.rules import Refusal, cites
from eenplan.referrals.models import Assessment, Decision

#: the text of BGS 2.20(1), shown beside the field in which it is motivated
CRITERIA = {
    "a": gettext_lazy(
        "Problemen bij betrokkene, of in de gezinssituatie waarin betrokkene verkeert als die problemen "
        "voor betrokkene relevant zijn."
    ),
    "b": gettext_lazy("Op meerdere leefgebieden waarin sprake is van criminogene factoren."),
    "c": gettext_lazy(
        "Die leiden, hebben geleid of, gelet op duidelijke en objectieve aanwijzingen, zonder "
        "interventie zouden leiden tot ernstige overlast, criminaliteit of onveilige situaties, "
        "veroorzaakt door betrokkene."
    ),
    "d": gettext_lazy(
        "Waarvoor samenwerking tussen deelnemers uit meerdere domeinen noodzakelijk is om te komen tot "
        "een effectief plan van aanpak."
    ),
}


# --- referring ------------------------------------------------------------------------------------


@cites("WGS 2.31(1)", "WGS 1.8(2)")
def may_refer(roles: Collection[str]) -> None:
    """Any participant refers, by who is designated for it; a process director too, when a participant designated him."""
    if Role.REFERRER not in roles:
        raise Refusal(
            _("Aanmelden doet wie daarvoor door een deelnemer is aangewezen."),
            "WGS 2.31(1)",
            _("Vraag de beheerder van het huis om de rol van aanmelder."),
        )


@dataclass(frozen=True)
class Gap:
    """What is missing from a referral: where it is filled in, what to say, and the rule that asks for it."""

    field: str
    message: str
    article: str


@cites("BGS 2.20(3)", "BGS 1.6", "R-02", "R-08")
def missing(referral, subjects: int) -> list[Gap]:
    """What still stands in the way of submitting, in the order of the form."""
    gaps = []
    if not subjects:
        gaps.append(Gap("persons", _("Voeg ten minste één betrokkene toe."), "BGS 2.20(1)"))
    if not referral.occasion.strip():
        gaps.append(Gap("occasion", _("Beschrijf de aanleiding."), "BGS 2.20(3)"))
    if not referral.goal.strip():
        gaps.append(Gap("goal", _("Beschrijf het doel van de aanmelding."), "WGS 1.8(5)"))
    gaps += [
        Gap(f"criterion_{letter}", _("Motiveer criterium %(letter)s.") % {"letter": letter}, "BGS 2.20(3)")
        for letter in CRITERIA
        if not getattr(referral, f"criterion_{letter}").strip()
    ]
    if not referral.checked:
        gaps.append(Gap("checked", _("Bevestig dat juistheid en kwaliteit zijn gecontroleerd."), "BGS 1.6"))
    if referral.informed is None:
        gaps.append(Gap("informed", _("Geef aan of de betrokkene is geïnformeerd."), "AVG 14"))
    elif not referral.informed and not referral.informed_reason.strip():
        gaps.append(Gap("informed_reason", _("Leg uit waarom de betrokkene niet is geïnformeerd."), "AVG 14"))
    return gaps


@cites("BGS 2.20(3)", "R-02")
def may_submit(gaps: list[Gap]) -> None:
    """Nothing is submitted with a criterion that has no motivation."""
    if gaps:
        messages = [_("De aanmelding is nog niet compleet."), *(gap.message for gap in gaps)]
        raise Refusal(" ".join(messages), gaps[0].article, _("Vul dit aan en dien de aanmelding dan in."))


@cites("BGS 2.19", "R-12")
def check_part(part: str, circle_of: int | None, relation: str, reason: str, subjects: Collection[int]) -> None:
    """Somebody of the direct circle belongs to a person referred here, with relation and reason."""
    if part == "circle" and (circle_of not in subjects or not relation or not reason.strip()):
        raise Refusal(
            _("Iemand uit de directe kring hoort bij een betrokkene op deze aanmelding, met relatie en reden."),
            "BGS 2.19",
            _("Kies de betrokkene, de relatie en de reden."),
        )


def fits_framework(multiple: bool, chains: bool, system: bool, area: bool) -> bool:
    """The criteria of the Landelijk Kader, (1 and 2 and 3) or 4; informative only, a–d decide (R-04)."""
    return (multiple and chains and system) or area


@cites("BGS 1.7", "R-90")
def may_correct(correctable: bool) -> None:
    """What was typed of a person is corrected by who typed it, on the draft it was typed for, while nothing else rests on it."""
    if not correctable:
        raise Refusal(
            _("De gegevens van deze persoon kunt u hier niet verbeteren: het huis kent de persoon ook van elders."),
            "BGS 1.7",
            _("Meld de fout aan de procesregisseur van de casus, of aan het contactpunt."),
        )


# --- the week -------------------------------------------------------------------------------------


def upcoming_triage(today: date, weekday: int) -> date:
    """The first triage day from today on; today itself when it is one."""
    return today + timedelta(days=(weekday - today.isoweekday()) % 7)


def triage_day(submitted: date, today: date, *, weekday: int, cutoff_days: int, urgent: bool) -> date:
    """The triage in which a referral is discussed: the first whose cut-off it made, else (when past) the upcoming one.

    An urgent referral does not wait for a cut-off: it is discussed within a week of submission.
    """
    day = upcoming_triage(submitted, weekday)
    while not urgent and workdays_before(day, cutoff_days) < submitted:
        day += timedelta(days=7)
    return max(day, upcoming_triage(today, weekday))


# --- triage ---------------------------------------------------------------------------------------


@cites("WGS 2.31(2)", "R-01")
def may_read_triage(roles: Collection[str]) -> None:
    """The weekly list is for who judges and for the process director who prepares it."""
    if not {Role.ASSESSOR, Role.PROCESS_DIRECTOR} & set(roles):
        raise Refusal(
            _("De triage is voor beoordelaars van de kerndeelnemers en voor procesregisseurs."),
            "WGS 2.31(2)",
            _("Het besluit over uw eigen aanmelding leest u bij die aanmelding."),
        )


@cites("WGS 2.31(2)", "R-01")
def may_assess(roles: Collection[str]) -> None:
    """Only assessors of core participants judge and decide; a process director prepares."""
    if Role.ASSESSOR not in roles:
        raise Refusal(
            _("Alleen kerndeelnemers beoordelen aanmeldingen en beslissen over toelating."),
            "WGS 2.31(2)",
            _("Vraag een beoordelaar van een kerndeelnemer."),
        )


@dataclass(frozen=True)
class Judgement:
    """What one core organisation found: which criteria are met, and what it wants."""

    organisation: int
    met: frozenset[str]
    judgement: str


@cites("BGS 2.20(1)", "BGS 2.20(3)", "R-03")
def check_judgement(judgement: str, met: Collection[str]) -> None:
    """Admitting is consistent only with all four criteria met."""
    if judgement == Assessment.Judgement.ADMIT and set(met) != set(CRITERIA):
        raise Refusal(
            _("Voor in behandeling nemen zijn alle vier de criteria vereist."),
            "BGS 2.20(1)",
            _("Kies een ander oordeel, of pas uw oordeel over de criteria aan."),
        )


def latest(judgements: Iterable[Judgement]) -> list[Judgement]:
    """The last judgement of each organisation; the earlier ones are given in order of time (R-03)."""
    return list({judgement.organisation: judgement for judgement in judgements}.values())


def met_by_majority(judgements: Collection[Judgement]) -> set[str]:
    """The criteria that more than half of the judging organisations find met."""
    return {
        letter for letter in CRITERIA if 2 * sum(letter in judgement.met for judgement in judgements) > len(judgements)
    }


@cites("WGS 2.31(2)", "BGS 2.20(1)", "BGS 2.20(3)", "R-03", "R-08")
def obstacles(outcome: str, judgements: Collection[Judgement], required: int, subjects: int) -> list[tuple[str, str]]:
    """What stands in the way of this joint decision: (why, article). Of each organisation the latest judgement."""
    found = []
    if len(judgements) < required:
        found.append(
            (
                _("Er zijn %(required)s oordelen van kerndeelnemers nodig; er zijn er nu %(given)s.")
                % {"given": len(judgements), "required": required},
                "WGS 2.31(2)",
            )
        )
    if outcome == Decision.Outcome.ADMIT:
        unmet = sorted(set(CRITERIA) - met_by_majority(judgements))
        if unmet and judgements:
            found.append(
                (
                    _("Niet elk criterium is volgens de meerderheid vervuld: %(letters)s.")
                    % {"letters": ", ".join(unmet)},
                    "BGS 2.20(1)",
                )
            )
        if not subjects:
            found.append((_("Ook een gebiedsgerichte casus heeft ten minste één betrokkene."), "BGS 2.20(1)"))
    return found


def may_decide(outcome: str, judgements: Collection[Judgement], required: int, subjects: int) -> None:
    """Refuse the joint decision as long as `obstacles` stand in its way."""
    for why, article in obstacles(outcome, judgements, required, subjects):
        raise Refusal(why, article, _("Laat eerst de andere kerndeelnemers oordelen, of kies een ander besluit."))


def criterion_label(letter: str) -> str:
    """The short name of a criterion: "a. Problemen bij betrokkene of in diens gezinssituatie"."""
    return f"{letter}. {Criterion(letter).label}"
