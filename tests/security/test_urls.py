"""Every URL as every kind of visitor. A new URL without a row in `expected/` fails (house.md, "pretix")."""

import importlib
import pkgutil
import re

import pytest
from django.db import transaction
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLResolver

from tests.security import expected
from tests.support.personas import PERSONAS

#: pages of allauth, tested by allauth; ours is only that they are closed to strangers or show a form
LIBRARY = re.compile(r"^(account_|mfa_|usersessions_|socialaccount_|openid_connect_)")

ROWS: dict[str, dict] = {}
for module in pkgutil.iter_modules(expected.__path__):
    ROWS |= importlib.import_module(f"{expected.__name__}.{module.name}").EXPECTED


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


def statuses(name, method, world, client_of) -> dict[str, int]:
    found = {}
    for persona, key in PERSONAS.items():
        client = client_of(key)
        with transaction.atomic():
            found[persona] = getattr(client, method)(address(name, world)).status_code
            transaction.set_rollback(True)
    return found


@pytest.mark.law("WGS 2.31(4)", "WGS 1.8(2)", "R-24", "R-71")
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", sorted(ROWS))
def test_each_visitor_gets_the_expected_answer(name, method, world, client_of):
    row = ROWS[name].get(method)
    if row is None:
        pytest.skip("no row for this method")
    assert statuses(name, method, world, client_of) == dict(zip(PERSONAS, map(int, row.split()), strict=True))


@pytest.mark.parametrize("name", sorted(name for name, row in ROWS.items() if "kwargs" in row and "public" not in row))
def test_hidden_and_absent_answer_alike(name, world, client_of):
    kwargs = ROWS[name]["kwargs"](world)
    absent = {key: "TEST-1999-9999" if isinstance(value, str) else 999_999_999 for key, value in kwargs.items()}
    client = client_of("neighbour")
    addresses = reverse(name, kwargs=kwargs), reverse(name, kwargs=absent)
    hidden, gone = (client.get(address) for address in addresses)
    assert hidden.status_code == gone.status_code
    if hidden.status_code == 404:
        assert _text(hidden, addresses[0]) == _text(gone, addresses[1])


def _text(answer, address) -> str:
    """What the visitor reads: without the token of the form and the address that was asked for."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode()).replace(address, "")
