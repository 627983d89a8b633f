"""A small world that every test finds in the database: two houses, their people, one family, cases at several stages.

Built once as the owner into the template database. Tests look things up with `World` and act as its people.
"""

import pickle
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from django.db import connection
from django.utils import timezone

from eenplan.access.models import Account
from eenplan.cases.models import Case, Closing, Delegate, Direction, Member, Participation
from eenplan.conferences.models import AgendaItem, Attendance, Conference
from eenplan.exchange.models import Consent, Item, Recipient
from eenplan.law.codes import PURPOSE_OF_ROLE, DataCategory, Purpose, Role, SharingGround, TrainingTopic
from eenplan.network.models import (
    Authorisation,
    House,
    HouseOrganisation,
    LifeDomain,
    Municipality,
    Organisation,
    Professional,
    SafetyRegion,
    Training,
)
from eenplan.people.models import Address, AddressSecrecy, Person, Relation
from eenplan.plans.models import Action, Adoption, Goal, Plan
from eenplan.referrals.models import Assessment, Decision, Referral, ReferredPerson
from tests.support.db import as_owner

PASSWORD = "proef-wachtwoord-7"
TODAY = timezone.localdate()

#: key: (name, kind, statutory ground, medical secrecy)
ORGANISATIONS = {
    "police": ("Politie Waterdam", "police", "2.27(1)c", False),
    "prosecution": ("OM Waterdam", "prosecution", "2.27(1)d", False),
    "council": ("College van B&W Waterdam", "council", "2.27(1)f", False),
    "protection": ("Raad voor de Kinderbescherming", "child_protection", "2.27(1)a", False),
    "health": ("GGD Waterland-Zuid", "public_health", "2.27(1)g", True),
    "ggz": ("GGZ De Brug", "mental_health", "2.27(2)d", True),
    "probation": ("Reclassering Waterdam", "probation", "2.27(2)a", False),
    "halt": ("Halt", "halt", "none", False),
    "victims": ("Slachtofferhulp Nederland", "victim_support", "none", False),
    "other_council": ("College van B&W Overzee", "council", "2.27(1)f", False),
}

#: key: (name, organisation, roles, house)
PEOPLE = {
    "police": ("Petra Agema", "police", "referrer assessor participant", "TEST"),
    "police_colleague": ("Pim Aerts", "police", "referrer participant", "TEST"),
    "prosecution": ("Olga Mesdag", "prosecution", "assessor participant", "TEST"),
    "council": ("Gerda Bos", "council", "referrer assessor participant", "TEST"),
    "protection": ("Ria Kuiper", "protection", "referrer assessor participant", "TEST"),
    "ggz": ("Gijs Zwart", "ggz", "referrer participant", "TEST"),
    "ggz_colleague": ("Greet Zijlstra", "ggz", "referrer participant", "TEST"),
    "probation": ("Rob Clasen", "probation", "referrer participant", "TEST"),
    "director": ("Dina Prins", "council", "process_director referrer", "TEST"),
    "director_elsewhere": ("Daan Peters", "council", "process_director", "TEST"),
    "manager": ("Mia Nagel", "council", "manager", "TEST"),
    "contact": ("Corine Punt", "council", "contact_point", "TEST"),
    "contact_two": ("Cees Tak", "council", "contact_point", "TEST"),
    "auditor": ("Auke Dijk", "council", "auditor", "TEST"),
    "administrator": ("Bert Heer", "council", "administrator", "TEST"),
    "neighbour": ("Nel Buur", "other_council", "referrer assessor participant", "BUUR"),
    "neighbour_director": ("Nico Buur", "other_council", "process_director", "BUUR"),
}

#: key: (given names, prefix, family name, birth date, sex, BSN)
PERSONS = {
    "father": ("Karel", "de", "Vries", "1982-03-14", "M", "999990019"),
    "mother": ("Sanne", "", "Bakker", "1985-00-00", "V", "999990020"),
    "son": ("Tim", "de", "Vries", "2009-07-01", "M", "999990032"),
    "daughter": ("Lotte", "de", "Vries", "2013-11-23", "V", "999990044"),
    "stranger": ("Ahmed", "el", "Idrissi", "1990-05-05", "M", "999990056"),
    "closed": ("Wim", "van der", "Meer", "1975-01-09", "M", "999990068"),
    "neighbour": ("Bea", "", "Overzee", "1979-09-09", "V", "999990081"),
}


def build() -> None:
    """Fill the template database; runs as the owner."""
    region = SafetyRegion.objects.get_or_create(code="VR16", defaults={"name": "Hollands-Midden"})[0]
    Municipality.objects.get_or_create(code="GM0000", defaults={"name": "Waterdam", "region": region})
    houses = {
        code: _house(code, name)
        for code, name in (("TEST", "Zorg- en Veiligheidshuis Waterdam"), ("BUUR", "Zorg- en Veiligheidshuis Overzee"))
    }
    organisations = {
        key: Organisation.objects.create(
            name=name, kind=kind, ground=ground, medical_secrecy=secrecy, since=date(2025, 3, 1)
        )
        for key, (name, kind, ground, secrecy) in ORGANISATIONS.items()
    }
    for key, organisation in organisations.items():
        house = houses["BUUR" if key == "other_council" else "TEST"]
        if organisation.ground != "none":
            HouseOrganisation.objects.create(house=house, organisation=organisation, since=date(2025, 3, 1))
    people = {
        key: _professional(key, name, organisations[organisation], roles.split(), houses[house])
        for key, (name, organisation, roles, house) in PEOPLE.items()
    }
    persons = {
        key: _person(houses["BUUR" if key == "neighbour" else "TEST"], *fields) for key, fields in PERSONS.items()
    }
    _family(persons)
    _open_case(houses["TEST"], organisations, people, persons)
    _closed_case(houses["TEST"], organisations, people, persons["closed"])
    _referrals(houses["TEST"], organisations, people, persons["stranger"])
    other = referral(houses["BUUR"], people["neighbour"], persons["neighbour"])
    admit(other, people["neighbour"], people["neighbour_director"])


def _house(code: str, name: str) -> House:
    with connection.cursor() as cursor:
        cursor.execute("SELECT network_found_house(%s, %s, 'VR16')", [code, name])
        return House.objects.get(pk=cursor.fetchone()[0])


def _professional(key: str, name: str, organisation: Organisation, roles: list[str], house: House) -> Account:
    account = Account.objects.create_user(f"{key}@test.invalid", PASSWORD, name=name)
    professional = Professional.objects.create(
        account=account, organisation=organisation, function="medewerker", phone="0612345678"
    )
    trained(professional, house)
    for role in roles:
        authorise(professional, house, role)
    return account


def trained(professional: Professional, house: House, on: date = TODAY - timedelta(days=100)) -> None:
    """Trained in all six topics, so that nothing is missing for three years."""
    Training.objects.bulk_create(
        Training(house=house, professional=professional, topic=topic, followed_on=on) for topic in TrainingTopic
    )


def authorise(professional: Professional, house: House, role: str, **fields) -> Authorisation:
    return Authorisation.objects.create(
        **{
            "house": house,
            "professional": professional,
            "role": role,
            "purpose": PURPOSE_OF_ROLE.get(Role(role), Purpose.PROCESSING),
            "designated_on": date(2025, 3, 1),
            "screening": "vog",
            "screened_on": date(2025, 2, 1),
            "screening_valid_until": TODAY + timedelta(days=700),
            "no_commercial_duties": True,
            **fields,
        }
    )


def _person(house, given_names, prefix, family_name, birth_date, sex, bsn) -> Person:
    person = Person.objects.create(
        house=house,
        given_names=given_names,
        prefix=prefix,
        family_name=family_name,
        birth_date=birth_date,
        sex=sex,
        bsn=bsn,
    )
    Address.objects.create(
        house=house,
        person=person,
        kind="domestic",
        street="Vlietweg",
        number=str(person.pk),
        postcode="2312AB",
        locality="Waterdam",
    )
    return person


def _family(persons: dict[str, Person]) -> None:
    for one, other, kind in (
        ("father", "son", "child"),
        ("father", "daughter", "child"),
        ("mother", "son", "child"),
        ("father", "mother", "ex_partner"),
    ):
        Relation.objects.create(
            house=persons[one].house, person=persons[one], other=persons[other], kind=kind, source="test"
        )
    mother = persons["mother"]  # lives at a secret address
    Address.objects.filter(person=mother).update(street="Schuilplaats")
    system = Account.objects.get(email="system@test.invalid")
    AddressSecrecy.objects.create(
        house=mother.house, person=mother, origin="house", reason="bedreigd door een ander", account=system
    )


def referral(
    house: House, referrer: Account, subject: Person, circle: dict[Person, str] | None = None, submit: bool = True
) -> Referral:
    """A referral of `subject` with `circle` {person: relation}; a draft when not submitted."""
    made = Referral.objects.create(
        house=house,
        account=referrer,
        organisation=referrer.professional.organisation,
        occasion="Herhaalde meldingen aan huis",
        goal="Samenhangende aanpak",
        criterion_a="Geweld in het gezin",
        criterion_b="Schulden, middelen, wonen",
        criterion_c="Drie aangiften in een jaar",
        criterion_d="Politie, zorg en gemeente zijn nodig",
        checked=True,
        informed=True,
    )
    ReferredPerson.objects.create(house=house, referral=made, person=subject, part="subject")
    for person, relation in (circle or {}).items():
        ReferredPerson.objects.create(
            house=house,
            referral=made,
            person=person,
            part="circle",
            circle_of=subject,
            relation=relation,
            reason="woont in het gezin",
        )
    if submit:
        with connection.cursor() as cursor:
            cursor.execute("SELECT network_number(%s, 'A')", [house.pk])
            made.number = cursor.fetchone()[0]
        made.submitted_at = timezone.now()
        made.save()
    return made


def admit(made: Referral, assessor: Account, director: Account) -> Case:
    """Judge and admit a referral; returns the case that the database opened, with the process director in place."""
    organisation = assessor.professional.organisation
    Assessment.objects.create(
        house=made.house,
        referral=made,
        organisation=organisation,
        account=assessor,
        criterion_a=True,
        criterion_b=True,
        criterion_c=True,
        criterion_d=True,
        judgement="admit",
        motive="voldoet",
    )
    Decision.objects.create(
        house=made.house,
        referral=made,
        outcome="admit",
        motive="voldoet aan a–d",
        organisation=organisation,
        account=assessor,
        case_kind="system",
        purpose="Veiligheid thuis",
        process_director=director,
    )
    case = Case.objects.get(referral=made)
    Direction.objects.filter(case=case).update(accepted_at=timezone.now())
    return case


def close(case: Case, account: Account) -> None:
    """The goals were met: the case is closed and shielded."""
    Closing.objects.create(
        house=case.house,
        case=case,
        outcome="goals_met",
        motive="doelen behaald",
        organisation=account.professional.organisation,
        account=account,
    )


def join(case: Case, account: Account) -> Delegate:
    """Let a professional take part for its organisation."""
    organisation = account.professional.organisation
    part = Participation.objects.filter(case=case, organisation=organisation, until=None).first()
    part = part or Participation.objects.create(
        house=case.house,
        case=case,
        organisation=organisation,
        reason="nodig",
        decided_by=case.participations.first().decided_by,
    )
    return Delegate.objects.create(house=case.house, case=case, participation=part, account=account)


def item(
    case: Case,
    supplier: Account,
    person: Person,
    category: DataCategory,
    ground: SharingGround,
    text: str,
    recipients: list[Organisation],
) -> Item:
    agreed = consent(case, supplier, person, [category]) if ground == SharingGround.CONSENT else None
    made = Item.objects.create(
        house=case.house,
        case=case,
        person=person,
        category=category,
        supplier=supplier.professional.organisation,
        account=supplier,
        ground=ground,
        consent=agreed,
        motivation="noodzakelijk voor de veiligheid",
        text=text,
        first_processed_on=TODAY,
    )
    for organisation in recipients:
        Recipient.objects.create(house=case.house, case=case, item=made, organisation=organisation)
    return made


def consent(case: Case, supplier: Account, person: Person, categories: list[int], **fields) -> Consent:
    """Consent of an adult in the case to the organisation of `supplier`."""
    return Consent.objects.create(
        **{
            "house": case.house,
            "case": case,
            "person": person,
            "supplier": supplier.professional.organisation,
            "account": supplier,
            "given_on": TODAY,
            "given_by": Consent.Giver.SELF,
            "manner": Consent.Manner.WRITTEN,
            "categories": categories,
            **fields,
        }
    )


def _open_case(house, organisations, people, persons) -> None:
    circle = {persons["mother"]: "ex_partner", persons["son"]: "child", persons["daughter"]: "child"}
    case = admit(referral(house, people["police"], persons["father"], circle), people["council"], people["director"])
    join(case, people["ggz"])
    direction = Direction.objects.create(house=house, case=case, kind="case", account=people["ggz"])
    Direction.objects.filter(pk=direction.pk).update(accepted_at=timezone.now())
    item(
        case,
        people["police"],
        persons["father"],
        DataCategory.POLICE,
        SharingGround.POLICE_ACT,
        "Drie meldingen van geweld",
        [organisations["council"]],
    )
    item(
        case,
        people["ggz"],
        persons["father"],
        DataCategory.HEALTH,
        SharingGround.CONSENT,
        "In behandeling sinds mei",
        [organisations["council"]],
    )
    item(
        case,
        people["council"],
        persons["mother"],
        DataCategory.HOUSING,
        SharingGround.NECESSARY,
        "Urgentie toegekend",
        [organisations["police"], organisations["ggz"]],
    )
    meeting = Conference.objects.create(
        house=house, at=timezone.now() + timedelta(days=3), place="Kamer 2", chair=people["director"]
    )
    point = AgendaItem.objects.create(house=house, conference=meeting, case=case, position=1, question="Wat nu?")
    Attendance.objects.create(
        house=house, case=case, item=point, account=people["ggz"], organisation=organisations["ggz"]
    )
    plan = Plan.objects.create(house=house, case=case, person=persons["father"], summary="Eerst veiligheid")
    goal = Goal.objects.create(
        house=house,
        case=case,
        plan=plan,
        added_in=1,
        account=people["director"],
        domain=LifeDomain.objects.get(house=house, code="home"),
        text="Geen geweld meer thuis",
    )
    Action.objects.create(
        house=house,
        case=case,
        plan=plan,
        goal=goal,
        added_in=1,
        text="Behandeling starten",
        kind="care",
        organisation=organisations["ggz"],
        responsible=people["ggz"],
        due_on=TODAY + timedelta(days=30),
        account=people["director"],
    )
    Adoption.objects.create(
        house=house,
        case=case,
        plan=plan,
        version=1,
        adopted_on=TODAY,
        summary="Eerst veiligheid",
        account=people["director"],
    )


def _closed_case(house, organisations, people, person) -> None:
    case = admit(referral(house, people["police"], person), people["council"], people["director"])
    close(case, people["council"])


def _referrals(house, organisations, people, person) -> None:
    referral(house, people["ggz"], person)
    referral(house, people["police"], person, submit=False)


@dataclass(frozen=True)
class World:
    """Finds the things of the world by name; read as the owner, so only for tests' own use."""

    houses: dict[str, House]
    organisations: dict[str, Organisation]
    people: dict[str, Account]
    persons: dict[str, Person]
    case: Case
    closed_case: Case
    other_case: Case
    referral: Referral
    draft: Referral

    @classmethod
    def load(cls) -> "World":
        """Rows of its own for each test; the database is asked once per process, since every clone holds the same."""
        return pickle.loads(_read())

    @classmethod
    def read(cls) -> "World":
        names = {fields[0]: key for key, fields in ORGANISATIONS.items()}
        numbers = {fields[5]: key for key, fields in PERSONS.items()}
        cases = Case.objects.select_related("house").order_by("pk")
        return cls(
            houses={house.code: house for house in House.objects.all()},
            organisations={names[o.name]: o for o in Organisation.objects.filter(name__in=names)},
            people={
                a.email.split("@")[0]: a
                for a in Account.objects.filter(email__endswith="@test.invalid").select_related(
                    "professional__organisation"
                )
            },
            persons={
                numbers[p.bsn]: p
                for p in Person.objects.filter(citizen_number__bsn__in=numbers).select_related("citizen_number")
            },
            case=cases.get(house__code="TEST", closed_at=None),
            closed_case=cases.get(house__code="TEST", closed_at__isnull=False),
            other_case=cases.get(house__code="BUUR"),
            referral=Referral.objects.get(decided_at=None, submitted_at__isnull=False),
            draft=Referral.objects.get(submitted_at=None),
        )

    def members(self) -> dict[str, Member]:
        """The members of the open case by the name of the person."""
        keys = {person.pk: key for key, person in self.persons.items()}
        return {keys[member.person_id]: member for member in Member.objects.filter(case=self.case)}


@cache
def _read() -> bytes:
    with as_owner():
        return pickle.dumps(World.read())
