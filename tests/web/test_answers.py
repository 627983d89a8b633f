"""What every answer has in common: it is private, it is strict towards the browser, and the session ends."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session

from eenplan.web import middleware

ROOT = Path(__file__).parents[2]
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


def test_a_session_at_work_is_prolonged_once_a_minute_not_at_every_click(client_of, monkeypatch):
    client, now = client_of("police"), 1_800_000_000
    monkeypatch.setattr(middleware.time, "time", lambda: now)
    client.get("/")
    assert client.session["seen"] == now
    for later, seen in ((now + 30, now), (now + 61, now + 61)):
        monkeypatch.setattr(middleware.time, "time", lambda later=later: later)
        client.get("/")
        assert client.session["seen"] == seen


def test_a_session_at_rest_ends_after_half_an_hour(client_of, settings):
    client = client_of("police")
    client.get("/")
    kept = Session.objects.get(session_key=client.session.session_key)
    assert settings.SESSION_COOKIE_AGE == 1800
    kept.expire_date = kept.expire_date.replace(year=2020)
    kept.save()
    assert client.get("/").status_code == 302


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
