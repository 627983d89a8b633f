"""Whatever a page offers, one may follow: no link, crumb or tab leads to a refusal or to nothing."""

import re
from collections import Counter
from html import unescape

import pytest
from django.db import transaction

from tests.support.personas import PERSONAS

#: enough of a kind: the second case shows no other sort of link than the first
OF_A_KIND = 2


def _links(page: str) -> list[str]:
    return [unescape(link).split("#")[0] for link in re.findall(r'<a [^>]*href="(/[^"]*)"', page)]


def _kind(link: str) -> str:
    return re.sub(r"=[^&]*", "=", re.sub(r"\d+", "0", link))


@pytest.mark.law("R-71")
@pytest.mark.prove
@pytest.mark.parametrize("key", sorted(filter(None, PERSONAS.values())))
def test_every_link_that_is_shown_leads_somewhere(key, world, client_of):
    client = client_of(key)
    waiting, seen, kinds, dead = [("/", "the address bar")], set(), Counter(), []
    while waiting:
        link, shown_on = waiting.pop()
        if link in seen or kinds[_kind(link)] >= OF_A_KIND:
            continue
        seen.add(link)
        kinds[_kind(link)] += 1
        with transaction.atomic():
            answer = client.get(link)
            transaction.set_rollback(True)
        if answer.status_code >= 400:
            dead.append((answer.status_code, link, shown_on))
        elif answer.headers.get("Content-Type", "").startswith("text/html") and answer.status_code == 200:
            waiting += [(each, link) for each in _links(answer.content.decode())]
    assert len(seen) > 5
    assert dead == []
