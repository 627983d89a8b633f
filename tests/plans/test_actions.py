"""The plan in the database: who writes, who finishes, what is kept."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, ProgrammingError, transaction
from django.utils import timezone

from eenplan.cases.models import Milestone
from eenplan.law.rules import Refusal
from eenplan.plans import actions, queries
from eenplan.plans.models import Action, Adoption, FamilyPlan, FamilyPlanPart, Goal, Plan
from tests.support.world import join

TODAY = timezone.localdate
WRITERS = ["director", "ggz"]
OTHERS = ["police", "council", "auditor", "probation", "neighbour", "manager"]


def shown(plan):
    return queries.Shown(queries.plans(plan.case).get(pk=plan.pk))


@pytest.mark.law("BGS 2.17", "R-11")
@pytest.mark.parametrize("key", WRITERS)
def test_the_case_director_and_the_process_director_write(key, world, act_as, father_plan, domain):
    with act_as(world.people[key]) as who:
        member = world.case.members.get(person=world.persons["son"])
        plan = actions.start(who, world.case, member, "Naar school")
        actions.add_goal(who, plan, domain("work"), "Elke dag naar school")
        actions.rewrite(who, father_plan, "Eerst rust")
        assert [goal.text for goal in shown(plan).goals] == ["Elke dag naar school"]
        assert not shown(plan).adopted


@pytest.mark.law("BGS 2.17", "R-11")
@pytest.mark.parametrize("key", OTHERS)
def test_nobody_else_writes_whatever_the_pages_let_through(key, world, act_as, father_plan, goal, care, domain):
    with act_as(world.people[key]) as who:
        for act in (
            lambda: actions.rewrite(who, father_plan, "Anders"),
            lambda: actions.add_goal(who, father_plan, goal.domain, "Anders"),
            lambda: actions.drop(who, goal),
            lambda: actions.drop(who, care),
            lambda: actions.adopt(who, father_plan, TODAY()),
        ):
            with pytest.raises(Refusal), transaction.atomic():
                act()
        assert not Plan.objects.filter(pk=father_plan.pk).update(summary="Anders")
        assert not Goal.objects.filter(pk=goal.pk).update(dropped_in=2)
        with pytest.raises((ProgrammingError, IntegrityError)), transaction.atomic():
            Goal.objects.create(
                house=father_plan.house,
                case=father_plan.case,
                plan=father_plan,
                domain=goal.domain,
                text="x",
                added_in=2,
                account=world.people[key],
            )


@pytest.mark.law("WGS 2.31(6)", "R-15")
def test_any_delegate_of_the_responsible_organisation_marks_the_action_done(world, act_as, as_owner, care):
    with as_owner():
        join(world.case, world.people["ggz_colleague"])
    with act_as(world.people["ggz_colleague"]) as who:
        actions.finish(who, care, "Behandeling is gestart")
        assert Action.objects.get(pk=care.pk).result == "Behandeling is gestart"
        with pytest.raises(Refusal):
            actions.finish(who, care, "Nog eens")


@pytest.mark.law("WGS 2.31(6)", "R-15")
@pytest.mark.parametrize("key", ["police", "council", "director", "auditor", "ggz_colleague"])
def test_nobody_else_marks_an_action_done_also_not_the_process_director(key, world, act_as, care):
    with act_as(world.people[key]) as who:
        with pytest.raises(Refusal), transaction.atomic():
            actions.finish(who, care, "klaar")
        with pytest.raises(IntegrityError) if key == "director" else transaction.atomic(), transaction.atomic():
            assert not Action.objects.filter(pk=care.pk).update(done_at=timezone.now(), result="klaar")


@pytest.mark.law("WGS 2.31(6)", "R-15")
def test_the_process_director_does_not_finish_an_action_of_the_employer(world, act_as, father_plan, delegate_of):
    """Director and delegate both work for the council; only the delegate speaks for it."""
    with act_as(world.people["director"]) as who:
        action = actions.add_action(
            who, father_plan, text="Huisbezoek", kind="administrative", delegate=delegate_of("council"), due_on=TODAY()
        )
        with pytest.raises(Refusal), transaction.atomic():
            actions.finish(who, action, "gedaan")
        with pytest.raises(IntegrityError), transaction.atomic():
            Action.objects.filter(pk=action.pk).update(done_at=timezone.now(), result="gedaan")
    with act_as(world.people["council"]) as who:
        actions.finish(who, Action.objects.get(pk=action.pk), "gedaan")


@pytest.mark.law("R-15")
def test_the_responsible_takes_part_for_the_responsible_organisation(world, act_as, father_plan):
    with act_as(world.people["director"]), pytest.raises(IntegrityError):
        Action.objects.create(
            house=father_plan.house,
            case=father_plan.case,
            plan=father_plan,
            text="x",
            kind="care",
            organisation=world.organisations["police"],
            responsible=world.people["ggz"],
            added_in=2,
            due_on=TODAY(),
            account=world.people["director"],
        )


@pytest.mark.law("BGS 2.17", "R-11")
def test_a_change_after_adoption_comes_in_the_next_version_and_the_adopted_one_stays(
    world, act_as, father_plan, goal, care, delegate_of
):
    with act_as(world.people["ggz"]) as who:
        said = actions.replace_goal(who, goal, goal.domain, "Geen geweld, ook niet buiten")
        agreed = actions.replace_action(
            who,
            care,
            text="Behandeling en begeleiding",
            kind="guidance",
            goal=said,
            delegate=delegate_of("ggz"),
            due_on=care.due_on,
        )
        first = queries.Shown(queries.plans(father_plan.case).get(pk=father_plan.pk), 1)
        assert [one.text for one in first.goals] == ["Geen geweld meer thuis"]
        assert [one.text for one in first.goals[0].shown_actions] == ["Behandeling starten"]
        now = shown(father_plan)
        assert [one.text for one in now.goals] == [said.text]
        assert [one.text for one in now.goals[0].shown_actions] == [agreed.text]
        assert {part.text for part in now.dropped} == {goal.text, care.text}
        assert now.version == 2
        assert now.adopted.version == 1


@pytest.mark.law("BGS 2.17")
def test_actions_go_along_with_a_goal_that_is_said_differently_and_back(world, act_as, father_plan, goal):
    with act_as(world.people["ggz"]) as who:
        actions.replace_goal(who, actions.replace_goal(who, goal, goal.domain, "Anders"), goal.domain, "Nog anders")
        now = shown(father_plan)
        assert [one.text for one in now.goals] == ["Nog anders"]
        assert [one.text for one in now.goals[0].shown_actions] == ["Behandeling starten"]
        assert not now.loose


@pytest.mark.law("BGS 2.17")
def test_actions_stay_when_their_goal_is_dropped(world, act_as, father_plan, goal):
    with act_as(world.people["director"]) as who:
        actions.drop(who, goal)
        assert [one.text for one in shown(father_plan).loose] == ["Behandeling starten"]


@pytest.mark.law("WGS 2.31(6)", "BGS 2.17")
def test_what_is_done_stays_in_the_plan_and_what_was_dropped_is_not_done(world, act_as, goal, care, father_plan):
    with act_as(world.people["ggz"]) as who:
        actions.finish(who, care, "gestart")
        for change in (
            lambda: actions.drop(who, care),
            lambda: Action.objects.filter(pk=care.pk).update(dropped_in=2),
            lambda: Action.objects.filter(pk=care.pk).update(result="anders"),
            lambda: Action.objects.filter(pk=care.pk).update(done_at=None, result=""),
        ):
            with pytest.raises((Refusal, IntegrityError)), transaction.atomic():
                change()
        actions.drop(who, goal)
        with pytest.raises(Refusal), transaction.atomic():
            actions.drop(who, goal)


@pytest.mark.law("BGS 2.17", "WGS 2.31(5)")
def test_adopting_gives_the_next_version_with_its_strategy_and_reaches_the_milestone(
    world, act_as, father_plan, domain
):
    with act_as(world.people["director"]) as who:
        with pytest.raises(Refusal), transaction.atomic():
            actions.adopt(who, father_plan, TODAY())
        actions.rewrite(who, father_plan, "Nu ook werk")
        actions.add_goal(who, father_plan, domain("work"), "Een baan")
        actions.adopt(who, father_plan, TODAY())
        actions.rewrite(who, father_plan, "Weer anders")
        assert list(father_plan.adoptions.values_list("version", "summary")) == [
            (1, "Eerst veiligheid"),
            (2, "Nu ook werk"),
        ]
        assert world.case.milestones.filter(kind=Milestone.Kind.PLAN).exists()


@pytest.mark.law("BGS 2.17")
@pytest.mark.parametrize("days", [1, 400, -4000])
def test_a_plan_is_not_adopted_on_an_impossible_day(days, world, act_as, father_plan):
    with act_as(world.people["director"]) as who:
        actions.rewrite(who, father_plan, "Anders")
        with pytest.raises(Refusal):
            actions.adopt(who, father_plan, TODAY() + timedelta(days=days))


@pytest.mark.law("BGS 2.17")
def test_the_database_refuses_to_write_in_an_adopted_version(world, act_as, father_plan, goal):
    who = world.people["director"]
    common = {"house": father_plan.house, "case": father_plan.case, "plan": father_plan, "account": who}
    with act_as(who):
        for write in (
            lambda: Goal.objects.create(**common, domain=goal.domain, text="x", added_in=1),
            lambda: Goal.objects.create(**common, domain=goal.domain, text="x", added_in=3),
            lambda: Goal.objects.create(**common, domain=goal.domain, text="x", added_in=2, dropped_in=2),
            lambda: Goal.objects.filter(pk=goal.pk).update(dropped_in=1),
            lambda: Adoption.objects.create(**common, version=1, adopted_on=TODAY(), summary="x"),
            lambda: Adoption.objects.create(**common, version=7, adopted_on=TODAY(), summary="x"),
        ):
            with pytest.raises(IntegrityError), transaction.atomic():
                write()
        for write in (
            lambda: Goal.objects.filter(pk=goal.pk).update(text="x"),
            lambda: Goal.objects.filter(pk=goal.pk)._raw_delete("default"),
            lambda: Adoption.objects.filter(plan=father_plan).update(summary="x"),
        ):
            with pytest.raises(ProgrammingError), transaction.atomic():
                write()
        Goal.objects.filter(pk=goal.pk).update(dropped_in=2)
        with pytest.raises(IntegrityError), transaction.atomic():
            Goal.objects.filter(pk=goal.pk).update(dropped_in=None)


@pytest.mark.law("WGS 1.8(5)", "R-11")
def test_a_plan_is_of_a_person_in_the_case_and_its_parts_of_that_case(world, act_as, as_owner, father_plan, goal):
    who = world.people["director"]
    with as_owner():
        from tests.support.world import admit, referral

        other = admit(
            referral(world.houses["TEST"], world.people["police"], world.persons["stranger"]),
            world.people["council"],
            who,
        )
        elsewhere = Plan.objects.create(house=other.house, case=other, person=world.persons["stranger"])
    with act_as(who):
        for write in (
            lambda: Plan.objects.create(house=world.case.house, case=world.case, person=world.persons["stranger"]),
            lambda: Goal.objects.create(
                house=other.house, case=other, plan=father_plan, domain=goal.domain, text="x", added_in=2, account=who
            ),
            lambda: Goal.objects.create(
                house=other.house,
                case=world.case,
                plan=elsewhere,
                domain=goal.domain,
                text="x",
                added_in=1,
                account=who,
            ),
        ):
            with pytest.raises((IntegrityError, ProgrammingError)), transaction.atomic():
                write()


@pytest.mark.law("R-11")
def test_one_plan_per_person(world, act_as, father_plan):
    with act_as(world.people["director"]) as who, pytest.raises(IntegrityError):
        actions.start(who, world.case, world.case.members.get(person=father_plan.person))


def test_the_same_is_not_agreed_twice(world, act_as, father_plan, goal, care, delegate_of):
    with act_as(world.people["ggz"]) as who:
        with pytest.raises(ValidationError), transaction.atomic():
            actions.add_goal(who, father_plan, goal.domain, goal.text)
        with pytest.raises(ValidationError), transaction.atomic():
            actions.add_action(
                who, father_plan, text=care.text, kind="care", delegate=delegate_of("ggz"), due_on=care.due_on
            )


# --- the family plan --------------------------------------------------------------------------------


CONFIRMED = {"in_circle": True, "interdependent": True, "necessary": True, "motivation": "Zij wonen samen"}


@pytest.mark.law("BGS 2.20(2)", "R-11")
def test_plans_in_one_circle_become_one_family_plan(world, act_as, family):
    with act_as(world.people["ggz"]) as who:
        made = actions.align(who, world.case, name="Gezin", plans=[family["father"], family["son"]], **CONFIRMED)
        together = [member.person_id for member in queries.people(world.case) if member.family == made]
        assert set(together) == {world.persons["father"].pk, world.persons["son"].pk}


@pytest.mark.law("BGS 2.20(2)", "R-11")
@pytest.mark.parametrize(
    "lacking", [{"in_circle": False}, {"interdependent": False}, {"necessary": False}, {"motivation": " "}]
)
def test_alignment_needs_all_conditions_and_a_motivation(lacking, world, act_as, family):
    with act_as(world.people["director"]) as who, pytest.raises(Refusal):
        actions.align(
            who, world.case, name="Gezin", plans=[family["father"], family["son"]], **{**CONFIRMED, **lacking}
        )


@pytest.mark.law("BGS 2.20(2)", "BGS 2.19")
def test_the_database_keeps_a_family_plan_within_one_circle(world, act_as, as_owner, family):
    with as_owner():
        member = world.case.members.get(person=world.persons["son"])
        type(member).objects.filter(pk=member.pk).update(part="subject", circle_of=None, relation="", reason="")
    who = world.people["director"]
    with act_as(who) as acting:
        with pytest.raises(Refusal), transaction.atomic():
            actions.align(acting, world.case, name="x", plans=[family["father"], family["son"]], **CONFIRMED)
        made = FamilyPlan.objects.create(house=world.case.house, case=world.case, name="x", account=who, **CONFIRMED)
        FamilyPlanPart.objects.create(house=world.case.house, case=world.case, family_plan=made, plan=family["father"])
        with pytest.raises(IntegrityError), transaction.atomic():
            FamilyPlanPart.objects.create(house=world.case.house, case=world.case, family_plan=made, plan=family["son"])


@pytest.mark.law("R-11")
def test_who_is_aligned_anew_leaves_the_family_plan_before_and_nothing_is_lost(world, act_as, family):
    with act_as(world.people["ggz"]) as who:
        first = actions.align(who, world.case, name="Een", plans=[family["father"], family["son"]], **CONFIRMED)
        second = actions.align(who, world.case, name="Twee", plans=[family["father"], family["mother"]], **CONFIRMED)
        assert {member.family for member in queries.people(world.case)} == {second, None}
        assert first.parts.count() == 2
        actions.detach(who, second, family["mother"])
        assert {member.family for member in queries.people(world.case)} == {None}
        assert second.parts.count() == 2


@pytest.mark.law("R-11")
@pytest.mark.parametrize("key", ["police", "council", "auditor", "probation"])
def test_only_directors_align(key, world, act_as, family):
    with act_as(world.people[key]) as who, pytest.raises(Refusal):
        actions.align(who, world.case, name="Gezin", plans=[family["father"], family["son"]], **CONFIRMED)
