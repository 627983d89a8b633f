"""Two people who act on one case at the same moment, on two connections that commit: the database takes them in turn."""

from contextlib import nullcontext

import pytest
from django.db import IntegrityError, connection
from django.utils import timezone

from eenplan.cases import actions
from eenplan.cases.models import ClosingOpinion, Delegate, Direction, Member, Participation
from eenplan.cases.pages import open_case
from eenplan.exchange import actions as exchange
from eenplan.exchange.models import Item
from eenplan.network.models import House
from eenplan.people import finding
from eenplan.rights.models import Measure
from eenplan.rights.requests import actions as requests
from tests.rights.test_requests import judge, register
from tests.support.at_once import alone, together
from tests.support.db import as_owner

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def constraint(error) -> str:
    assert isinstance(error, IntegrityError), error
    return error.__cause__.diag.constraint_name


def written(model, **fields):
    """The bare row, as whoever passes our rules by would write it."""
    return lambda who: model.objects.create(**fields)


@pytest.fixture
def case(world, apart):
    """The open case, on which both core organisations agreed to close."""
    for key in ("police", "council"):
        alone(
            world, key, lambda who: actions.opine(who, open_case(who, world.case.number), agrees=True, motive="Klaar.")
        )
    return world.case


def close(world):
    return lambda who: actions.close(
        who, open_case(who, world.case.number), outcome="goals_met", motive="De doelen zijn gehaald."
    )


def shared(world):
    return {"house_id": world.case.house_id, "case_id": world.case.pk}


def joins(world):
    return "police", written(
        Participation, **shared(world), organisation=world.organisations["protection"], reason="nodig",
        decided_by=world.organisations["police"],
    )  # fmt: skip


def is_named(world):
    part = alone(world, "police", lambda who: Participation.objects.get(
        case=world.case, until=None, organisation=who.organisation_id))  # fmt: skip
    return "police", written(Delegate, **shared(world), participation=part, account=world.people["police_colleague"])


def is_asked(world):
    return "director", written(Direction, **shared(world), kind="process", account=world.people["director_elsewhere"])


def judges_otherwise(world):
    return "police", written(
        ClosingOpinion, **shared(world), organisation=world.organisations["police"], account=world.people["police"],
        agrees=False, motive="Toch niet.",
    )  # fmt: skip


@pytest.mark.law("WGS 2.31(8)", "R-53")
@pytest.mark.parametrize("comes", [joins, is_named, is_asked, judges_otherwise])
def test_who_comes_while_the_case_is_closed_does_not_come_into_a_shielded_case(comes, world, case):
    closed, error = together(world, ("council", close(world)), comes(world))
    assert closed.pk, closed
    assert constraint(error) in {"cases_closed_meanwhile", "cases_delegate_is_authorised"}


@pytest.mark.law("WGS 2.31(8)")
@pytest.mark.parametrize("comes", [joins, judges_otherwise])
def test_what_came_before_the_closing_is_heard_in_it(comes, world, case):
    came, error = together(world, comes(world), ("council", close(world)))
    assert came.pk, came
    assert "row-level security" in str(error)


@pytest.mark.law("R-53", "R-75")
def test_who_uses_emergency_access_while_the_case_is_closed_gets_none(world, case):
    def smash(who):
        with connection.cursor() as cursor:
            cursor.execute("SELECT cases_break_glass(%s, 'nood', 4)", [world.case.number])
            return cursor.fetchone()[0]

    def switch_on(who):
        with as_owner():
            House.objects.update(break_glass=True)

    alone(world, "council", switch_on)
    closed, emergency = together(world, ("council", close(world)), ("prosecution", smash))
    assert closed.pk, closed
    assert emergency is None


@pytest.mark.law("WGS 2.31(4)")
def test_of_two_who_leave_at_once_one_stays(world, apart):
    """Each counts on the other: the database itself does not."""

    def ends(key):
        def end(who):
            mine = Delegate.objects.get(case=world.case, until=None, account=world.people[key])
            return Delegate.objects.filter(pk=mine.pk).update(until=mine.since)

        return end

    left, error = together(world, ("police", ends("police")), ("council", ends("council")))
    assert left == 1
    assert constraint(error) == "cases_keeps_a_decider"


@pytest.mark.law("BGS 2.19", "R-12")
def test_nobody_comes_into_the_circle_of_who_is_taken_out_at_that_moment(world, apart):
    def two_subjects(who):
        with as_owner():
            return Member.objects.create(**shared(world), person=world.persons["stranger"], part="subject")

    leaves = alone(world, "director", two_subjects)
    newcomer = alone(world, "director", lambda who: finding.enter_person(
        who, world.case.house, given_names="Nel", family_name="Jansen", birth_date="1990-01-01"))  # fmt: skip

    def taken_out(who):
        return Member.objects.filter(pk=leaves.pk).update(until=leaves.since)

    comes = written(
        Member, **shared(world), person=newcomer, part="circle", circle_of=leaves, relation="partner", reason="nodig"
    )
    left, error = together(world, ("director", taken_out), ("director", comes))
    assert left == 1, left
    assert constraint(error) == "cases_circle_of_subject"


def _asked_to_restrict(who, world):
    """A request whose applicant was checked, and waits for the second person."""
    request = register(lambda account: nullcontext(who), world, kind="restriction", asked="Niet gebruiken.")
    requests.identify(who, request, identity="document", identity_checked_on=timezone.localdate())
    return request


@pytest.mark.law("AVG 18", "R-40")
@pytest.mark.parametrize("first", [0, 1])
def test_what_is_supplied_while_a_restriction_comes_is_restricted_too(first, world, apart):
    father = world.persons["father"]
    request = alone(world, "contact", lambda who: _asked_to_restrict(who, world))
    alone(world, "contact_two", lambda who: judge(lambda account: nullcontext(who), world, request))
    restrict = written(
        Measure, house_id=world.case.house_id, request=request, person=father, kind="restrict", text="Niet gebruiken."
    )

    def supply(who):
        return exchange.supply(
            who, open_case(who, world.case.number), person=father.pk, category=3, text="Bij zijn broer"
        )

    acts = [("contact", restrict), ("council", supply)]
    made = together(world, acts[first], acts[1 - first])
    item = made[1 - first]
    assert item.pk, made
    assert alone(world, "council", lambda who: Item.objects.get(pk=item.pk).restricted)
