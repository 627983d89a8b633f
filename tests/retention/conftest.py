"""The house of the world as its own task sees it, and a case whose time can be moved."""

from datetime import timedelta

import pytest

from eenplan.access.models import Account
from eenplan.cases.models import Case
from eenplan.monitoring.models import Evaluation
from eenplan.retention import engine
from tests.support import world as build


@pytest.fixture
def house(world):
    return world.houses["TEST"]


@pytest.fixture
def ahead(world, as_owner):
    """Everybody is made up: a run may look ahead."""
    with as_owner():
        Account.objects.filter(email__startswith="system@").update(is_demo=True)


@pytest.fixture
def run(house):
    """`run(day)` applies the terms and gives {(rule, action, what): number}, without zeros."""

    def apply(day=None, **options):
        outcomes = engine.run(house, day, **options)
        return {
            (one.rule, one.action, one.what): one.number for one in outcomes if one.number and one.action != "warned"
        }

    return apply


@pytest.fixture
def unnecessary(world, as_owner):
    """The last evaluation of the open case found further processing unnecessary."""
    with as_owner():
        return Evaluation.objects.create(
            house=world.case.house,
            case=world.case,
            held_on=build.TODAY - timedelta(days=1),
            conclusion="Het gaat goed",
            necessary=False,
            advice="scale_down",
            account=world.people["director"],
        )


@pytest.fixture
def close(world, as_owner):
    """Close the open case."""

    def closing():
        with as_owner():
            build.close(world.case, world.people["council"])

    return closing


@pytest.fixture
def kept(as_owner):
    """Is the case still there?"""

    def there(case):
        with as_owner():
            return Case.objects.filter(pk=case.pk).exists()

    return there
