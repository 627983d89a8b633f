"""The open case of the world as one of its people sees it, and items in it."""

from contextlib import contextmanager

import pytest

from eenplan.cases.pages import open_case


@pytest.fixture
def at_work(act_as, world):
    """`with at_work("police") as (who, case): …`: acting on the open case, as a page would."""

    @contextmanager
    def working(key):
        with act_as(world.people[key]) as who:
            yield who, open_case(who, world.case.number)

    return working


@pytest.fixture
def supplied(world, as_owner):
    """`supplied("police")`: the item of that organisation in the world."""

    def find(key):
        with as_owner():
            return world.case.items.get(supplier=world.organisations[key])

    return find
