"""Guessing stops soon, and nobody can use up the tries of somebody else: every act × every stranger."""

import base64
import json
from datetime import timedelta

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone

from eenplan.access import limits
from eenplan.access.limits import ACTS, COOKIE, PER_ACCOUNT, PER_ADDRESS, SECOND_FACTOR, Limit
from tests.access.test_login import LOGIN, code_for, enrol, log_in
from tests.support import sessions
from tests.support.world import PASSWORD

HOME, ELSEWHERE = "198.51.100.1", "203.0.113.7"
#: pages of one's own account that take no secret and mail none: there is nothing to guess
NOTHING_TO_GUESS = {
    "account_logout", "account_inactive", "account_signup", "account_set_password", "account_reset_password_done",
    "account_reset_password_from_key_done", "mfa_index", "mfa_activate_totp", "mfa_deactivate_totp",
    "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_download_recovery_codes", "mfa_list_webauthn",
    "mfa_add_webauthn", "mfa_remove_webauthn", "mfa_edit_webauthn", "usersessions_list",
}  # fmt: skip
#: those that only somebody with a session of the account reaches
WITHIN = {name for name, whose in ACTS.items() if whose is limits._of_session}


@pytest.fixture
def police(world):
    account = world.people["police"]
    account.secret = enrol(log_in(account))
    cache.clear()
    return account


def browser(address=HOME, signed_in=None) -> Client:
    client = Client(REMOTE_ADDR=address)
    if signed_in:
        client.cookies["sessionid"] = sessions.signed_in(signed_in)
    return client


def known(account, address=HOME) -> Client:
    """A browser in which the account signed in before, with two factors, and out again."""
    client = browser(address)
    attempt("account_login", client, account, right=True)
    for _ in range(2):  # once more where the half minute of a code ended on the way
        client.post(reverse("mfa_authenticate"), {"code": code_for(account.secret)})
    assert "_auth_user_id" in client.session
    assert client.cookies[COOKIE].value
    client.cookies.pop("sessionid")
    cache.delete(f"allauth.mfa.totp.used?user={account.pk}&code={code_for(account.secret)}")
    return client


def attempt(act, client, account, *, right):
    """Do the act once for the account, with the right secret or a wrong one."""
    if act == "account_login":
        return client.post(LOGIN, {"login": account.email, "password": PASSWORD if right else "wrong"})
    if act == "account_reset_password":
        return client.post(reverse(act), {"email": account.email.upper()})
    if act == "account_reset_password_from_key":
        uid = user_pk_to_url_str(account)
        if right:  # the link is opened, the password chosen
            link = reverse(act, kwargs={"uidb36": uid, "key": default_token_generator.make_token(account)})
            client.get(link)
        page = reverse(act, kwargs={"uidb36": uid, "key": "set-password"})
        return client.post(page, {"password1": "een-nieuw-wachtwoord-8", "password2": "een-nieuw-wachtwoord-8"})
    if act == "mfa_authenticate":
        refused = attempt("account_login", client, account, right=True)
        if refused.status_code == 429:
            return refused
        return client.post(reverse(act), {"code": code_for(account.secret) if right else "000000"})
    if act == "mfa_login_webauthn":
        handle = base64.urlsafe_b64encode(user_pk_to_url_str(account).encode()).decode().rstrip("=")
        return client.post(reverse(act), {"credential": json.dumps({"response": {"userHandle": handle}})})
    form = {
        "account_reauthenticate": {"password": PASSWORD if right else "wrong"},
        "mfa_reauthenticate": {"code": code_for(account.secret) if right else "000000"},
        "mfa_reauthenticate_webauthn": {"credential": "{}"},
        "account_change_password": {"oldpassword": PASSWORD if right else "wrong", "password1": "een-nieuw-wachtwoord-8",
                                    "password2": "een-nieuw-wachtwoord-8"},
    }  # fmt: skip
    return client.post(reverse(act), form[act])


def fill(act, client, account):
    """Do the act wrongly until it is refused, or a hundred times."""
    for _ in range(100):
        if attempt(act, client, account, right=False).status_code == 429:
            return


def test_every_page_of_ones_account_is_limited_or_has_nothing_to_guess():
    account = next(found for found in get_resolver().url_patterns if str(found.pattern) == "account/")
    found, todo = set(), [account]
    while todo:
        each = todo.pop()
        if isinstance(each, URLPattern):
            found.add(each.name)
        else:
            todo += each.url_patterns
    assert found == set(ACTS) | NOTHING_TO_GUESS


@pytest.mark.parametrize("act", ACTS)
def test_guessing_stops_and_goes_on_after_a_while(act, police, monkeypatch):
    client = browser(signed_in=police if act in WITHIN else None)
    for _ in range(PER_ACCOUNT.tries):
        assert attempt(act, client, police, right=False).status_code in (200, 302)
    refused = attempt(act, client, police, right=True)
    assert refused.status_code == 429
    assert 0 < int(refused.headers["Retry-After"]) <= PER_ACCOUNT.within.total_seconds()
    assert "Te vaak geprobeerd" in refused.content.decode()

    now = timezone.now() + PER_ACCOUNT.within + timedelta(seconds=1)
    monkeypatch.setattr(timezone, "now", lambda: now)
    assert attempt(act, client, police, right=True).status_code != 429


@pytest.fixture
def few_tries(monkeypatch):
    """The limits with fewer tries, where they are filled again and again; the real ones stand in the tests above and below."""
    monkeypatch.setattr(limits, "PER_ACCOUNT", Limit(2, PER_ACCOUNT.within))
    monkeypatch.setattr(limits, "PER_ADDRESS", Limit(8, PER_ADDRESS.within))


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize(
    ("stranger", "owner"),
    [("elsewhere", "new browser"), ("elsewhere", "known browser"), ("at the same address", "known browser")],
)
def test_a_stranger_uses_up_no_tries_of_somebody_else(act, stranger, owner, police, world, few_tries):
    """The stranger knows the password where that brings him further, or has an account and a known browser of his own."""
    mine = known(police) if owner == "known browser" else browser()
    if act in WITHIN:
        mine.cookies["sessionid"] = sessions.signed_in(police)
    his = browser(ELSEWHERE if stranger == "elsewhere" else HOME, world.people["ggz"] if act in WITHIN else None)
    if act not in WITHIN:
        attempt("account_login", his, world.people["ggz"], right=True)
    fill(act, his, police)
    for _ in range(5):  # and many colleagues behind one address
        fill(act, browser(his.defaults["REMOTE_ADDR"]), police)
    assert attempt(act, mine, police, right=True).status_code != 429


@pytest.mark.parametrize("stranger", [ELSEWHERE, HOME])
def test_who_signed_in_before_signs_in_whatever_others_fill(stranger, police, world, few_tries):
    """All acts filled for all accounts from one address, then the whole way in."""
    mine = known(police)
    for act in set(ACTS) - WITHIN:
        for account in world.people.values():
            account.secret = police.secret
            fill(act, browser(stranger), account)
    assert attempt("account_login", mine, police, right=True).status_code == 302
    mine.post(reverse("mfa_authenticate"), {"code": code_for(police.secret)})
    assert "_auth_user_id" in mine.session


def test_guessing_one_password_at_many_accounts_stops_too(police):
    for number in range(PER_ADDRESS.tries):
        form = {"login": f"nobody{number}@test.invalid", "password": "wrong"}
        assert browser().post(LOGIN, form).status_code == 200
    assert attempt("account_login", browser(), police, right=True).status_code == 429
    assert attempt("account_login", browser(ELSEWHERE), police, right=True).status_code == 302


def test_a_second_factor_is_not_guessed_from_many_addresses(police, monkeypatch):
    """Only who has the password comes so far; who signed in before is not held. With fewer tries, to be quick."""
    assert SECOND_FACTOR.tries == 100
    monkeypatch.setattr(limits, "SECOND_FACTOR", Limit(8, SECOND_FACTOR.within))
    mine = known(police)
    for number in range(8):
        attempt("mfa_authenticate", browser(f"203.0.113.{number}"), police, right=False)
    assert attempt("mfa_authenticate", browser("192.0.2.1"), police, right=True).status_code == 429
    assert attempt("mfa_authenticate", mine, police, right=True).status_code == 302


def test_all_addresses_of_one_network_of_ipv6_are_one_client(police):
    for number in range(PER_ACCOUNT.tries):
        attempt("account_login", browser(f"2001:db8:1:2::{number}"), police, right=False)
    assert attempt("account_login", browser("2001:db8:1:2:ffff::1"), police, right=True).status_code == 429
    assert attempt("account_login", browser("2001:db8:1:3::1"), police, right=True).status_code == 302


def test_a_browser_is_known_to_the_accounts_that_signed_in_with_it_only(police, world, few_tries):
    """The cookie of another account, or one that was made up, gives no tries of its own."""
    mine = known(police)
    device, signature = mine.cookies[COOKIE].value.split(".")
    for cookie in (f"another.{signature}", f"{device}.{'0' * 64}", f"{device}.", device, ".", "....", ""):
        cache.clear()
        fill("account_login", browser(), police)
        client = browser()
        client.cookies[COOKIE] = cookie
        assert attempt("account_login", client, police, right=True).status_code == 429, cookie
    cache.clear()
    ggz = world.people["ggz"]
    fill("account_login", browser(), ggz)
    assert attempt("account_login", mine, ggz, right=True).status_code == 429


def test_a_shared_computer_knows_everybody_who_signed_in_there(police, world, few_tries):
    client = browser()
    for key in ("ggz", "council", "police"):
        client.cookies.pop("sessionid", None)
        attempt("account_login", client, world.people[key], right=True)
    client.post(reverse("mfa_authenticate"), {"code": code_for(police.secret)})
    for key in ("ggz", "council", "police"):
        fill("account_login", browser(), world.people[key])
        client.cookies.pop("sessionid", None)
        assert attempt("account_login", client, world.people[key], right=True).status_code == 302


def test_a_form_of_another_site_uses_up_nothing(police):
    hostile = Client(enforce_csrf_checks=True, REMOTE_ADDR=HOME)
    for _ in range(PER_ACCOUNT.tries + 1):
        assert attempt("account_login", hostile, police, right=False).status_code == 403
    assert attempt("account_login", browser(), police, right=True).status_code == 302


def test_the_cookie_and_the_counts_name_nobody(police):
    client = known(police)
    fill("account_login", client, police)
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(key || value, ' ') FROM web_cache")
        (kept,) = cursor.fetchone()
    for shown in (kept, client.cookies[COOKIE].value):
        assert "police" not in shown
        assert HOME not in shown
    assert client.cookies[COOKIE]["httponly"]
    assert client.cookies[COOKIE]["path"] == "/account/"


@pytest.mark.parametrize(
    "form",
    [{"credential": "[]"}, {"credential": "\x00"}, {"credential": '{"response": {"userHandle": 7}}'},
     {"credential": '{"response": {"userHandle": "é"}}'}, {"credential": '{"response": 1}'}, {}],
)  # fmt: skip
def test_what_a_browser_never_sends_is_refused_and_not_an_error(form, db):
    assert browser().post(reverse("mfa_login_webauthn"), form).status_code < 500
    page = reverse("account_reset_password_from_key", kwargs={"uidb36": "zzzzzzzzzzzzz", "key": "set-password"})
    assert browser().post(page, form).status_code < 500
