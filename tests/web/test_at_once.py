"""Two people who send the same form at the very same moment, on two connections that commit.

Both started from what stood there before. The second waits for the first, and is then told like anybody who comes second.
"""

import html
import re
from datetime import timedelta

import pytest
from django.http import QueryDict
from django.utils import timezone

from eenplan.cases import actions as cases
from eenplan.cases.forms import PhaseForm
from eenplan.cases.pages import open_case
from eenplan.conferences import actions as conferences
from eenplan.conferences.forms import MinutesForm
from eenplan.conferences.models import AgendaItem, Conference
from eenplan.law.rules import Refusal
from eenplan.network import actions as network
from eenplan.network.forms import WorkForm
from eenplan.network.models import Professional
from eenplan.plans import actions as plans
from eenplan.plans.forms import Strategy
from eenplan.plans.models import Action, Plan
from eenplan.ui.http import perform
from eenplan.ui.meanwhile import MEANWHILE
from tests.support.at_once import alone, together

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def sent(blank, **typed) -> QueryDict:
    """What goes out when these fields of a form are filled in."""
    data = QueryDict(mutable=True)
    for bound in blank:
        data[bound.name] = bound.value() or ""
    data.update(typed)
    data[blank.SEEN] = html.unescape(re.search('value="([^"]*)"', blank.seen_field()).group(1))
    return data


def filled(form, action, **kwargs):
    """The form after its action, or with what stood in the way."""
    perform(form, action, **kwargs)
    return form


def professional(world, text):
    def write(who):
        house, row = world.houses["TEST"], Professional.objects.get(pk=world.people["police"].pk)
        data = sent(WorkForm(instance=row), function=text)
        return filled(WorkForm(data, instance=row), network.change_professional, who=who, house=house, professional=row)

    return write


def strategy(world, text):
    def write(who):
        row = open_case(who, world.case.number).plans.get()
        return filled(
            Strategy(sent(Strategy(instance=row), summary=text), instance=row), plans.rewrite, who=who, plan=row
        )

    return write


def minutes(world, text):
    def write(who):
        case = open_case(who, world.case.number)
        row = case.agenda_items.select_related("conference").get()
        form = MinutesForm(sent(MinutesForm(row=row), picture=text), row=row)
        return filled(form, conferences.minute, who=who, case=case, item=row)

    return write


def phase(world, text):
    """Phases are added, never changed: here it is the case that is held."""

    def write(who):
        case = open_case(who, world.case.number)
        data = sent(PhaseForm(case=case, row=case), phase="3", reason=text)
        return filled(PhaseForm(data, case=case, row=case), cases.set_phase, who=who, case=case)

    return write


@pytest.mark.parametrize(
    ("key", "write", "stands"),
    [
        ("administrator", professional, lambda who: Professional.objects.get(account__email="police@test.invalid").function),
        ("director", strategy, lambda who: Plan.objects.first().summary),
        ("director", minutes, lambda who: AgendaItem.objects.first().picture),
        ("director", phase, lambda who: open_case(who, "TEST-2026-0001").phases.first().reason),
    ],
    ids=["professional", "strategy", "minutes", "phase"],
)  # fmt: skip
def test_of_two_people_at_once_the_second_is_told_and_keeps_what_was_typed(key, write, stands, world, apart):
    first, second = together(world, (key, write(world, "van de een")), (key, write(world, "van de ander")))
    assert not first.errors
    assert str(MEANWHILE) in second.non_field_errors()
    assert "van de ander" in second.data.values()
    assert alone(world, key, stands) == "van de een"


def test_of_two_people_who_finish_one_action_at_once_the_second_is_refused(world, apart):
    def finish(result):
        def act(who):
            action = Action.objects.filter(organisation=who.organisation_id, done_at=None).first()
            action.case = open_case(who, world.case.number)
            plans.finish(who, action, result=result)

        return act

    first, second = together(world, ("ggz", finish("gelukt")), ("ggz", finish("mislukt")))
    assert first is None
    assert isinstance(second, Refusal)
    assert alone(world, "ggz", lambda who: Action.objects.exclude(done_at=None).first().result) == "gelukt"


def test_minutes_that_are_fixed_at_the_same_moment_are_not_written_any_more(world, apart):
    def finish(who):
        case = open_case(who, world.case.number)
        item = case.agenda_items.select_related("conference").get()
        item.picture = "besproken"
        item.save(update_fields=["picture"])
        conferences.finish(who, case, item)

    alone(world, "director", lambda who: Conference.objects.update(at=timezone.now() - timedelta(minutes=1)))
    first, second = together(world, ("director", finish), ("director", minutes(world, "later")))
    assert first is None
    assert str(MEANWHILE) in second.non_field_errors()
    assert alone(world, "director", lambda who: AgendaItem.objects.first().picture) == "besproken"
