"""Asking an organisation on the case, and answering: supplied, nothing known, refused (WGS 2.31(3), 1.5(1), R-26)."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, ProgrammingError, transaction
from django.utils import timezone

from eenplan.exchange import actions, asking, queries
from eenplan.exchange.models import Question, QuestionLine, RefusalMotive
from eenplan.law.calendar import workdays_after
from eenplan.law.rules import Refusal
from tests.support import world as build

pytestmark = pytest.mark.django_db


def line_of(question):
    return queries.line(question.case, question.lines.get().pk)


def seen(world, model):
    """How many rows of the case who acts sees."""
    return model.objects.filter(case=world.case).count()


@pytest.mark.law("WGS 2.31(3)", "WGS 2.31(4)")
@pytest.mark.parametrize("by", ["director", "council"])
def test_the_process_director_and_core_participants_ask_an_organisation_on_the_case(by, asked):
    question = asked("ggz", by=by, categories=[3, 12])
    assert question.due_on == build.TODAY + timedelta(days=7)
    assert QuestionLine.objects.count() == 0  # nobody acts: nothing is there


@pytest.mark.law("WGS 2.31(3)")
def test_another_participant_does_not_ask_and_nobody_asks_who_takes_no_part(asked, at_work, world):
    with pytest.raises(Refusal) as refused:
        asked("police", by="ggz")
    assert refused.value.article == "WGS 2.31(3)"
    with at_work("ggz") as (who, case), pytest.raises(ProgrammingError), transaction.atomic():
        Question.objects.create(
            house_id=case.house_id,
            case=case,
            asker_id=who.organisation_id,
            asked=world.organisations["police"],
            reason="x",
            due_on=build.TODAY,
            account_id=who.account_id,
        )
    with pytest.raises(IntegrityError) as error:
        asked("probation")
    assert error.value.__cause__.diag.constraint_name == "exchange_asked_takes_part"
    with pytest.raises(Refusal, match="eigen organisatie"):
        asked("council", by="council")
    assert asked("council").pk  # the process director stands beside the parties


@pytest.mark.law("WGS 1.5(2)", "R-20")
def test_police_and_judicial_data_are_asked_of_who_can_supply_them(asked, at_work, world):
    with pytest.raises(Refusal) as refused:
        asked("ggz", categories=[3, 7])
    assert refused.value.article == "WGS 1.5(2)"
    assert asked("police", categories=[7]).pk
    with at_work("director") as (_who, case):
        question = Question.objects.filter(asked=world.organisations["police"]).get()
        with pytest.raises(IntegrityError) as error:
            QuestionLine.objects.create(
                house_id=case.house_id,
                case=case,
                question=question,
                asked=question.asked,
                person=world.persons["father"],
                category=8,
            )
    assert error.value.__cause__.diag.constraint_name == "exchange_asked_can_supply"


@pytest.mark.law("WGS 2.30(1)")
def test_one_asks_about_persons_of_the_case_until_a_day_that_can_be(asked, world):
    for wrong in (
        {"persons": [world.persons["stranger"].pk]},
        {"due_on": build.TODAY - timedelta(days=1)},
        {"due_on": build.TODAY + timedelta(days=4000)},
    ):
        with pytest.raises(Refusal):
            asked("ggz", **wrong)


def test_the_same_question_twice_is_asked_once(asked):
    asked("ggz")
    with pytest.raises(ValidationError, match="al gevraagd"):
        asked("ggz")
    assert asked("ggz", categories=[3, 12]).pk  # something more


@pytest.mark.law("WGS 1.5(1)", "R-26")
def test_who_is_asked_supplies_an_item_that_answers_the_question(asked, at_work, world):
    question = asked("police")
    with at_work("police") as (who, case):
        item = actions.supply(
            who,
            case,
            person=world.persons["father"].pk,
            category=3,
            text="Bij zijn broer",
            recipients=[world.organisations["council"].pk],
            line=line_of(question),
        )
    with at_work("director") as (_who, case):
        shown = queries.question(case, question.pk)
        (line,) = shown.lines.all()
        assert (line.answer, line.item, shown.open) == ("supplied", item, False)


@pytest.mark.law("WGS 1.5(1)", "R-26")
def test_an_answer_is_about_what_was_asked_and_by_who_was_asked(asked, at_work, world, supplied):
    question = asked("police")
    with at_work("council") as (who, case):
        line = line_of(question)
        with pytest.raises(Refusal):
            asking.nothing_known(who, case, line)
        assert not QuestionLine.objects.filter(pk=line.pk).update(answer="unknown")  # not its own: no row
    with at_work("police") as (who, case):
        with pytest.raises(IntegrityError) as error:  # police data, while housing was asked
            asking.point_to(who, case, queries.line(case, line.pk), case.items.get(pk=supplied("police").pk))
        assert error.value.__cause__.diag.constraint_name == "exchange_answers_question"


@pytest.mark.law("WGS 1.5(1)", "R-26")
def test_an_item_that_stands_there_can_be_the_answer_and_the_asker_then_reads_it(asked, at_work, world, supplied):
    question = asked("ggz", by="police", categories=[12])
    with at_work("ggz") as (who, case):
        item = actions.supply(
            who, case, person=world.persons["father"].pk, category=12, text="x", ground="2.29(2)-care", motivation="y"
        )
        assert queries.could_answer(case, queries.question(case, question.pk), who.organisation_id) == {
            question.lines.get().pk: [item]
        }
        asking.point_to(who, case, line_of(question), item)
    with at_work("police") as (_who, case):
        assert case.items.filter(pk=item.pk).exists()


@pytest.mark.law("WGS 1.5(1)", "R-26")
@pytest.mark.parametrize("internal", [True, False])
def test_the_reasons_of_a_refusal_stay_inside_when_the_organisation_wants_that(internal, asked, at_work, act_as, world):
    question = asked("ggz")
    with at_work("ggz") as (who, case):
        asking.refuse(who, case, line_of(question), text="Schaadt de behandeling", internal=internal)
        assert RefusalMotive.objects.get().text == "Schaadt de behandeling"
    for key in ("director", "council", "police"):
        with at_work(key) as (_who, case):
            assert queries.line(case, question.lines.get().pk).answer == "refused"
            assert RefusalMotive.objects.exists() is not internal
    with act_as(world.people["auditor"]):
        assert RefusalMotive.objects.exists() is not internal
    for key in ("probation", "police_colleague", "manager", "neighbour"):
        with act_as(world.people[key]):
            assert seen(world, RefusalMotive) == seen(world, QuestionLine) == 0


@pytest.mark.law("WGS 2.31(4)", "R-24")
def test_a_question_is_seen_by_the_asking_side_and_by_who_is_asked(asked, act_as, world, as_owner):
    with as_owner():
        build.join(world.case, world.people["probation"])
    asked("ggz")
    for key in build.PEOPLE:
        with act_as(world.people[key]):
            found = seen(world, Question), seen(world, QuestionLine)
        assert found == ((1, 1) if key in ("director", "council", "police", "ggz", "auditor") else (0, 0)), key


@pytest.mark.law("WGS 2.31(8)", "R-53")
def test_when_the_case_closes_nobody_sees_or_answers_the_question(asked, at_work, act_as, world, as_owner):
    question = asked("ggz")
    with at_work("ggz") as (who, case):
        line = line_of(question)
        with as_owner():
            build.close(case, world.people["council"])
        assert Question.objects.count() == 0
        with pytest.raises(Refusal):
            asking.nothing_known(who, case, line)


def test_an_answer_is_given_once_and_a_withdrawn_question_gets_none(asked, at_work):
    question = asked("ggz")
    with at_work("ggz") as (who, case):
        asking.nothing_known(who, case, line_of(question))
        with pytest.raises(Refusal, match="intussen beantwoord"):
            asking.nothing_known(who, case, line_of(question))
        assert not QuestionLine.objects.filter(question=question).update(answer="refused")
    other = asked("ggz", categories=[4])
    with at_work("council") as (who, case):
        asking.take_back(who, case, case.questions.get(pk=other.pk))
        with pytest.raises(Refusal, match="ingetrokken"):
            asking.take_back(who, case, case.questions.get(pk=other.pk))
    with at_work("ggz") as (who, case), pytest.raises(Refusal, match="ingetrokken"):
        asking.nothing_known(who, case, line_of(other))


@pytest.mark.law("R-80")
def test_open_late_and_refused_are_counted_per_organisation_and_for_nobody_else(
    asked, at_work, act_as, world, as_owner
):
    asked("police", categories=[3, 4])
    late, refused = asked("ggz", categories=[3]), asked("ggz", categories=[4])
    with as_owner():
        Question.objects.filter(pk=late.pk).update(due_on=build.TODAY - timedelta(days=1))
    with at_work("ggz") as (who, case):
        asking.refuse(who, case, line_of(refused), text="nee", internal=True)
    for key in ("manager", "director_elsewhere"):
        with act_as(world.people[key]):
            rows = queries.per_organisation(timezone.localdate())
            found = {row["organisation"].name: (row["open"], row["late"], row["refused"]) for row in rows}
            assert found == {"GGZ De Brug": (1, 1, 1), "Politie Waterdam": (2, 0, 0)}
    for key in ("police", "auditor", "administrator", "neighbour_director"):
        with act_as(world.people[key]):
            assert queries.per_organisation(timezone.localdate()) == []


def test_questions_and_answers_stand_in_my_work(asked, at_work, act_as, world, as_owner):
    question = asked("ggz")

    def work(key):
        with act_as(world.people[key]) as who:
            return [item for item in queries.my_work(who) if item.kind in ("Vraag", "Antwoord")]

    (mine,) = work("ggz")
    assert (mine.due, mine.late) == (question.due_on, False)
    assert not work("police")
    assert not work("ggz_colleague")  # not on the case
    assert not work("director")
    with as_owner():
        Question.objects.update(due_on=build.TODAY - timedelta(days=1))
    assert work("ggz")[0].late
    assert "niet op tijd" in work("director")[0].title
    with at_work("ggz") as (who, case):
        asking.nothing_known(who, case, line_of(question))
    assert not work("ggz")
    assert "beantwoord" in work("director")[0].title
    with at_work("director") as (who, case):
        asking.look(who, case, case.questions.get(pk=question.pk))
    assert not work("director")


# --- pages ----------------------------------------------------------------------------------------


def address(world, path=""):
    return f"/casussen/{world.case.number}/informatie/vragen/{path}"


def typed(world, **fields):
    return {
        "asked": world.organisations["ggz"].pk,
        "persons": [world.persons["father"].pk],
        "categories": [3, 12],
        "reason": "Nodig om de omgang te plannen",
        "due_on": (build.TODAY + timedelta(days=7)).isoformat(),
        **fields,
    }


def test_a_question_is_asked_and_answered_on_the_pages(client_of, world):
    director, ggz = client_of("director"), client_of("ggz")
    day = workdays_after(timezone.localdate(), world.case.house.answer_days)
    assert day.isoformat() in director.get(address(world, "stellen/")).content.decode()
    made = director.post(address(world, "stellen/"), typed(world))
    assert made.status_code == 302
    page = ggz.get(made["Location"]).content.decode()
    assert "Nodig om de omgang te plannen" in page
    assert page.count("Niets bekend") >= 2
    supply = f"/casussen/{world.case.number}/informatie/verstrekken/"
    number = page.split("?vraag=")[1].split('"')[0]
    form = ggz.get(f"{supply}?vraag={number}").content.decode()
    assert "Nodig om de omgang te plannen" in form
    answer = ggz.post(
        f"{supply}?vraag={number}",
        {
            "person": world.persons["mother"].pk,  # what was asked cannot be changed by a crafted form
            "category": 6,
            "text": "Woont bij zijn broer",
            "ground": "2.29(2)-care",
            "motivation": "nodig",
            "recipients": [world.organisations["police"].pk],
        },
    )
    assert answer.status_code == 302
    shown = director.get(made["Location"]).content.decode()
    assert "Woont bij zijn broer" in shown
    assert "1 van 2 open" in shown
    assert "Openstaande vragen" in director.get(f"/casussen/{world.case.number}/informatie/").content.decode()


@pytest.mark.parametrize(
    "hostile",
    [
        {"reason": "a" * 10_001},
        {"reason": "x\x00y"},
        {"reason": " "},
        {"asked": "999999999999999999999"},
        {"asked": "'; DROP TABLE"},
        {"persons": ["999999999999999999"]},
        {"persons": []},
        {"categories": ["13"]},
        {"due_on": "31-02-2027"},
        {"due_on": "9999-12-31"},
        {"due_on": "\x00"},
        {"categories": [7]},
    ],
)
def test_a_hostile_question_gets_a_message_and_loses_nothing(hostile, client_of, world):
    answer = client_of("director").post(address(world, "stellen/"), typed(world) | hostile)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Verbeter de fouten" in page
    assert "Nodig om de omgang te plannen" in page or "reason" in hostile


@pytest.mark.parametrize("query", ["x", "0", "99999999999999999999999", "1%00", "-1", "²"])
def test_a_crafted_line_in_the_address_is_not_found(query, client_of, world):
    supply = f"/casussen/{world.case.number}/informatie/verstrekken/?vraag={query}"
    assert client_of("police").get(supply).status_code == 404


@pytest.mark.law("R-25", "WGS 2.29(1)")
def test_reasons_are_checked_for_special_words_too(client_of, world, asked, at_work):
    question = asked("ggz")
    with at_work("ggz"):
        line = question.lines.get()
    for key, path, fields in (
        ("director", "stellen/", typed(world, reason="Hij is bekeerd tot de islam")),
        ("ggz", f"regel/{line.pk}/weigeren/", {"text": "Hij is bekeerd tot de islam"}),
    ):
        warned = client_of(key).post(address(world, path), fields)
        assert warned.status_code == 422
        assert "Staat hier een bijzonder gegeven?" in warned.content.decode()
        assert client_of(key).post(address(world, path), fields | {"confirmed": "islam"}).status_code == 302


def test_the_question_pages_take_few_statements(asked, client_of, world, statements):
    for number in range(3, 7):
        asked("police", categories=[number])
    question = asked("police", categories=[9, 10, 11, 12])
    client = client_of("police")
    client.get(address(world))
    with statements(at_most=20):
        client.get(address(world))
    with statements(at_most=22):
        client.get(address(world, f"{question.pk}/"))
