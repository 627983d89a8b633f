"""The agenda item of the world, as one of its people sees it, on a day one chooses."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.utils import timezone

from eenplan.cases.pages import open_case
from eenplan.conferences.models import Conference


@pytest.fixture
def at_table(act_as, world):
    """`with at_table("director") as (who, case, item): …`: acting on the agenda item, as a page would."""

    @contextmanager
    def sitting(key):
        with act_as(world.people[key]) as who:
            case = open_case(who, world.case.number)
            yield who, case, case.agenda_items.select_related("conference").get()

    return sitting


@pytest.fixture
def today(as_owner):
    """The conferences of the world are this morning: there is something to minute."""
    with as_owner():
        Conference.objects.update(at=timezone.now() - timedelta(minutes=1))


@pytest.fixture
def address(world, as_owner):
    """Of the conference; `address + "agenda/…"` is that of its agenda item."""
    with as_owner():
        return f"/overleggen/{world.case.agenda_items.get().conference_id}/"


@pytest.fixture
def point(address, world, as_owner):
    """The address of the agenda item."""
    with as_owner():
        return f"{address}agenda/{world.case.agenda_items.get().pk}/"
