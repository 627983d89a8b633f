"""Forms that are sent twice do their work once."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

import eenplan
from eenplan.conferences.models import AgendaItem, Conference, Resolution
from eenplan.conferences.queries import item_url
from eenplan.exchange.models import Consent, Item, Question
from eenplan.provisions.models import Provision
from eenplan.referrals.models import Referral
from eenplan.rights.models import Leak, Request
from eenplan.ui.http import TOKEN
from tests.support.db import as_owner
from tests.support.forms import form_with


def hidden(page, name) -> str:
    return re.search(f'name="{name}" value="([^"]*)"', page.text).group(1).replace("&quot;", '"')


@pytest.fixture
def supply(world, client_of):
    """The page where the police supplies, and a filled-in form of it."""
    url = reverse("exchange:supply", args=[world.case.number])
    client = client_of("police")
    typed = {
        "person": world.persons["father"].pk,
        "category": 3,
        "text": "Woont sinds kort bij zijn broer",
        "recipients": [world.organisations["council"].pk],
        TOKEN: hidden(client.get(url), TOKEN),
    }
    return url, client, typed


def told(world) -> int:
    with as_owner():
        return Item.objects.filter(case=world.case, text="Woont sinds kort bij zijn broer").count()


def test_a_form_sent_twice_makes_one_item_and_leads_to_the_same_page(world, supply):
    url, client, typed = supply
    first, second = client.post(url, typed), client.post(url, typed)
    assert (first.status_code, second.status_code) == (302, 302)
    assert second.url == first.url
    assert "al opgeslagen" in client.get(second.url).text
    assert told(world) == 1


def test_another_answer_in_an_old_form_is_a_new_submission(world, supply):
    url, client, typed = supply
    client.post(url, typed)
    assert client.post(url, {**typed, "category": 12}).status_code == 302
    assert told(world) == 2


def test_a_form_with_an_error_can_be_sent_again(world, supply):
    url, client, typed = supply
    for _time in range(2):
        assert client.post(url, {**typed, "text": ""}).status_code == 422
    assert client.post(url, typed).status_code == 302


def test_a_token_says_nothing_to_another_account(world, supply, client_of):
    url, client, typed = supply
    client.post(url, typed)
    other = client_of("council").post(url, {**typed, "recipients": [world.organisations["police"].pk]})
    assert other.status_code == 302
    assert told(world) == 2


def test_two_drafts_of_one_click_are_one(world, client_of):
    client, url = client_of("police"), reverse("referrals:start")
    page = client.get(url)
    with as_owner():
        before = Referral.objects.count()
    answers = [client.post(url, {"house": world.houses["TEST"].pk, TOKEN: hidden(page, TOKEN)}) for _time in range(2)]
    assert answers[0].url == answers[1].url
    with as_owner():
        assert Referral.objects.count() == before + 1


SOON = timezone.localtime() + timedelta(days=3)
#: what is made by whom: (model, page, what is typed in the form that asks for the first of it)
MADE = {
    "conference": (
        "director",
        Conference,
        lambda world: reverse("conferences:plan"),
        lambda world: {"place": "Kamer 12", "at": f"{SOON:%Y-%m-%dT%H:%M}"},
    ),
    "agenda item": (
        "director",
        AgendaItem,
        lambda world: _conference(world).get_absolute_url(),
        lambda world: {"case": world.case.pk, "question": "Wat is er nodig?"},
    ),
    "decision": (
        "director",
        Resolution,
        lambda world: item_url(world.case.agenda_items.get()),
        lambda world: {"text": "Wij nodigen de school uit"},
    ),
    "provision": (
        "director",
        Provision,
        lambda world: reverse("provisions:new", args=[world.case.number]),
        lambda world: {"recipient": f"participant:{world.organisations['probation'].pk}"},
    ),
    "consent": (
        "ggz",
        Consent,
        lambda world: reverse("exchange:record_consent", args=[world.case.number]),
        lambda world: {
            "person": world.persons["mother"].pk,
            "given_on": timezone.localdate().isoformat(),
            "given_by": "self",
            "manner": "written",
            "categories": [6],
        },
    ),
    "question": (
        "director",
        Question,
        lambda world: reverse("exchange:ask", args=[world.case.number]),
        lambda world: {
            "asked": world.organisations["ggz"].pk,
            "persons": [world.persons["father"].pk],
            "categories": [3],
            "reason": "Nodig om de omgang te plannen",
        },
    ),
    "request of a person concerned": (
        "contact",
        Request,
        lambda world: reverse("rights:request_register"),
        lambda world: {
            "kind": "access",
            "asked": "Alles",
            "how": "letter",
            "name": "de Vries",
            "birth_date_0": "14",
            "birth_date_1": "3",
            "birth_date_2": "1982",
            "capacity": "person",
            "applicant_name": "K. de Vries",
            "address": "Vlietweg 1",
        },
    ),
    "leak": (
        "contact",
        Leak,
        lambda world: reverse("rights:leak_register"),
        lambda world: {"what": "Een brief ging naar het verkeerde adres."},
    ),
}  # fmt: skip


def _conference(world) -> Conference:
    return Conference.objects.create(
        house=world.houses["TEST"], at=SOON, place="Zaal West", chair=world.people["director"]
    )


@pytest.mark.parametrize("made", MADE)
def test_what_is_sent_twice_is_made_once(made, world, client_of):
    key, model, page_of, typed = MADE[made]
    with as_owner():
        url, before, typed = page_of(world), model.objects.count(), typed(world)
    client = client_of(key)
    form = form_with(client.get(url), next(iter(typed)))
    answers = [client.post(form.action or url, form.sent(**typed)) for _time in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0].url == answers[1].url
    assert "al opgeslagen" in client.get(answers[1].url).text
    with as_owner():
        assert model.objects.count() == before + 1


#: templates that write a form of their own, and why sending it twice does no harm
BY_HAND = {
    "ui/tags/form.html": "the component itself: it puts the token in",
    "ui/account.html": "logging out twice is logging out",
    "ui/language.html": "the same language twice is that language",
    "allauth/elements/form.html": "the pages of an own account: they change what is, and count their own attempts",
}


@pytest.mark.parametrize(
    "template", sorted(Path(eenplan.__file__).parent.glob("**/*.html")), ids=lambda path: path.name
)
def test_no_template_writes_a_form_that_posts_by_hand(template):
    by_hand = re.search(r'<form\b(?![^>]*method="(get|dialog)")', template.read_text())
    known = any(template.match(f"*/{name}") for name in BY_HAND)
    assert bool(by_hand) == known, template


@pytest.mark.parametrize("key", ["police", "director"])
def test_every_form_that_is_drawn_carries_a_token(key, world, client_of):
    pages = {
        "police": [reverse("exchange:supply", args=[world.case.number]), reverse("referrals:start")],
        "director": [
            reverse("cases:find_person", args=[world.case.number]),
            reverse("people:disclose", args=[world.persons["mother"].pk]),
        ],
    }  # fmt: skip
    for url in pages[key]:
        page = client_of(key).get(url)
        drawn = re.findall(r'<form class="een-form" method="post".*?</form>', page.text, re.S)
        assert drawn, url
        assert all(f'name="{TOKEN}"' in form for form in drawn)


@pytest.mark.parametrize("token", ["", "\x00", "x" * 10_000, "één"])
def test_a_crafted_token_is_only_text(token, world, supply):
    url, client, typed = supply
    assert client.post(url, {**typed, TOKEN: token}).status_code == 302


@pytest.mark.parametrize("path", ["/casussen/a%00b/", "/%00", "/personen/%00/", "/static/%00", "/huis/%00/"])
def test_a_hidden_byte_in_an_address_is_nothing_at_all(path, client_of):
    for key in (None, "police"):
        assert client_of(key).get(path).status_code == 404
