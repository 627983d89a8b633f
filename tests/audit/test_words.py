"""What rooms write in the log is a code; the supervisor reads Dutch."""

import ast
from itertools import product
from pathlib import Path

import pytest
from django.urls import reverse

import eenplan
from eenplan import audit
from eenplan.audit import words
from eenplan.audit.models import Event
from eenplan.exchange.models import QuestionLine
from eenplan.network.models import Proposal
from eenplan.retention.models import RenewalVoice
from eenplan.rights.models import InformationOutcome, Leak

pytestmark = pytest.mark.law("WGS 1.8(4)")

#: functions of the rooms that write a line, with what follows them to the log
WRITERS = {"record", "_record", "_log", "_log_export", "_change", "about", "about_item", "about_case"}


def written():
    """Every text in a call that writes a line; of an f-string the part before what is filled in."""
    for path in Path(eenplan.__file__).parent.rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text())):
            if isinstance(call, ast.Call) and getattr(call.func, "attr", getattr(call.func, "id", "")) in WRITERS:
                for part in (node for value in (*call.args, *call.keywords) for node in ast.walk(value)):
                    if isinstance(part, ast.Constant) and isinstance(part.value, str):
                        yield part.value


def named(text):
    """Is it a name of an act, such as "plan.goal"?"""
    return all(part.isidentifier() and part.islower() for part in text.split(".")) and "." in text


def test_every_act_that_rooms_log_has_dutch_words():
    acts = {text for text in written() if named(text)}
    assert {"plan.goal", "item.supply", "third_party.statement.read"} <= acts
    assert {name for name in acts if words.act(name) == name} == set()


@pytest.mark.parametrize(
    ("thing", "deeds"),
    [
        ("proposal", Proposal.Kind.values),
        ("question", [answer for answer in QuestionLine.Answer.values if answer]),
        ("information", InformationOutcome.Kind.values),
        ("leak", Leak.Report.values),
        ("renewal", RenewalVoice.Kind.values),
        ("case", ["direction.accept", "direction.decline"]),
    ],
)
def test_so_have_the_acts_that_are_named_after_a_choice(thing, deeds):
    for name in map(".".join, product([thing], deeds)):
        assert words.act(name) != name


def test_every_thing_that_rooms_log_is_a_code_that_reads_as_dutch():
    things = {text.strip() for text in written() if text.endswith(":") and text.strip(" :").replace("_", "").isalpha()}
    assert {"goal:", "agenda_item:", "third_party:", "account:"} <= things
    assert {code for code in things if words.things(f"{code}3") == f"{code}3"} == set()


@pytest.mark.parametrize(
    ("code", "read"),
    [
        ("goal:3", "doel 3"),
        ("item:5 attachment:7", "gegeven 5 bijlage 7"),
        ("organisation:2, geen bezwaar", "organisatie 2, geen bezwaar"),
        ("house:TEST", "huis TEST"),
        ("/aanmeldingen/<int:pk>/", "/aanmeldingen/<int:pk>/"),
        ("DL-0004", "DL-0004"),
        ("doel 3", "doel 3"),
    ],
)
def test_a_thing_is_read_in_dutch_and_what_is_no_thing_stays(code, read):
    assert words.things(code) == read


def test_the_page_of_the_log_shows_the_word_and_keeps_the_code(world, act_as, client_of):
    house = world.houses["TEST"]
    with act_as(world.people["director"]):
        audit.record("plan.goal", house=house.pk, thing="goal:3", detail="403 WGS 2.31(4)")
    asked = {"purpose": words.Purpose.LEGALITY, "house": house.pk}
    text = client_of("auditor").get(reverse("audit:log"), asked).content.decode()
    assert "doel 3" in text
    assert "goal:3" not in text
    assert "403 WGS 2.31 lid 4" in text
    with act_as(world.people["auditor"]):
        assert Event.objects.filter(thing="goal:3").exists()
