"""Progress, evaluations and judgements in the database, and what is due."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, ProgrammingError, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eenplan.cases.models import Case, Milestone
from eenplan.law.rules import Refusal
from eenplan.monitoring import actions, queries, rules
from eenplan.monitoring.models import Evaluation, Progress, Score
from eenplan.plans import actions as plans
from eenplan.plans.models import Action

TODAY = timezone.localdate
WORKERS = ["police", "council", "ggz", "director"]
HELD = {"conclusion": "Het gaat beter", "necessary": True, "advice": "continue"}


def evaluate(who, case, **fields):
    return actions.evaluate(
        who, case, **{**HELD, "held_on": TODAY(), "next_on": TODAY() + timedelta(days=90), **fields}
    )


@pytest.mark.law("WGS 2.31(6)")
@pytest.mark.parametrize("key", WORKERS)
def test_everybody_on_the_case_reports_on_a_goal(key, world, act_as, goal):
    with act_as(world.people[key]) as who:
        made = actions.report(who, goal, "better", "Twee weken rustig")
        assert made.organisation_id == who.organisation_id
        with pytest.raises(ValidationError):
            actions.report(who, goal, "better", "Twee weken rustig")


@pytest.mark.law("WGS 2.31(6)")
@pytest.mark.parametrize("key", ["probation", "auditor", "neighbour", "manager"])
def test_nobody_else_reports(key, world, act_as, goal):
    with act_as(world.people[key]) as who:
        with pytest.raises(Refusal):
            actions.report(who, goal, "better", "x")
        with pytest.raises(ProgrammingError), transaction.atomic():
            Progress.objects.create(
                house=goal.house,
                case=goal.case,
                goal=goal,
                state="same",
                text="x",
                account_id=who.account_id,
                organisation_id=who.organisation_id,
            )


@pytest.mark.law("WGS 2.31(6)", "R-15")
def test_progress_on_an_action_is_for_its_organisation_alone(world, act_as, care):
    with act_as(world.people["ggz"]) as who:
        actions.report(who, care, "same", "Intake gepland")
    for key in ("police", "council", "director"):
        with act_as(world.people[key]) as who:
            with pytest.raises(Refusal):
                actions.report(who, care, "same", "x")
            for organisation in (who.organisation_id, care.organisation_id):
                with pytest.raises(ProgrammingError), transaction.atomic():
                    Progress.objects.create(
                        house=care.house,
                        case=care.case,
                        action=care,
                        state="same",
                        text="x",
                        account_id=who.account_id,
                        organisation_id=organisation,
                    )


@pytest.mark.law("R-15")
def test_the_process_director_reports_no_progress_for_the_employer(world, act_as, father_plan, delegate_of):
    with act_as(world.people["director"]) as who:
        action = plans.add_action(
            who, father_plan, text="Huisbezoek", kind="administrative", delegate=delegate_of("council"), due_on=TODAY()
        )
        with pytest.raises(Refusal):
            actions.report(who, action, "same", "x")
        with pytest.raises(ProgrammingError), transaction.atomic():
            Progress.objects.create(
                house=action.house,
                case=action.case,
                action=action,
                state="same",
                text="x",
                account_id=who.account_id,
                organisation_id=who.organisation_id,
            )


@pytest.mark.law("WGS 1.8(5)")
def test_progress_is_about_a_goal_of_that_case(world, act_as, as_owner, goal):
    with as_owner():
        from tests.support.world import admit, referral

        other = admit(
            referral(world.houses["TEST"], world.people["police"], world.persons["stranger"]),
            world.people["council"],
            world.people["director"],
        )
    with act_as(world.people["director"]) as who, pytest.raises(ProgrammingError), transaction.atomic():
        Progress.objects.create(
            house=other.house,
            case=other,
            goal=goal,
            state="same",
            text="x",
            account_id=who.account_id,
            organisation_id=who.organisation_id,
        )


@pytest.mark.law("WGS 2.31(6)")
def test_what_was_reported_is_never_edited(world, act_as, goal):
    with act_as(world.people["police"]) as who:
        made = actions.report(who, goal, "better", "Rustig")
        for change in (
            lambda: Progress.objects.filter(pk=made.pk).update(text="x"),
            lambda: Progress.objects.filter(pk=made.pk)._raw_delete("default"),
        ):
            with pytest.raises(ProgrammingError), transaction.atomic():
                change()


# --- evaluations ----------------------------------------------------------------------------------


@pytest.mark.law("WGS 2.31(6)", "R-51")
@pytest.mark.parametrize("key", ["director", "ggz"])
def test_directors_record_the_evaluation_and_the_case_reaches_its_milestone(key, world, act_as):
    with act_as(world.people[key]) as who:
        evaluate(who, world.case)
        assert world.case.milestones.filter(kind=Milestone.Kind.EVALUATION).exists()
        with pytest.raises(ValidationError):
            evaluate(who, world.case)


@pytest.mark.law("WGS 2.31(6)")
@pytest.mark.parametrize("key", ["police", "council", "auditor", "probation"])
def test_others_do_not_record_an_evaluation(key, world, act_as):
    with act_as(world.people[key]) as who:
        with pytest.raises(Refusal):
            evaluate(who, world.case)
        with pytest.raises(ProgrammingError), transaction.atomic():
            Evaluation.objects.create(
                house=world.case.house,
                case=world.case,
                held_on=TODAY(),
                account_id=who.account_id,
                next_on=TODAY() + timedelta(days=9),
                **HELD,
            )


@pytest.mark.law("R-51", "WGS 1.8(7)")
def test_the_database_wants_a_next_date_and_closing_without_need(world, act_as):
    """A check lets pass what is unknown; an absent next date must not be."""
    with act_as(world.people["director"]) as who:
        common = {
            "house": world.case.house,
            "case": world.case,
            "held_on": TODAY(),
            "conclusion": "x",
            "account_id": who.account_id,
        }
        for wrong in (
            {"necessary": True, "advice": "continue", "next_on": None},
            {"necessary": True, "advice": "continue", "next_on": TODAY()},
            {"necessary": False, "advice": "continue", "next_on": TODAY() + timedelta(days=9)},
        ):
            with pytest.raises(IntegrityError), transaction.atomic():
                Evaluation.objects.create(**common, **wrong)
        Evaluation.objects.create(**common, necessary=False, advice="scale_down", next_on=None)


# --- judgements -----------------------------------------------------------------------------------


@pytest.mark.law("R-79")
def test_a_judgement_has_author_date_and_source_and_earlier_ones_stay(world, act_as, domain):
    with act_as(world.people["police"]) as who:
        member = world.case.members.get(person=world.persons["father"])
        money, month = domain("finances"), TODAY() - timedelta(days=31)
        actions.judge(who, member, measured_on=month, source="gesprek", values={money: 1})
        actions.judge(who, member, measured_on=TODAY(), source="gesprek", values={money: 2})
        actions.judge(who, member, measured_on=TODAY(), source="gesprek", values={money: 3})
        [judged] = queries.judgements(world.case)[member.person_id]
        assert judged.now.value == 3
        assert [score.value for score in judged.earlier] == [2, 1]
        assert judged.fresh
        assert judged.now.account_id == who.account_id
        with pytest.raises(IntegrityError), transaction.atomic():
            actions.judge(who, member, measured_on=TODAY(), source="gesprek", values={money: 3})


@pytest.mark.law("R-79", "WGS 2.30(1)")
def test_a_judgement_is_of_a_person_in_the_case_by_who_works_on_it(world, act_as, domain):
    values = {
        "house": world.case.house,
        "case": world.case,
        "domain": domain("work"),
        "value": 2,
        "measured_on": TODAY(),
        "source": "x",
    }
    with act_as(world.people["ggz"]) as who, pytest.raises(ProgrammingError), transaction.atomic():
        Score.objects.create(**values, person=world.persons["stranger"], account_id=who.account_id)
    for key in ("auditor", "probation"):
        with act_as(world.people[key]) as who, pytest.raises(ProgrammingError), transaction.atomic():
            Score.objects.create(**values, person=world.persons["father"], account_id=who.account_id)


@pytest.mark.law("R-79")
def test_no_total_and_no_prediction_is_kept():
    columns = {field.name for model in (Score, Evaluation, Progress) for field in model._meta.fields}
    assert not {name for name in columns if any(word in name for word in ("total", "sum", "risk", "predict", "rank"))}


# --- what is due ----------------------------------------------------------------------------------


@pytest.mark.law("R-15", "WGS 2.31(6)")
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(due=st.lists(st.tuples(st.integers(-70, 70), st.booleans()), min_size=1, max_size=6))
def test_the_list_and_the_rule_agree_on_what_is_late(due, world, act_as, as_owner, care):
    with transaction.atomic():
        with as_owner():
            for days, done in due:
                Action.objects.create(
                    house=care.house,
                    case=care.case,
                    plan=care.plan,
                    text="x",
                    kind="care",
                    added_in=2,
                    organisation_id=care.organisation_id,
                    responsible_id=care.responsible_id,
                    account_id=care.account_id,
                    due_on=TODAY() + timedelta(days=days),
                    done_at=timezone.now() if done else None,
                    result="klaar" if done else "",
                )
        with act_as(world.people["police"]) as who:
            found = queries.actions(who)
            dates = [*((TODAY() + timedelta(days=days), done) for days, done in due), (care.due_on, False)]
            expected = [rules.moment(day, done, TODAY()) for day, done in dates]
            assert queries.counts(found) == {one.value: expected.count(one) for one in rules.Moment}
            for one in rules.Moment:
                assert queries.listed(found, one).count() == expected.count(one)
        transaction.set_rollback(True)


@pytest.mark.law("R-15")
def test_the_list_is_of_the_cases_one_works_on(world, act_as):
    for key, expected in (
        ("police", 1),
        ("ggz", 1),
        ("director", 1),
        ("probation", 0),
        ("auditor", 0),
        ("neighbour", 0),
    ):
        with act_as(world.people[key]) as who:
            assert queries.actions(who).count() == expected, key
    with act_as(world.people["police"]) as who:
        assert queries.actions(who, "mij").count() == 0
        assert queries.actions(who, "organisatie").count() == 0
        assert queries.actions(who, "regie").count() == 0
    with act_as(world.people["ggz"]) as who:
        assert [queries.actions(who, whose).count() for whose in ("mij", "organisatie", "regie")] == [1, 1, 1]


@pytest.mark.law("R-15")
def test_my_work_holds_my_actions_and_what_my_cases_wait_for(world, act_as, as_owner, care):
    with as_owner():
        Case.objects.filter(pk=world.case.pk).update(opened_at=timezone.now() - timedelta(days=60))
        care.plan.adoptions.update(adopted_on=TODAY() - timedelta(days=100))
    with act_as(world.people["ggz"]) as who:
        assert {(item.title, item.late) for item in queries.my_work(who)} == {
            ("Behandeling starten", False),
            (f"{world.case.number}: evaluatie houden", True),
        }
        evaluate(who, world.case)
        assert [item.title for item in queries.my_work(who)] == ["Behandeling starten"]
    with act_as(world.people["police"]) as who:
        assert queries.my_work(who) == []


@pytest.mark.law("BGS 2.17")
def test_a_missing_plan_is_due_some_weeks_after_the_opening(world, act_as, as_owner):
    with as_owner():
        world.case.plans.get().adoptions.all().delete()
        Case.objects.filter(pk=world.case.pk).update(
            # local time, for a day is not always 24 hours long
            opened_at=timezone.localtime() - timedelta(weeks=world.case.house.plan_weeks, days=1)
        )
    with act_as(world.people["director"]) as who:
        assert [(item.what, item.late) for item in queries.due(queries.directed(who), TODAY())] == [
            ("Plan vaststellen", True)
        ]


@pytest.mark.law("WGS 2.31(8)")
def test_a_case_that_is_scaled_down_waits_for_no_evaluation(world, act_as):
    with act_as(world.people["director"]) as who:
        evaluate(who, world.case, necessary=False, advice="scale_down", next_on=None)
        assert queries.due(queries.directed(who), TODAY() + timedelta(days=999)) == []


@pytest.mark.law("R-15", "WGS 2.31(6)")
def test_an_action_that_is_reported_reached_is_done_counted_and_no_longer_late(world, act_as, as_owner, care):
    with as_owner():
        type(care).objects.filter(pk=care.pk).update(due_on=TODAY() - timedelta(days=3))
    with act_as(world.people["ggz"]) as who:
        care.refresh_from_db()
        before = queries.counts(queries.actions(who))
        actions.report(who, care, "reached", "Behandeling is gestart")
        care.refresh_from_db()
        after = queries.counts(queries.actions(who))
        assert (care.late, care.result) == (False, "Behandeling is gestart")
        assert (after["late"], after["done"]) == (before["late"] - 1, before["done"] + 1)
        with pytest.raises(Refusal):
            actions.report(who, care, "reached", "Nog eens")
        actions.report(who, care, "stalled", "Loopt toch weer vast")  # what happens afterwards can still be told
