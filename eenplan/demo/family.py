"""One family worked out completely: four persons, three organisations, from referral to a plan that is being carried out."""

from eenplan.cases import actions as cases
from eenplan.cases.models import Case
from eenplan.conferences import actions as conferences
from eenplan.conferences.models import Conference
from eenplan.demo.clock import shift
from eenplan.demo.road import Road, at, in_days
from eenplan.people.models import AddressDisclosure, Family, FamilyMember, Person, Relation
from eenplan.plans import actions as plans
from eenplan.referrals.models import Referral

TEXTS = {
    "occasion": "Vierde melding van geweld in het gezin Van Aalst – Jansen dit jaar. De oudste dochter belde zelf 112. Vader "
    "is na de scheiding blijven komen; moeder is met de kinderen verhuisd naar een geheim adres.",
    "goal": "Eén plan voor alle gezinsleden: eerst veiligheid, dan herstel en duidelijkheid over de omgang.",
    "criterion_a": "Geweld van vader tegen moeder; beide kinderen zijn er getuige van en de dochter raakt klem.",
    "criterion_b": "Alcohol, schulden na de scheiding, twee keer van school gewisseld, somberheid bij moeder.",
    "criterion_c": "Vier meldingen en twee aangiften in negen maanden; bij de laatste had vader een mes in zijn jas.",
    "criterion_d": "Politie, gemeente en ggz zijn elk bezig; zonder gezamenlijk plan werkt het één het ander tegen.",
    "framework_multiple": True,
    "framework_chains": True,
    "framework_system": True,
    "checked": True,
    "informed": True,
    "urgency": "soon",
    "ave_phase": 3,
    "tried": "Tijdelijk huisverbod, gesprekken met Veilig Thuis, aanmelding bij de verslavingszorg die vader afzegde.",
}


def make(road: Road, person) -> Case:
    """The family Van Aalst – Jansen; `person(...)` makes somebody in the house."""
    father, mother, daughter, son = _people(road, person)
    referral = _refer(road, father, mother, daughter, son)
    shift(6, referral)
    case = road.admit(
        referral, "Veiligheid van moeder en kinderen, en een einde aan het geweld van vader.", "system", "director"
    )
    road.involve(case, "ggz", "Behandelt vader; nodig om zorg en straf op elkaar af te stemmen.")
    shift(7, referral)
    road.lead(case, "ggz", "director")
    _inform(road, case, father, mother, daughter)
    _direct(road, case, father)
    shift(9, referral)
    first = _meet(road, case, father)
    shift(13, referral, first)
    _plan(road, case, father, mother, daughter)
    shift(35, referral, first)
    _follow(road, case, father, mother, daughter)
    second = Conference.objects.create(
        house=road.house, at=at(4, 10), place="Huis De Delta, zaal Noord", chair=road.people["director"]
    )
    road.meet(case, "director", second, "Kan de begeleide omgang beginnen?")
    return case


def _refer(road: Road, father: Person, mother: Person, daughter: Person, son: Person) -> Referral:
    referral = road.refer(
        "police",
        father,
        [
            (mother, "ex_partner", "Slachtoffer; woont met de kinderen op een geheim adres."),
            (daughter, "child", "Getuige van het geweld, belde zelf 112."),
            (son, "child", "Getuige van het geweld, slaapt slecht sinds de zomer."),
        ],
        TEXTS,
        partners=("council", "ggz"),
    )
    road.submit("police", referral)
    return referral


def _direct(road: Road, case: Case, father: Person) -> None:
    with road.on("director", case) as (who, mine):
        cases.set_phase(
            who,
            mine,
            phase=3,
            operational=road.organisations["police"],
            administrative=road.organisations["mayor"],
            reason="geweld en bedreiging op meerdere leefgebieden",
        )
    road.write_plan(
        case,
        "director",
        father,
        "Grenzen stellen aan het geweld en tegelijk behandelen; omgang is de beloning, niet het begin.",
        [
            ("home", "Geen dreiging of geweld meer, ook niet via de telefoon", []),
            ("substances", "Zes maanden niet gedronken", []),
            ("finances", "Schulden worden afbetaald", []),
        ],
        first_due=0,
    )


def _meet(road: Road, case: Case, father: Person) -> Conference:
    first = Conference.objects.create(
        house=road.house, at=at(0, 9, 30), place="Huis De Delta, zaal Noord", chair=road.people["director"]
    )
    item = road.meet(case, "director", first, "Hoe maken we het deze week veilig, en wie doet wat?")
    _resolve(road, case, item, father)
    road.hold(
        case,
        "director",
        item,
        (
            "Vader verblijft bij zijn broer. Moeder en kinderen zijn veilig zolang het adres geheim blijft. De dochter wil haar "
            "vader wel spreken, maar niet alleen.",
            "Het gevaar zit in onverwacht contact na alcoholgebruik. Vader is gemotiveerd als hij de kinderen mag blijven zien.",
            "Contactverbod met een begeleide omgang als vooruitzicht; behandeling start binnen twee weken.",
        ),
    )
    return first


def _people(road: Road, person):
    father = person("Ricardo", "van", "Aalst", "1983-06-18", "M", street="Havenkade", number="12")
    mother = person("Marieke", "", "Jansen", "1986-02-09", "V", street="Lindenhof", number="7", secret=True)
    daughter = person("Fleur", "van", "Aalst", "2010-05-27", "V", street="Lindenhof", number="7", secret=True)
    son = person("Daan", "van", "Aalst", "2014-09-03", "M", street="Lindenhof", number="7", secret=True)
    for parent in (father, mother):
        for child in (daughter, son):
            Relation.objects.create(
                house=road.house,
                person=parent,
                other=child,
                kind="child",
                authority="parent",
                begins=child.birth_date,
                source="invoer",
            )
            Relation.objects.create(
                house=road.house,
                person=child,
                other=parent,
                kind="parent",
                authority="parent",
                begins=child.birth_date,
                source="invoer",
            )
    for one, other in ((father, mother), (mother, father)):
        Relation.objects.create(
            house=road.house,
            person=one,
            other=other,
            kind="ex_partner",
            begins="2009-08-21",
            ends="2025-00-00",
            source="invoer",
        )
    Relation.objects.create(house=road.house, person=daughter, other=son, kind="sibling", source="invoer")
    family = Family.objects.create(house=road.house, name="Van Aalst – Jansen")
    for member in (father, mother, daughter, son):
        FamilyMember.objects.create(house=road.house, family=family, person=member, household=member != father)
    for hidden in (mother, daughter, son):
        AddressDisclosure.objects.create(
            house=road.house,
            person=hidden,
            organisation=road.organisations["council"],
            reason="regelt de opvang en de school",
        )
    return father, mother, daughter, son


def _inform(road: Road, case: Case, father: Person, mother: Person, daughter: Person) -> None:
    road.tell(
        case,
        "police",
        father,
        7,
        "Vier meldingen en twee aangiften van mishandeling en bedreiging in negen maanden. "
        "Bij de laatste aanhouding een mes in beslag genomen.",
        to=("council", "ggz"),
    )
    road.tell(
        case,
        "police",
        mother,
        7,
        "Aangifte gedaan; wil dat haar nieuwe adres nergens in de stukken staat.",
        to=("council",),
        conditions="Niet delen met vader, diens advocaat of de broer.",
    )
    road.tell(
        case,
        "ggz",
        father,
        6,
        "In behandeling voor alcoholafhankelijkheid sinds drie weken, komt op tijd. Bij spanning "
        "snel geneigd te drinken; afgesproken dat hij dan belt.",
        to=("council",),
        conditions="Alleen voor het plan van aanpak; niet in een procesdossier.",
    )
    road.tell(case, "ggz", mother, 6, "Aangemeld voor traumabehandeling, staat op de wachtlijst.", to=("council",))
    road.tell(
        case,
        "council",
        mother,
        3,
        "Woning met voorrang toegewezen; huurcontract op naam van moeder.",
        to=("police", "ggz"),
    )
    road.tell(
        case, "council", father, 4, "Schuld van ruim € 9.000 uit het gezamenlijke huishouden; schuldhulp kan starten."
    )
    road.tell(case, "council", daughter, 12, "Begeleiding op school geregeld met een vaste vertrouwenspersoon.")


def _resolve(road: Road, case: Case, item, father: Person) -> None:
    agreed = (
        (
            "repression",
            "police",
            "Contactverbod aanvragen bij de officier en controleren, met de wijkagent als aanspreekpunt",
            "home",
            52,
        ),
        ("care", "ggz", "Behandeling van vader voortzetten, wekelijks en met terugvalplan", "substances", 75),
        ("administrative", "council", "Schuldhulp voor vader starten en inkomen laten beheren", "finances", 45),
    )
    with road.on("director", case) as (who, mine):
        for kind, key, text, domain, due in agreed:
            conferences.resolve(
                who,
                mine,
                item,
                text=text,
                person=father.pk,
                kind=kind,
                domain=road.domains[domain].pk,
                responsible=road.people[key].pk,
                due_on=in_days(due),
            )
        conferences.resolve(who, mine, item, text="Het adres van moeder en kinderen komt in geen enkel verslag.")


def _plan(road: Road, case: Case, father: Person, mother: Person, daughter: Person) -> None:
    of_father = case.plans.get(person=father)
    of_mother = road.write_plan(
        case,
        "director",
        mother,
        "Rust en veiligheid op het nieuwe adres.",
        [
            (
                "home",
                "Moeder voelt zich veilig in haar nieuwe huis",
                [("administrative", "council", "Aware-knop aanvragen en deursloten laten vervangen")],
            ),
            (
                "mental",
                "Moeder begint aan haar behandeling",
                [("care", "ggz", "Overbrugging van de wachtlijst met wekelijks belcontact")],
            ),
        ],
        first_due=40,
    )
    of_daughter = road.write_plan(
        case,
        "director",
        daughter,
        "Fleur hoeft niet meer te kiezen of te waken.",
        [
            (
                "network",
                "Fleur heeft iemand op school bij wie ze terecht kan",
                [("guidance", "council", "Vaste vertrouwenspersoon, gesprek om de week")],
            ),
        ],
        first_due=60,
    )
    for plan in (of_father, of_mother, of_daughter):
        road.adopt(case, "director", plan)
    with road.on("director", case) as (who, mine):
        plans.align(
            who,
            mine,
            name="Gezin Van Aalst – Jansen",
            plans=[of_father, of_mother, of_daughter],
            in_circle=True,
            interdependent=True,
            necessary=True,
            motivation="De veiligheid van de een hangt af van de behandeling van "
            "de ander; de afspraken moeten in elkaar grijpen.",
        )
    road.score(case, "ggz", father, {"substances": 2, "mental": 3, "finances": 2, "home": 1}, in_days(0))
    road.score(case, "council", mother, {"housing": 3, "mental": 2, "network": 3, "home": 2}, in_days(0))


def _follow(road: Road, case: Case, father: Person, mother: Person, daughter: Person) -> None:
    actions = {action.text.split()[0]: action for action in case.actions.all()}
    road.finish_action(case, actions["Aware-knop"], "Knop en sloten zijn geplaatst; moeder weet hoe het werkt.")
    road.report(case, actions["Behandeling"], "ggz", "better", "Komt wekelijks, negen weken niet gedronken.")
    road.report(
        case,
        actions["Schuldhulp"],
        "council",
        "same",
        "Papieren zijn nog niet compleet; vader heeft hulp bij invullen.",
    )
    goal = case.plans.get(person=mother).goals.first()
    road.report(case, goal, "police", "better", "Geen meldingen meer sinds het contactverbod.")
    road.score(case, "ggz", father, {"substances": 3, "mental": 3, "finances": 2, "home": 3}, in_days(0))
    road.evaluate(
        case,
        "director",
        "Het is rustiger: geen nieuwe meldingen, vader drinkt niet, moeder slaapt weer. De schulden "
        "vragen aandacht. Over zes weken beslissen we over begeleide omgang.",
        in_days(40),
    )
