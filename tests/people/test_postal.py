"""Addresses are written whole, as far as they are known, and nothing is made up (B7)."""

from types import SimpleNamespace

import pytest
from django.urls import reverse

from eenplan.law.rules import Refusal
from eenplan.people import postal
from eenplan.people.models import Address
from eenplan.people.places import country_name
from eenplan.rights.information import rules
from tests.people.registry_file import first_line, number
from tests.people.shared_inputs import bsn_of, given
from tests.people.test_import import House
from tests.support.db import as_owner

ABROAD = {"e08_10_10": "", "e08_11_10": "", "e08_11_20": "", "e08_11_60": ""}
EMPTY = dict.fromkeys(("street", "number", "postcode", "locality", "municipality", "lines", "country"), "")


def where(**parts):
    return SimpleNamespace(**EMPTY | parts)


@pytest.fixture
def house(world, tmp_path):
    return House(world.houses["TEST"], tmp_path)


def test_a_town_that_is_not_known_is_the_municipality():
    known = {"street": "Teststraat", "number": "12", "postcode": "3011AA", "municipality": "Rotterdam"}
    assert postal.lines(where(**known)) == ["Teststraat 12", "3011 AA  Rotterdam"]
    assert postal.lines(where(**known, locality="Hoek van Holland"))[1] == "3011 AA  Hoek van Holland"
    assert postal.lines(where(municipality="Rotterdam")) == []  # a municipality alone is no address


@pytest.mark.parametrize(
    ("known", "lacking"),
    [
        ({"street": "Teststraat", "number": "12", "postcode": "3011AA", "municipality": "Rotterdam"}, []),
        ({"street": "Teststraat 12", "postcode": "3011AA", "locality": "Rotterdam"}, []),
        ({"street": "Teststraat", "number": "12", "locality": "Rotterdam"}, ["postcode"]),
        ({"street": "Teststraat", "postcode": "3011AA"}, ["huisnummer", "woonplaats"]),
        ({}, ["straat", "huisnummer", "postcode", "woonplaats"]),
        ({"lines": "Rue de la Loi 16\n1000 Bruxelles", "country": "België"}, []),
        ({"lines": "Rue de la Loi 16\n1000 Bruxelles"}, ["land"]),
        ({"country": "België"}, ["adres in het buitenland"]),
    ],
)
def test_what_the_post_needs_and_an_address_lacks_is_named(known, lacking):
    assert postal.lacking(where(**known)) == lacking


@pytest.mark.law("AVG 14")
def test_a_letter_that_the_post_cannot_deliver_asks_for_what_it_lacks():
    with pytest.raises(Refusal, match="postcode"):
        rules.reaches(["postcode"], died=False)
    with pytest.raises(Refusal, match="overleden"):
        rules.reaches([], died=True)
    rules.reaches([], died=False)


def test_a_country_is_written_in_words(house):
    abroad = {"e08_13_10": "5010", "e08_13_30": "Rue de la Loi 16", "e08_13_40": "1000 Bruxelles"}
    house.imports(first_line(**ABROAD | abroad, e08_09_10="1999"))
    assert str(house.person(number(0)).address) == "Rue de la Loi 16, 1000 Bruxelles, België"
    assert country_name("5010") == "België"
    assert country_name("nergens") == ""


@pytest.mark.parametrize(
    ("lines", "shown"),
    [
        ({"e08_13_30": "Laan van Proef 1", "e08_13_40": "2500 AA Den Haag"}, "Laan van Proef 1, 2500AA, Den Haag"),
        ({"e08_13_30": "Laan van Proef 1", "e08_13_40": "Den Haag"}, "Laan van Proef 1, Den Haag"),
    ],
)
def test_an_address_in_the_netherlands_is_not_abroad(house, lines, shown):
    house.imports(first_line(**ABROAD | lines | {"e08_13_10": "6030"}, e08_09_10="1999"))
    address = house.person(number(0)).address
    assert (address.kind, address.country, str(address)) == ("domestic", "", shown)


def test_what_is_not_known_of_an_address_is_never_made_up(house):
    house.imports(first_line(**ABROAD | {"e08_11_10": "."}))
    assert str(house.person(number(0)).address) == "onbekend"


@pytest.mark.law("AVG 14")
def test_the_contact_point_is_told_what_is_missing_and_types_it_for_the_letter_only(world, client_of):
    from eenplan.rights.models import InformationDuty

    father = world.persons["father"]
    with as_owner():
        duty = InformationDuty.objects.get(person=father)
        InformationDuty.objects.filter(pk=duty.pk).update(due_on=duty.began_on)
        Address.objects.filter(person=father).update(postcode="")
    page = client_of("contact").get(reverse("rights:duty", args=[duty.pk])).content.decode()
    assert "Voor de post ontbreekt: postcode" in page


# --- the inputs ----------------------------------------


def test_the_inputs_of_addresses_give_what_an_envelope_needs(house):
    content = given("addresses.csv")
    house.imports(content)

    def lines(label):
        return postal.lines(house.person(bsn_of(content, label)).address)

    assert lines("belgie") == ["Rue de la Loi 16", "1000 Bruxelles", "België"]
    assert lines("gemeente-alleen") == ["Teststraat 12", "3011 AA  Rotterdam"]
    assert lines("toevoeging") == ["Teststraat t/o 12b-III", "3011 AA  Rotterdam"]
    assert lines("locatie")[0] == "Woonboot De Drie Gezusters"
    assert lines("punt-adres") == []


def test_the_input_of_a_diplomat_is_at_home(house):
    content = given("abroad-netherlands.csv")
    house.imports(content)
    address = house.person(bsn_of(content, "geprivilegieerd")).address
    assert (address.kind, address.country) == ("domestic", "")
    assert postal.lines(address) == ["Laan van Proef 1", "2500 AA  Den Haag"]
