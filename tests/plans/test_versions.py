"""Whatever is written in a plan, in whatever order: what was adopted never changes afterwards."""

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eenplan.law.rules import Refusal
from eenplan.plans import actions, queries

STEPS = st.lists(
    st.tuples(
        st.sampled_from(["goal", "action", "replace_goal", "replace_action", "drop", "finish", "adopt"]),
        st.integers(0, 50),
    ),
    max_size=14,
)


def content(plan, version):
    """All that a version says, as plain values."""
    shown = queries.Shown(queries.plans(plan.case).get(pk=plan.pk), version)
    return (
        shown.strategy,
        [(goal.domain_id, goal.text, [action.text for action in goal.shown_actions]) for goal in shown.goals],
        [
            (action.text, action.kind, action.organisation_id, action.responsible_id, action.starts_on, action.due_on)
            for action in shown.actions
        ],
    )


def take(who, plan, step, number, delegate, domains):
    shown = queries.Shown(queries.plans(plan.case).get(pk=plan.pk))
    goals, acts, text = shown.goals, shown.open, f"{step} {number}"
    goal = goals[number % len(goals)] if goals else None
    action = acts[number % len(acts)] if acts else None
    fields = {"text": text, "kind": "care", "delegate": delegate, "due_on": timezone.localdate(), "goal": goal}
    if step == "goal":
        actions.add_goal(who, plan, domains[number % len(domains)], text)
    elif step == "action":
        actions.add_action(who, plan, **fields)
    elif step == "replace_goal" and goal:
        actions.replace_goal(who, goal, goal.domain, text)
    elif step == "replace_action" and action:
        actions.replace_action(who, action, **fields)
    elif step == "drop" and (goal or action):
        actions.drop(who, action if number % 2 and action else goal or action)
    elif step == "finish" and action:
        actions.finish(who, action, "klaar")
    elif step == "adopt":
        actions.rewrite(who, plan, text)
        actions.adopt(who, plan, timezone.localdate())


@pytest.mark.law("BGS 2.17", "R-11")
@pytest.mark.slow
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_the_content_of_an_adopted_version_never_changes_afterwards(steps, world, act_as, father_plan, delegate_of):
    delegate = delegate_of("ggz")
    with act_as(world.people["ggz"]) as who:
        domains = list(queries.domains(father_plan.house_id))
        adopted = {1: content(father_plan, 1)}
        for step, number in steps:
            try:
                with transaction.atomic():
                    take(who, father_plan, step, number, delegate, domains)
            except (Refusal, ValidationError):
                continue
            last = father_plan.adoptions.count()
            adopted.setdefault(last, content(father_plan, last))
        assert {version: content(father_plan, version) for version in adopted} == adopted
        transaction.set_rollback(True)
