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
    "network_only_core_assesses": (
        "Alleen kerndeelnemers beoordelen aanmeldingen.",
        "WGS 2.31(2)",
        "Geef een beoordelaar van een kerndeelnemer deze rol.",
    ),
    "network_no_commercial_duties": (
        "Een private deelnemer zet alleen mensen in zonder commerciële taken.",
        "WGS 1.4(3)",
        "Leg de verklaring vast.",
    ),
    "network_one_purpose": (
        "Casuswerk, toezicht en beheer gaan niet samen in één persoon.",
        "WGS 1.8(2)",
        "Geef deze rol aan een andere professional.",
    ),
    "access_account_by_administrator": (
        "Alleen een beheerder maakt, wijzigt en sluit accounts.",
        "WGS 1.8(2)",
        "Vraag de beheerder van uw huis.",
    ),
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
    "network_first_house_decides": (
        "Deze organisatie kwam in een ander huis binnen: zij beslist daar of zij hier deelneemt.",
        "WGS 1.8(2)",
        "Vraag het; het staat dan bij Vier ogen van dat huis.",
    ),
    "network_role_of_participant": (
        "De organisatie van deze professional neemt niet deel aan dit huis.",
        "WGS 2.27(1)",
        "Voeg eerst de organisatie toe.",
    ),
    "network_area_in_region": (
        "Deze gemeente ligt in een andere veiligheidsregio.",
        "BGS 2.18",
        "Kies een gemeente van de eigen regio.",
    ),
    "network_searches_per_day": (
        "U heeft vandaag al zo vaak naar personen gezocht als het huis toestaat.",
        "WGS 2.28(1)",
        "Morgen kunt u verder. Kan het niet wachten, vraag dan een collega of de beheerder.",
    ),
    "network_persons_per_day": (
        "U heeft vandaag al zo veel personen buiten uw casussen geopend als het huis toestaat.",
        "WGS 2.28(1)",
        "Morgen kunt u verder. Kan het niet wachten, vraag dan een collega of de beheerder.",
    ),
    "network_contact_is_authorised": (
        "De contactpersoon werkt bij deze organisatie en is in dit huis geautoriseerd.",
        "WGS 1.8(2)",
        "Kies iemand anders.",
    ),
    "network_role_fits_purpose": (
        "Deze rol past niet bij dit doel van de autorisatie.",
        "WGS 1.8(2)",
        "Kies het doel dat bij de rol hoort.",
    ),
    "referrals_about_somebody": (
        "Een aanmelding gaat over ten minste één betrokkene.",
        "BGS 2.20(1)",
        "Voeg eerst een betrokkene toe.",
    ),
    "referrals_circle_of_subject": (
        "De directe kring is die van een betrokkene op deze aanmelding.",
        "BGS 2.19",
        "Voeg eerst de betrokkene toe.",
    ),
    "retention_term_passed": (
        "De uiterste datum is bereikt of intussen gewijzigd; deze hernieuwing kan niet.",
        "WGS 1.8(7)",
        "Vernieuw de pagina.",
    ),
    "retention_two_years_at_most": (
        "Een hernieuwing duurt ten hoogste twee jaar.",
        "BGS 1.16(3)",
        "Kies een eerdere datum.",
    ),
    "retention_open_at_term": (
        "Hernieuwen op grond a kan alleen met een open casus, in het laatste jaar vóór de uiterste datum.",
        "BGS 1.16(2)",
        "Wacht tot het laatste jaar, of hernieuw een gesloten casus op grond b.",
    ),
    "retention_closed_in_last_year": (
        "Hernieuwen op grond b kan alleen als de casus korter dan een jaar vóór de uiterste datum is gesloten.",
        "BGS 1.16(2)",
        "Meld betrokkene opnieuw aan als samenwerking weer nodig is.",
    ),
    "retention_voice_counts": (
        "Kerndeelnemers van de casus geven opdracht, verstrekkers stemmen in met hun eigen gegevens.",
        "WGS 1.8(7)",
        "Vernieuw de pagina: het voorstel kan zijn ingegaan of ingetrokken.",
    ),
    "retention_all_order": (
        "De kerndeelnemers van de casus geven samen de opdracht; er ontbreekt er nog een.",
        "BGS 1.16(3)",
        "Vraag hun opdracht.",
    ),
    "rights_begins_at_receipt": (
        "Een verzoek begint op de dag van ontvangst, en gaat daarna over dezelfde persoon.",
        "AVG 12",
        "Kies een datum niet later dan vandaag.",
    ),
    "rights_extended_once_in_time": (
        "Verlengen kan één keer, binnen de eerste maand.",
        "AVG 12",
        "Beslis op wat er nu is.",
    ),
    "rights_identity_first": (
        "Eerst wordt de identiteit gecontroleerd; daarvóór wordt niets opgezocht of besloten.",
        "AVG 12",
        "Leg vast hoe en wanneer de identiteit is gecontroleerd.",
    ),
    "rights_measures_own": (
        "Een maatregel gaat over gegevens van deze betrokkene, bij de organisatie die ze verstrekte.",
        "BGS 1.7",
        "Vernieuw de pagina en kies opnieuw.",
    ),
    "rights_exempts_own": (
        "Een uitzondering gaat over wat uw organisatie zelf verstrekte, in een verzoek waarop zij nog niet antwoordde.",
        "BGS 1.2",
        "Vernieuw de pagina.",
    ),
    "rights_reviewed_within_a_year": (
        "Een uitzondering wordt binnen een jaar opnieuw beoordeeld.",
        "UAVG 41",
        "Kies een datum na vandaag en binnen een jaar.",
    ),
    "retention_hold_reviewed": (
        "Een beletsel wordt binnen een jaar opnieuw beoordeeld.",
        "WGS 1.8(7)",
        "Kies een datum na vandaag en binnen een jaar.",
    ),
    "rights_decided_once": (
        "Op dit verzoek is al besloten, of een collega behandelt het.",
        "BGS 1.2",
        "Vernieuw de pagina.",
    ),
    "rights_all_answered": (
        "Nog niet alle betrokken organisaties hebben geantwoord.",
        "BGS 1.2",
        "Wacht op hun antwoord, of beslis zodra de termijn voorbij is.",
    ),
    "rights_refused_in_so_far": (
        "Inzage wordt afgewezen voor zover een organisatie een uitzondering inroept: niet meer en niet minder.",
        "BGS 1.2",
        "Vernieuw de pagina en kies het besluit dat bij de antwoorden past.",
    ),
    "rights_informed_once": ("Deze persoon is al geïnformeerd.", "BGS 1.3", "Vernieuw de pagina."),
    "rights_opinion_of_participant": (
        "Alleen een organisatie die aan de casus deelneemt of deelnam, geeft een oordeel over informeren.",
        "BGS 1.3",
        "Laat de gevraagde organisatie zelf antwoorden.",
    ),
    "rights_exception_stands": (
        "Een organisatie beroept zich op een uitzondering; deze persoon wordt nu niet geïnformeerd.",
        "BGS 1.3",
        "Stel het informeren uit tot de uitzondering is vervallen.",
    ),
    "rights_consult_first": (
        "Eerst geven de organisaties in de casus hun oordeel.",
        "BGS 1.3",
        "Vraag hun oordeel, of wacht tot de uiterste datum.",
    ),
    "rights_exception_invoked": (
        "Geen organisatie beroept zich op deze uitzondering.",
        "BGS 1.3",
        "Leg eerst het oordeel van de organisatie vast.",
    ),
    "rights_reopens_omitted": ("Het informeren is niet uitgesteld.", "UAVG 41", "Vernieuw de pagina."),
    "rights_leak_is_final": (
        "Dit datalek is afgesloten en verandert niet meer.",
        "AVG 33",
        "Registreer nieuwe feiten als nieuw lek.",
    ),
    "rights_asked_works_in_house": (
        "Deze professional werkt niet voor die organisatie in dit huis.",
        "BGS 1.4",
        "Kies iemand anders.",
    ),
    "referrals_enough_judgements": (
        "Er hebben nog te weinig kerndeelnemers geoordeeld.",
        "WGS 2.31(2)",
        "Vraag de andere kerndeelnemers om hun oordeel.",
    ),
    "referrals_met_by_majority": (
        "Niet elk criterium is volgens de meerderheid vervuld.",
        "BGS 2.20(1)",
        "Besluit tot niet in behandeling nemen, of vraag om aanvulling.",
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
        "Kies een betrokkene van deze casus.",
    ),
    "cases_director_is_neutral": (
        "De procesregisseur van een casus neemt niet zelf deel en beslist niet mee.",
        "WGS 2.31(4)",
        "Laat een collega namens de organisatie meedoen, of kies een andere procesregisseur.",
    ),
    "access_day_has_come": (
        "Deze dag ligt in de toekomst; hij vertelt wat al is gebeurd.",
        "BGS 1.7",
        "Kies vandaag of een eerdere dag.",
    ),
    "monitoring_next_in_time": (
        "De volgende evaluatie komt later dan het huis toestaat.",
        "WGS 2.31(6)",
        "Kies een eerdere datum.",
    ),
    "retention_hold_by_two": (
        "Een ander dan wie het beletsel vastlegde, beoordeelt of het langer nodig is.",
        "WGS 1.8(7)",
        "Kies iemand anders, of vraag het wie het beoordeelt.",
    ),
    "cases_voice_names_itself": (
        "Deze organisatie beslist mee over de casus en noemt haar professionals zelf.",
        "WGS 2.31(8)",
        "Vraag de organisatie wie zij erbij wil.",
    ),
    "cases_organisation_of_house": (
        "Deze organisatie neemt niet op een wettelijke grondslag deel aan dit huis.",
        "WGS 2.27(2)",
        "Laat haar als incidentele derde deelnemen, of vraag de beheerder haar aan het huis te verbinden.",
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
    "cases_emergency_judged_first": (
        "U gebruikte al noodtoegang tot deze casus en die is nog niet beoordeeld.",
        "WGS 2.31(4)",
        "Bel de procesregisseur, of vraag de toezichthouder eerst te oordelen.",
    ),
    "cases_emergency_at_most": (
        "U gebruikte al drie keer noodtoegang die nog niet is beoordeeld.",
        "WGS 2.31(4)",
        "Bel de procesregisseur, of vraag de toezichthouder eerst te oordelen.",
    ),
    "cases_closed_meanwhile": (
        "De casus is intussen afgesloten.",
        "WGS 2.31(8)",
        "Wat met de afsluiting is besloten, blijft zoals het was.",
    ),
    "cases_end_is_final": ("Dit is al beëindigd.", "WGS 2.31(4)", "Ververs de pagina."),
    "exchange_police_only": (
        "Politiegegevens verstrekt alleen de politie.",
        "WGS 1.5(2)",
        "Vraag de politie om dit gegeven.",
    ),
    "exchange_prosecution_only": (
        "Justitiële gegevens verstrekt alleen het OM.",
        "WGS 1.5(2)",
        "Vraag het OM om dit gegeven.",
    ),
    "exchange_secrecy_ground": (
        "Uw organisatie heeft een medisch beroepsgeheim; kies een van de vier gronden.",
        "WGS 2.29(2)",
        "Vraag betrokkene om uitdrukkelijke toestemming als geen andere grond past.",
    ),
    "exchange_about_member": (
        "Een gegeven gaat over een persoon in de casus.",
        "WGS 2.30(1)",
        "Kies een persoon die nu in de casus staat.",
    ),
    "exchange_recipient_takes_part": (
        "Ontvangers nemen deel aan de casus.",
        "WGS 2.31(4)",
        "Kies organisaties die aan de casus deelnemen.",
    ),
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
        "Leg vast wie volgens die leeftijd toestemming gaf, of kies een andere grond.",
    ),
    "exchange_represents_an_adult": (
        "Een curator, mentor of gemachtigde beslist alleen voor wie op die dag zeker 18 jaar of ouder is.",
        "BW 7:465",
        "Voor een minderjarige geeft de ouder of voogd met gezag toestemming.",
    ),
    "exchange_few_files": (
        "Bij een toestemming horen ten hoogste drie bestanden, in dezelfde casus.",
        "WGS 2.29(2)",
        "Bewaar wat er meer is in uw eigen dossier.",
    ),
    "exchange_use_restricted": (
        "Het gebruik van dit gegeven is beperkt op verzoek van de betrokkene; het wordt alleen bewaard.",
        "AVG 18",
        "Vraag het contactpunt tot wanneer de beperking geldt.",
    ),
    "exchange_consent_given": (
        "Een toestemming is gegeven, voor categorieën van de gesloten lijst.",
        "WGS 2.29(2)",
        "Leg de toestemming eerst vast, met wie haar gaf en wanneer.",
    ),
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
        "Kies een gegeven over de persoon en de categorie van de vraag.",
    ),
    "exchange_still_asked": (
        "Deze vraag is intussen beantwoord of ingetrokken.",
        "WGS 1.5(1)",
        "Bekijk het antwoord bij de vraag.",
    ),
    "provisions_no_participant": (
        "Deze organisatie is deelnemer en geen derde.",
        "WGS 2.31(9)",
        "Laat haar als deelnemer meedoen met de casus.",
    ),
    "provisions_statement_fits": (
        "Een verklaring hoort bij een derde die nu aan deze casus meedoet, met een datum tot en met vandaag.",
        "BGS 2.21",
        "Controleer de datum, of laat de derde opnieuw toe.",
    ),
    "provisions_recipient_may_receive": (
        "Deze ontvanger mag nu niets ontvangen.",
        "WGS 1.7(1)",
        "Kies een deelnemer van dit huis, een derde met ondertekende verklaring of een ander huis.",
    ),
    "provisions_one_case": (
        "Een verstrekking bevat alleen gegevens uit haar eigen casus.",
        "WGS 1.8(5)",
        "Kies gegevens uit deze casus.",
    ),
    "provisions_item_valid": (
        "Een gekozen gegeven is intussen verbeterd of vernietigd.",
        "BGS 1.7",
        "Kies de geldige versie.",
    ),
    "provisions_consent_stands": (
        "De toestemming voor een gekozen gegeven is ingetrokken.",
        "WGS 2.29(2)",
        "Laat dit gegeven weg.",
    ),
    "provisions_no_secrecy_abroad": (
        "Gegevens onder medisch beroepsgeheim gaan nooit naar een ander samenwerkingsverband.",
        "BGS 1.10",
        "Laat ze weg; het andere huis vraagt ze zelf aan de zorgverlener.",
    ),
    "provisions_conditions_met": (
        "De voorwaarde bij een gekozen gegeven is nog niet vervuld.",
        "WGS 2.29(3)",
        "Vraag de verstrekker om dat bij het gegeven vast te leggen.",
    ),
    "provisions_round_is_fixed": (
        "De rondvraag is al gestart; ontvanger, gegevens en noodzaak liggen vast.",
        "WGS 1.7(1)",
        "Trek deze verstrekking in en begin een nieuwe als er iets anders moet.",
    ),
    "provisions_is_motivated": (
        "Een verstrekking bevat gegevens, een grondslag en een noodzaak.",
        "WGS 1.7(1)",
        "Vul de ontbrekende stap in.",
    ),
    "provisions_final": (
        "Deze verstrekking is al afgerond.",
        "WGS 1.7(1)",
        "Ververs de pagina; begin zo nodig een nieuwe verstrekking.",
    ),
    "provisions_everybody_assents": (
        "Nog niet iedereen die gevraagd is, laat het gaan.",
        "WGS 1.7(3)",
        "Wacht op de antwoorden, of begin opnieuw zonder de gegevens waartegen bezwaar is.",
    ),
    "provisions_legality_tested": (
        "Aan een derde gaat niets zonder rechtmatigheidstoets.",
        "WGS 1.7(2)",
        "Vul bij de controle het kenmerk van het RAC-advies in.",
    ),
    "provisions_is_checked": (
        "De gegevens zijn nog niet gecontroleerd, of de geheimhouding is nog niet aangezegd.",
        "BGS 1.8",
        "Doe eerst de controle.",
    ),
    "provisions_has_its_letter": ("Een verstrekking gaat met een brief.", "WGS 1.7(1)", "Probeer het opnieuw."),
    "provisions_feedback_within_a_year": (
        "De terugkoppeling komt binnen een jaar.",
        "WGS 1.7(4)",
        "Kies bij de controle een datum binnen een jaar.",
    ),
    "provisions_round_is_over": (
        "De rondvraag is afgelopen.",
        "WGS 1.7(1)",
        "Ververs de pagina; neem contact op met de procesregisseur als u bezwaar hebt.",
    ),
    "provisions_core_asks": (
        "Alleen een kerndeelnemer vraagt het, over een persoon die nu in de casus is, met een reden.",
        "WGS 2.28(1)",
        "Vraag het de procesregisseur.",
    ),
    "provisions_checks_per_day": (
        "U heeft vandaag al zo vaak gevraagd als uw huis toestaat.",
        "WGS 2.28(1)",
        "Probeer het morgen, of laat een collega het vragen.",
    ),
    "conferences_invited_takes_part": (
        "Uitgenodigden nemen deel aan de casus.",
        "WGS 2.31(4)",
        "Kies wie aan de casus deelneemt.",
    ),
    "conferences_guest_is_bound": (
        "Een derde zit pas aan tafel na een ondertekende geheimhoudingsverklaring.",
        "BGS 2.21",
        "Leg de verklaring vast, bij Verstrekken onder Derden.",
    ),
    "conferences_heard_was_provided": (
        "Aan een derde wordt alleen gedeeld wat aan hem is verstrekt.",
        "WGS 1.7(2)",
        "Maak eerst een verstrekking aan deze derde; de leveranciers beslissen mee.",
    ),
    "plans_executor_is_bound": (
        "Een derde voert pas iets uit na een ondertekende geheimhoudingsverklaring.",
        "BGS 2.21",
        "Leg de verklaring vast, bij Verstrekken onder Derden.",
    ),
    "conferences_about_member": (
        "Een besluit gaat over een persoon in de casus.",
        "WGS 2.31(5)",
        "Kies een persoon die nu in de casus staat.",
    ),
    "conferences_responsible_takes_part": (
        "De verantwoordelijke neemt namens de verantwoordelijke organisatie deel aan de casus.",
        "WGS 2.31(5)",
        "Kies een professional van die organisatie die aan de casus deelneemt.",
    ),
    "plans_responsible_takes_part": (
        "De verantwoordelijke neemt namens de verantwoordelijke organisatie deel aan de casus.",
        "WGS 2.31(5)",
        "Kies een professional van die organisatie die aan de casus deelneemt.",
    ),
    "plans_own_action_only": (
        "Alleen de verantwoordelijke organisatie rondt haar afspraak af.",
        "WGS 2.31(6)",
        "Vraag de verantwoordelijke organisatie hoe het ervoor staat.",
    ),
    "plans_directors_write": (
        "Alleen de regisseurs wijzigen het plan.",
        "BGS 2.17",
        "Vraag een regisseur van deze casus.",
    ),
    "plans_parts_of_one_case": (
        "Een plan en zijn onderdelen horen bij één casus.",
        "WGS 1.8(5)",
        "Kies onderdelen van deze casus.",
    ),
    "plans_versions_stay": (
        "Het plan is intussen gewijzigd of vastgesteld; een vastgestelde versie verandert niet meer.",
        "BGS 2.17",
        "Ververs de pagina en doe het opnieuw: de wijziging komt in de volgende versie.",
    ),
    "plans_done_is_done": ("Deze afspraak is al afgerond of vervallen.", "WGS 2.31(6)", "Maak een nieuwe afspraak."),
    "retention_found_unnecessary": (
        "De laatste evaluatie vond verdere verwerking nog nodig, of er is nog geen evaluatie.",
        "WGS 1.8(7)",
        "Leg eerst een evaluatie vast met de conclusie dat verdere verwerking niet noodzakelijk is.",
    ),
    "retention_not_ahead": (
        "Vooruit vernietigen kan niet; alleen een proef kijkt vooruit.",
        "WGS 1.8(7)",
        "Kies vandaag of een eerdere dag, of draai een proef.",
    ),
    "plans_in_one_circle": (
        "Deze personen staan niet in elkaars directe kring.",
        "BGS 2.20(2)",
        "Kies een betrokkene en personen uit diens kring.",
    ),
}


def refusal_of(constraint: str) -> Refusal | None:
    """The refusal behind a constraint that a trigger raised, or None when it is not one of ours."""
    return Refusal(*_TEXTS[constraint]) if constraint in _TEXTS else None
