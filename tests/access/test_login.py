"""Logging in: nobody signs up, nobody works with a password alone, and guessing stops soon."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client
from django.urls import reverse

from eenplan.access.models import Account
from tests.support.world import PASSWORD

LOGIN = reverse("account_login")


def log_in(account, password=PASSWORD):
    client = Client()
    client.post(LOGIN, {"login": account.email, "password": password})
    return client


def code_for(secret):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def enrol(client):
    """Get the second factor as somebody does who logs in for the first time; returns its secret."""
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    client.post(reverse("mfa_activate_totp"), {"code": code_for(secret)})
    return secret


@pytest.fixture
def police(world):
    return world.people["police"]


def test_with_a_password_alone_one_comes_no_further_than_getting_a_second_factor(police):
    client = log_in(police)
    for page in ("/", reverse("search")):
        assert client.get(page).headers["Location"] == reverse("mfa_index")
    assert client.get(reverse("mfa_index")).status_code == 200


def test_with_a_second_factor_one_works_at_once_and_the_next_time_needs_it(police):
    client = log_in(police)
    enrol(client)
    assert client.get("/").status_code == 200

    again = log_in(police)
    assert again.get("/").headers["Location"].startswith(LOGIN), "a password alone opens nothing any more"


@pytest.mark.parametrize("name", ["mfa_index", "account_change_password", "usersessions_list"])
def test_every_tab_of_ones_own_account_opens(police, name):
    client = log_in(police)
    enrol(client)
    assert client.get(reverse(name), follow=True).status_code == 200


def test_the_secret_of_the_second_factor_is_unreadable_in_the_database(police, as_owner):
    secret = enrol(log_in(police))
    with as_owner():
        (kept,) = Authenticator.objects.filter(user=police, type="totp")
    assert secret not in str(kept.data)


def test_the_last_second_factor_cannot_be_removed(police, as_owner):
    client = log_in(police)
    enrol(client)
    client.post(reverse("mfa_deactivate_totp"))
    with as_owner():
        assert Authenticator.objects.filter(user=police, type="totp").exists()


@pytest.mark.parametrize(("demonstration", "page"), [(True, 200), (False, 302)])
def test_a_demonstration_account_skips_it_only_in_a_demonstration(police, settings, as_owner, demonstration, page):
    settings.DEMO = demonstration
    with as_owner():
        Account.objects.filter(pk=police.pk).update(is_demo=True)
    assert log_in(police).get("/").status_code == page


def test_an_ordinary_account_does_not_skip_it_in_a_demonstration(police, settings):
    settings.DEMO = True
    assert log_in(police).get("/").status_code == 302


def test_nobody_signs_up(db, client):
    form = {"email": "new@test.invalid", "password1": PASSWORD}
    assert client.post(reverse("account_signup"), form).status_code == 200
    assert not Account.objects.filter(email="new@test.invalid").exists()


def test_an_account_that_was_ended_opens_nothing(police, as_owner):
    with as_owner():
        Account.objects.filter(pk=police.pk).update(is_active=False)
    assert log_in(police).get("/").headers["Location"].startswith(LOGIN)


def test_an_unknown_address_gets_the_answer_of_a_wrong_password(police, client):
    answers = [
        client.post(LOGIN, {"login": email, "password": "wrong"}).context["form"].errors
        for email in (police.email, "nobody@test.invalid")
    ]
    assert answers[0] == answers[1] != {}


def test_guessing_a_password_stops_soon_even_when_the_next_guess_is_right(police, client):
    for _ in range(10):
        client.post(LOGIN, {"login": police.email, "password": "wrong"})
    client.post(LOGIN, {"login": police.email, "password": PASSWORD})
    assert "_auth_user_id" not in client.session
