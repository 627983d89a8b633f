"""Forms that are sent twice, and forms that two people fill in at once."""

import re

import pytest
from django.urls import reverse

from eenplan.exchange.models import Item
from eenplan.plans.models import Plan
from eenplan.referrals.models import Referral
from eenplan.ui.http import TOKEN
from tests.support.db import as_owner


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


@pytest.fixture
def strategy(world):
    with as_owner():
        plan = Plan.objects.get(case=world.case)
    return plan, reverse("plans:strategy", args=[world.case.number, plan.pk])


def test_whoever_comes_second_is_told_what_the_other_wrote_and_loses_nothing(world, strategy, client_of):
    plan, url = strategy
    one, other = client_of("director"), client_of("ggz")  # both directors may write
    seen = [hidden(client.get(url), "een-seen") for client in (one, other)]
    assert one.post(url, {"summary": "Eerst rust", "een-seen": seen[0]}).status_code == 302
    late = other.post(url, {"summary": "Eerst schulden", "een-seen": seen[1]})
    assert late.status_code == 422
    assert "Een ander heeft dit intussen gewijzigd" in late.text
    assert "Eerst rust" in late.text
    assert "Eerst schulden" in late.text
    with as_owner():
        plan.refresh_from_db()
        assert plan.summary == "Eerst rust"
    again = other.post(url, {"summary": "Eerst schulden", "een-seen": hidden(late, "een-seen")})
    assert again.status_code == 302
    with as_owner():
        plan.refresh_from_db()
        assert plan.summary == "Eerst schulden"


def test_two_people_who_change_one_goal_are_told_on_top_of_the_newest(world, client_of):
    with as_owner():
        goal = Plan.objects.get(case=world.case).goals.get()
    url = reverse("plans:goal", args=[world.case.number, goal.pk])
    one, other = client_of("director"), client_of("ggz")
    seen = hidden(one.get(url), "een-seen")
    given = {"domain": goal.domain_id, "een-seen": seen}
    assert one.post(url, {**given, "text": "Geen ruzie meer"}).status_code == 302
    late = other.post(url, {**given, "text": "Geen dreiging meer"})
    assert late.status_code == 422
    assert "Geen ruzie meer" in late.text
    assert "Geen dreiging meer" in late.text
    assert (
        other.post(url, {**given, "text": "Geen dreiging meer", "een-seen": hidden(late, "een-seen")}).status_code
        == 302
    )
    with as_owner():
        assert [each.text for each in goal.plan.goals.filter(dropped_in=None)] == ["Geen dreiging meer"]


@pytest.mark.parametrize(
    "seen", ["", "{", "null", '{"summary": 1}', "[1]", "x" * 10_000, '{"nope": "0123456789abcdef"}']
)
def test_a_crafted_memory_of_the_form_changes_nothing(seen, strategy, client_of):
    _plan, url = strategy
    assert client_of("director").post(url, {"summary": "Eerst rust", "een-seen": seen}).status_code == 302


@pytest.mark.parametrize("path", ["/casussen/a%00b/", "/%00", "/personen/%00/", "/static/%00", "/huis/%00/"])
def test_a_hidden_byte_in_an_address_is_nothing_at_all(path, client_of):
    for key in (None, "police"):
        assert client_of(key).get(path).status_code == 404
