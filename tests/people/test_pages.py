"""The page of a person: what stands on it for whom, and the line it leaves."""

import re

import pytest
from django.apps import apps
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse

from eenplan.audit.models import Event
from eenplan.people.models import Address, AddressDisclosure, Family, FamilyMember, Person, Relation
from tests.support.db import as_owner


@pytest.fixture
def look(world, client_of):
    """`look("police", "father")`: the text of the page, or the status when it is not 200."""

    def run(key, person):
        answer = client_of(key).get(reverse("people:person", args=[world.persons[person].pk]))
        return answer.content.decode() if answer.status_code == 200 else answer.status_code

    return run


def test_it_tells_who_somebody_is_with_an_incomplete_birth_date(look):
    text = look("police", "mother")
    assert "Sanne" in text
    assert "999990020" in text
    assert "geboren 1985" in text
    assert "vrouw" in text


def test_it_names_relations_from_either_side(look):
    assert re.search(r"Karel de Vries.*?<div>ouder</div>", look("police", "son"), re.S)
    assert re.search(r"Tim de Vries.*?<div>kind</div>", look("police", "father"), re.S)


def test_a_relative_one_may_not_see_is_shielded_and_not_left_out(world, look, act_as):
    father = world.persons["father"]
    with as_owner():
        Relation.objects.create(
            house=father.house, person=father, other=world.persons["closed"], kind="other", source="test"
        )
    text = look("police", "father")
    assert "ander direct sociaal contact" in text
    assert "Afgeschermd" in text
    assert "van der Meer" not in text


def test_a_relative_of_whom_only_a_name_is_known_is_named(world, look):
    daughter = world.persons["daughter"]
    with as_owner():
        Relation.objects.create(
            house=daughter.house,
            person=daughter,
            other_name="Cornelis de Vries",
            kind="parent",
            authority="parent",
            begins="2013-11-23",
            source="test",
        )
    text = look("police", "daughter")
    assert "Cornelis de Vries" in text
    assert "ouderlijk gezag" in text
    assert "sinds 23 november 2013" in text


@pytest.mark.law("R-78")
def test_a_secret_address_is_shielded_until_the_organisation_is_named(world, look, client_of):
    mother, ggz = world.persons["mother"], world.organisations["ggz"]
    for key in ("police", "ggz", "director", "auditor"):
        assert "Schuilplaats" not in look(key, "mother")
        assert "Afgeschermd" in look(key, "mother")
    answer = client_of("director").post(
        reverse("people:disclose", args=[mother.pk]), {"organisation": ggz.pk, "reason": "komt bij haar thuis"}
    )
    assert answer.status_code == 302
    assert "Schuilplaats" not in look("ggz", "mother")  # not in plain sight: behind a button of its own
    assert "Schuilplaats" in client_of("ggz").get(reverse("people:address", args=[mother.pk])).content.decode()
    assert "Schuilplaats" not in look("police", "mother")
    with as_owner():
        named = AddressDisclosure.objects.get(person=mother)
        assert Event.objects.filter(action="address.disclose", subject_id=mother.pk).count() == 1
    assert client_of("director").post(reverse("people:withdraw", args=[mother.pk, named.pk])).status_code == 302
    assert client_of("ggz").get(reverse("people:address", args=[mother.pk])).status_code == 404


@pytest.mark.law("R-78")
@pytest.mark.parametrize("key", ["police", "ggz", "auditor", "director_elsewhere", "neighbour_director"])
def test_only_the_process_director_who_sees_the_person_names_organisations(key, world, client_of, act_as):
    mother, ggz = world.persons["mother"], world.organisations["ggz"]
    answer = client_of(key).post(
        reverse("people:disclose", args=[mother.pk]), {"organisation": ggz.pk, "reason": "zomaar"}
    )
    assert answer.status_code in (403, 404)
    with act_as(world.people[key]), pytest.raises(DatabaseError), transaction.atomic():
        AddressDisclosure.objects.create(house=mother.house, person=mother, organisation=ggz, reason="zomaar")
    with act_as(world.people[key]):
        assert not Address.objects.filter(person=mother).exists()


def test_naming_an_organisation_twice_or_of_another_house_is_refused_at_the_field(world, client_of):
    mother = world.persons["mother"]
    url = reverse("people:disclose", args=[mother.pk])
    given = {"organisation": world.organisations["ggz"].pk, "reason": "komt bij haar thuis"}
    assert client_of("director").post(url, given).status_code == 302
    again = client_of("director").post(url, given)
    assert again.status_code == 422
    assert "mag het adres al weten" in again.content.decode()
    for organisation in (world.organisations["other_council"].pk, "x", 10**30):
        assert client_of("director").post(url, {**given, "organisation": organisation}).status_code == 422
    for reason in ("", "x" * 10_000, "\x00"):
        assert client_of("director").post(url, {**given, "reason": reason}).status_code == 422


@pytest.mark.law("R-72", "WGS 1.8(4)", "8.11-12")
def test_every_look_at_a_person_writes_one_line_per_person_shown(world, look, client_of):
    client_of("ggz")  # logging in is a line too
    with as_owner():
        before = Event.objects.count()
    for _time in range(2):
        look("ggz", "father")
    with as_owner():
        lines = list(Event.objects.order_by("pk")[before:])
    shown = {world.persons[name].pk for name in ("father", "mother", "son", "daughter")}
    assert sorted(line.subject_id for line in lines) == sorted([*shown, *shown])
    assert {(line.account_id, line.organisation_id, line.outcome) for line in lines} == {
        (world.people["ggz"].pk, world.organisations["ggz"].pk, "ok")
    }
    assert [line.categories for line in lines if line.subject_id == world.persons["father"].pk] == [[1, 2, 3, 9]] * 2
    assert {line.access_point for line in lines} == {"GET /personen/<int:pk>/"}


@pytest.mark.law("R-72")
def test_a_refused_look_is_logged_as_a_refusal_of_nobody_in_particular(world, look):
    assert look("neighbour", "father") == 404
    with as_owner():
        line = Event.objects.latest("pk")
        assert (line.action, line.outcome, line.subject_id) == ("refuse", "refused", None)


@pytest.mark.law("R-25", "BGS 1.9", "WGS 2.29(1)", "8.11-13")
def test_no_column_anywhere_holds_a_nationality_or_another_forbidden_category():
    forbidden = re.compile(r"national|ethni|religi|\brace\b|politic|sexual|union|biometr|geloof|etnici|afkomst", re.I)
    fields = {
        f"{model._meta.label}.{field.name} {field.verbose_name}"
        for model in apps.get_models()
        if model.__module__.startswith("eenplan.")
        for field in model._meta.get_fields()
        if hasattr(field, "verbose_name")
    }
    assert [name for name in fields if forbidden.search(name)] == []


@pytest.mark.law("R-25", "BGS 1.9")
def test_the_database_has_no_such_column_either(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name || '.' || column_name FROM information_schema.columns WHERE table_schema = 'public'"
            " AND column_name ~* 'national|ethni|religi|politic|sexual|biometr|geloof|etnici|afkomst'"
        )
        assert cursor.fetchall() == []


@pytest.mark.law("WGS 1.8(2)")
def test_a_family_shows_with_a_member_one_sees_and_a_process_director_sees_no_other(world, look, act_as):
    house = world.persons["father"].house
    with as_owner():
        for name, members in (("Gezin Waterhof", ("father", "mother", "closed")), ("Gezin Elders", ("closed",))):
            family = Family.objects.create(house=house, name=name)
            for member in members:
                FamilyMember.objects.create(house=house, family=family, person=world.persons[member])
    text = look("director", "father")
    assert "Gezin Waterhof" in text
    assert "Gezin Elders" not in text
    assert "van der Meer" not in text
    with act_as(world.people["director_elsewhere"]):
        assert not Family.objects.exists()
        assert not FamilyMember.objects.exists()


@pytest.mark.law("R-71")
def test_who_only_supervises_records_no_relation(world, act_as):
    father, son = world.persons["father"], world.persons["son"]
    relation = {"house": father.house, "person": son, "other": father, "kind": "parent", "source": "proef"}
    with act_as(world.people["police"]):
        Relation.objects.create(**relation)
    with act_as(world.people["auditor"]):
        assert Person.objects.filter(pk=son.pk).exists()
        with pytest.raises(DatabaseError), transaction.atomic():
            Relation.objects.create(**relation)


def test_a_relation_reaches_nobody_whom_one_does_not_see(world, act_as):
    father = world.persons["father"]
    with act_as(world.people["police"]), pytest.raises(DatabaseError), transaction.atomic():
        Relation.objects.create(
            house=father.house, person=father, other=world.persons["closed"], kind="other", source="proef"
        )


def test_a_person_of_another_house_cannot_be_linked_at_all(world):
    father = world.persons["father"]
    with as_owner():
        Relation.objects.create(
            house=father.house, person=father, other=world.persons["neighbour"], kind="other", source="x"
        )
        with pytest.raises(IntegrityError):
            connection.check_constraints()
        transaction.set_rollback(True)


def test_the_page_of_a_person_takes_few_statements(world, client_of, statements):
    client = client_of("ggz")
    url = reverse("people:person", args=[world.persons["father"].pk])
    client.get(url)
    with statements(at_most=20):
        client.get(url)


@pytest.mark.parametrize("number", [0, 10**12, 10**30])
def test_a_made_up_number_is_not_found(number, client_of):
    assert client_of("police").get(f"/personen/{number}/").status_code == 404


@pytest.mark.law("WGS 1.8(2)", "R-24")
def test_it_names_the_cases_and_referrals_that_the_reader_may_see_and_no_others(world, look):
    assert world.case.number in look("police", "father")
    assert world.referral.number in look("ggz", "stranger")
    assert "concept" in look("police", "stranger")  # her own draft, and the referral that she may assess
    assert world.referral.number in look("police", "stranger")
    assert "concept" not in look("ggz", "stranger").replace("/concepten/", "")
    assert world.referral.number in look("auditor", "stranger")
    closed = look("contact", "closed")
    assert world.closed_case.number in closed
    assert "afgesloten" in closed
