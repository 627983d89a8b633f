"""The demonstration house itself: working area, organisations, professionals, and how a person is made."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from django.contrib.auth.hashers import make_password
from django.db import connection
from django.utils import timezone

from eenplan.access.models import Account
from eenplan.demo import cast
from eenplan.demo.road import Road
from eenplan.law.codes import PURPOSE_OF_ROLE, Purpose, Role
from eenplan.network.models import (
    Authorisation,
    House,
    HouseOrganisation,
    Lookup,
    Municipality,
    Organisation,
    Professional,
    WorkingArea,
)
from eenplan.people.bsn import with_check_digit
from eenplan.people.models import Address, AddressSecrecy, Person

START = date(2025, 3, 1)  # the WGS is in force


def make(password: str) -> Road:
    """The house with everybody in it."""
    house = _found()
    for municipality in Municipality.objects.filter(region__code=cast.HOUSE[2]):
        WorkingArea.objects.get_or_create(house=house, municipality=municipality, defaults={"since": START})
    organisations = {key: _organisation(house, *fields) for key, fields in cast.ORGANISATIONS.items()}
    hashed = make_password(password)  # once: a good hash takes its time
    for key, (_mail, name, organisation, function, roles) in cast.PEOPLE.items():
        _professional(house, cast.email(key), name, hashed, organisations[organisation], function, roles.split())
    return Road(house)


def persons(house: House, numbers: Iterator[int]) -> Callable[..., Person]:
    """A function that makes a person with a test BSN and an address in the town."""

    system = Account.objects.get(email=f"system@{house.code.lower()}.invalid")

    def person(given_names, prefix, family_name, birth_date, sex, street="Singel", number="", secret=False) -> Person:
        bsn = next(filter(None, (with_check_digit(f"9999{next(numbers):04d}") for _try in range(20))))
        made = Person.objects.create(
            house=house,
            given_names=given_names,
            prefix=prefix,
            family_name=family_name,
            birth_date=birth_date,
            sex=sex,
            bsn=bsn,
        )
        if secret:
            AddressSecrecy.objects.create(
                house=house,
                person=made,
                origin="house",
                reason="bedreigd door een huisgenoot van vroeger",
                account=system,
            )
        Address.objects.create(
            house=house,
            person=made,
            kind="domestic",
            street=street,
            number=number or str(made.pk % 90 + 1),
            postcode="8200 AA",
            locality="Deltastad",
        )
        return made

    return person


def _found() -> House:
    with connection.cursor() as cursor:
        cursor.execute("SELECT network_found_house(%s, %s, %s)", cast.HOUSE)
        house = House.objects.get(pk=cursor.fetchone()[0])
    house.contact = (
        "Contactpunt Zorg- en Veiligheidshuis De Delta, college van B&W Deltastad, "
        "Stadhuisplein 1, contactpunt@eenplan.test"
    )
    house.searches_per_day = house.persons_per_day = 300  # a year is made in one day
    house.save()
    return house


def begin_today(house: House) -> None:
    """The usual limits again, and nobody has looked for anybody yet."""
    names = ("searches_per_day", "persons_per_day")
    House.objects.filter(pk=house.pk).update(**{name: House._meta.get_field(name).default for name in names})
    Lookup.objects.filter(house=house).delete()


def _organisation(house: House, name: str, kind: str, ground: str, secrecy: bool) -> Organisation:
    made = Organisation.objects.create(name=name, kind=kind, ground=ground, medical_secrecy=secrecy, since=START)
    HouseOrganisation.objects.create(house=house, organisation=made, since=START)
    return made


def _professional(house, email, name, password, organisation, function, roles) -> None:
    account = Account.objects.create(email=email, name=name, password=password, is_demo=True)
    professional = Professional.objects.create(
        account=account, organisation=organisation, function=function, phone=f"06 {account.pk:08d}"
    )
    for role in roles:
        Authorisation.objects.create(
            house=house,
            professional=professional,
            role=role,
            purpose=PURPOSE_OF_ROLE.get(Role(role), Purpose.PROCESSING),
            designated_on=START,
            screening="vog",
            screened_on=START - timedelta(days=20),
            screening_valid_until=timezone.localdate() + timedelta(days=900),
            no_commercial_duties=True,
        )
