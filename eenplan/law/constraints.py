"""What the page says when the database itself refuses: trigger constraints by name, with the article they keep.

The rules in Python say the same beforehand; this is for when somebody gets past them.
"""

from eenplan.law.rules import Refusal

_TEXTS = {
    "network_no_account_without_ground": (
        "Deze organisatie heeft geen wettelijke grondslag en krijgt daarom geen account.",
        "WGS 2.27(1)",
        "Laat haar als incidentele derde aan tafel deelnemen.",
    ),
    "network_only_core_assesses": ("Alleen kerndeelnemers beoordelen aanmeldingen.", "WGS 2.31(2)", ""),
    "network_no_commercial_duties": (
        "Een private deelnemer zet alleen mensen in zonder commerciële taken.",
        "WGS 1.4",
        "Leg de verklaring vast.",
    ),
    "network_one_purpose": (
        "Casuswerk, toezicht en beheer gaan niet samen in één persoon.",
        "WGS 1.8(2)",
        "Geef deze rol aan een andere professional.",
    ),
    "access_account_by_administrator": ("Alleen een beheerder maakt, wijzigt en sluit accounts.", "WGS 1.8(2)", ""),
    "network_takes_two": (
        "Dit doet een beheerder niet alleen: een tweede beheerder of de manager bevestigt het.",
        "WGS 1.8(2)",
        "Stel het voor; het staat dan bij Vier ogen.",
    ),
    "network_account_of_own_house": (
        "Dit account hoort bij een organisatie van een ander huis.",
        "WGS 1.8(2)",
        "Vraag het een beheerder van dat huis.",
    ),
    "network_contact_is_authorised": (
        "De contactpersoon werkt bij deze organisatie en is in dit huis geautoriseerd.",
        "WGS 1.8(2)",
        "Kies iemand anders.",
    ),
    "network_role_fits_purpose": ("Deze rol past niet bij dit doel van de autorisatie.", "WGS 1.8(2)", ""),
    "referrals_about_somebody": ("Een aanmelding gaat over ten minste één betrokkene.", "BGS 2.20(1)", ""),
    "referrals_circle_of_subject": (
        "De directe kring is die van een betrokkene op deze aanmelding.",
        "BGS 2.19",
        "Voeg eerst de betrokkene toe.",
    ),
    "cases_delegate_is_authorised": (
        "Deze professional is niet voor casuswerk geautoriseerd namens deze deelnemer.",
        "WGS 1.8(2)",
        "Laat de beheerder eerst de autorisatie regelen.",
    ),
    "cases_director_fits": (
        "Deze professional kan hier geen regie voeren.",
        "WGS 2.31(4)",
        "Kies een procesregisseur van het huis, of voor casusregie een deelnemer aan de casus.",
    ),
    "cases_circle_of_subject": (
        "De directe kring is die van een aangemelde betrokkene; een kringlid heeft zelf geen kring.",
        "BGS 2.19",
        "",
    ),
    "cases_director_is_neutral": (
        "De procesregisseur van een casus neemt niet zelf deel en beslist niet mee.",
        "WGS 2.31(4)",
        "Laat een collega namens de organisatie meedoen, of kies een andere procesregisseur.",
    ),
    "cases_organisation_of_house": (
        "Deze organisatie neemt niet op een wettelijke grondslag deel aan dit huis.",
        "WGS 2.27(2)",
        "",
    ),
    "cases_keeps_a_decider": (
        "Dit is de laatste professional van een kerndeelnemer; zonder kerndeelnemer kan niemand beslissen.",
        "WGS 2.31(4)",
        "Laat eerst een ander van een kerndeelnemer meedoen, of sluit de casus af.",
    ),
    "cases_keeps_a_subject": (
        "Een casus gaat altijd over een betrokkene, en een kringlid hoort bij een betrokkene.",
        "BGS 2.19",
        "Haal eerst de kringleden uit de casus; is niemand meer betrokken, sluit dan de casus af.",
    ),
    "cases_end_is_final": ("Dit is al beëindigd.", "WGS 2.31(4)", "Ververs de pagina."),
    "exchange_police_only": ("Politiegegevens verstrekt alleen de politie.", "WGS 1.5(2)", ""),
    "exchange_prosecution_only": ("Justitiële gegevens verstrekt alleen het OM.", "WGS 1.5(2)", ""),
    "exchange_secrecy_ground": (
        "Uw organisatie heeft een medisch beroepsgeheim; kies een van de vier gronden.",
        "WGS 2.29(2)",
        "",
    ),
    "exchange_about_member": ("Een gegeven gaat over een persoon in de casus.", "WGS 2.30(1)", ""),
    "exchange_recipient_takes_part": ("Ontvangers nemen deel aan de casus.", "WGS 2.31(4)", ""),
    "exchange_replaces_own": (
        "Een verbetering vervangt een eigen, nog geldig gegeven over dezelfde persoon.",
        "BGS 1.7",
        "Bekijk de nieuwste versie van dit gegeven.",
    ),
    "exchange_item_usable": (
        "Dit gegeven is niet meer geldig of de toestemming is ingetrokken; het wordt niet verder gedeeld.",
        "WGS 2.29(2)",
        "Ververs de pagina om te zien wat er is veranderd.",
    ),
    "exchange_consent_covers": (
        "Er is geen geldige toestemming van deze persoon voor deze categorie.",
        "WGS 2.29(2)",
        "Leg de toestemming vast of kies een andere grond.",
    ),
    "exchange_consent_recipient": (
        "De toestemming geldt niet voor deze ontvanger.",
        "WGS 2.29(2)",
        "Kies alleen ontvangers waarvoor toestemming is gegeven.",
    ),
    "exchange_consent_giver": (
        "Wie toestemming geeft, volgt uit de leeftijd: tot 12 jaar de wettelijk vertegenwoordiger, van 12 tot 16 beiden, "
        "vanaf 16 betrokkene zelf.",
        "WGS 2.29(2)",
        "",
    ),
    "exchange_consent_given": ("Een toestemming is gegeven, voor categorieën van de gesloten lijst.", "WGS 2.29(2)", ""),
    "exchange_item_still_valid": (
        "Dit gegeven is intussen vervangen of vernietigd.",
        "BGS 1.7",
        "Bekijk de nieuwste versie.",
    ),
    "exchange_error_answered_once": ("Deze foutmelding is al beantwoord.", "BGS 1.7", "Ververs de pagina."),
    "exchange_asked_takes_part": (
        "Een vraag gaat naar een organisatie die aan de casus deelneemt.",
        "WGS 2.31(4)",
        "Laat een kerndeelnemer deze organisatie eerst toevoegen.",
    ),
    "exchange_asked_can_supply": (
        "Politiegegevens verstrekt alleen de politie, justitiële gegevens alleen het OM.",
        "WGS 1.5(2)",
        "Vraag het hun.",
    ),
    "exchange_answers_question": (
        "Het antwoord is een eigen, geldig gegeven over de gevraagde persoon en categorie.",
        "WGS 1.5(1)",
        "",
    ),
    "exchange_still_asked": (
        "Deze vraag is intussen beantwoord of ingetrokken.",
        "WGS 1.5(1)",
        "Bekijk het antwoord bij de vraag.",
    ),
    "conferences_invited_takes_part": ("Uitgenodigden nemen deel aan de casus.", "WGS 2.31(4)", ""),
    "conferences_about_member": ("Een besluit gaat over een persoon in de casus.", "WGS 2.31(5)", ""),
    "conferences_responsible_takes_part": (
        "De verantwoordelijke neemt namens de verantwoordelijke organisatie deel aan de casus.",
        "WGS 2.31(5)",
        "",
    ),
    "plans_responsible_takes_part": (
        "De verantwoordelijke neemt namens de verantwoordelijke organisatie deel aan de casus.",
        "WGS 2.31(5)",
        "",
    ),
    "plans_own_action_only": ("Alleen de verantwoordelijke organisatie rondt haar afspraak af.", "WGS 2.31(6)", ""),
    "plans_directors_write": ("Alleen de regisseurs wijzigen het plan.", "BGS 2.17", ""),
    "plans_parts_of_one_case": ("Een plan en zijn onderdelen horen bij één casus.", "WGS 1.8(5)", ""),
    "plans_versions_stay": (
        "Het plan is intussen gewijzigd of vastgesteld; een vastgestelde versie verandert niet meer.",
        "BGS 2.17",
        "Ververs de pagina en doe het opnieuw: de wijziging komt in de volgende versie.",
    ),
    "plans_done_is_done": ("Deze afspraak is al afgerond of vervallen.", "WGS 2.31(6)", "Maak een nieuwe afspraak."),
    "plans_in_one_circle": (
        "Deze personen staan niet in elkaars directe kring.",
        "BGS 2.20(2)",
        "Kies een betrokkene en personen uit diens kring.",
    ),
}


def refusal_of(constraint: str) -> Refusal | None:
    """The refusal behind a constraint that a trigger raised, or None when it is not one of ours."""
    return Refusal(*_TEXTS[constraint]) if constraint in _TEXTS else None
