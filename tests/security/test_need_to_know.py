"""Who sees what, compared with a model that knows nothing of the database (WGS 2.31(4), R-24, R-53).

A machine walks random cases, participations, hand-overs, items and closings; after every step each person's view through
row security must equal what the model says.
"""

from dataclasses import dataclass, field

import pytest
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from eenplan.access.acting import act_as
from eenplan.cases.models import Case, Closing, Delegate, Direction, Member, Participation
from eenplan.exchange.models import Item, Recipient
from eenplan.law.codes import SharingGround
from eenplan.people.models import Person
from tests.support import world as build
from tests.support.db import as_owner

WORKERS = ("police", "council", "ggz", "probation", "protection", "director", "director_elsewhere", "police_colleague")
WATCHERS = (*WORKERS, "neighbour", "manager", "administrator", "contact", "auditor")
ORGANISATIONS = {key: fields[1] for key, fields in build.PEOPLE.items()}
CORE = {"police", "council", "protection", "prosecution"}
SUPPLIERS = ("council", "probation", "protection")


@dataclass
class ModelItem:
    supplier: str
    recipients: frozenset[str]


@dataclass
class ModelCase:
    """What the law says of one case: who works on it, who directs it, what was given to whom."""

    closed: bool = False
    workers: set[str] = field(default_factory=set)
    director: str | None = None
    items: dict[int, ModelItem] = field(default_factory=dict)
    person: int = 0

    def opens_for(self, who: str) -> bool:
        if who == "auditor":
            return True
        if self.closed:
            return who == "contact"
        return who in self.workers or who == self.director

    def items_for(self, who: str) -> set[int]:
        if who == "auditor":
            return set(self.items)
        if self.closed or not (who in self.workers or who == self.director):
            return set()
        if who == self.director:
            return set(self.items)
        mine = ORGANISATIONS[who]
        return {key for key, item in self.items.items() if mine == item.supplier or mine in item.recipients}


class NeedToKnow(RuleBasedStateMachine):
    world: build.World  # set by the test

    def __init__(self):
        super().__init__()
        self.block = transaction.atomic()
        self.block.__enter__()
        self.cases: dict[int, ModelCase] = {}

    def teardown(self):
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)

    @initialize()
    def start(self):
        self.admit("police", "council", "director")

    def open_cases(self) -> list[int]:
        return [number for number, case in self.cases.items() if not case.closed]

    @precondition(lambda self: len(self.open_cases()) < 3)
    @rule(
        referrer=st.sampled_from(("police", "ggz", "probation")),
        assessor=st.sampled_from(("council", "protection")),
        director=st.sampled_from(("director", "director_elsewhere")),
    )
    def admit(self, referrer, assessor, director):
        people, house = self.world.people, self.world.houses["TEST"]
        with as_owner():
            person = Person.objects.create(house=house, family_name=f"Nieuw {len(self.cases)}", birth_date="1990-01-01")
            case = build.admit(build.referral(house, people[referrer], person), people[assessor], people[director])
        self.cases[case.pk] = ModelCase(workers={referrer, assessor}, director=director, person=person.pk)

    @precondition(lambda self: self.open_cases())
    @rule(
        data=st.data(), who=st.sampled_from(("ggz", "probation", "protection", "police_colleague", "police", "council"))
    )
    def join(self, data, who):
        number = data.draw(st.sampled_from(self.open_cases()))
        if who in self.cases[number].workers:
            return
        with as_owner():
            build.join(Case.objects.get(pk=number), self.world.people[who])
        self.cases[number].workers.add(who)

    def core_stays(self, number: int, leaving: set[str]) -> bool:
        """The database refuses that the last core participant leaves: nobody could decide or close."""
        return any(ORGANISATIONS[who] in CORE for who in self.cases[number].workers - leaving)

    @precondition(lambda self: self.open_cases())
    @rule(data=st.data(), who=st.sampled_from(WORKERS))
    def leave(self, data, who):
        number = data.draw(st.sampled_from(self.open_cases()))
        if not self.core_stays(number, {who}):
            return
        with as_owner():
            Delegate.objects.filter(case_id=number, account=self.world.people[who], until=None).update(
                until=timezone.now()
            )
        self.cases[number].workers.discard(who)

    @precondition(lambda self: self.open_cases())
    @rule(data=st.data(), organisation=st.sampled_from(("police", "ggz", "council")))
    def organisation_leaves(self, data, organisation):
        number = data.draw(st.sampled_from(self.open_cases()))
        leaving = {who for who in self.cases[number].workers if ORGANISATIONS[who] == organisation}
        if not self.core_stays(number, leaving):
            return
        with as_owner():
            Participation.objects.filter(
                case_id=number, organisation=self.world.organisations[organisation], until=None
            ).update(until=timezone.now())
        self.cases[number].workers -= leaving

    @precondition(lambda self: self.open_cases())
    @rule(data=st.data(), to=st.sampled_from(("director", "director_elsewhere")), accepted=st.booleans())
    def hand_over(self, data, to, accepted):
        number = data.draw(st.sampled_from(self.open_cases()))
        if self.cases[number].director == to:
            return
        with as_owner():
            Direction.objects.filter(case_id=number, kind="process", accepted_at=None).delete()
            offered = Direction.objects.create(
                house=self.world.houses["TEST"], case_id=number, kind="process", account=self.world.people[to]
            )
            if accepted:
                Direction.objects.filter(pk=offered.pk).update(accepted_at=timezone.now())
            else:
                Direction.objects.filter(pk=offered.pk).update(until=timezone.now())
        if accepted:
            self.cases[number].director = to

    @precondition(lambda self: self.open_cases())
    @rule(data=st.data(), supplier=st.sampled_from(SUPPLIERS))
    def supply(self, data, supplier):
        number = data.draw(st.sampled_from(self.open_cases()))
        case, house = self.cases[number], self.world.houses["TEST"]
        if supplier not in case.workers:
            return
        partners = sorted({ORGANISATIONS[who] for who in case.workers} - {supplier})
        recipients = data.draw(st.sets(st.sampled_from(partners))) if partners else set()
        with act_as(self.world.people[supplier]):  # under row security, as the supplier
            item = Item(
                house=house,
                case_id=number,
                person_id=case.person,
                category=3,
                text="gegeven",
                supplier=self.world.organisations[supplier],
                account=self.world.people[supplier],
                ground=SharingGround.NECESSARY,
                first_processed_on=timezone.localdate(),
            )
            item.save()
            for organisation in sorted(recipients):
                Recipient(
                    house=house, case_id=number, item=item, organisation=self.world.organisations[organisation]
                ).save()
        case.items[item.pk] = ModelItem(supplier, frozenset(recipients))

    @precondition(lambda self: self.open_cases())
    @rule(data=st.data())
    def close(self, data):
        number = data.draw(st.sampled_from(self.open_cases()))
        with as_owner():
            Closing.objects.create(
                house=self.world.houses["TEST"],
                case_id=number,
                outcome="goals_met",
                motive="klaar",
                organisation=self.world.organisations["council"],
                account=self.world.people["council"],
            )
        case = self.cases[number]
        case.closed, case.workers, case.director = True, set(), None

    @invariant()
    def everybody_sees_exactly_their_share(self):
        mine = set(self.cases)
        for who in WATCHERS:
            with act_as(self.world.people[who]):
                cases = set(Case.objects.filter(pk__in=mine).values_list("pk", flat=True))
                members = set(Member.objects.filter(case__in=mine).values_list("case_id", flat=True))
                items = set(Item.objects.filter(case__in=mine).values_list("pk", flat=True))
                persons = set(
                    Person.objects.filter(pk__in=[case.person for case in self.cases.values()]).values_list(
                        "pk", flat=True
                    )
                )
                hidden = self.hidden(mine)
            expected = {number for number, case in self.cases.items() if case.opens_for(who)}
            assert (who, cases) == (who, expected)
            assert (who, members) == (who, expected)
            assert (who, persons) == (who, {self.cases[number].person for number in expected})
            shown = {item for case in self.cases.values() for item in case.items_for(who)}
            assert (who, items) == (who, shown)
            if who in WORKERS:  # what is hidden is counted, and only for who works on the case
                at_work = [case for case in self.cases.values() if not case.closed and case.opens_for(who)]
                assert (who, hidden) == (who, sum(len(case.items) - len(case.items_for(who)) for case in at_work))

    def hidden(self, cases) -> int:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT coalesce(sum(exchange_shielded(id)), 0) FROM unnest(%s::bigint[]) AS id", [list(cases)]
            )
            return cursor.fetchone()[0]


@pytest.mark.law("WGS 2.31(4)", "WGS 2.31(8)", "R-24", "R-53", "R-71")
def test_on_any_road_everybody_sees_exactly_their_share(world):
    NeedToKnow.world = world
    run_state_machine_as_test(
        NeedToKnow,
        settings=settings(
            max_examples=15,
            stateful_step_count=12,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
