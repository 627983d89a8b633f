"""What the label of a field says is true: what is "niet verplicht" may stay empty, and what says nothing may not.

And of every form that is refused: what was typed in it stands in the page that comes back.
"""

import html
import pkgutil
import re
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from urllib.parse import urljoin, urlsplit

import pytest
from django.db import transaction
from django.urls import resolve
from django.utils import timezone

from tests.security import expected
from tests.support.forms import Drawn
from tests.support.pages import Page, pages_with_forms

pytestmark = [pytest.mark.django_db, pytest.mark.prove]
ROOMS = sorted(module.name for module in pkgutil.iter_modules(expected.__path__))
_CONTROL = re.compile(r"<(?:input|select|textarea)\b([^>]*)>")
_LABEL = re.compile(r'<label class="ams-label" for="([^"]+)">(.*?)</label>', re.DOTALL)
_GROUP = re.compile(r"<fieldset\b.*?</fieldset>", re.DOTALL)
_SELECT = re.compile(r'<select name="([^"]+)"[^>]*>(.*?)</select>', re.DOTALL)
_NOT_ASKED = re.compile(r'\bname="(een-|csrf)|\btype="(hidden|submit)"|\sdisabled')
#: a draft may leave open what is needed to submit it; its last page says what is missing
DRAFTS = {"referrals:content"}


def attribute(text: str, name: str) -> str:
    found = re.search(rf'(?<![\w-]){name}="([^"]*)"', text)
    return found[1] if found else ""


def whole(name: str) -> str:
    """The field that a control belongs to: a date of three boxes is one."""
    return re.sub(r"_\d$", "", name)


@dataclass
class Asked:
    """One form as it is drawn: what it asks, what its labels say, and which texts it lost."""

    page: Page
    form: Drawn
    markup: str
    lost: set[str] = field(default_factory=set)

    @cached_property
    def controls(self) -> list[str]:
        return [rest for rest in _CONTROL.findall(self.markup) if 'name="' in rest and not _NOT_ASKED.search(rest)]

    @cached_property
    def names(self) -> dict[str, str]:
        """Field by the id of its control, or of its group."""
        return {whole(attribute(rest, "id")): whole(attribute(rest, "name")) for rest in self.controls}

    @cached_property
    def said(self) -> dict[str, str]:
        """Per field what its label says of it: `optional`, `when` it is needed, or nothing. A group may say it for all."""
        texts = {self.names.get(whole(key), ""): text for key, text in _LABEL.findall(self.markup)}
        for group in _GROUP.findall(self.markup):
            within = {whole(attribute(rest, "name")) for rest in _CONTROL.findall(group)}
            legend = group.split("</legend>")[0]
            texts |= {name: texts.get(name, "") + legend for name in within}
        marks = {"een-optional": "optional", "een-when": "when"}
        return {
            name: next((said for mark, said in marks.items() if mark in text), "")
            for name, text in texts.items()
            if name in self.names.values()
        }

    @cached_property
    def choices(self) -> dict[str, list[str]]:
        """Per field with choices what may be chosen."""
        found = {name: re.findall(r'<option value="([^"]+)"', text) for name, text in _SELECT.findall(self.markup)}
        for rest in self.controls:
            if attribute(rest, "type") in ("radio", "checkbox"):
                found.setdefault(attribute(rest, "name"), []).append(attribute(rest, "value") or "on")
        return found

    @cached_property
    def filled(self) -> dict[str, str]:
        """Something in every control."""
        names = {attribute(rest, "name"): rest for rest in self.controls}
        return {name: (self.choices.get(name) or [""])[0] or _some(name, rest) for name, rest in names.items()}

    @property
    def variants(self) -> list[dict[str, str]]:
        """Everything filled in, and once more with each of the other choices of each field with few."""
        few = {name: values for name, values in self.choices.items() if 1 < len(values) < 6}
        return [
            self.filled,
            *({**self.filled, name: value} for name, values in few.items() for value in values[1:]),
        ]

    def send(self, given: dict[str, str], empty: set[str] = frozenset()) -> tuple[int, set[str], set[str]]:
        """How it is answered: the status, the fields with an error, and what is said above the form."""
        ticks = {attribute(rest, "name") for rest in self.controls if attribute(rest, "type") in ("checkbox", "radio")}
        kept = {name: "" if whole(name) in empty else value for name, value in given.items()}
        kept = {
            name: value for name, value in kept.items() if value or name not in ticks
        }  # a browser sends no empty box
        others = {name: value for name, value in self.form.sent().items() if whole(name) not in self.names.values()}
        with transaction.atomic():
            answer = self.page.client.post(self.target, others | kept)
            transaction.set_rollback(True)
        if answer.status_code != 422:
            return answer.status_code, set(), set()
        shown = html.unescape(answer.text)
        self.lost |= {name for name, value in kept.items() if value.startswith("Getypt") and value not in shown}
        above = shown[shown.index("data-errors") :].split("</ul>")[0] if "data-errors" in shown else ""
        at = {self.names.get(whole(key), key) for key in re.findall(r'id="([^"]+)_error"', shown)}
        return 422, at, set(re.findall(r"<li>(?!<a)(.*?)</li>", above, re.DOTALL))

    def missed(self, given: dict[str, str], empty: set[str]) -> set[str]:
        """What is refused because these fields are empty."""
        status, after, said = self.send(given, empty)
        if status != 422 or not (after & empty or said):
            return set()
        _status, before, said_before = self.send(given)
        return (after - before) & empty | (said - said_before if not before else set())

    def accepted(self, names: set[str]) -> set[str]:
        """The fields without which it is accepted."""
        _status, at, _said = self.send(self.filled, names)
        return {name for name in names - at if self.send(self.filled, {name})[0] != 422}

    @property
    def target(self) -> str:
        return urljoin(self.page.address, self.form.action)


def _some(name: str, rest: str) -> str:
    """A value that this control takes."""
    day = timezone.localdate() + timedelta(days=20)
    known = {
        "bsn": "999990056",
        "postcode": "8200 AA",
        "birth_date_0": "5",
        "birth_date_1": "5",
        "birth_date_2": "1990",
    }
    kinds = {
        "date": f"{day}", "datetime-local": f"{day}T10:00", "number": "1", "email": "iemand@test.invalid", "file": "",
    }  # fmt: skip
    return known.get(name) or kinds.get(attribute(rest, "type"), f"Getypt bij {name} & meer")


def asked(room, world, client_of):
    """Every form of the room that asks for something, once."""
    tried = set()
    for page in pages_with_forms(room, world, client_of):
        for form, markup in zip(page.forms, page.markup, strict=True):
            one = Asked(page, form, markup)
            key = (resolve(urlsplit(one.target).path).view_name, *sorted(one.said.items()))
            if one.said and key not in tried:
                tried.add(key)
                yield key[0], one


@pytest.mark.parametrize("room", ROOMS)
def test_labels_say_what_the_act_asks_and_a_refusal_loses_no_text(room, world, client_of):
    wrong = set()
    for view, form in asked(room, world, client_of):
        may = {name for name, said in form.said.items() if said == "optional"}
        must = {name for name, said in form.said.items() if said == ""}
        missed = set().union(*(form.missed(given, may) for given in form.variants if may))
        missed |= set().union(*(form.missed(form.filled, {name}) for name in may if len(may) > 1))
        wrong |= {(view, f"not optional: {what}") for what in missed}
        if view not in DRAFTS:
            wrong |= {(view, f"may stay empty: {name}") for name in form.accepted(must)}
        wrong |= {(view, f"lost: {name}") for name in form.lost}
    assert not wrong, "\n".join(map(": ".join, sorted(wrong)))
