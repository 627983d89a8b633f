"""Why each setting of a house is there and where it comes from."""

from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class Term(NamedTuple):
    """A setting of a house, explained."""

    label: "str | _StrPromise"
    unit: "str | _StrPromise"
    why: "str | _StrPromise"
    source: "str | _StrPromise"


_OWN_CHOICE = _("Keuze van het huis")

#: by field of House, in the order of the page
TERMS = {
    "triage_weekday": Term(
        _("Triagedag"),
        "",
        _("Dag waarop de kerndeelnemers de aanmeldingen samen wegen."),
        _("Praktijk: wekelijks, vaak op dinsdag"),
    ),
    "triage_cutoff_days": Term(
        _("Sluiting van de triagelijst"),
        _("werkdagen"),
        _("Zo lang vóór de triagedag sluit de lijst."),
        _("Praktijk: maandag voor dinsdag"),
    ),
    "assessments_required": Term(
        _("Beoordelingen nodig"),
        _("beoordelingen"),
        _("Zo veel kerndeelnemers geven hun oordeel voordat besloten wordt."),
        _("Keuze van het huis (BGS 2.20 lid 3)"),
    ),
    "response_days": Term(
        _("Eerste reactie"),
        _("werkdagen"),
        _("Binnen deze tijd hoort de aanmelder wat er gebeurt."),
        _("Praktijk: vijf werkdagen"),
    ),
    "first_conference_weeks": Term(
        _("Eerste casusoverleg"), _("weken"), _("Zo snel na toelating is het eerste casusoverleg."), _OWN_CHOICE
    ),
    "plan_weeks": Term(
        _("Plan van aanpak"), _("weken"), _("Zo snel na toelating staat het plan van aanpak vast."), _OWN_CHOICE
    ),
    "evaluation_months": Term(_("Evaluatie"), _("maanden"), _("Zo vaak wordt het plan geëvalueerd."), _OWN_CHOICE),
    "answer_days": Term(
        _("Antwoord op een informatievraag"),
        _("werkdagen"),
        _("Zo lang heeft een deelnemer om een vraag om gegevens te beantwoorden, tenzij de vrager anders kiest."),
        _OWN_CHOICE,
    ),
    "correction_days": Term(
        _("Herstel van een gemelde fout"),
        _("werkdagen"),
        _("Binnen deze tijd verbetert of vernietigt de verstrekker een onjuist gegeven, of legt uit waarom het blijft."),
        _("BGS 1.7: onverwijld; hooguit 5 werkdagen"),
    ),
    "rejected_days": Term(
        _("Bewaren na afwijzing"),
        _("dagen"),
        _("Zo lang blijft een niet toegelaten aanmelding bewaard voor de terugkoppeling."),
        _("BGS 1.16 lid 1: vernietigen; hooguit 90 dagen"),
    ),
    "retention_years": Term(
        _("Bewaartermijn"),
        _("jaar"),
        _("Uiterste bewaartermijn vanaf de eerste verwerking."),
        _("WGS 1.8 lid 7: ten hoogste vijf jaar"),
    ),
}
