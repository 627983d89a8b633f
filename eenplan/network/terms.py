"""Why each setting of a house is there and where it comes from."""

from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class Term(NamedTuple):
    """A setting of a house, explained; the database too keeps it between `least` and `most` (network_house_<name>)."""

    label: "str | _StrPromise"
    unit: "str | _StrPromise"
    why: "str | _StrPromise"
    source: "str | _StrPromise"
    least: int
    most: int


_OWN_CHOICE = _("Keuze van het huis")

#: by field of House, in the order of the page
TERMS = {
    "triage_weekday": Term(
        _("Triagedag"),
        "",
        _("Dag waarop de kerndeelnemers de aanmeldingen samen wegen."),
        _("Praktijk: wekelijks, vaak op dinsdag"),
        1,
        5,
    ),
    "triage_cutoff_days": Term(
        _("Sluiting van de triagelijst"),
        _("werkdagen"),
        _("Zo lang vóór de triagedag sluit de lijst."),
        _("Praktijk: maandag voor dinsdag"),
        0,
        10,
    ),
    "assessments_required": Term(
        _("Beoordelingen nodig"),
        _("beoordelingen"),
        _("Zo veel kerndeelnemers geven hun oordeel voordat besloten wordt."),
        _("WGS 2.31 lid 2 en BGS 2.20 lid 3: gezamenlijk, dus ten minste twee"),
        2,
        10,
    ),
    "response_days": Term(
        _("Eerste reactie"),
        _("werkdagen"),
        _("Binnen deze tijd hoort de aanmelder wat er gebeurt."),
        _("Praktijk: vijf werkdagen"),
        1,
        20,
    ),
    "first_conference_weeks": Term(
        _("Eerste casusoverleg"), _("weken"), _("Zo snel na toelating is het eerste casusoverleg."), _OWN_CHOICE, 1, 13
    ),
    "plan_weeks": Term(
        _("Plan van aanpak"), _("weken"), _("Zo snel na toelating staat het plan van aanpak vast."), _OWN_CHOICE, 1, 26
    ),
    "evaluation_months": Term(
        _("Evaluatie"), _("maanden"), _("Zo vaak wordt het plan geëvalueerd."), _OWN_CHOICE, 1, 12
    ),
    "answer_days": Term(
        _("Antwoord op een informatievraag"),
        _("werkdagen"),
        _("Zo lang heeft een deelnemer om een vraag om gegevens te beantwoorden, tenzij de vrager anders kiest."),
        _OWN_CHOICE,
        1,
        30,
    ),
    "correction_days": Term(
        _("Herstel van een gemelde fout"),
        _("werkdagen"),
        _(
            "Binnen deze tijd verbetert of vernietigt de verstrekker een onjuist gegeven, of legt uit waarom het blijft."
        ),
        _("BGS 1.7: onverwijld; hooguit 5 werkdagen"),
        1,
        5,
    ),
    "rejected_days": Term(
        _("Bewaren na afwijzing"),
        _("dagen"),
        _("Zo lang blijft een niet toegelaten aanmelding bewaard voor de terugkoppeling."),
        _("BGS 1.16 lid 1: vernietigen; hooguit 90 dagen"),
        0,
        90,
    ),
    "draft_days": Term(
        _("Bewaren van concepten"),
        _("dagen"),
        _("Zo lang na de laatste wijziging blijft een concept bewaard dat niemand indient."),
        _("Keuze van het huis (WGS 1.8 lid 7: niet langer dan nodig); hooguit 90 dagen"),
        1,
        90,
    ),
    "consultation_days": Term(
        _("Antwoord bij een verzoek van betrokkene"),
        _("dagen"),
        _("Zo lang heeft een organisatie om te zeggen of zij bezwaar heeft tegen inzage of een ander recht."),
        _("Keuze van het huis; het contactpunt beslist binnen een maand (AVG 12 lid 3)"),
        1,
        28,
    ),
    "request_years": Term(
        _("Bewaren van verzoeken van betrokkenen"),
        _("jaar"),
        _(
            "Zo lang na het besluit blijft bewaard dat en hoe een verzoek is beantwoord; de brief gaat weg met de persoon."
        ),
        _("Keuze van het huis; een vordering verjaart na vijf jaar (BW 3:310)"),
        1,
        5,
    ),
    "retention_years": Term(
        _("Bewaartermijn"),
        _("jaar"),
        _("Uiterste bewaartermijn vanaf de eerste verwerking."),
        _("WGS 1.8 lid 7: ten hoogste vijf jaar"),
        1,
        5,
    ),
    "training_years": Term(
        _("Scholing geldig"),
        _("jaar"),
        _("Zo lang telt een gevolgde scholing per onderwerp; daarna is herhaling nodig."),
        _("BGS 1.17 noemt geen termijn: keuze van het huis"),
        1,
        10,
    ),
    "training_grace_days": Term(
        _("Uitstel bij ontbrekende scholing"),
        _("dagen"),
        _("Zo lang werkt iemand door met een waarschuwing; daarna opent de autorisatie niets meer."),
        _("BGS 1.17 noemt geen termijn: keuze van het huis"),
        1,
        365,
    ),
    "review_months": Term(
        _("Toetsing van autorisaties"),
        _("maanden"),
        _("Zo vaak wordt per organisatie gevraagd wie en wat nog nodig is."),
        _("WGS 1.8 lid 2: zorgvuldig stelsel van autorisaties"),
        1,
        12,
    ),
    "review_days": Term(
        _("Tijd voor een toetsing"),
        _("dagen"),
        _("Zo lang heeft een organisatie voor haar antwoorden."),
        _OWN_CHOICE,
        1,
        90,
    ),
    "break_glass_hours": Term(
        _("Duur van noodtoegang"),
        _("uur"),
        _("Zo lang duurt noodtoegang hooguit, als het huis die heeft aangezet."),
        _("Keuze van het huis, hooguit 24 uur; leg haar voor aan de RAC"),
        1,
        24,
    ),
    "reply_days": Term(
        _("Rondvraag bij verstrekken"),
        _("dagen"),
        _("Binnen deze tijd antwoorden de leveranciers of hun gegevens verder mogen."),
        _("Keuze van het huis; zonder antwoord gaat er niets (WGS 1.7)"),
        1,
        90,
    ),
    "searches_per_day": Term(
        _("Zoeken naar personen"),
        _("per dag"),
        _("Zo vaak zoekt één professional per dag naar personen; daarna zegt de pagina wie hij kan vragen."),
        _("Keuze van het huis (WGS 2.28 lid 1: geen register om door te bladeren)"),
        1,
        300,
    ),
    "persons_per_day": Term(
        _("Personen buiten eigen casussen"),
        _("per dag"),
        _("Zo veel personen die bij geen eigen casus of aanmelding horen, vindt en opent één professional per dag."),
        _("Keuze van het huis (WGS 2.28 lid 1: geen register om door te bladeren)"),
        1,
        300,
    ),
    "known_checks_per_day": Term(
        _("Bekendheidschecks"),
        _("per dag"),
        _("Zo vaak vraagt één professional per dag of iemand in een ander huis bekend is."),
        _("Keuze van het huis (WGS 2.28 lid 1: geen register om door te bladeren)"),
        1,
        200,
    ),
}

#: what one of a unit is called; a unit that is not here is the same for one
_ONE = {
    _("werkdagen"): _("werkdag"),
    _("dagen"): _("dag"),
    _("weken"): _("week"),
    _("maanden"): _("maand"),
    _("beoordelingen"): _("beoordeling"),
}


def unit_for(term: Term, value: object) -> str:
    """The unit of a setting as it stands behind this value: 1 werkdag, 2 werkdagen."""
    one = {str(many): single for many, single in _ONE.items()}
    return str(one.get(str(term.unit), term.unit) if value == 1 else term.unit)
