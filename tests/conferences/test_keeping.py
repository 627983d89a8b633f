"""Agenda, attendance, minutes and decisions: by rule and by database."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, ProgrammingError, transaction
from django.utils import timezone

from eenplan.audit.models import Event
from eenplan.cases.models import Milestone
from eenplan.conferences import actions, queries
from eenplan.conferences.models import AgendaItem, Attendance, Conference, Resolution
from eenplan.conferences.signals import resolved
from eenplan.law.rules import Refusal
from eenplan.network.models import LifeDomain
from tests.support import world as build

pytestmark = pytest.mark.django_db


def plan(who, world, **fields):
    return actions.plan(
        who,
        house=world.houses["TEST"],
        **{
            "at": timezone.now() + timedelta(days=7),
            "place": "Kamer 1",
            "chair": world.people["director"].pk,
            **fields,
        },
    )


def an_action(world, **fields):
    return {
        "text": "Start behandeling",
        "person": world.persons["father"].pk,
        "kind": "care",
        "domain": LifeDomain.objects.get(house=world.houses["TEST"], code="mental").pk,
        "responsible": world.people["ggz"].pk,
        "due_on": build.TODAY + timedelta(days=30),
        **fields,
    }


def constraint(error) -> str:
    return error.value.__cause__.diag.constraint_name


@pytest.mark.law("WGS 2.26", "R-94")
def test_a_process_director_plans_puts_a_case_on_the_agenda_and_everybody_on_it_is_invited(at_table, world):
    with at_table("director") as (who, case, _item):
        conference = plan(who, world)
        item = actions.add(who, conference, case, question="Is het thuis veilig?")
        invited = {each.account for each in item.attendance.select_related("account")}
        assert invited == {world.people[key] for key in ("police", "council", "ggz")}
        actions.invite(who, case, item, people=[world.people["police"].pk])
        assert [each.account for each in item.attendance.all()] == [world.people["police"]]


@pytest.mark.law("WGS 2.31(5)", "R-94")
@pytest.mark.parametrize("key", ["police", "ggz", "auditor"])
def test_nobody_else_plans_or_keeps(key, at_table, world):
    with at_table(key) as (who, case, item):
        for act in (
            lambda: plan(who, world),
            lambda: actions.add(who, item.conference, case, question="x"),
            lambda: actions.minute(who, case, item, picture="x", judgement="", conclusion=""),
            lambda: actions.resolve(who, case, item, text="x"),
            lambda: actions.finish(who, case, item),
            lambda: actions.invite(who, case, item, people=[]),
            lambda: actions.cancel(who, item.conference),
        ):
            with pytest.raises(Refusal):
                act()
        assert AgendaItem.objects.update(picture="x") == Attendance.objects.update(present=True) == 0
        assert Conference.objects.update(place="x") == 0
        with pytest.raises(ProgrammingError), transaction.atomic():
            Resolution.objects.create(house=case.house, case=case, item=item, text="x", account_id=who.account_id)
        with pytest.raises(ProgrammingError), transaction.atomic():
            AgendaItem.objects.create(house=case.house, case=case, conference=item.conference, position=2, question="x")


@pytest.mark.law("WGS 2.31(4)", "R-24")
def test_only_professionals_of_the_case_are_invited_or_present(at_table, world):
    stranger = world.people["probation"]
    with at_table("director") as (who, case, item):
        with pytest.raises(Refusal) as refused:
            actions.invite(who, case, item, people=[stranger.pk])
        assert refused.value.article == "WGS 2.31(4)"
        for account, organisation in ((stranger, "probation"), (world.people["police"], "council")):
            with pytest.raises(IntegrityError) as error, transaction.atomic():
                Attendance.objects.create(
                    house=case.house,
                    case=case,
                    item=item,
                    account=account,
                    organisation=world.organisations[organisation],
                )
            assert constraint(error) == "conferences_invited_takes_part"


@pytest.mark.law("WGS 2.31(5)", "R-15")
def test_a_decision_becomes_an_action_without_retyping_and_is_announced(at_table, world):
    heard = []

    def hear(sender, who, resolution, **kwargs):
        heard.append(resolution)

    resolved.connect(hear)
    try:
        with at_table("director") as (who, case, item):
            plain = actions.resolve(who, case, item, text="Volgende keer ook school")
            made = actions.resolve(who, case, item, **an_action(world))
            assert (plain.organisation_id, made.organisation_id) == (None, world.organisations["ggz"].pk)
            assert heard == [plain, made]
    finally:
        resolved.disconnect(hear)


@pytest.mark.law("WGS 2.31(5)", "R-15")
def test_half_an_action_is_refused_at_the_field_and_by_the_database(at_table, world):
    with at_table("director") as (who, case, item):
        with pytest.raises(ValidationError) as error:
            actions.resolve(who, case, item, **an_action(world, due_on=None, person=None))
        assert set(error.value.error_dict) == {"due_on", "person"}
        with pytest.raises(IntegrityError) as broken, transaction.atomic():
            Resolution.objects.create(
                house=case.house,
                case=case,
                item=item,
                text="x",
                account_id=who.account_id,
                organisation=world.organisations["ggz"],
            )
        assert constraint(broken) == "conferences_action_is_whole"


@pytest.mark.law("WGS 2.31(4)", "WGS 2.31(5)", "R-15")
def test_responsible_is_who_takes_part_for_that_organisation_and_the_person_is_of_the_case(at_table, world):
    with at_table("director") as (who, case, item):
        with pytest.raises(Refusal) as refused:
            actions.resolve(who, case, item, **an_action(world, responsible=world.people["probation"].pk))
        assert refused.value.article == "WGS 2.31(4)"
        whole = {
            "house": case.house,
            "case": case,
            "item": item,
            "text": "x",
            "account_id": who.account_id,
            "kind": "care",
            "due_on": build.TODAY,
            "person": world.persons["father"],
            "responsible": world.people["ggz"],
            "organisation": world.organisations["ggz"],
        }
        for wrong, name in (
            ({"organisation": world.organisations["police"]}, "conferences_responsible_takes_part"),
            ({"responsible": world.people["probation"]}, "conferences_responsible_takes_part"),
            ({"person": world.persons["stranger"]}, "conferences_about_member"),
        ):
            with pytest.raises(IntegrityError) as error, transaction.atomic():
                Resolution.objects.create(**{**whole, **wrong})
            assert constraint(error) == name


def test_a_decision_is_kept_with_the_agenda_item_of_its_own_case(at_table, world, as_owner):
    with as_owner():
        other = build.admit(
            build.referral(world.houses["TEST"], world.people["police"], world.persons["stranger"]),
            world.people["council"],
            world.people["director"],
        )
    with at_table("director") as (who, case, item):
        for model, fields in (
            (Resolution, {"text": "x", "account_id": who.account_id}),
            (Attendance, {"account": world.people["police"], "organisation": world.organisations["police"]}),
        ):
            with pytest.raises(IntegrityError), transaction.atomic():
                model.objects.create(house=case.house, case=other, item=item, **fields)


@pytest.mark.law("WGS 2.31(5)", "R-94")
def test_a_discussed_case_has_reached_its_conference_and_its_minutes_stay(at_table, world, today):
    with at_table("director") as (who, case, item):
        with pytest.raises(Refusal, match="nog niets"):
            actions.finish(who, case, item)
        actions.minute(who, case, item, picture="rustiger", judgement="", conclusion="")
        item.refresh_from_db()
        actions.attend(who, case, item, people=[world.people["police"].pk])
        assert {each.account: each.present for each in item.attendance.all()} == {
            world.people["police"]: True,
            world.people["ggz"]: False,
        }
        actions.finish(who, case, item)
        assert case.milestones.filter(kind=Milestone.Kind.CONFERENCE).count() == 1
        item.refresh_from_db()
        for act in (
            lambda: actions.finish(who, case, item),
            lambda: actions.take_off(who, case, item),
            lambda: actions.resolve(who, case, item, text="later"),
            lambda: actions.cancel(who, item.conference),
            lambda: actions.minute(who, case, item, picture="anders", judgement="", conclusion=""),
        ):
            with pytest.raises(Refusal):
                act()
        assert AgendaItem.objects.filter(pk=item.pk).update(picture="anders") == 0
        assert Attendance.objects.filter(item=item).update(present=True) == 0
        assert AgendaItem.objects.filter(pk=item.pk)._raw_delete("default") == 0
        with pytest.raises(ProgrammingError), transaction.atomic():
            Resolution.objects.create(house=case.house, case=case, item=item, text="x", account_id=who.account_id)


@pytest.mark.law("WGS 1.8(4)")
def test_decisions_are_never_changed_and_an_item_never_moves_to_another_case(at_table, world):
    with at_table("director") as (who, case, item):
        actions.resolve(who, case, item, text="Zo doen we het")
        for change in (
            lambda: Resolution.objects.update(text="anders"),
            lambda: Resolution.objects.all()._raw_delete("default"),
            lambda: AgendaItem.objects.update(case_id=world.closed_case.pk),
            lambda: Conference.objects.all()._raw_delete("default"),
        ):
            with pytest.raises(ProgrammingError), transaction.atomic():
                change()
        item.refresh_from_db()
        with pytest.raises(Refusal, match="al iets vastgelegd"):
            actions.take_off(who, case, item)


def test_a_cancelled_conference_takes_nothing_more(at_table):
    with at_table("director") as (who, case, item):
        actions.cancel(who, item.conference)
        actions.cancel(who, item.conference)
        for act in (
            lambda: actions.resolve(who, case, item, text="x"),
            lambda: actions.move(who, case, item, direction="up"),
            lambda: actions.add(who, item.conference, case, question="x"),
        ):
            with pytest.raises(Refusal, match="afgelast"):
                act()
        assert queries.my_work(who) == []


def test_the_agenda_is_reordered_between_the_items_one_keeps(at_table, world, as_owner):
    with at_table("director") as (who, case, item):
        with as_owner():
            made = [
                build.admit(
                    build.referral(world.houses["TEST"], world.people["police"], world.persons[key]),
                    world.people["council"],
                    world.people[director],
                )
                for key, director in (("stranger", "director_elsewhere"), ("daughter", "director"))
            ]
            hidden, mine = [
                AgendaItem.objects.create(
                    house=case.house, conference=item.conference, case=each, position=place, question="x"
                )
                for place, each in enumerate(made, start=2)
            ]
        actions.move(who, case, item, direction="down")
        actions.move(who, case, item, direction="down")
        with as_owner():
            order = item.conference.agenda.order_by("position").values_list("pk", "position")
            assert list(order) == [(mine.pk, 1), (hidden.pk, 2), (item.pk, 3)]


@pytest.mark.law("WGS 1.8(4)", "R-72")
def test_minutes_are_logged_for_everybody_in_the_case_and_a_decision_for_its_person(at_table, world, as_owner):
    with at_table("director") as (who, case, item):
        actions.minute(who, case, item, picture="x", judgement="", conclusion="")
        actions.resolve(who, case, item, **an_action(world))
        with as_owner():
            minuted = set(Event.objects.filter(action="conference.minutes").values_list("subject_id", flat=True))
            assert minuted == {world.persons[key].pk for key in ("father", "mother", "son", "daughter")}
            decided = Event.objects.filter(action="conference.resolve").values_list("subject_id", flat=True)
            assert list(decided) == [world.persons["father"].pk]


def test_work_waits_for_who_is_invited_who_prepares_and_who_minutes(at_table, world, act_as, as_owner, today):
    with at_table("ggz") as (who, _case, item):
        assert [(work.kind, work.about, work.url) for work in queries.my_work(who)] == [
            ("Overleg", world.case.number, item.conference.get_absolute_url())
        ]
    with act_as(world.people["police"]) as who:
        assert queries.my_work(who) == []
    with at_table("director") as (who, _case, item):
        plan(who, world)
        assert [work.kind for work in queries.my_work(who)] == ["Agenda", "Verslag"]
