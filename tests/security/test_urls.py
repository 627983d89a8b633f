"""Every URL as every kind of visitor. A new URL without a row in `expected/` fails (house.md, "pretix")."""

import importlib
import pkgutil
import re
from urllib.parse import quote

import pytest
from django.db import transaction
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLResolver

from tests.security import expected
from tests.support.personas import PERSONAS

#: pages of allauth, tested by allauth; ours is only that they are closed to strangers or show a form
LIBRARY = re.compile(r"^(account_|mfa_|usersessions_|socialaccount_|openid_connect_)")

ROOMS: dict[str, dict] = {
    module.name: importlib.import_module(f"{expected.__name__}.{module.name}").EXPECTED
    for module in pkgutil.iter_modules(expected.__path__)
}
ROWS = {name: row for room in ROOMS.values() for name, row in room.items()}


def names(resolver=None, prefix="") -> set[str]:
    found = set()
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            found |= names(pattern, f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix)
        elif pattern.name:
            found.add(f"{prefix}{pattern.name}")
    return found


def test_every_url_has_a_row_and_every_row_a_url():
    ours = {name for name in names() if not LIBRARY.match(name)}
    assert ours == set(ROWS)


def address(name: str, world) -> str:
    return reverse(name, kwargs=ROWS[name].get("kwargs", lambda world: {})(world))


def rows(room: str, wanted=lambda row: True) -> list[str]:
    return sorted(name for name, row in ROOMS[room].items() if wanted(row))


@pytest.mark.law("WGS 2.31(4)", "WGS 1.8(2)", "R-24", "R-71")
@pytest.mark.walk
@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("persona", PERSONAS)
def test_the_visitor_gets_the_expected_answer_everywhere(persona, room, world, client_of):
    """One walk of one visitor through the pages of a room, reading and sending: {(method, name): status}."""
    client, place = client_of(PERSONAS[persona]), list(PERSONAS).index(persona)
    expected, found = {}, {}
    for name in rows(room):
        methods = [method for method in ("get", "post") if ROWS[name].get(method)]
        expected |= {(method, name): int(ROWS[name][method].split()[place]) for method in methods}
        with transaction.atomic():
            where = address(name, world)
            for method in methods:
                with transaction.atomic():
                    found[method, name] = getattr(client, method)(where).status_code
                    transaction.set_rollback(True)
            transaction.set_rollback(True)
    assert found == expected


@pytest.mark.walk
@pytest.mark.parametrize("room", ROOMS)
def test_hidden_and_absent_answer_alike(room, world, client_of):
    client = client_of("neighbour")
    for name in rows(room, lambda row: "kwargs" in row and "public" not in row):
        kwargs = ROWS[name]["kwargs"](world)
        absent = {key: "TEST-1999-9999" if isinstance(value, str) else 999_999_999 for key, value in kwargs.items()}
        addresses = reverse(name, kwargs=kwargs), reverse(name, kwargs=absent)
        hidden, gone = (client.get(address) for address in addresses)
        assert hidden.status_code == gone.status_code, name
        if hidden.status_code == 404:
            assert _text(hidden, addresses[0]) == _text(gone, addresses[1]), name


def test_every_row_names_an_answer_for_each_visitor():
    for name, row in ROWS.items():
        for method in ("get", "post"):
            assert row.get(method) is None or len(row[method].split()) == len(PERSONAS), (name, method)


def _text(answer, address) -> str:
    """What the visitor reads: without the token of the form and the address that was asked for."""
    shown = re.sub(r'name="csrfmiddlewaretoken" value="\w+"|data-session-\w+="\d+"', "", answer.content.decode())
    return shown.replace(address, "").replace(quote(address, safe=""), "")
