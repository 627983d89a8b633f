"""Only who looks for somebody on purpose finds that person, and every search leaves a line."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction

from eenplan.access.models import Grant
from eenplan.audit.models import Event
from eenplan.law.rules import Refusal
from eenplan.people import finding, queries
from eenplan.people.forms import EnterPersonForm, FindPersonForm
from eenplan.people.models import Address, AddressDisclosure, Person
from tests.support.db import as_owner


@pytest.fixture
def search(world, act_as):
    """`search("probation", bsn=…)`: whom this account finds in the house TEST."""

    def run(key, **terms):
        with act_as(world.people[key]) as who:
            return finding.find_person(who, world.houses["TEST"], **terms)

    return run


@pytest.mark.parametrize(
    ("terms", "found"),
    [
        ({"bsn": "999990019"}, ["Karel de Vries"]),
        ({"bsn": "9999.90.019"}, ["Karel de Vries"]),
        ({"family_name": "Vries", "birth_date": "2009-07-01"}, ["Tim de Vries"]),
        ({"family_name": "de vríes", "birth_date": "2009-07-01"}, ["Tim de Vries"]),
        ({"family_name": "Bakker", "birth_date": "1985-06-12"}, ["Sanne Bakker"]),  # only her year is known
        ({"family_name": "Vries", "birth_date": "2009-07-02"}, ["Tim de Vries"]),  # a day off
        ({"family_name": "Vries", "birth_date": "2009-07-03"}, []),
        ({"family_name": "Overzee", "birth_date": "1979-09-09"}, []),  # of another house
    ],
)
def test_a_person_is_found_by_bsn_or_by_name_and_birth_date(terms, found, search):
    assert [person.full_name for person in search("probation", **terms)] == found


@pytest.mark.parametrize(
    "terms",
    [
        {},
        {"family_name": "Vries"},
        {"birth_date": "2009-07-01"},
        {"family_name": "Vries", "birth_date": "0000-00-00"},
        {"bsn": "123456789"},
        {"bsn": "de Vries"},
        {"family_name": "Vries", "birth_date": "2009-02-30"},
        {"family_name": "\x00", "birth_date": "2009-07-01"},
    ],
)
def test_who_knows_too_little_finds_nobody(terms, search):
    with pytest.raises(ValidationError):
        search("probation", **terms)


@pytest.mark.law("WGS 1.8(2)", "R-70")
@pytest.mark.parametrize("key", ["manager", "contact", "auditor", "administrator", "neighbour"])
def test_who_does_no_casework_in_the_house_may_not_search(key, search, world, act_as):
    with pytest.raises(Refusal, match=r"WGS 1\.8"):
        search(key, bsn="999990019")
    with act_as(world.people[key]), pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT people_find(%s, '999990019', '', '')", [world.houses["TEST"].pk])


@pytest.mark.law("WGS 1.8(2)")
def test_a_found_person_is_visible_to_who_searched_and_to_nobody_else(world, search, act_as):
    father = world.persons["father"]
    with act_as(world.people["probation"]):
        assert not Person.objects.exists()
    search("probation", bsn=father.bsn)
    with act_as(world.people["probation"]):
        assert list(Person.objects.all()) == [father]
    with act_as(world.people["police_colleague"]):
        assert not Person.objects.exists()


def test_a_found_person_is_gone_after_a_day(world, search, act_as):
    search("probation", bsn=world.persons["father"].bsn)
    with as_owner():
        Grant.objects.filter(kind="person").update(until="2026-01-01T00:00Z")
    with act_as(world.people["probation"]):
        assert not Person.objects.exists()


@pytest.mark.law("R-72", "WGS 1.8(4)")
@pytest.mark.parametrize(("bsn", "outcome"), [("999990019", "ok"), ("999990093", "nothing")])
def test_a_search_is_logged_also_without_hits_and_never_what_was_searched_for(bsn, outcome, world, search):
    with as_owner():
        before = Event.objects.count()
    search("probation", bsn=bsn)
    with as_owner():
        (line,) = Event.objects.order_by("pk")[before:]
    assert (line.action, line.outcome, line.house_id) == ("person.search", outcome, world.houses["TEST"].pk)
    assert line.subject_id == (world.persons["father"].pk if outcome == "ok" else None)
    assert bsn not in f"{line.thing} {line.detail} {line.access_point}"


def enter(world, act_as, key="probation", **given):
    with act_as(world.people[key]) as who:
        return finding.enter_person(who, world.houses["TEST"], **{"family_name": "Nieuwkoop", **given})


def test_who_enters_a_person_sees_it_and_others_do_not(world, act_as):
    made = enter(
        world,
        act_as,
        given_names="Ed",
        birth_date="1990-05-00",
        bsn="999990093",
        address_kind="domestic",
        street="Dorpsstraat",
        number="1",
        locality="Waterdam",
    )
    with act_as(world.people["probation"]):
        seen = Person.objects.select_related("address").get(pk=made.pk)
        assert (seen.full_name, seen.birth_date, str(seen.address)) == (
            "Ed Nieuwkoop",
            "1990-05-00",
            "Dorpsstraat 1, Waterdam",
        )
    for key in ("police", "neighbour", "administrator"):
        with act_as(world.people[key]):
            assert not Person.objects.filter(pk=made.pk).exists()


def test_a_bsn_that_the_house_knows_is_found_and_not_entered_again(world, act_as):
    with pytest.raises(ValidationError, match="zoek de persoon op"):
        enter(world, act_as, bsn="999990019")
    enter(world, act_as, bsn="999990081")  # known in another house: that says nothing here


@pytest.mark.law("WGS 2.31(1)", "R-70")
@pytest.mark.parametrize("key", ["manager", "contact", "auditor", "administrator", "neighbour", "prosecution"])
def test_only_referrers_and_process_directors_enter_persons(key, world, act_as):
    with pytest.raises(Refusal, match=r"WGS 2\.31"):
        enter(world, act_as, key)
    with act_as(world.people[key]), pytest.raises(DatabaseError), transaction.atomic():
        Person.objects.create(house=world.houses["TEST"], family_name="Buitenom")


@pytest.mark.law("R-78")
def test_a_secret_address_is_entered_for_the_own_organisation_only(world, act_as, search):
    made = enter(
        world,
        act_as,
        birth_date="1990-00-00",
        address_kind="domestic",
        street="Schuilplaats",
        number="3",
        address_secret=True,
    )
    with act_as(world.people["probation"]):
        assert Address.objects.get(person=made).secret
        assert AddressDisclosure.objects.get(person=made).organisation == world.organisations["probation"]
    assert search("police", family_name="Nieuwkoop", birth_date="1990-00-00") == [made]
    with act_as(world.people["police"]):
        assert not Address.objects.filter(person=made).exists()


@pytest.mark.parametrize(
    ("bsn", "accepted"),
    [
        ("123456782", True),
        ("000000012", True),
        ("12", False),
        ("123456789", False),
        ("999999999", False),
        ("000000000", False),
        ("１２３４５６７８２", False),
        ("x" * 10_000, False),
    ],
)
def test_the_form_takes_a_bsn_that_passes_the_eleven_test(bsn, accepted):
    assert FindPersonForm({"bsn": bsn}).is_valid() is accepted


@pytest.mark.parametrize(
    ("parts", "date"),
    [
        (("12", "5", "1961"), "1961-05-12"),
        (("", "5", "1961"), "1961-05-00"),
        (("", "", "1961"), "1961-00-00"),
        (("", "", ""), ""),
        (("12", "", "1961"), None),
        (("31", "2", "1961"), None),
        (("12", "5", ""), None),
        (("", "", "61"), None),
        (("1", "1", "2999"), None),
        (("a", "b", "c"), None),
        (("\x00", "5", "1961"), None),
        (("1" * 10_000, "5", "1961"), None),
        (("-1", "5", "1961"), None),
        (("٣", "5", "1961"), None),
    ],
)
def test_a_birth_date_may_be_incomplete_but_must_exist(parts, date):
    form = EnterPersonForm(
        {"family_name": "Jansen", "sex": "O", **{f"birth_date_{i}": part for i, part in enumerate(parts)}}
    )
    assert form.is_valid() is (date is not None)
    if date is not None:
        assert form.cleaned_data["birth_date"] == date
    if "\x00" not in parts[0]:
        assert all(f'value="{part}"' in str(form["birth_date"]) for part in parts if part)  # nothing typed is lost


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({"address_kind": "domestic"}, ["street"]),
        ({"address_kind": "abroad"}, ["lines"]),
        ({"address_kind": "unknown"}, []),
        ({"street": "Dorpsstraat"}, []),
        ({"lines": "Rue de la Loi 16\nBrussel"}, []),
        ({"address_kind": "moon"}, ["address_kind"]),
    ],
)
def test_an_address_is_whole_or_unknown(typed, errors):
    assert list(EnterPersonForm({"family_name": "Jansen", "sex": "O", **typed}).errors) == errors


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("vries", {"Karel de Vries", "Tim de Vries", "Lotte de Vries"}),
        ("VRIES ti", {"Tim de Vries"}),
        ("báKK", {"Sanne Bakker"}),
        ("999990019", {"Karel de Vries"}),
        ("99999", set()),
        ("Idrissi", set()),
        ("%", set()),
        ("_", set()),
        ("", set()),
        ("\x00", set()),
    ],
)
def test_search_goes_over_visible_persons_only(text, names, world, act_as):
    with act_as(world.people["ggz_colleague"]):
        assert not queries.search(text).exists()
    with act_as(world.people["police"]):
        assert {person.full_name for person in queries.search(text)} - {"Ahmed el Idrissi"} == names
