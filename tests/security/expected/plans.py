"""Plans: who works on the case and supervision read, who directs writes, the responsible organisation finishes."""

from eenplan.plans.models import Action, FamilyPlan, FamilyPlanPart, Goal, Plan
from tests.support.db import as_owner
from tests.support.world import World

READ = "302 404 404 404 200 200 200 404 404 200 404"
NO_POST = "302 405 405 405 405 405 405 405 405 405 405"
NO_GET = NO_POST
WRITE = "302 404 404 404 200 403 200 404 404 403 404"
INVALID = "302 404 404 404 422 403 422 404 404 403 404"
DONE = "302 404 404 404 302 403 302 404 404 403 404"


def _case(**more):
    def kwargs(world):
        with as_owner():
            return {"number": world.case.number, **{name: find(world) for name, find in more.items()}}

    return kwargs


def _plan(world: World) -> int:
    return Plan.objects.get(case=world.case, person=world.persons["father"]).pk


def _goal(world: World) -> int:
    return Goal.objects.get(case=world.case).pk


def _action(world: World) -> int:
    return Action.objects.get(case=world.case).pk


def _son(world: World) -> int:
    return world.case.members.get(person=world.persons["son"]).pk


def _family(world: World) -> int:
    """The world has none: one is made, and undone with the request."""
    part = FamilyPlanPart.objects.filter(case=world.case).first()
    if part is None:
        common = {"house": world.case.house, "case": world.case}
        family = FamilyPlan.objects.create(
            **common,
            name="Gezin",
            in_circle=True,
            interdependent=True,
            necessary=True,
            motivation="zij wonen samen",
            account=world.people["director"],
        )
        plans = [Plan.objects.get(case=world.case), Plan.objects.create(**common, person=world.persons["son"])]
        for plan in plans:
            part = FamilyPlanPart.objects.create(**common, family_plan=family, plan=plan)
    return part.family_plan_id


EXPECTED = {
    "plans:plan": {"kwargs": _case(), "get": READ, "post": NO_POST},
    "plans:one": {"kwargs": _case(plan=_plan), "get": READ, "post": NO_POST},
    "plans:version": {"kwargs": _case(plan=_plan, version=lambda world: 1), "get": READ, "post": NO_POST},
    "plans:start": {"kwargs": _case(member=_son), "get": WRITE, "post": DONE},
    "plans:strategy": {"kwargs": _case(plan=_plan), "get": WRITE, "post": DONE},
    "plans:adopt": {"kwargs": _case(plan=_plan), "get": WRITE, "post": INVALID},
    "plans:add_goal": {"kwargs": _case(plan=_plan), "get": WRITE, "post": INVALID},
    "plans:goal": {"kwargs": _case(goal=_goal), "get": WRITE, "post": INVALID},
    "plans:drop_goal": {"kwargs": _case(goal=_goal), "get": NO_GET, "post": DONE},
    "plans:add_action": {"kwargs": _case(plan=_plan), "get": WRITE, "post": INVALID},
    "plans:action": {"kwargs": _case(action=_action), "get": WRITE, "post": INVALID},
    "plans:drop_action": {"kwargs": _case(action=_action), "get": NO_GET, "post": DONE},
    "plans:align": {"kwargs": _case(), "get": WRITE, "post": INVALID},
    "plans:family": {"kwargs": _case(family=_family), "get": READ, "post": NO_POST},
    "plans:detach": {"kwargs": _case(family=_family, plan=_plan), "get": NO_GET, "post": DONE},
}
