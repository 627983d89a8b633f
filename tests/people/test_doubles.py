"""Before a new person is taken the house asks whether it is somebody it knows, on every form by which one is entered."""

import re
from html import unescape

import pytest
from django.urls import get_resolver, reverse
from django.utils import timezone

from eenplan.access.models import Grant
from eenplan.cases.models import Member
from eenplan.network.models import House, Lookup
from eenplan.people import entering, finding
from eenplan.people.forms import CorrectPersonForm, EnterPersonForm
from eenplan.people.models import Person
from eenplan.referrals.models import Referral, ReferredPerson
from tests.support.db import as_owner

BORN = {"birth_date_0": "12", "birth_date_1": "3", "birth_date_2": "1990"}
TYPED = {
    "given_names": "Riccardo",
    "family_name": "Testmans",
    "sex": "M",
    "street": "Havenstraat",
    "number": "3",
    **BORN,
}
#: every page with a form on which a person is entered by hand → who does it there, and what it asks besides
FORMS = {"referrals:new_person": "ggz", "cases:enter_person": "director"}
#: pages on which somebody is corrected by hand, who can become like a known person (tests/referrals/test_correcting.py)
CORRECTING = {"referrals:correct_person"}


@pytest.fixture
def known(world):
    with as_owner():
        return Person.objects.create(
            house=world.houses["TEST"], given_names="Ricardo", family_name="Testmans", birth_date="1990-03-12", sex="M"
        )


@pytest.fixture(params=FORMS)
def form(request, world, client_of):
    """`form(**typed)`: the answer to a filled-in form; `form.place`: what it asks besides the person."""
    with as_owner():
        author = world.people["ggz"]
        draft = Referral.objects.create(
            house=world.houses["TEST"], account=author, organisation=author.professional.organisation
        )
        father = world.case.members.get(person=world.persons["father"]).pk
    kwargs = {"pk": draft.pk} if request.param == "referrals:new_person" else {"number": world.case.number}
    place = {} if "pk" in kwargs else {"circle_of": father, "relation": "sibling", "reason": "woont er ook"}
    client, url = client_of(FORMS[request.param]), reverse(request.param, kwargs=kwargs)

    def post(**typed):
        return client.post(url, {**TYPED, **place, **typed})

    post.draft, post.client, post.url = draft, client, url
    return post


def persons(**named) -> int:
    with as_owner():
        return Person.objects.filter(**named).count()


def shown(answer) -> str:
    return unescape(answer.content.decode())


def denied(answer) -> str:
    return re.search(r'name="not_same" value="([^"]+)"', shown(answer))[1]


def test_a_likely_double_is_shown_with_what_agrees_before_anybody_is_made(form, known):
    answer = form()
    assert "Bedoelt u…?" in shown(answer)
    assert "Ricardo Testmans" in shown(answer)
    assert "zelfde geboortedatum · zelfde naam" in shown(answer)
    assert 'value="Riccardo"' in shown(answer)  # nothing typed is lost
    assert 'value="Havenstraat"' in shown(answer)
    assert persons(family_name="Testmans") == 1


def test_no_it_is_somebody_else_goes_on_with_all_that_was_typed(form, known):
    assert form(not_same=denied(form())).status_code == 302
    with as_owner():
        made = Person.objects.select_related("address").get(given_names="Riccardo")
    assert (made.birth_date, made.address.street) == ("1990-03-12", "Havenstraat")


@pytest.mark.law("WGS 2.28(1)")
def test_a_no_is_no_search_and_may_be_said_beyond_the_limit_of_the_day(form, known):
    no = denied(form())
    with as_owner():
        used = Lookup.objects.get(kind="searches_per_day").times
        House.objects.filter(pk=known.house_id).update(searches_per_day=used)
    assert form(not_same=no).status_code == 302
    with as_owner():
        assert Lookup.objects.get(kind="searches_per_day").times == used
    assert persons(given_names="Riccardo") == 1


@pytest.mark.law("WGS 2.28(1)")
@pytest.mark.parametrize(
    "asked",
    [
        {},  # nobody was seen
        {"seen": "stranger"},  # somebody else was seen
        {"seen": "known", "name": "Bestaatniet"},  # who is not found now
        {"seen": "known", "forget": True},  # who is visible to him no longer
    ],
)
def test_whoever_finds_anybody_else_than_whom_he_said_no_to_searches(asked, known, world, act_as):
    given = {"known": [known.pk], "stranger": [world.persons["stranger"].pk]}
    with act_as(world.people["ggz"]) as who:
        finding.find_person(who, known.house, family_name="Testmans", birth_date="1990-03-12")
        if "forget" in asked:
            with as_owner():
                Grant.objects.filter(account=world.people["ggz"], object_id=known.pk).update(until=timezone.now())
        before = Lookup.objects.get(kind="searches_per_day").times
        finding.likely(
            who, known.house, birth_date="1990-03-12", family_name=asked.get("name", "Testmans"),
            seen=given.get(asked.get("seen"), []),
        )  # fmt: skip
        assert Lookup.objects.get(kind="searches_per_day").times == before + 1


def test_yes_it_is_takes_the_known_person_with_the_place_that_was_typed(form, known):
    assert form(same=known.pk).status_code == 302
    assert persons(family_name="Testmans") == 1
    with as_owner():
        assert (
            ReferredPerson.objects.filter(person=known).exists()
            or Member.objects.filter(person=known, relation="sibling", reason="woont er ook").exists()
        )


def test_the_enter_key_and_the_button_of_the_form_say_neither_yes_nor_no(form, known):
    page = shown(form())
    first = re.search(r"<button[^>]*>", page[page.index('id="bedoelt-u"') :])[0]
    assert "name=" not in first
    assert '<input type="hidden" name="not_same"' not in page
    assert "Bedoelt u…?" in shown(form())
    assert persons(given_names="Riccardo") == 0


def test_a_no_to_one_is_no_answer_about_another(form, known):
    no = denied(form())
    with as_owner():
        Person.objects.create(house=known.house, given_names="Rik", family_name="Testman", birth_date="1990-03-12")
    assert "Rik Testman" in shown(form(not_same=no))
    assert "Bedoelt u…?" in shown(form(not_same="999999"))
    assert persons(given_names="Riccardo") == 0


def test_who_was_not_shown_cannot_be_chosen_by_number(form, known, world):
    form(same=world.persons["closed"].pk)
    with as_owner():
        assert not ReferredPerson.objects.filter(person=world.persons["closed"], referral=form.draft).exists()
        assert not Member.objects.filter(person=world.persons["closed"], case=world.case).exists()


def test_who_is_like_nobody_is_entered_at_once(form, known):
    assert form(family_name="Onbekendema").status_code == 302
    assert persons(family_name="Onbekendema") == 1


@pytest.mark.law("UAVG 46")
def test_a_known_number_has_no_other_answer_than_yes_or_another_number(form, known):
    with as_owner():
        known.bsn = "123456782"
        known.save()
    answer = form(family_name="Anders", bsn="123456782", not_same=str(known.pk))
    assert "al bekend" in shown(answer)
    assert "Ricardo Testmans" in shown(answer)
    assert "Nee, nieuwe persoon" not in shown(answer)
    assert persons(family_name="Anders") == 0


def test_a_search_goes_along_into_the_form_for_a_new_person(form):
    answer = form.client.post(form.url, {"carried": "yes", "family_name": "van der Onbekendema", "bsn": "1234", **BORN})
    assert answer.status_code == 200
    for value in ("Onbekendema", "van der", "1234", "12", "3", "1990"):
        assert f'value="{value}"' in shown(answer)
    assert persons(family_name="Onbekendema") == 0


def test_every_form_for_a_new_person_is_in_this_list():
    def forms(of):
        return {of, *(each for kind in of.__subclasses__() for each in forms(kind))}

    pages = {f"{pattern[0]}:{pattern[1]}" for pattern in _pages_that_enter()}
    correcting = forms(CorrectPersonForm)
    assert len(forms(EnterPersonForm) - {EnterPersonForm} - correcting) == len(FORMS)
    assert len(correcting) == len(CORRECTING)
    assert pages == set(FORMS) | CORRECTING


def _pages_that_enter():
    """The pages whose view asks `entering.doubles`."""
    for resolver in get_resolver().url_patterns:
        yield from _views(resolver, "")


def _views(pattern, room):
    for each in getattr(pattern, "url_patterns", []):
        inside = getattr(each, "app_name", None) or room
        if hasattr(each, "url_patterns"):
            yield from _views(each, inside)
        else:
            view = each.callback
            while hasattr(view, "__wrapped__"):
                view = view.__wrapped__
            if "doubles" in view.__code__.co_names:
                yield room, each.name


@pytest.mark.parametrize(
    ("typed", "prefix", "family_name"),
    [
        ("Kwikstaart, van der", "van der", "Kwikstaart"),
        ("van der Kwikstaart", "van der", "Kwikstaart"),
        ("'t Hoen", "'t", "Hoen"),
        ("Testmans", None, "Testmans"),
        ("Ricardo Testmans", None, "Ricardo Testmans"),
        ("jan jansen", None, "jan jansen"),
    ],
)
def test_a_searched_name_comes_apart_into_prefix_and_name(typed, prefix, family_name):
    found = entering.carried({"family_name": typed, **BORN})
    assert (found.get("prefix"), found["family_name"], found["birth_date"]) == (prefix, family_name, "1990-03-12")
