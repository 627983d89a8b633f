"""The articles around this product: number, one-line paraphrase in Dutch, where to read them, and what stays outside the code.

Source: consolidation of 1 March 2025 of the Wet gegevensverwerking door samenwerkingsverbanden (WGS, BWBR0049962)
and the Besluit gegevensverwerking door samenwerkingsverbanden (BGS, BWBR0050665). Every article of WGS chapter 1, WGS § 2.4 and
the matching part of the BGS stands here: executed by a rule, or with the reason why no code executes it.
"""

import re
from dataclasses import dataclass

from django.utils.translation import get_language

WGS = "https://wetten.overheid.nl/BWBR0049962"
BGS = "https://wetten.overheid.nl/BWBR0050665"
UAVG = "https://wetten.overheid.nl/BWBR0040940"
WPG = "https://wetten.overheid.nl/BWBR0022463"
BW = "https://wetten.overheid.nl/BWBR0005290"
AVG = "https://eur-lex.europa.eu/eli/reg/2016/679/oj"

_PARAGRAPH = re.compile(r"\b((?:WGS|BGS|U?AVG|Wpg) [\d.]+)\((\d+)\)")


@dataclass(frozen=True)
class Article:
    """`outside` says why no code executes the article; empty when a rule, the database or a test does."""

    number: str
    paraphrase: str
    link: str
    outside: str = ""


_WGS = """
1.2(2) Deelnemers mogen ook op grond van andere wetten gegevens uitwisselen.
1.3(4) Deelnemen verandert niets aan ieders eigen bevoegdheden en taken.
1.3(5) Geldt sinds 1 juli 2025; regelt wie bij regeling wordt aangewezen.
1.4(1) Deelnemers zijn samen verwerkingsverantwoordelijk; bij Zorg- en Veiligheidshuizen alleen die van 2.27 lid 1.
1.4(2) Er is één coördinerend functionaris gegevensbescherming.
1.4(3) Private deelnemers zetten alleen personeel in zonder commerciële taken.
1.5(1) Een deelnemer verstrekt wat nodig is, tenzij zwaarwegende redenen zich verzetten.
1.5(2) Politiegegevens via Wpg 20 lid 3; justitiële gegevens via Wjsg 8b, 39fa en 51ca.
1.5(4) Gegevens van de Belastingdienst gaan nooit naar private deelnemers.
1.7 Resultaten gaan alleen verder als dat nodig is en geen leverancier zich verzet.
1.7(1) Een deelnemer krijgt wat nodig is voor een verenigbare taak, tenzij een leverancier zwaarwegende bezwaren heeft.
1.7(2) Een derde krijgt resultaten met grondslag, zonder bezwaar van een deelnemer en na toetsing door de RAC.
1.7(3) Bijzondere en strafrechtelijke gegevens gaan alleen naar een derde als de leverancier instemt.
1.7(4) Ontvangers melden ten minste jaarlijks wat het resultaat heeft opgeleverd.
1.7(5) De werkwijze wordt met die terugmeldingen geregeld geëvalueerd.
1.7(8) Naar een ander samenwerkingsverband: nodig voor diens doel en met instemming van de leverancier.
1.8(2) Alleen geautoriseerde, voor het verband aangewezen personen verwerken gegevens.
1.8(4) Verwerking wordt gelogd; het log dient alleen controle, integriteit, beveiliging en de rechter.
1.8(5) Per casus worden gegevens alleen verwerkt voor het vooraf vastgelegde doel.
1.8(6) De rechtmatigheidsadviescommissie (RAC) toetst nieuwe en gewijzigde verwerkingen.
1.8(7) Vernietigen zodra niet meer nodig, uiterlijk vijf jaar na de eerste verwerking.
1.8(8) Alleen systemen met passende beveiliging.
1.9 Geautomatiseerde gegevensanalyse alleen in aangewezen vormen, met menselijke toets en openbare uitleg.
1.10 Geregelde privacy-audits, met afschrift aan de AP.
1.11 Geheimhouding voor ieder die betrokken is.
1.12 Een openbaar jaarverslag.
2.25 Doel van het Zorg- en Veiligheidshuis.
2.26 Twee activiteiten: casusoverleggen en lijsten met geprioriteerde casussen.
2.27(1) Publieke deelnemers (a–g); zij zijn gezamenlijk verwerkingsverantwoordelijk.
2.27(2) Private deelnemers (a–e); zij doen mee maar beslissen niet.
2.27(3) Alleen de deelnemers van lid 1 zijn verwerkingsverantwoordelijke.
2.27(5) Bij algemene maatregel van bestuur kunnen deelnemers worden toegevoegd.
2.28(1) Tussen huizen: alleen nagaan óf iemand bekend is.
2.28(2) Is iemand bekend, dan kunnen andere relevante gegevens volgen.
2.28(3) Uit eigen beweging verstrekken als de feiten daarom vragen.
2.28(4) Bijzondere en strafrechtelijke gegevens alleen na instemming van de leverancier.
2.29(1) Alleen gezondheidsgegevens en het BSN; geen andere bijzondere gegevens.
2.29(2) Onder beroepsgeheim alleen met toestemming, wettelijke grond of goed hulpverlenerschap.
2.29(3) De verstrekker kan voorwaarden en beperkingen verbinden aan verdere verstrekking.
2.30(1) Gesloten lijst van twaalf categorieën gegevens; van medewerkers alleen identiteit en contact.
2.31(1) Iedere deelnemer mag aanmelden.
2.31(2) Alleen kerndeelnemers (2.27 lid 1) beoordelen of een aanmelding binnen het doel past.
2.31(3) Verzamelen en uitwisselen begint pas na de beoordeling.
2.31(4) Kerndeelnemers bepalen wie aan de casus deelneemt en gegevens mag verwerken.
2.31(5) In het casusoverleg worden afspraken over interventies gemaakt.
2.31(6) Uitvoering, evaluatie, bijstelling en overleg over afsluiting.
2.31(8) Kerndeelnemers sluiten af; daarna zijn de gegevens afgeschermd tot vernietiging.
2.31(9) Een derde doet incidenteel mee: ondertekende geheimhouding, geen toegang tot het systeem.
2.31(10) De kerndeelnemers zien erop toe dat een derde alleen krijgt wat voor zijn rol nodig is.
2.32 Prioriteitenlijst op gepubliceerde, objectieve criteria.
"""
_BGS = """
1.1 Er is één contactpunt; een verzoek daar geldt voor alle verantwoordelijken.
1.2 Het contactpunt beslist na overleg met de betrokken deelnemers en wijst af voor zover een van hen een uitzondering inroept.
1.3 Het contactpunt informeert de betrokkene, na hetzelfde overleg.
1.4 Het contactpunt handelt datalekken af; deelnemers leveren zo snel mogelijk wat nodig is.
1.5 Alleen rechtmatig verkregen gegevens worden verwerkt.
1.6 De aanmelder controleert vooraf de juistheid en blijft daarvoor verantwoordelijk.
1.7 Onjuiste gegevens: de verstrekker vernietigt of rectificeert onverwijld.
1.8 Resultaten worden vóór verstrekking gecontroleerd en vermelden waarop zij rusten.
1.9 Geen nationaliteit.
1.10 Tussen verbanden: nooit gegevens onder een beroepsgeheim van de vijf genoemde wetten.
1.11 Autorisatie vereist een VOG of screening.
1.12 Logging volgens de richtlijnen voor informatiebeveiliging.
1.13 Eén gezamenlijke RAC voor alle Zorg- en Veiligheidshuizen.
1.14 De RAC wordt vooraf betrokken; afwijken wordt gemotiveerd en gemeld.
1.15 De RAC adviseert bestuurders rechtstreeks; een afwijkende mening kan worden vastgelegd.
1.16(1) Vernietigen als een casus niet in behandeling wordt genomen.
1.16(2) Hernieuwde verwerking: alleen in twee gevallen en ten hoogste twee jaar per keer.
1.16(3) Een hernieuwing kan worden herhaald.
1.17 Geautoriseerden zijn geschoold.
1.18 Een onafhankelijke audit voor 1 maart 2027, daarna elke vier jaar.
2.17 Het plan van aanpak vult de gezamenlijke strategie in.
2.18 Het werkgebied van het huis is gepubliceerd.
2.19 Directe kring: gezinslid of ander direct sociaal contact van een aangemelde betrokkene.
2.20(1) Vier criteria a–d voor complexe casuïstiek, alle vier vereist.
2.20(2) Plannen van personen in elkaars directe kring mogen op drie voorwaarden worden afgestemd.
2.20(3) Aanmelding motiveert de criteria; deelnemers leggen hun oordeel in het systeem vast.
2.21 Een derde aan tafel tekent een geheimhoudingsverklaring.
2.22 Wie op een prioriteitenlijst staat voldoet aan de criteria; niet meer nodig is onverwijld eraf.
"""
_AVG = """
5 Gegevens zijn juist en actueel, niet meer dan nodig, en passend beveiligd.
7 Toestemming kan altijd worden ingetrokken.
12 Antwoord binnen een maand, met twee maanden te verlengen; duidelijke taal; identiteit vaststellen.
14 De betrokkene wordt geïnformeerd over de verwerking.
15 Recht op inzage.
16 Recht op rectificatie.
17 Recht op wissing.
18 Recht op beperking.
19 Ontvangers worden op de hoogte gesteld van rectificatie, wissing of beperking.
21 Recht van bezwaar.
30 Register van verwerkingsactiviteiten.
32 Passende technische en organisatorische beveiliging.
33 Een datalek binnen 72 uur aan de AP melden.
34 Een datalek met hoog risico aan de betrokkene meedelen.
"""
_UAVG = """
5 Voor wie jonger is dan 16 of onder curatele of mentorschap staat, stemt de vertegenwoordiger toe; intrekken kan altijd.
41 Uitzonderingen op de rechten van de betrokkene.
46 Het BSN alleen waar de wet het toestaat.
"""
_WPG = """
20(3) Politiegegevens aan een samenwerkingsverband van de WGS.
"""
_BW = """
1:245 Minderjarigen staan onder gezag: van hun ouders of een ouder, of voogdij van een ander.
1:246 Minderjarigen, wie onder curatele staat en wie daartoe niet in staat is, hebben geen gezag.
7:465 Wie zijn belangen niet kan wegen, wordt vertegenwoordigd: door curator of mentor, anders een gemachtigde, anders een naaste.
"""

#: why the product deliberately does not execute an article
_OUTSIDE = {
    "WGS 1.2(2)": "Laat ander recht in stand; zaken buiten de WGS worden hier niet geregistreerd (R-95).",
    "WGS 1.3(4)": "Verandert niets; daarom vinkt niemand de afspraak van een ander af (zie R-15).",
    "WGS 1.3(5)": "Richt zich tot de minister.",
    "WGS 1.4(1)": "Zie WGS 2.27(3).",
    "WGS 1.4(2)": "De aanwijzing is een besluit van de deelnemers; wie het is krijgt de rol toezichthouder.",
    "WGS 1.5(4)": "De Belastingdienst is geen deelnemer van een Zorg- en Veiligheidshuis (2.27) en kan hier niets verstrekken.",
    "WGS 1.7(5)": "De evaluatie van de werkwijze is werk van mensen; de terugmeldingen daarvoor legt 1.7(4) vast.",
    "WGS 1.8(6)": "De toetsing gebeurt buiten het systeem; een verstrekking aan een derde vraagt het kenmerk ervan (1.7(2)).",
    "WGS 1.9": "Geen geautomatiseerde analyse: dat is geen activiteit van 2.26. Het systeem rekent geen scores over mensen uit.",
    "WGS 1.10": "De audit doet een onafhankelijke auditor; het auditdossier levert de bewijzen (R-86).",
    "WGS 1.12": "Het jaarverslag volgt met de stuurinformatie; de openbare pagina heeft er plaats voor.",
    "WGS 2.27(5)": "Er is geen aanwijzing bij AMvB bekend; een nieuwe grondslag is een regel in de gesloten lijst.",
    "BGS 1.5": "Of een gegeven rechtmatig is verkregen weet de verstrekker; de grondslag staat bij elk gegeven (R-20).",
    "BGS 1.13": "Samenstelling van de RAC; buiten het systeem.",
    "BGS 1.14": "Het overleg met de RAC loopt buiten het systeem; zie WGS 1.8(6).",
    "BGS 1.15": "Advies van de RAC aan bestuurders; buiten het systeem.",
    "BGS 1.18": "De audit doet een onafhankelijke auditor; zie WGS 1.10.",
    "BGS 2.22": "Zie WGS 2.32.",
}


def _articles(law: str, link: str, lines: str) -> list[Article]:
    numbered = (line.split(" ", 1) for line in lines.strip().splitlines())
    return [Article(f"{law} {number}", text, link, _OUTSIDE.get(f"{law} {number}", "")) for number, text in numbered]


ARTICLES: dict[str, Article] = {
    article.number: article
    for law, link, lines in (
        ("WGS", WGS, _WGS),
        ("BGS", BGS, _BGS),
        ("AVG", AVG, _AVG),
        ("UAVG", UAVG, _UAVG),
        ("Wpg", WPG, _WPG),
        ("BW", BW, _BW),
    )
    for article in _articles(law, link, lines)
}


def cited(text: str) -> str:
    """A text with articles as its readers write them: "WGS 2.31(4)" is "WGS 2.31 lid 4" in Dutch."""
    return text if get_language() == "en" else _PARAGRAPH.sub(r"\1 lid \2", text)
