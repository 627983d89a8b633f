"""What every answer has in common: it is private, it is strict towards the browser, and the session ends."""

import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from eenplan.access.sessions import SessionStore
from eenplan.web.middleware import session_ends_at
from tests.support.world import PASSWORD

ROOT = Path(__file__).parents[2]
PAGE = "/account/sessions/"  # one of the quickest
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


@pytest.mark.parametrize("page", ["/account/login/", "/health", "/nowhere"])
def test_every_answer_is_private_and_strict(db, client, page):
    headers = client.get(page).headers
    sent = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
    assert sent == POLICY
    assert "no-store" in headers["Cache-Control"]
    assert headers["X-Robots-Tag"] == "noindex, nofollow"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


@pytest.fixture
def clock(monkeypatch):
    """`clock(minutes)`: from now on it is that long after the start of the test."""
    start = timezone.now().replace(microsecond=0)

    def walk(minutes: float):
        moment = start + timedelta(minutes=minutes)
        monkeypatch.setattr(timezone, "now", lambda: moment)
        return moment

    walk(0)
    return walk


def test_a_session_at_work_is_prolonged_once_a_minute_not_at_every_click(client_of, clock):
    client = client_of("police")
    began = clock(0).timestamp()
    for seconds, seen in ((0, 0), (30, 0), (61, 61)):
        clock(seconds / 60)
        client.get("/")
        assert client.session["seen"] == began + seen


def test_a_session_at_rest_ends_after_half_an_hour(client_of, clock):
    client = client_of("police")
    for minutes, answer in ((0, 200), (29, 200), (58, 200), (89, 302)):
        clock(minutes)
        assert client.get("/").status_code == answer


@pytest.mark.parametrize("work", ["reading", "signing in again", "another password"])
def test_a_session_ends_after_twelve_hours_whatever_one_does(client_of, world, clock, work):
    client = client_of("police")
    for minutes in range(0, 12 * 60, 25):
        clock(minutes)
        assert client.get(PAGE).status_code == 200
        if work == "signing in again":
            client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
        if work == "another password":
            session = client.session
            session.cycle_key()  # what Django does with the session that changes it
            client.cookies["sessionid"] = session.cookie
    clock(12 * 60)
    assert client.get(PAGE).headers["Location"].startswith(reverse("account_login"))
    assert not SessionStore().exists(client.cookies["sessionid"].value), "gone, not hidden"


def test_the_end_of_a_session_is_told_in_one_place(client_of, clock):
    """Half an hour from the last work, never later than twelve hours after the first; nobody signed in has none."""
    client = client_of("police")
    for minutes in (*range(0, 11 * 60 + 50, 25), 11 * 60 + 50):
        now = clock(minutes)
        answer = client.get(PAGE)
        ends = min(now + timedelta(minutes=30), clock(12 * 60))
        assert session_ends_at(answer.wsgi_request) == ends
    assert session_ends_at(client_of(None).get(reverse("account_login")).wsgi_request) is None


def setting(names, **environment):
    """Settings as a fresh process reads them from this environment."""
    program = f"from eenplan import settings; import json; print(json.dumps([getattr(settings, n) for n in {names}]))"
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("EENPLAN", "DATABASE"))}
    result = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, check=True, capture_output=True, text=True,
        env={**kept, "DATABASE_APP_URL": "dbname=none", **environment},
    )  # fmt: skip
    return json.loads(result.stdout)


def test_on_a_public_address_nothing_travels_in_the_clear(tmp_path):
    names = ["SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS", "DEBUG"]
    address = {"EENPLAN_HOME": str(tmp_path), "EENPLAN_URL": "https://eenplan.example"}
    assert setting(names, **address) == [True, True, True, 63072000, False]
    assert setting(names, EENPLAN_HOME=str(tmp_path)) == [True, True, True, 63072000, False], "strict unless told"
    assert setting(["ALLOWED_HOSTS"], **address)[0][0] == "eenplan.example"


def test_the_key_is_made_once_and_kept_closed(tmp_path):
    first, second = (setting(["SECRET_KEY"], EENPLAN_HOME=str(tmp_path))[0] for _ in range(2))
    assert first == second
    assert (tmp_path / "secret-key").stat().st_mode & 0o777 == 0o600
