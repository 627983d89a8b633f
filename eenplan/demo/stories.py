"""What happens in the demonstration house: themes with their texts, and who is in which case at which stage."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Theme:
    """The texts of one kind of problem, with who refers, who joins, what they tell and agree."""

    referrer: str
    joins: tuple[str, ...]
    lead: str  # case director
    occasion: str
    criteria: tuple[str, str, str, str]
    purpose: str
    items: tuple[tuple[str, int, str], ...]  # (supplier, category, text)
    goals: tuple[tuple[str, str, tuple[tuple[str, str, str], ...]], ...]  # (domain, goal, ((kind, who, action), …))


THEMES = {
    "confused": Theme(
        "police",
        ("ggz", "social_work"),
        "ggz",
        "In drie maanden veertien meldingen van verward gedrag op en rond het station; twee keer naar de crisisdienst.",
        (
            "Betrokkene hoort stemmen en heeft geen steun van familie meer.",
            "Geen vaste woonplek, geen inkomen, geen behandeling; winkeliers voelen zich onveilig.",
            "Bij de laatste melding is een voorbijganger geduwd; zonder ingrijpen dreigt mishandeling.",
            "Zorg, politie en gemeente grijpen elk apart in en het helpt telkens maar kort.",
        ),
        "Veiligheid op straat en passende zorg voor betrokkene.",
        (
            (
                "police",
                7,
                "Veertien registraties verward gedrag in drie maanden, één aanhouding voor eenvoudige mishandeling.",
            ),
            (
                "ggz",
                6,
                "Bekend bij het wijkteam ggz; staakte in het voorjaar de medicatie. Bereid tot gesprek met een "
                "vertrouwde behandelaar.",
            ),
            ("council", 3, "Staat ingeschreven op een briefadres; slaapt wisselend in de nachtopvang."),
        ),
        (
            (
                "mental",
                "Betrokkene is in behandeling en houdt contact",
                (("care", "ggz", "Wekelijks contact door het wijkteam, met crisiskaart"),),
            ),
            (
                "housing",
                "Een vaste slaapplek",
                (
                    ("guidance", "social_work", "Plaatsing in de beschermde opvang regelen"),
                    ("administrative", "council", "Voorrang opvang afgeven"),
                ),
            ),
            (
                "justice",
                "Geen nieuwe meldingen op het station",
                (
                    (
                        "repression",
                        "police",
                        "Vaste wijkagent als aanspreekpunt; bij strafbare feiten direct overleg met OM",
                    ),
                ),
            ),
        ),
    ),
    "intimate": Theme(
        "safe_home",
        ("police", "ggz", "probation"),
        "safe_home",
        "Derde melding van geweld tussen partners binnen een half jaar, kinderen waren thuis.",
        (
            "Geweld in de relatie, waar de kinderen getuige van zijn.",
            "Schulden, alcohol en een dreigende huisuitzetting spelen mee.",
            "Letsel bij de laatste melding; het geweld wordt heftiger en volgt sneller op elkaar.",
            "Strafrecht, hulp voor beide ouders en bescherming van de kinderen moeten op elkaar aansluiten.",
        ),
        "Directe veiligheid van de gezinsleden en herstel daarna.",
        (
            ("police", 7, "Drie meldingen, eenmaal aangifte; tijdelijk huisverbod van tien dagen opgelegd."),
            ("safe_home", 12, "Veiligheidsplan gemaakt met moeder; oma vangt de kinderen op in het weekeinde."),
            ("council", 4, "Achterstand bij de verhuurder van drie maanden; betalingsregeling loopt."),
        ),
        (
            (
                "home",
                "Geen geweld en dreiging meer in huis",
                (
                    ("administrative", "mayor", "Huisverbod verlengen met achttien dagen"),
                    ("repression", "prosecution", "Beslissing over vervolging, met contactverbod als voorwaarde"),
                    ("care", "safe_home", "Wekelijkse veiligheidscheck bij moeder en kinderen"),
                ),
            ),
            ("substances", "Vader drinkt niet meer", (("care", "ggz", "Intake ambulante behandeling"),)),
        ),
    ),
    "young": Theme(
        "council_two",
        ("police", "youth"),
        "youth",
        "Jongere gaat sinds de zomer niet naar school en wordt gezien met een oudere groep die in drugs handelt.",
        (
            "Thuis is weinig toezicht; een oudere broer zit vast.",
            "Schooluitval, verkeerde vrienden, schulden bij leeftijdgenoten.",
            "Twee aanhoudingen voor diefstal en bezit van een mes; dreigt door te groeien.",
            "School, jeugdbescherming, politie en OM moeten tegelijk één lijn trekken.",
        ),
        "Voorkomen dat betrokkene verder in de criminaliteit raakt, en terug naar school.",
        (
            ("police", 7, "Twee aanhoudingen dit jaar; in beeld bij de aanpak jonge aanwas."),
            (
                "council_two",
                12,
                "Zestig dagen ongeoorloofd afwezig; gesprek met ouders gevoerd, proces-verbaal opgemaakt.",
            ),
            ("youth", 12, "Ondertoezichtstelling is aangevraagd; goede band met de mentor van de vorige school."),
        ),
        (
            (
                "work",
                "Vier dagen per week naar school of stage",
                (("guidance", "council_two", "Maatwerktraject met stage bij een fietsenmaker"),),
            ),
            (
                "network",
                "Los van de oudere groep",
                (
                    ("repression", "police", "Bij overtreding gebiedsverbod direct in kennis stellen"),
                    ("guidance", "youth", "Wekelijks gesprek, ouders doen mee"),
                ),
            ),
        ),
    ),
    "release": Theme(
        "probation",
        ("police", "addiction"),
        "probation",
        "Komt over zes weken vrij na achttien maanden; geen woning, geen inkomen, oude schulden en oude vrienden.",
        (
            "Partner en kind wonen in de stad en willen alleen onder voorwaarden contact.",
            "Geen woning, geen werk, langdurig verslaafd.",
            "Eerdere vrijlatingen leidden binnen drie maanden tot woninginbraken.",
            "Reclassering, verslavingszorg, gemeente en politie moeten klaarstaan op de dag van vrijlating.",
        ),
        "Een vrijlating die niet eindigt in een nieuwe reeks inbraken.",
        (
            ("police", 7, "Zeven woninginbraken in vier jaar; wijkagent is op de hoogte van de datum van vrijlating."),
            (
                "probation",
                12,
                "Toezicht met meldplicht; gemotiveerd voor behandeling, weinig vertrouwen in instanties.",
            ),
            (
                "addiction",
                6,
                "Bekend met heroïne en cocaïne; plaats in de kliniek mogelijk vanaf de eerste van de maand.",
            ),
        ),
        (
            (
                "housing",
                "Een kamer op de dag van vrijlating",
                (("administrative", "council", "Kamer met begeleiding reserveren"),),
            ),
            (
                "substances",
                "Behandeling begint in de eerste week",
                (("care", "addiction", "Opname in de kliniek plannen"),),
            ),
            ("justice", "Geen nieuwe inbraken", (("repression", "probation", "Toezicht met enkelband, drie maanden"),)),
        ),
    ),
    "nuisance": Theme(
        "council",
        ("police", "social_work", "addiction"),
        "social_work",
        "Buren van een portiekflat melden al een jaar overlast: schreeuwen, dealen in het trappenhuis, branden van afval.",
        (
            "Betrokkene woont met een meerderjarige zoon die ook gebruikt.",
            "Verslaving, vervuiling, schulden en ruzie met de buren.",
            "Brand in de container; buren durven de galerij niet meer op.",
            "Verhuurder, politie, verslavingszorg en gemeente werken nu langs elkaar heen.",
        ),
        "Rust in de flat, met hulp waar die wordt aangenomen en grenzen waar het moet.",
        (
            ("police", 7, "Eenentwintig meldingen overlast in twaalf maanden, twee keer middelen in beslag genomen."),
            ("council", 10, "Waarschuwing op grond van de Wet aanpak woonoverlast is gegeven in mei."),
            ("social_work", 12, "Betrokkene laat een vrijwilliger binnen; huis wordt eens per week opgeruimd."),
        ),
        (
            (
                "home",
                "Buren melden geen nachtelijke overlast meer",
                (("administrative", "mayor", "Gedragsaanwijzing opleggen, met wekelijkse controle"),),
            ),
            ("substances", "Gebruik gaat omlaag", (("care", "addiction", "Huisbezoek met arts, tweewekelijks"),)),
            (
                "finances",
                "Huur wordt betaald",
                (("guidance", "social_work", "Aanmelden bij schuldhulp en beheer van inkomen"),),
            ),
        ),
    ),
    "elder": Theme(
        "ggd",
        ("police", "social_work"),
        "social_work",
        "Hoogbejaarde vader wordt financieel uitgebuit en bedreigd door zijn inwonende zoon.",
        (
            "Vader is afhankelijk van zijn zoon voor boodschappen en medicijnen.",
            "Geld verdwijnt, huis vervuilt, zoon heeft een gokverslaving.",
            "Vader is eenmaal opgesloten in zijn kamer; letsel is niet uitgesloten.",
            "Zorg voor vader, hulp of dwang voor de zoon en bescherming van het geld horen bij elkaar.",
        ),
        "Vader is veilig in zijn eigen huis.",
        (
            ("ggd", 6, "Huisbezoek: ondervoeding en onverzorgde wond; thuiszorg is gestart."),
            ("police", 7, "Eén melding van bedreiging; geen aangifte, vader durft niet."),
            ("council", 4, "Opnames van het spaargeld die niet te verklaren zijn; bewindvoering is aangevraagd."),
        ),
        (
            (
                "physical",
                "Vader krijgt dagelijks zorg",
                (("care", "ggd", "Thuiszorg en huisarts stemmen wekelijks af"),),
            ),
            (
                "finances",
                "Het geld van vader is beschermd",
                (("administrative", "council", "Verzoek tot bewindvoering bij de kantonrechter"),),
            ),
            ("home", "De zoon woont elders", (("guidance", "social_work", "Woonplek en gokhulp voor de zoon zoeken"),)),
        ),
    ),
}

#: (given names, prefix, family name, birth date, sex, theme, stage, days since referral)
CAST = (
    ("Mark", "van der", "Velde", "1988-04-12", "M", "confused", "monitoring", 210),
    ("Samira", "", "Haddad", "1991-00-00", "V", "intimate", "evaluated", 260),
    ("Jayden", "", "Pinas", "2009-02-17", "M", "young", "monitoring", 150),
    ("Henk", "", "Dekker", "1979-10-03", "M", "release", "plan", 70),
    ("Rinus", "", "Bakker", "1966-06-21", "M", "nuisance", "evaluated", 300),
    ("Willem", "ter", "Horst", "1938-01-30", "M", "elder", "monitoring", 120),
    ("Dennis", "", "Koster", "1994-08-08", "M", "confused", "conference", 45),
    ("Chantal", "de", "Wit", "1985-12-24", "V", "intimate", "conference", 38),
    ("Noah", "el", "Khatib", "2008-05-05", "M", "young", "conference", 33),
    ("Peter", "van", "Loon", "1983-03-14", "M", "release", "conference", 40),
    ("Anja", "", "Mulder", "1971-09-19", "V", "nuisance", "gathering", 16),
    ("Geertje", "", "Postma", "1941-11-02", "V", "elder", "gathering", 14),
    ("Kevin", "", "Brouwer", "1997-07-27", "M", "confused", "gathering", 12),
    ("Esra", "", "Kaya", "1993-02-11", "V", "intimate", "gathering", 9),
    ("Milan", "", "Jonker", "2010-10-10", "M", "young", "gathering", 8),
    ("Ronald", "", "Schipper", "1976-05-29", "M", "release", "monitoring", 190),
    ("Mohamed", "", "Tahiri", "1990-00-00", "M", "confused", "monitoring", 175),
    ("Petra", "van den", "Berg", "1982-08-16", "V", "nuisance", "monitoring", 165),
    ("Cor", "", "Verhoeven", "1936-04-04", "M", "elder", "plan", 55),
    ("Lisa", "", "Hoekstra", "1996-01-23", "V", "intimate", "plan", 60),
    ("Dylan", "", "Martens", "2007-12-12", "M", "young", "plan", 65),
    ("Bas", "", "Kuipers", "1987-06-06", "M", "release", "evaluated", 240),
    ("Sjaak", "", "Vermeer", "1962-03-03", "M", "nuisance", "closed", 420),
    ("Ingrid", "", "Scholten", "1978-07-15", "V", "intimate", "closed", 500),
    ("Tygo", "", "Willemsen", "2006-09-09", "M", "young", "closed", 610),
    ("Frans", "", "Peeters", "1954-02-28", "M", "elder", "closed", 380),
    ("Marco", "de", "Bruin", "1980-11-11", "M", "release", "closed", 700),
    ("Bianca", "", "Kramer", "1981-04-18", "V", "intimate", "monitoring", 140),
    ("Ferhat", "", "Arslan", "1995-09-27", "M", "confused", "plan", 58),
    ("Jesse", "van", "Vliet", "2009-01-31", "M", "young", "gathering", 10),
    ("Tineke", "", "Bos", "1943-06-14", "V", "elder", "conference", 36),
    ("Raymond", "", "Lubbers", "1985-10-09", "M", "release", "monitoring", 155),
    ("Guus", "", "Akkerman", "1959-12-22", "M", "nuisance", "plan", 62),
    ("Rosa", "da", "Silva", "1990-03-30", "V", "intimate", "closing", 250),
    ("Thomas", "", "Veenstra", "1993-07-07", "M", "confused", "closed", 450),
    ("Stefan", "", "Groen", "1992-04-01", "M", "confused", "submitted", 5),
    ("Naima", "", "Ouali", "1989-10-20", "V", "intimate", "judged", 6),
    ("Lars", "", "Hendriks", "2009-06-30", "M", "young", "submitted", 4),
    ("Gerrit", "van", "Houten", "1970-01-17", "M", "nuisance", "judged", 6),
    ("Toos", "", "Klaassen", "1944-08-22", "V", "elder", "submitted", 2),
    ("Robin", "", "Timmer", "1999-03-09", "M", "confused", "returned", 11),
    ("Patrick", "", "Evers", "1984-05-13", "M", "release", "rejected", 13),
    ("Sonja", "", "Blom", "1967-12-05", "V", "nuisance", "rejected", 18),
    ("Emre", "", "Demir", "2008-08-18", "M", "young", "draft", 1),
    ("Yvonne", "van", "Rijn", "1973-02-02", "V", "intimate", "draft", 0),
)
