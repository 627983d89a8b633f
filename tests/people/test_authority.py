"""Authority as it really is: what happened to a parent goes before the registry's code (BW 1:246)."""

from datetime import date

import pytest
from django.urls import reverse

from eenplan.exchange import consenting, rules
from eenplan.law.rules import Refusal
from eenplan.people import authority
from eenplan.people.models import CitizenNumber, Person, Relation
from eenplan.people.queries import authority_over
from tests.people.registry_file import first_line, number, read_one
from tests.people.shared_inputs import bsn_of, given
from tests.people.test_import import House, bo, with_bo
from tests.support.db import as_owner

pytestmark = pytest.mark.law("BW 1:245", "BW 1:246")
TODAY = date(2026, 11, 28)
FACTS = {"died": False, "curatorship": False, "born": "1980-01-01", "known": True}


@pytest.mark.law("BW 1:245", "BW 1:246")
@pytest.mark.parametrize(
    ("fact", "left"),
    [
        ({}, "parent"),
        ({"died": True}, "no"),
        ({"curatorship": True}, "unclear"),
        ({"born": "2010-07-01"}, "unclear"),
        ({"known": False}, "unclear"),
        ({"born": "0000-00-00"}, "parent"),
    ],
)
def test_each_fact_that_cancels_a_code_cancels_it(fact, left):
    assert authority.standing("parent", **FACTS | fact, today=TODAY) == left


@pytest.mark.parametrize("said", ["", "no", "unclear"])
def test_no_fact_makes_authority_stronger_than_the_registry_says(said):
    for fact in ({}, {"died": True}, {"curatorship": True}):
        assert authority.standing(said, **FACTS | fact, today=TODAY) == said


@pytest.mark.parametrize(
    ("code", "parents", "third_party", "undetermined"),
    [
        ("1", (1,), False, False), ("2", (2,), False, False), ("12", (1, 2), False, False),
        ("D", (), True, False), ("1D", (1,), True, False), ("2D", (2,), True, False), ("3D", (1, 2), True, False),
        ("CD", (), True, True), ("3C", (), False, True),
    ],
)  # fmt: skip
def test_every_code_of_the_registry_is_read(code, parents, third_party, undetermined):
    person, _account = read_one(first_line(e11_32_10=code))
    said = person.authority
    assert (said.parents, said.third_party, said.undetermined) == (parents, third_party, undetermined)


@pytest.fixture
def house(world, tmp_path):
    return House(world.houses["TEST"], tmp_path)


def over(house, act_as, world, bsn):
    """What is left of the authority over a child, as the house itself sees it."""
    with as_owner():
        child = Person.objects.select_related("citizen_number").get(house=house.house, citizen_number__bsn=bsn)
        return {parent.name.split()[0]: parent.words for parent in authority_over(child)}, authority.third_party(child)


ASK = "gezag niet te bepalen: raadpleeg het gezagsregister"


@pytest.mark.law("BW 1:245", "BW 1:246")
@pytest.mark.parametrize(
    ("mother", "words"),
    [
        ({}, "ouderlijk gezag"),
        ({"e06_08_10": "20240301", "e07_67_20": "O"}, "overleden"),
        ({"e11_33_10": "1"}, ASK),
        ({"e01_03_10": "20200101"}, ASK),
        ({"e07_67_20": "F"}, ASK),
    ],
)
def test_what_happens_to_a_parent_later_changes_what_is_shown_of_the_child(house, act_as, world, mother, words):
    born = {key.replace("01_03", "02_03"): value for key, value in mother.items() if key == "e01_03_10"}
    house.imports(
        with_bo(**{key: value for key, value in mother.items() if key == "e01_03_10"}), bo(e11_32_10="1", **born)
    )
    house.imports(with_bo(**mother))
    assert over(house, act_as, world, number(1)) == ({"Anna": words}, False)


@pytest.mark.parametrize("code", ["D", "1D", "2D", "3D"])
def test_a_third_party_with_authority_is_told_on_the_page_of_the_child(house, world, client_of, code):
    house.imports(bo(e11_32_10=code))
    client_of("director").post(reverse("cases:find_person", args=[world.case.number]), {"bsn": number(1)})
    with as_owner():
        child = Person.objects.get(house=house.house, citizen_number__bsn=number(1))
    shown = client_of("director").get(reverse("people:person", args=[child.pk])).content.decode()
    assert "Een derde heeft gezag" in shown
    assert "gezagsregister" in shown


def test_curatele_is_read_stored_and_told(house, world, client_of):
    house.imports(first_line(e11_33_10="1"))
    client_of("director").post(reverse("cases:find_person", args=[world.case.number]), {"bsn": number(0)})
    with as_owner():
        anna = Person.objects.get(house=house.house, citizen_number__bsn=number(0))
    assert "onder curatele" in client_of("director").get(reverse("people:person", args=[anna.pk])).content.decode()
    house.imports(first_line())
    with as_owner():
        assert not CitizenNumber.objects.get(person=anna).curatorship


def test_nobody_is_shown_to_have_authority_over_who_has_come_of_age(world):
    father, child = world.persons["father"], world.persons["son"]
    relation = Relation(person=father, other=child, kind="child", authority="parent")
    with as_owner():
        assert authority.in_words(relation, father, child) == "ouderlijk gezag"
        child.birth_date = "2000-01-01"
        assert authority.in_words(relation, father, child) == ""


def test_of_a_parent_whom_the_reader_does_not_see_nothing_is_certain():
    relation = Relation(person_id=1, other_id=2, kind="child", authority="parent")
    assert authority.in_words(relation, None, None) == ASK


# --- what follows from it ----------------------------------------


@pytest.mark.law("BW 1:245", "BW 1:246")
@pytest.mark.law("R-22")
@pytest.mark.parametrize(
    "typed", ["Arend Overledenhof", "arend overledenhof", "A. Overledenhof", "Arend van Overledenhof"]
)
def test_a_parent_without_authority_does_not_consent(typed):
    with pytest.raises(Refusal, match="geen gezag"):
        rules.represented_with_authority(typed, ["Arend Overledenhof"])
    rules.represented_with_authority("Berta Moederdam", ["Arend Overledenhof"])
    rules.represented_with_authority("Berta Overledenhof", ["Arend Overledenhof"])


@pytest.mark.law("UAVG 5", "R-22")
def test_who_is_under_curatele_does_not_consent_alone(world, act_as):
    with pytest.raises(Refusal, match="curator"):
        rules.curator_decides(True, "self")
    rules.curator_decides(True, "representative")
    rules.curator_decides(False, "self")
    father = world.persons["father"]
    with as_owner():
        CitizenNumber.objects.filter(person=father).update(curatorship=True)
    alone = consenting.Given(TODAY, "self", "written")
    with act_as(world.people["ggz"]) as who, pytest.raises(Refusal, match="curator"):
        consenting.record(who, _case(who, world), person=father.pk, given=alone, categories=[6])


def _case(who, world):
    from eenplan.cases.pages import open_case

    return open_case(who, world.case.number)


@pytest.mark.law("R-22")
def test_a_dead_father_consents_for_no_child_and_the_form_says_who_has_authority(world, act_as, client_of):
    father, daughter = world.persons["father"], world.persons["daughter"]
    with as_owner():
        Person.objects.filter(pk=father.pk).update(died_on="2024-03-01")
        Relation.objects.filter(person=father, other=daughter).update(authority="parent")
    by_father = consenting.Given(TODAY, "both", "written", representative="Karel de Vries")
    with act_as(world.people["ggz"]) as who, pytest.raises(Refusal, match="geen gezag"):
        consenting.record(who, _case(who, world), person=daughter.pk, given=by_father, categories=[6])
    form = client_of("ggz").get(reverse("exchange:record_consent", args=[world.case.number])).content.decode()
    assert "Wie beslist er voor wie" in form
    assert "overleden" in form


# --- the input ----------------------------------------


def test_the_input_of_authority_gives_what_is_left(house, act_as, world):
    content = given("gezag.csv")
    house.imports(content)

    def told(label):
        return over(house, act_as, world, bsn_of(content, label))

    assert told("kind-van-overleden") == ({"Arend": "overleden", "Berta": "ouderlijk gezag"}, False)
    assert told("kind-van-curandus") == ({"Dirk": ASK}, False)
    assert told("kind-van-minderjarige") == ({"Fien": ASK}, False)
    assert told("kind-met-voogd") == ({"Hein": "geen gezag"}, True)
    assert told("kind-gestorven") == ({}, False)
