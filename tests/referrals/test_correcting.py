"""Who entered somebody on a draft corrects what was typed; as soon as anything else rests on the person, nobody does so here."""

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from eenplan.audit.models import Event
from eenplan.network.models import Lookup
from eenplan.people.forms import EnterPersonForm
from eenplan.people.models import Address, CitizenNumber, Person
from eenplan.referrals.models import Referral, ReferredPerson
from tests.support.db import as_owner

TYPED = {
    "given_names": "Ricado",
    "prefix": "van",
    "family_name": "Testmans",
    "birth_date_0": "12",
    "birth_date_1": "3",
    "birth_date_2": "1990",
    "sex": "M",
    "street": "Havenstraat",
    "number": "3",
    "postcode": "8200 aa",
    "locality": "Waterdam",
}


@pytest.fixture
def draft(world):
    with as_owner():
        author = world.people["ggz"]
        return Referral.objects.create(
            house=world.houses["TEST"], account=author, organisation=author.professional.organisation
        )


@pytest.fixture
def entered(draft, client_of):
    """Somebody who came in by the draft."""

    def enter(**typed):
        answer = client_of("ggz").post(reverse("referrals:new_person", args=[draft.pk]), {**TYPED, **typed})
        assert answer.status_code == 302
        with as_owner():
            return draft.persons.select_related("person__address").get()

    return enter


@pytest.fixture
def correct(draft, client_of):
    """`correct(named, given_names=…)`: the answer to the form, filled in as before but for this."""

    def post(named, key="ggz", **typed):
        url = reverse("referrals:correct_person", args=[draft.pk, named.pk])
        return client_of(key).post(url, {**TYPED, "address_kind": "domestic", **typed})

    return post


def test_what_was_typed_is_corrected_and_logged(entered, correct, client_of, draft):
    named = entered()
    page = client_of("ggz").get(reverse("referrals:correct_person", args=[draft.pk, named.pk])).content.decode()
    assert all(f'value="{value}"' in page for value in ("Ricado", "van", "Testmans", "Havenstraat", "8200AA"))
    answer = correct(
        named, given_names="Ricardo", birth_date_0="13", bsn="123456782", street="Kade", postcode="8201 AB"
    )
    assert answer.status_code == 302
    with as_owner():
        person = Person.objects.select_related("address", "citizen_number").get(pk=named.person_id)
        assert (person.given_names, person.birth_date, person.bsn) == ("Ricardo", "1990-03-13", "123456782")
        assert (person.address.street, person.address.postcode) == ("Kade", "8201AB")
        assert person.search_name == "testmans van ricardo 1990-03-13"
        assert Event.objects.filter(action="person.correct", subject_id=person.pk).exists()


def test_an_address_that_was_left_out_is_added_and_one_that_was_wrong_taken_away(entered, correct):
    named = entered(**dict.fromkeys(("street", "number", "postcode", "locality"), ""))
    assert correct(named).status_code == 302
    with as_owner():
        assert Address.objects.get(person=named.person_id).street == "Havenstraat"
    assert correct(named, address_kind="unknown", street="", number="", postcode="", locality="").status_code == 302
    with as_owner():
        assert str(Address.objects.get(person=named.person_id)) == "onbekend"


def test_a_correction_with_errors_loses_nothing(entered, correct):
    answer = correct(entered(), given_names="Ricardo", postcode="99")
    assert answer.status_code == 422
    assert 'value="Ricardo"' in answer.content.decode()


def test_the_number_of_somebody_else_is_refused(entered, correct, world):
    named = entered()
    answer = correct(named, bsn=world.persons["father"].bsn)
    assert answer.status_code == 422
    assert "al bekend" in answer.content.decode()


@pytest.fixture
def known(draft):
    with as_owner():
        return Person.objects.create(
            house=draft.house, given_names="Ricardo", prefix="van", family_name="Testmans", birth_date="1975-06-07"
        )


#: what makes the person of the draft like the known one
BORN = {"birth_date_0": "7", "birth_date_1": "6", "birth_date_2": "1975"}
BECOMES_KNOWN = (BORN, {**BORN, "family_name": "Testmann"}, {"bsn": "123456782"})


@pytest.mark.parametrize("change", BECOMES_KNOWN)
def test_who_becomes_like_a_known_person_by_a_correction_is_asked_about(entered, correct, known, change):
    with as_owner():
        known.bsn = "123456782"
        known.save()
    named = entered()
    answer = correct(named, **change)
    assert "Ricardo van Testmans" in answer.content.decode()
    with as_owner():
        assert Person.objects.get(pk=named.person_id).birth_date == "1990-03-12"


def test_no_is_no_for_that_correction_and_counts_as_no_search(entered, correct, known):
    named = entered()
    assert "Nee, iemand anders" in correct(named, **BORN).content.decode()
    with as_owner():
        before = Lookup.objects.get(kind="searches_per_day").times
    assert correct(named, **BORN, not_same=known.pk).status_code == 302
    with as_owner():
        assert Person.objects.get(pk=named.person_id).birth_date == "1975-06-07"
        assert Lookup.objects.get(kind="searches_per_day").times == before


def test_a_correction_of_the_address_alone_asks_nothing_again(entered, correct, known):
    with as_owner():
        Person.objects.filter(pk=known.pk).update(birth_date="1990-03-12")
    named = entered(not_same=known.pk)
    assert correct(named, street="Kade").status_code == 302


def test_yes_puts_the_known_person_in_the_place_with_the_circle(entered, correct, known, draft, world, client_of):
    named = entered()
    with as_owner():
        son = world.persons["son"]
        ReferredPerson.objects.create(
            house=draft.house,
            referral=draft,
            person=son,
            part="circle",
            circle_of=named.person,
            relation="child",
            reason="x",
        )
    client_of("ggz").post(reverse("referrals:people", args=[draft.pk]), {"bsn": son.bsn})
    assert correct(named, **BORN, same=known.pk).status_code == 302
    with as_owner():
        placed = {row.person_id: (row.part, row.circle_of_id, row.relation) for row in draft.persons.all()}
    assert placed == {known.pk: ("subject", None, ""), son.pk: ("circle", known.pk, "child")}


@pytest.mark.law("R-78")
def test_a_secret_address_is_neither_shown_nor_corrected(entered, correct, client_of, draft):
    named = entered(address_secret="on")
    page = client_of("ggz").get(reverse("referrals:correct_person", args=[draft.pk, named.pk])).content.decode()
    assert "Havenstraat" not in page
    assert correct(named, given_names="Ricardo", street="Kade").status_code == 302
    with as_owner():
        address = Address.objects.get(person=named.person_id)
        assert (address.street, address.secret) == ("Havenstraat", True)


def _on_another_referral(world, draft, named):
    ReferredPerson.objects.create(
        house=draft.house, referral=world.draft, person=named.person, part=ReferredPerson.Part.SUBJECT
    )


def _in_a_case(world, draft, named):
    father = world.case.members.get(person=world.persons["father"])
    world.case.members.create(
        house=draft.house, person=named.person, part="circle", circle_of=father, relation="sibling", reason="woont er"
    )


def _in_the_registry(world, draft, named):
    Person.objects.filter(pk=named.person_id).update(fingerprint="x")


def _submitted(world, draft, named):
    for name in ("occasion", "goal", *(f"criterion_{letter}" for letter in "abcd")):
        setattr(draft, name, "tekst")
    draft.informed, draft.checked, draft.submitted_at = True, True, draft.created_at
    draft.save()


@pytest.mark.law("BGS 1.7")
@pytest.mark.parametrize("rests", [_on_another_referral, _in_a_case, _in_the_registry, _submitted])
def test_once_anything_else_rests_on_the_person_it_is_not_corrected_here(rests, entered, correct, world, draft, act_as):
    named = entered()
    with as_owner():
        rests(world, draft, named)
    assert correct(named, given_names="Anders").status_code in (302, 403)
    with act_as(world.people["ggz"]):
        assert Person.objects.filter(pk=named.person_id).update(given_names="Anders") == 0
        assert CitizenNumber.objects.filter(person=named.person_id, bsn__isnull=False).update(bsn=None) == 0
        assert Address.objects.filter(person=named.person_id).update(street="Anders") == 0
    with as_owner():
        assert Person.objects.get(pk=named.person_id).given_names == "Ricado"


@pytest.mark.law("BGS 1.7")
@pytest.mark.parametrize("key", ["police", "director", "ggz_colleague", "neighbour", "administrator", "auditor"])
def test_nobody_else_corrects_the_person_of_a_draft(key, entered, correct, world, act_as):
    named = entered()
    assert correct(named, key, given_names="Anders").status_code == 404
    with act_as(world.people[key]):
        assert Person.objects.filter(pk=named.person_id).update(given_names="Anders") == 0


def test_who_was_found_and_not_entered_is_not_corrected(draft, correct, world, client_of, act_as):
    stranger = world.persons["stranger"]
    ggz = client_of("ggz")
    ggz.post(reverse("referrals:people", args=[draft.pk]), {"bsn": stranger.bsn})
    ggz.post(reverse("referrals:name_person", args=[draft.pk, stranger.pk]))
    with as_owner():
        named = draft.persons.get()
    assert "verbeteren" not in ggz.get(reverse("referrals:people", args=[draft.pk])).content.decode()
    assert correct(named, given_names="Anders").status_code == 403
    with act_as(world.people["ggz"]):
        assert Person.objects.filter(pk=stranger.pk).update(given_names="Anders") == 0


@pytest.mark.law("BGS 1.7", "R-78")
@pytest.mark.parametrize(
    "change", [{"address_secret": True}, {"died_on": "2026-01-01"}, {"fingerprint": "x"}, {"suspension": "O"}]
)
def test_a_correction_changes_nothing_but_what_was_typed(change, entered, world, act_as):
    named = entered()
    with (
        act_as(world.people["ggz"]),
        pytest.raises(DatabaseError, match="correcting changes what was typed"),  # referrals_corrects_what_was_typed
        transaction.atomic(),
    ):
        Person.objects.filter(pk=named.person_id).update(**change)


def test_the_address_stands_on_the_page_where_a_referral_is_checked(entered, client_of, draft):
    entered()
    page = client_of("ggz").get(reverse("referrals:check", args=[draft.pk])).content.decode()
    assert "Havenstraat 3, 8200AA, Waterdam" in page


@pytest.mark.law("R-78")
def test_a_secret_address_does_not_stand_there(entered, client_of, draft):
    entered(address_secret="on")
    page = client_of("ggz").get(reverse("referrals:check", args=[draft.pk])).content.decode()
    assert "Havenstraat" not in page
    assert "Afgeschermd" in page


@pytest.mark.parametrize(
    ("postcode", "kind", "accepted"),
    [
        ("8200 AA", "domestic", "8200AA"),
        ("8200aa", "letter", "8200AA"),
        ("", "domestic", ""),
        ("99", "domestic", None),
        ("0123 AB", "domestic", None),
        ("1234 SS", "domestic", None),
        ("1234 5A", "", None),
        ("12345 AB", "shelter", None),
        ("99", "abroad", "99"),
        ("SW1A 1AA", "abroad", "SW1A 1AA"),
    ],
)
def test_a_postcode_is_four_digits_and_two_letters_in_the_netherlands_and_free_abroad(postcode, kind, accepted):
    form = EnterPersonForm(
        {"family_name": "Jansen", "sex": "O", "street": "Kade", "lines": "Londen" if kind == "abroad" else "",
         "postcode": postcode, "address_kind": kind}
    )  # fmt: skip
    assert form.is_valid() is (accepted is not None)
    assert form.cleaned_data.get("postcode") == accepted
