"""The articles this product executes: number, one-line paraphrase in Dutch, where to read them.

Source: consolidation of 1 March 2025 of the Wet gegevensverwerking door samenwerkingsverbanden (WGS, BWBR0049962)
and the Besluit gegevensverwerking door samenwerkingsverbanden (BGS, BWBR0050665).
"""

from dataclasses import dataclass

WGS = "https://wetten.overheid.nl/BWBR0049962"
BGS = "https://wetten.overheid.nl/BWBR0050665"
UAVG = "https://wetten.overheid.nl/BWBR0040940"
AVG = "https://eur-lex.europa.eu/eli/reg/2016/679/oj"


@dataclass(frozen=True)
class Article:
    number: str
    paraphrase: str
    link: str


_TEXTS = (
    (
        WGS,
        "WGS 1.4",
        "Deelnemers zijn samen verantwoordelijk; een private deelnemer zet geen commercieel personeel in.",
    ),
    (WGS, "WGS 1.5(1)", "Een deelnemer verstrekt wat nodig is, tenzij zwaarwegende redenen zich verzetten."),
    (WGS, "WGS 1.5(2)", "Politiegegevens via Wpg 20 lid 3; justitiële gegevens via Wjsg 8b, 39fa en 51ca."),
    (WGS, "WGS 1.7", "Resultaten gaan alleen verder als dat nodig is en geen leverancier zich verzet."),
    (WGS, "WGS 1.8(2)", "Alleen geautoriseerde, voor het verband aangewezen personen verwerken gegevens."),
    (
        WGS,
        "WGS 1.8(4)",
        "Verwerking wordt gelogd; het log dient alleen controle, integriteit, beveiliging en de rechter.",
    ),
    (WGS, "WGS 1.8(5)", "Per casus worden gegevens alleen verwerkt voor het vooraf vastgelegde doel."),
    (WGS, "WGS 1.8(7)", "Vernietigen zodra niet meer nodig, uiterlijk vijf jaar na de eerste verwerking."),
    (WGS, "WGS 1.8(8)", "Alleen systemen met passende beveiliging."),
    (WGS, "WGS 1.11", "Geheimhouding voor ieder die betrokken is."),
    (WGS, "WGS 2.25", "Doel van het Zorg- en Veiligheidshuis."),
    (WGS, "WGS 2.26", "Twee activiteiten: casusoverleggen en lijsten met geprioriteerde casussen."),
    (WGS, "WGS 2.27(1)", "Publieke deelnemers (a–g); zij zijn gezamenlijk verwerkingsverantwoordelijk."),
    (WGS, "WGS 2.27(2)", "Private deelnemers (a–e); zij doen mee maar beslissen niet."),
    (WGS, "WGS 2.28(1)", "Tussen huizen: alleen nagaan óf iemand bekend is."),
    (WGS, "WGS 2.29(1)", "Alleen gezondheidsgegevens en het BSN; geen andere bijzondere gegevens."),
    (WGS, "WGS 2.29(2)", "Onder beroepsgeheim alleen met toestemming, wettelijke grond of goed hulpverlenerschap."),
    (WGS, "WGS 2.29(3)", "De verstrekker kan voorwaarden en beperkingen verbinden aan verdere verstrekking."),
    (
        WGS,
        "WGS 2.30(1)",
        "Gesloten lijst van twaalf categorieën gegevens; van medewerkers alleen identiteit en contact.",
    ),
    (WGS, "WGS 2.31(1)", "Iedere deelnemer mag aanmelden."),
    (WGS, "WGS 2.31(2)", "Alleen kerndeelnemers (2.27 lid 1) beoordelen of een aanmelding binnen het doel past."),
    (WGS, "WGS 2.31(3)", "Verzamelen en uitwisselen begint pas na de beoordeling."),
    (WGS, "WGS 2.31(4)", "Kerndeelnemers bepalen wie aan de casus deelneemt en gegevens mag verwerken."),
    (WGS, "WGS 2.31(5)", "In het casusoverleg worden afspraken over interventies gemaakt."),
    (WGS, "WGS 2.31(6)", "Uitvoering, evaluatie, bijstelling en overleg over afsluiting."),
    (WGS, "WGS 2.31(8)", "Kerndeelnemers sluiten af; daarna zijn de gegevens afgeschermd tot vernietiging."),
    (WGS, "WGS 2.31(9)", "Een derde doet incidenteel mee: ondertekende geheimhouding, geen toegang tot het systeem."),
    (WGS, "WGS 2.32", "Prioriteitenlijst op gepubliceerde, objectieve criteria."),
    (BGS, "BGS 1.6", "De aanmelder controleert vooraf de juistheid en blijft daarvoor verantwoordelijk."),
    (BGS, "BGS 1.7", "Onjuiste gegevens: de verstrekker vernietigt of rectificeert onverwijld."),
    (BGS, "BGS 1.9", "Geen nationaliteit."),
    (BGS, "BGS 1.11", "Autorisatie vereist een VOG of screening."),
    (BGS, "BGS 1.12", "Logging volgens de richtlijnen voor informatiebeveiliging."),
    (BGS, "BGS 1.16(1)", "Vernietigen als een casus niet in behandeling wordt genomen."),
    (BGS, "BGS 1.16(2)", "Hernieuwde verwerking: alleen in twee gevallen en ten hoogste twee jaar per keer."),
    (BGS, "BGS 1.17", "Geautoriseerden zijn geschoold."),
    (BGS, "BGS 2.17", "Het plan van aanpak vult de gezamenlijke strategie in."),
    (BGS, "BGS 2.18", "Het werkgebied van het huis is gepubliceerd."),
    (BGS, "BGS 2.19", "Directe kring: gezinslid of ander direct sociaal contact van een aangemelde betrokkene."),
    (BGS, "BGS 2.20(1)", "Vier criteria a–d voor complexe casuïstiek, alle vier vereist."),
    (BGS, "BGS 2.20(2)", "Plannen van personen in elkaars directe kring mogen op drie voorwaarden worden afgestemd."),
    (BGS, "BGS 2.20(3)", "Aanmelding motiveert de criteria; deelnemers leggen hun oordeel in het systeem vast."),
    (BGS, "BGS 2.21", "Een derde aan tafel tekent een geheimhoudingsverklaring."),
    (AVG, "AVG 14", "De betrokkene wordt geïnformeerd over de verwerking."),
    (AVG, "AVG 32", "Passende technische en organisatorische beveiliging."),
    (UAVG, "UAVG 41", "Uitzonderingen op de rechten van de betrokkene."),
    (UAVG, "UAVG 46", "Het BSN alleen waar de wet het toestaat."),
)

ARTICLES: dict[str, Article] = {number: Article(number, text, link) for link, number, text in _TEXTS}
