"""The open case of the world as one of its people sees it, items in it, and a question about them."""

from datetime import timedelta

import pytest

from eenplan.exchange import asking
from tests.support import world as build


@pytest.fixture
def supplied(world, as_owner):
    """`supplied("police")`: the item of that organisation in the world."""

    def find(key):
        with as_owner():
            return world.case.items.get(supplier=world.organisations[key])

    return find


@pytest.fixture
def asked(world, at_work):
    """`asked("ggz")`: a question of the process director to that organisation about the father."""

    def ask(key, by="director", **fields):
        with at_work(by) as (who, case):
            return asking.ask(
                who,
                case,
                **{
                    "asked": world.organisations[key],
                    "persons": [world.persons["father"].pk],
                    "categories": [3],
                    "reason": "Waar woont hij nu?",
                    "due_on": build.TODAY + timedelta(days=7),
                    **fields,
                },
            )

    return ask
