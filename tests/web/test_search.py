"""The search above every page: a whole number leads to its page, and who may not see it gets the answer for what is not there."""

import pytest
from django.urls import reverse

from eenplan.audit.models import Event
from tests.support.db import as_owner


@pytest.fixture
def ask(client_of):
    return lambda key, text: client_of(key).get(reverse("search"), {"q": text})


@pytest.mark.parametrize("written", [str, str.lower, lambda number: f" {number} "])
def test_a_whole_case_number_leads_to_the_case(written, ask, world):
    answer = ask("police", written(world.case.number))
    assert (answer.status_code, answer.url) == (302, world.case.get_absolute_url())


def test_the_number_of_a_referral_leads_to_its_case_and_before_that_to_the_referral(ask, world):
    answer = ask("police", world.referral.number)
    assert (answer.status_code, answer.url) == (302, reverse("referrals:detail", args=[world.referral.pk]))
    with as_owner():
        admitted = world.case.referral.number
    if admitted:
        assert ask("police", admitted).url == world.case.get_absolute_url()


@pytest.mark.law("WGS 1.8(2)", "R-70")
@pytest.mark.parametrize("key", ["neighbour", "administrator", "manager"])
def test_a_number_that_is_hidden_is_answered_like_one_that_is_not_there(key, ask, world):
    answers = [ask(key, number) for number in (world.case.number, world.referral.number, "TEST-2026-9999")]
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.content.decode().count("Niets gevonden") for answer in answers}) == 1


def test_part_of_a_number_lists_the_cases(ask, world):
    answer = ask("police", world.case.number[:-2])
    assert answer.status_code == 200
    assert world.case.number in answer.content.decode()


@pytest.mark.law("R-72")
def test_a_search_that_leads_to_a_page_is_logged_without_its_words(ask, world):
    ask("police", world.case.number)
    with as_owner():
        line = Event.objects.filter(action="search").order_by("-pk")[0]
    assert (line.outcome, line.detail) == ("ok", "1 casussen, 0 personen")


def test_a_misspelled_name_finds_who_one_may_see(ask):
    assert "Karel de Vries" in ask("police", "Vriez").content.decode()
    assert "Deze namen lijken erop" in ask("police", "Vriez").content.decode()
    assert "Deze namen lijken erop" not in ask("police", "Vries").content.decode()
    assert "Karel de Vries" in ask("police", "v.d. Vries").content.decode()
    assert "Karel de Vries" not in ask("neighbour", "Vriez").content.decode()
