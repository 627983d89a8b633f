import pytest

from eenplan.plans.models import Action, Goal, Plan


@pytest.fixture
def father_plan(world, as_owner):
    """The adopted plan of the world: one goal, one action of the GGZ."""
    with as_owner():
        return Plan.objects.select_related("case__house", "person").get(case=world.case, person=world.persons["father"])


@pytest.fixture
def care(father_plan, as_owner):
    with as_owner():
        return Action.objects.select_related("plan__case__house", "case__house").get(plan=father_plan)


@pytest.fixture
def goal(father_plan, as_owner):
    with as_owner():
        return Goal.objects.select_related("plan__case__house", "case__house").get(plan=father_plan)


@pytest.fixture
def delegate_of(world, as_owner):
    """`delegate_of("police")`: how a professional takes part in the open case."""

    def find(key):
        with as_owner():
            return world.case.delegates.select_related("participation").get(account=world.people[key], until=None)

    return find


@pytest.fixture
def domain(world, as_owner):
    """`domain("finances")`: a life domain of the house."""
    from eenplan.network.models import LifeDomain

    def find(code):
        with as_owner():
            return LifeDomain.objects.get(house=world.houses["TEST"], code=code)

    return find


@pytest.fixture
def family(world, as_owner):
    """Plans of everybody in the family, by name; written as the owner."""
    with as_owner():
        plans = {"father": Plan.objects.get(case=world.case, person=world.persons["father"])}
        for key in ("mother", "son", "daughter"):
            plans[key] = Plan.objects.create(house=world.case.house, case=world.case, person=world.persons[key])
        return plans
