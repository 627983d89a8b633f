"""What the label of a field says is true: what is "niet verplicht" may stay empty, whatever else is filled in."""

import pkgutil
import re
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from tests.security import expected
from tests.support.pages import pages_with_forms

# Not yet true of every form: it runs by `make prove` until it is.
pytestmark = [pytest.mark.django_db, pytest.mark.prove]
ROOMS = sorted(module.name for module in pkgutil.iter_modules(expected.__path__))
_CONTROL = re.compile(r"<(input|select|textarea)\b([^>]*)>")
_OPTION = re.compile(r'<option value="([^"]+)"')
_OURS = ("een-", "csrf")


def attribute(text: str, name: str) -> str:
    found = re.search(rf'\b{name}="([^"]*)"', text)
    return found[1] if found else ""


def optional(markup: str) -> set[str]:
    """Names of the fields whose label says that they may stay empty."""
    found = set()
    for label in re.findall(
        r'<label class="ams-label" for="([^"]+)">(?:(?!</label>).)*een-optional', markup, re.DOTALL
    ):
        found |= {attribute(rest, "name") for _tag, rest in _CONTROL.findall(markup) if attribute(rest, "id") == label}
    for group in re.findall(r"<fieldset\b.*?</fieldset>", markup, re.DOTALL):
        if "een-optional" in group.split("</legend>")[0]:
            found |= {attribute(rest, "name") for _tag, rest in _CONTROL.findall(group)}
    return found


def choices(markup: str) -> dict[str, list[str]]:
    """Per field with choices what may be chosen."""
    found: dict[str, list[str]] = {}
    for name, options in re.findall(r'<select name="([^"]+)"[^>]*>(.*?)</select>', markup, re.DOTALL):
        found[name] = _OPTION.findall(options)
    for _tag, rest in _CONTROL.findall(markup):
        if attribute(rest, "type") in ("radio", "checkbox"):
            found.setdefault(attribute(rest, "name"), []).append(attribute(rest, "value") or "on")
    return found


def filled(markup: str) -> dict[str, str]:
    """Something in every field that a person fills in."""
    today, chosen = timezone.localdate(), choices(markup)
    given = {name: values[0] for name, values in chosen.items() if values}
    for _tag, rest in _CONTROL.findall(markup):
        name, kind = attribute(rest, "name"), attribute(rest, "type")
        if name in given or not name or name.startswith(_OURS) or kind in ("hidden", "file", "submit"):
            continue
        given[name] = {
            "date": (today + timedelta(days=20)).isoformat(),
            "datetime-local": f"{today + timedelta(days=20)}T10:00",
            "number": "1",
            "email": "iemand@test.invalid",
        }.get(kind, "Tekst")
    return given


def variants(markup: str) -> list[dict[str, str]]:
    """Everything filled in, and once more with each of the other choices of each field with few."""
    whole = filled(markup)
    few = {name: values for name, values in choices(markup).items() if 1 < len(values) < 6}
    return [whole, *({**whole, name: value} for name, values in few.items() for value in values[1:])]


def at_fields(answer) -> set[str]:
    """The ids of the fields with an error."""
    return set(re.findall(r'id="([^"]+)_error"', answer.text))


@pytest.mark.parametrize("room", ROOMS)
def test_what_may_stay_empty_may_stay_empty(room, world, client_of):
    lies, tried = set(), set()
    for page in pages_with_forms(room, world, client_of):
        for form, markup in zip(page.forms, page.markup, strict=True):
            may = optional(markup)
            target = form.action or page.address
            if not may or target in tried:
                continue
            tried.add(target)
            ids = {attribute(rest, "id"): attribute(rest, "name") for _tag, rest in _CONTROL.findall(markup)}
            for whole in variants(markup):
                for empty in [may, *({name} for name in may)]:
                    sent = {**form.sent(), **whole, **dict.fromkeys(empty, "")}
                    with transaction.atomic():
                        answer = page.client.post(target, sent)
                        transaction.set_rollback(True)
                    if answer.status_code == 422:
                        wrong = {ids.get(one) or ids.get(f"{one}_0", "") for one in at_fields(answer)}
                        lies |= {(target, name) for name in wrong & empty}
    assert sorted(lies) == []
