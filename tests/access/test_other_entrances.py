"""Signing in without a password, from end to end: with a passkey, and with the account of one's own organisation.

Until it is proven who somebody is, what opens accounts is closed to this process too (docs/adr/0021): so these ways are walked
with a real browser and its authenticator, and with a real, small provider of logins.
"""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.support.proxy import Visitor
from tests.support.served import serving
from tests.support.world import PASSWORD

LOGIN = "/account/login/"
POLICE = "police@test.invalid"


def test_with_a_passkey_one_signs_in_as_its_owner_and_needs_no_more(served_alone, open_browser):
    page = open_browser(on=served_alone)
    authenticator = page.context.new_cdp_session(page)
    authenticator.send("WebAuthn.enable")
    authenticator.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    local = served_alone.url.replace("127.0.0.1", "localhost")  # a number is no name that a key is bound to
    page.goto(local + LOGIN)
    page.fill("[name=login]", POLICE)
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button", name="Inloggen", exact=True).click()
    page.wait_for_url("**/account/second-factor/")
    page.goto(local + "/account/second-factor/webauthn/add/")
    page.fill("[name=name]", "Laptop")
    page.check("[name=passwordless]")
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url("**/account/second-factor/**recovery-codes/**")
    page.goto(local + "/")
    assert page.url == local + "/"

    page.context.clear_cookies()
    page.goto(local + "/")
    assert LOGIN in page.url
    page.get_by_role("button", name="Inloggen met een toegangssleutel").click()
    page.wait_for_url(local + "/")
    with served_alone.connect() as owner:
        ((name,),) = owner.execute("SELECT name FROM access_account WHERE email = %s", [POLICE]).fetchall()
    assert name in page.content()


class Provider(BaseHTTPRequestHandler):
    """A provider of logins after OpenID Connect, at which everybody is the employee with one number."""

    number = "employee-7"

    def do_GET(self):
        address = urlsplit(self.path)
        if address.path == "/authorize":
            asked = {name: values[0] for name, values in parse_qs(address.query).items()}
            self.send_response(302)
            self.send_header("Location", f"{asked['redirect_uri']}?code=once&state={asked['state']}")
            self.end_headers()
        elif address.path == "/userinfo":
            self.tell({"sub": self.number, "email": POLICE, "email_verified": True})
        else:
            here = f"http://{self.headers['Host']}"
            names = ("authorization", "/authorize"), ("token", "/token"), ("userinfo", "/userinfo")
            self.tell({"issuer": here, **{f"{name}_endpoint": here + path for name, path in names}})

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.tell({"access_token": "one", "token_type": "Bearer"})

    def tell(self, what):
        body = json.dumps(what).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        """Says nothing in the output of the tests."""


@contextmanager
def provider() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Provider) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def organisation(worker_id):
    """An Eenplan whose people may sign in with the account of their organisation."""
    with (
        provider() as issuer,
        serving(
            f"organisation_{worker_id}",
            EENPLAN_OIDC_ISSUER=issuer,
            EENPLAN_OIDC_CLIENT="eenplan",
            EENPLAN_OIDC_SECRET="secret",
        ) as served,
    ):
        yield served


def through_the_provider(visitor, to_it):
    """Walk to the provider and back; the last answer that leads nowhere else than to Eenplan itself."""
    away = urlsplit(visitor.post(to_it)[2])
    back = Visitor(visitor.address, (away.hostname, away.port)).get(f"{away.path}?{away.query}")[2]
    return visitor.get(back.partition(f":{visitor.to[1]}")[2])


@pytest.mark.slow
def test_with_the_login_of_ones_organisation_one_signs_in_as_whom_it_was_connected_to(organisation):
    port = int(organisation.url.rpartition(":")[2])

    def visitor():
        return Visitor("127.0.0.5", ("127.0.0.1", port), host=f"127.0.0.1:{port}")

    to_it = "/account/oidc/organisatie/login/"
    stranger = visitor()
    through_the_provider(stranger, to_it)
    assert stranger.get("/")[0] == 302, "an address that the provider calls verified opens nothing"

    with organisation.connect() as owner:
        owner.execute(
            "INSERT INTO socialaccount_socialaccount (user_id, provider, uid, extra_data, last_login, date_joined)"
            " SELECT id, 'organisatie', %s, '{}', now(), now() FROM access_account WHERE email = %s",
            [Provider.number, POLICE],
        )
    connected = visitor()
    through_the_provider(connected, to_it)
    where = connected.get("/")[2]
    assert where.endswith("/account/second-factor/"), "signed in, and not yet with a second factor"
    assert connected.get(where)[0] == 200
    with organisation.connect() as owner:
        assert owner.execute(
            "SELECT DISTINCT email FROM usersessions_usersession JOIN access_account a ON a.id = user_id"
        ).fetchall() == [(POLICE,)]
