"""Every page of a room that somebody may see, with its forms; for tests that walk all forms."""

import importlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.urls import reverse

from tests.security import expected
from tests.support.forms import Drawn, forms_of
from tests.support.personas import PERSONAS

#: of the whole shell, on every page
_SHELL = ("/account/", "/language/")
_FORM = re.compile(r"<form\b.*?</form>", re.DOTALL)
_ACTION = re.compile(r'\baction="([^"]*)"')


@dataclass
class Page:
    """An address as one visitor sees it, and the forms of its own that post."""

    client: object
    address: str
    forms: list[Drawn] = field(default_factory=list)
    markup: list[str] = field(default_factory=list)  # of each form


def pages_with_forms(room: str, world, client_of) -> Iterator[Page]:
    """Every page of a room with a form of its own, for every visitor who may see it."""
    rows = importlib.import_module(f"{expected.__name__}.{room}").EXPECTED
    for name, row in rows.items():
        seen = dict(zip(PERSONAS, map(int, row["get"].split()), strict=True)) if row.get("get") else {}
        for persona, key in PERSONAS.items():
            if seen.get(persona) != 200 or not key:
                continue
            address = reverse(name, kwargs=row.get("kwargs", lambda world: {})(world))
            answer = client_of(key).get(address)
            if "html" in answer["Content-Type"] and (found := _own_forms(answer)):
                yield Page(client_of(key), address, *map(list, zip(*found, strict=True)))


def _own_forms(answer) -> list[tuple[Drawn, str]]:
    both = zip(forms_of(answer), _FORM.findall(answer.text), strict=True)
    return [(form, text) for form, text in both if form.method == "post" and not form.action.startswith(_SHELL)]


def asked(form: Drawn, markup: str) -> list[str]:
    """The fields that a person fills in."""
    hidden = re.findall(r'<input type="hidden" name="([^"]+)"', markup)
    return [name for name in form.fields if name not in hidden]


def with_errors(answer) -> list[str]:
    """The actions of the forms that say that something is wrong."""
    wrong = [text for text in _FORM.findall(answer.text) if "error" in text]
    return [found[1] if (found := _ACTION.search(text[: text.index(">")])) else "" for text in wrong]
