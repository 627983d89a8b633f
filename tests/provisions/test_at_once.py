"""Answering a provision while it is made: one of the two is told, and neither is cut off."""

import threading
from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from eenplan.cases.pages import open_case
from eenplan.provisions import actions
from eenplan.provisions.models import Provision, Reply
from tests.support.at_once import alone

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def ready(world, apart):
    """A provision to the probation service that lacks nothing but the providing."""

    def prepare(who):
        case = open_case(who, world.case.number)
        to = {"kind": "participant", "organisation_id": world.organisations["probation"].pk}
        made = actions.begin(who, case, recipient=to)
        items = case.items.filter(supplier=world.organisations["council"]).values_list("pk", flat=True)
        actions.choose(who, case, made, items=list(items))
        actions.motivate(who, case, made, basis="public_task", task="Jeugdwet 2.3", necessity="om te kiezen")
        made = Provision.objects.get(pk=made.pk)
        actions.ask(who, case, made)
        made = Provision.objects.get(pk=made.pk)
        due = timezone.localdate() + timedelta(days=300)
        actions.check(who, case, made, accuracy_checked=True, secrecy_noted=True, feedback_due=due)
        return made

    made = alone(world, "director", prepare)
    assert alone(world, "council", says(world, "no_objection")) is None
    return made


def says(world, word):
    def act(who):
        reply = Reply.objects.select_related("provision").get(organisation=who.organisation_id)
        actions.answer(who, open_case(who, world.case.number), reply, answer=word, reason="Toch niet.")

    return act


@pytest.mark.law("WGS 1.7(1)", "R-27")
def test_who_objects_while_the_letter_is_made_is_told_that_it_was_too_late(ready, world, monkeypatch):
    told: list = []
    objecting = threading.Thread(target=lambda: told.append(alone(world, "council", says(world, "objects"))))
    write = actions.letters.letter

    def letter(*given):
        objecting.start()
        objecting.join(timeout=1)
        assert objecting.is_alive(), told
        return write(*given)

    monkeypatch.setattr(actions.letters, "letter", letter)
    made = alone(world, "director", lambda who: actions.provide(who, open_case(who, world.case.number), ready))
    objecting.join(timeout=30)
    assert not isinstance(made, Exception), made
    assert isinstance(told[0], IntegrityError), told
    assert told[0].__cause__.diag.constraint_name == "provisions_round_is_over"
