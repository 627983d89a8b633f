"""The first house of an installation: `eenplan house`."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from eenplan.access.acting import act_as
from eenplan.access.models import Account
from eenplan.cli.main import parser
from eenplan.law.codes import Role
from eenplan.law.rules import Refusal
from eenplan.network import founding, queries
from eenplan.network.models import House, LifeDomain
from tests.support.db import as_owner

TODAY = timezone.localdate()
GIVEN = {
    "email": "beheer@water.example",
    "name": "Bea Heer",
    "organisation": "College van B&W Nieuwkoop",
    "function": "beheerder",
    "screened_on": TODAY,
    "screening_valid_until": TODAY + timedelta(days=365),
}


def found(code="WATER", region="VR16", **given):
    with as_owner():
        return founding.found_house(code, "Zorg- en Veiligheidshuis Water", region, **{**GIVEN, **given})


@pytest.mark.law("WGS 2.25", "WGS 1.8(2)")
def test_a_house_starts_with_its_purpose_its_domains_and_an_administrator(world, client):
    link = found()
    house = House.objects.get(code="WATER")
    assert "WGS 2.25" in house.purpose
    assert LifeDomain.objects.filter(house=house).count() == 13
    administrator = Account.objects.get(email="beheer@water.example")
    with act_as(administrator) as who:
        assert who.roles == {house.pk: frozenset({Role.ADMINISTRATOR})}
        assert [one.name for one in queries.participants(house)] == ["College van B&W Nieuwkoop"]
    form = client.get(link.removeprefix("http://testserver"), follow=True)
    client.post(form.request["PATH_INFO"], {"password1": "zeven-blauwe-fietsen", "password2": "zeven-blauwe-fietsen"})
    administrator.refresh_from_db()
    assert administrator.check_password("zeven-blauwe-fietsen")


@pytest.mark.parametrize(
    "given",
    [
        {"code": "TEST"},
        {"code": "te lang en met spaties"},
        {"code": "X" * 13},
        {"region": "VR99"},
        {"email": "police@test.invalid"},
        {"email": "geen adres"},
    ],
)
def test_what_does_not_fit_is_said_and_founds_nothing(given, world):
    with pytest.raises(ValidationError):
        found(**given)
    assert not House.objects.filter(code="WATER").exists()


@pytest.mark.law("R-30")
def test_no_administrator_from_an_organisation_without_ground(world):
    with pytest.raises(Refusal, match=r"WGS 2\.27"):
        found(organisation="Halt")


@pytest.mark.law("BGS 1.11", "R-70")
def test_no_administrator_whose_screening_has_ended(world):
    with pytest.raises(Refusal, match=r"BGS 1\.11"):
        found(screened_on=TODAY - timedelta(days=400), screening_valid_until=TODAY)


def test_the_command_is_there():
    options = parser().parse_args(
        ["house", "water", "Huis Water", "--region", "VR16", "--administrator", "b@w.example", "--name", "Bea Heer"]
    )
    assert (options.code, options.house_name, options.administrator) == ("water", "Huis Water", "b@w.example")
