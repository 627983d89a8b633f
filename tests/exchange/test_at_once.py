"""Two people at the same thing at the same moment, on two connections that commit, in a database of their own.

The first has acted and not committed when the second comes: the second waits, is told, and nothing is doubled or forgotten.
"""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from eenplan.cases.pages import open_case
from eenplan.exchange import actions, asking, consenting, mending, queries
from eenplan.law.rules import Refusal
from tests.support import at_once
from tests.support import world as build

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def alone(world, key, act):
    return at_once.alone(world, key, _on_case(world, act))


def together(world, *acts):
    return at_once.together(world, *((key, _on_case(world, act)) for key, act in acts))


def _on_case(world, act):
    return lambda who: act(who, open_case(who, world.case.number))


def constraint(error) -> str:
    assert isinstance(error, IntegrityError), error
    return error.__cause__.diag.constraint_name


def item_of(who, case):
    return case.items.get(supplier=who.organisation_id, status="valid")


def test_a_form_that_is_sent_twice_makes_one_item(world, apart):
    def supply(who, case):
        return actions.supply(who, case, person=world.persons["father"].pk, category=3, text="Bij zijn broer")

    made, error = together(world, ("council", supply), ("council", supply))
    assert made.pk
    assert constraint(error) == "exchange_said_once"


@pytest.mark.law("BGS 1.7")
def test_of_two_corrections_at_once_the_second_is_told(world, apart):
    def correct(text):
        return lambda who, case: actions.correct(who, case, item_of(who, case), category=7, text=text)

    made, error = together(world, ("police", correct("Twee")), ("police", correct("Vier")))
    assert made.text == "Twee"
    assert constraint(error) == "exchange_replaces_own"


@pytest.mark.law("BGS 1.7")
def test_a_correction_and_a_destruction_do_not_pass_each_other(world, apart):
    def correct(who, case):
        return actions.correct(who, case, item_of(who, case), category=7, text="Twee")

    def destroy(who, case):
        return mending.destroy(who, case, item_of(who, case), reason="verkeerde persoon")

    made, error = together(world, ("police", correct), ("police", destroy))
    assert made.pk
    assert constraint(error) == "exchange_item_still_valid"


@pytest.mark.law("WGS 1.5(1)", "R-26")
def test_of_two_answers_at_once_the_second_is_told(world, apart):
    question = alone(
        world,
        "director",
        lambda who, case: asking.ask(
            who,
            case,
            asked=world.organisations["police"],
            persons=[world.persons["father"].pk],
            categories=[3],
            reason="nodig",
            due_on=build.TODAY,
        ),
    )

    def line(case):
        return queries.line(case, queries.question(case, question.pk).lines.all()[0].pk)

    def supply(who, case):
        father = world.persons["father"].pk
        return actions.supply(who, case, person=father, category=3, text="Bij zijn broer", line=line(case))

    def unknown(who, case):
        return asking.nothing_known(who, case, line(case))

    made, error = together(world, ("police", unknown), ("police", supply))
    assert made.answer == "unknown"
    assert isinstance(error, Refusal)
    assert "intussen beantwoord" in error.message


def test_the_same_question_sent_twice_at_once_is_asked_once(world, apart):
    def ask(who, case):
        return asking.ask(
            who,
            case,
            asked=world.organisations["ggz"],
            persons=[world.persons["father"].pk],
            categories=[3],
            reason="nodig",
            due_on=build.TODAY,
        )

    made, error = together(world, ("director", ask), ("director", ask))
    assert made.pk
    assert isinstance(error, ValidationError)


@pytest.mark.law("R-22", "WGS 2.29(2)")
@pytest.mark.parametrize("withdrawn_first", [True, False])
def test_a_withdrawal_stops_a_sharing_at_the_same_moment_or_tells_its_recipient(withdrawn_first, world, apart):
    def withdraw(who, case):
        return consenting.withdraw(who, case, case.consents.get(), withdrawn_on=build.TODAY)

    def share(who, case):
        return actions.share(who, case, item_of(who, case), recipients=[world.organisations["police"].pk])

    acts = [("ggz", withdraw), ("ggz", share)]
    _first, second = together(world, *(acts if withdrawn_first else reversed(acts)))
    told = alone(world, "police", lambda who, case: [notice.kind for notice in queries.unseen(who, case)])
    if withdrawn_first:
        assert constraint(second) == "exchange_item_usable"
        assert told == []
    else:
        assert second is None
        assert told == ["withdrawn"]
