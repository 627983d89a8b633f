"""Who sees a secret address, who decides about it, and what ends it (R-78)."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse

from eenplan.access.models import Grant
from eenplan.audit.models import Event
from eenplan.cases.models import Delegate, Member
from eenplan.people.finding import enter_person, find_person
from eenplan.people.models import Address, AddressDisclosure, AddressSecrecy, Person
from tests.support.db import as_owner

pytestmark = pytest.mark.law("R-78", "AVG 32")


@pytest.fixture
def mother(world) -> Person:
    return world.persons["mother"]


@pytest.fixture
def sees(mother, world, act_as):
    """`sees("ggz")`: does this account's query hold the row with the address?"""

    def run(key):
        with act_as(world.people[key]):
            return Address.objects.filter(person=mother).exists()

    return run


@pytest.fixture
def name(mother, world, client_of):
    """`name("ggz")`: the process director names an organisation."""

    def run(key, by="director"):
        given = {"organisation": world.organisations[key].pk, "reason": "komt bij haar thuis"}
        return client_of(by).post(reverse("people:disclose", args=[mother.pk]), given)

    return run


def test_naming_the_own_organisation_shows_a_process_director_nothing(name, sees):
    assert name("council").status_code == 302
    assert not sees("director")
    assert not sees("director_elsewhere")
    assert sees("council")  # of the same organisation, and takes part


def test_only_who_takes_part_for_a_named_organisation_sees_it_and_not_a_colleague(name, sees):
    assert name("ggz").status_code == 302
    assert sees("ggz")
    for key in ("ggz_colleague", "police", "auditor", "contact", "manager", "administrator"):
        assert not sees(key), key


def test_who_leaves_the_case_sees_it_no_longer(name, sees, world):
    name("ggz")
    with as_owner():
        Delegate.objects.filter(case=world.case, account=world.people["ggz"]).update(until=world.case.opened_at)
    assert not sees("ggz")


def test_an_organisation_outside_the_case_cannot_be_named(name, mother, world, act_as):
    assert name("probation").status_code == 422
    with act_as(world.people["director"]), pytest.raises(DatabaseError), transaction.atomic():
        AddressDisclosure.objects.create(
            house=mother.house, person=mother, organisation=world.organisations["probation"], reason="zomaar"
        )


def test_a_process_director_of_another_case_decides_nothing(name, mother, world, act_as):
    assert name("ggz", by="director_elsewhere").status_code == 404
    with act_as(world.people["director_elsewhere"]), pytest.raises(DatabaseError), transaction.atomic():
        AddressSecrecy.objects.create(
            house=mother.house, person=mother, origin="house", reason="x", account=world.people["director_elsewhere"]
        )


def test_who_enters_a_secret_address_sees_it_that_day_and_a_colleague_who_finds_the_person_does_not(world, act_as):
    house = world.houses["TEST"]
    with act_as(world.people["ggz"]) as who:
        new = enter_person(
            who, house, family_name="Schuil", birth_date="1990-01-01", bsn="999990093", street="Geheimweg", number="1",
            address_kind="domestic", address_secret=True,
        )  # fmt: skip
        assert Address.objects.get(person=new).street == "Geheimweg"
    for key in ("ggz_colleague", "police", "director"):
        with act_as(world.people[key]) as who:
            (found,) = find_person(who, house, bsn="999990093")
            assert found.address_secret
            assert not hasattr(found, "address")
    with as_owner():
        Grant.objects.filter(kind="person", object_id=new.pk, scope="entered").update(until=new.registered_at)
    with act_as(world.people["ggz"]):
        assert not Address.objects.filter(person=new).exists()


def test_a_shelter_is_always_secret(world, act_as):
    with act_as(world.people["ggz"]) as who:
        new = enter_person(
            who, world.houses["TEST"], family_name="Opvang", address_kind="shelter", street="Huis", address_secret=False
        )
        assert Address.objects.get(person=new).secret
    with as_owner():
        assert Person.objects.get(pk=new.pk).address_secret
        with pytest.raises(IntegrityError), transaction.atomic():
            Address.objects.filter(person=new).update(secret=False)


def test_taking_the_last_organisation_back_leaves_the_address_secret(name, mother, world, client_of):
    name("ggz")
    with as_owner():
        named = AddressDisclosure.objects.get(person=mother)
    assert client_of("director").post(reverse("people:withdraw", args=[mother.pk, named.pk])).status_code == 302
    with as_owner():
        assert Address.objects.get(person=mother).secret
        assert AddressSecrecy.objects.filter(person=mother, origin="house", until=None).exists()


@pytest.mark.law("AVG 32")
def test_secrecy_ends_only_explicitly_with_a_reason_and_a_line_in_the_log(mother, world, client_of, sees):
    with as_owner():
        secrecy = AddressSecrecy.objects.get(person=mother)
    url = reverse("people:end_secrecy", args=[mother.pk, secrecy.pk])
    assert client_of("director").post(url, {"reason": ""}).status_code == 422
    assert client_of("director").post(url, {"reason": "x" * 301}).status_code == 422
    assert client_of("ggz").post(url, {"reason": "zomaar"}).status_code == 403
    assert client_of("director").post(url, {"reason": "dreiging is voorbij"}).status_code == 302
    assert sees("police")
    again = client_of("director").post(url, {"reason": "nog eens"})
    assert again.status_code == 422
    assert "al beëindigd" in again.content.decode()
    with as_owner():
        secrecy.refresh_from_db()
        assert (secrecy.ended_by_id, secrecy.ended_reason) == (world.people["director"].pk, "dreiging is voorbij")
        assert Event.objects.filter(action="address.end_secrecy", subject_id=mother.pk).count() == 1


def test_a_process_director_keeps_an_address_secret_from_everybody_himself_included(world, client_of, act_as):
    father = world.persons["father"]
    page = client_of("director").get(reverse("people:disclose", args=[father.pk])).content.decode()
    assert "Geheim houden" in page
    url = reverse("people:keep_secret", args=[father.pk])
    assert client_of("police").post(url, {"reason": "dreiging"}).status_code == 403
    assert client_of("director").post(url, {"reason": "dreiging"}).status_code == 302
    assert client_of("director").post(url, {"reason": "dreiging"}).status_code == 422
    for key in ("director", "police", "ggz"):
        with act_as(world.people[key]):
            assert not Address.objects.filter(person=father).exists()
            assert Person.objects.get(pk=father.pk).shown_address == "Afgeschermd"


def test_what_the_registry_keeps_secret_the_house_cannot_open(mother, world, client_of):
    with as_owner():
        registry = AddressSecrecy.objects.create(
            house=mother.house, person=mother, origin="registry", reason="brp", account=world.people["system"]
        )
        own = AddressSecrecy.objects.get(person=mother, origin="house")
    end = [reverse("people:end_secrecy", args=[mother.pk, each.pk]) for each in (registry, own)]
    refused = client_of("director").post(end[0], {"reason": "weg"})
    assert refused.status_code == 422
    assert "basisregistratie" in refused.content.decode()
    assert client_of("director").post(end[1], {"reason": "weg"}).status_code == 302
    with as_owner():
        assert Address.objects.get(person=mother).secret


@pytest.mark.law("WGS 2.31(4)", "UAVG 46")
def test_who_was_taken_out_of_the_case_keeps_a_name_there_and_nothing_else(world, client_of, act_as):
    daughter = world.persons["daughter"]
    with as_owner():
        Member.objects.filter(case=world.case, person=daughter).update(until=world.case.opened_at)
    for key in ("police", "ggz", "director"):
        with act_as(world.people[key]):
            seen = Person.objects.select_related("citizen_number", "address").get(pk=daughter.pk)
            assert (seen.full_name, seen.bsn, seen.opened) == ("Lotte de Vries", None, False)
            assert not Address.objects.filter(person=daughter).exists()
        page = client_of(key).get(reverse("people:person", args=[daughter.pk])).content.decode()
        assert page.count("Afgeschermd") >= 3
        assert "999990044" not in page
        assert "Vlietweg" not in page
    with as_owner():
        line = Event.objects.filter(subject_id=daughter.pk, action="read").latest("pk")
    assert line.categories == [1]


@pytest.mark.law("WGS 2.31(8)", "R-53", "R-40")
def test_of_a_closed_case_the_contact_point_sees_the_bare_file_and_no_more(world, client_of, act_as):
    closed = world.persons["closed"]
    with act_as(world.people["contact"]):
        seen = Person.objects.select_related("citizen_number", "address").get(pk=closed.pk)
        assert (seen.full_name, seen.opened) == ("Wim van der Meer", False)
        assert seen.shown_bsn == seen.shown_address == "Afgeschermd"
    page = client_of("contact").get(reverse("people:person", args=[closed.pk])).content.decode()
    assert "999990068" not in page
    assert (
        "doelen behaald"
        not in client_of("contact").get(f"/casussen/{world.closed_case.number}/afsluiten/").content.decode()
    )
