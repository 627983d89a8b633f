"""Monitoring: read and reported by who works on the case, evaluated by who directs; supervision reads."""

from eenplan.plans.models import Action, Goal
from tests.support.db import as_owner
from tests.support.world import World

READ = "302 404 404 404 200 200 200 404 404 200 404"
NO_POST = "302 405 405 405 405 405 405 405 405 405 405"
WORK = "302 404 404 404 200 200 200 404 404 403 404"
WORK_INVALID = "302 404 404 404 422 422 422 404 404 403 404"
OWN = "302 404 404 404 200 403 403 404 404 403 404"
OWN_INVALID = "302 404 404 404 422 403 403 404 404 403 404"
DIRECT = "302 404 404 404 200 403 200 404 404 403 404"
DIRECT_INVALID = "302 404 404 404 422 403 422 404 404 403 404"


def _case(**more):
    def kwargs(world):
        with as_owner():
            return {"number": world.case.number, **{name: find(world) for name, find in more.items()}}

    return kwargs


def _goal(world: World) -> int:
    return Goal.objects.get(case=world.case).pk


def _action(world: World) -> int:
    return Action.objects.get(case=world.case).pk


def _son(world: World) -> int:
    return world.case.members.get(person=world.persons["son"]).pk


EXPECTED = {
    "monitoring:list": {"get": "302 200 200 200 200 200 200 200 200 200 200", "post": NO_POST},
    "monitoring:case": {"kwargs": _case(), "get": READ, "post": NO_POST},
    "monitoring:report_goal": {"kwargs": _case(goal=_goal), "get": WORK, "post": WORK_INVALID},
    "monitoring:report_action": {"kwargs": _case(action=_action), "get": OWN, "post": OWN_INVALID},
    "monitoring:evaluate": {"kwargs": _case(), "get": DIRECT, "post": DIRECT_INVALID},
    "monitoring:scores": {"kwargs": _case(), "get": READ, "post": NO_POST},
    "monitoring:judge": {"kwargs": _case(member=_son), "get": WORK, "post": WORK_INVALID},
}
