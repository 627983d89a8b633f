"""Why each setting of a house is there and where it comes from (law-and-practice 8.8)."""

from django.utils.translation import gettext_lazy as _

#: field of House: (unit, what it does, source)
TERMS = {
    "triage_weekday": ("", _("Dag waarop de kerndeelnemers de aanmeldingen samen wegen (1 = maandag, 5 = vrijdag)."),
                       _("Praktijk: wekelijks, vaak op dinsdag")),
    "triage_cutoff_days": (_("werkdagen"), _("Zo lang vóór de triagedag sluit de lijst."),
                           _("Praktijk: maandag voor dinsdag")),
    "assessments_required": (_("beoordelingen"), _("Zo veel kerndeelnemers geven hun oordeel voordat besloten wordt."),
                             _("Keuze van het huis (BGS 2.20 lid 3)")),
    "response_days": (_("werkdagen"), _("Binnen deze tijd hoort de aanmelder wat er gebeurt."),
                      _("Praktijk: vijf werkdagen")),
    "first_conference_weeks": (_("weken"), _("Zo snel na toelating is het eerste casusoverleg."), _("Keuze van het huis")),
    "plan_weeks": (_("weken"), _("Zo snel na toelating staat het plan van aanpak vast."), _("Keuze van het huis")),
    "evaluation_months": (_("maanden"), _("Zo vaak wordt het plan geëvalueerd."), _("Keuze van het huis")),
    "rejected_days": (_("dagen"), _("Zo lang blijft een niet toegelaten aanmelding bewaard voor de terugkoppeling."),
                      _("BGS 1.16 lid 1: vernietigen; hooguit 90 dagen")),
    "retention_years": (_("jaar"), _("Uiterste bewaartermijn vanaf de eerste verwerking."),
                        _("WGS 1.8 lid 7: ten hoogste vijf jaar")),
}
