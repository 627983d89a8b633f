"""Who sees what, compared with a model that knows nothing of the database (WGS 2.31(4), R-24, R-53).

A machine walks random cases, participations, hand-overs, persons who come and go, items, closings, emergencies, requests of
persons concerned, renewals and destructions; after every step each person's view through row security must equal what the
model says.
"""

from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
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
from eenplan.access.models import Account, Grant
from eenplan.cases import emergency
from eenplan.cases.models import Case, Delegate, Direction, Emergency, Member, Participation
from eenplan.exchange.models import Item, Recipient
from eenplan.law.codes import SharingGround
from eenplan.network.models import House
from eenplan.people.models import CitizenNumber, Person
from eenplan.retention.models import Renewal, RenewalVoice, Run
from eenplan.rights.models import Applicant, Consultation, Request
from tests.support import world as build
from tests.support.db import as_owner

WORKERS = ("police", "council", "ggz", "probation", "protection", "director", "director_elsewhere", "police_colleague")
WATCHERS = (*WORKERS, "neighbour", "manager", "administrator", "contact", "auditor")
ORGANISATIONS = {key: fields[1] for key, fields in build.PEOPLE.items()}
CORE = {"police", "council", "protection", "prosecution"}
ASKING_IN_EMERGENCY = ("police", "police_colleague", "council", "protection", "ggz", "director", "contact")
SUPPLIERS = ("council", "probation", "protection")


@dataclass
class ModelItem:
    supplier: str
    recipients: frozenset[str]


@dataclass
class ModelCase:
    """What the law says of one case: who works on it, who directs it, who reads in an emergency, what was given to whom."""

    person: int
    closed: bool = False
    workers: set[str] = field(default_factory=set)
    director: str | None = None
    emergency: set[str] = field(default_factory=set)
    unjudged: set[str] = field(default_factory=set)
    items: dict[int, ModelItem] = field(default_factory=dict)
    present: set[int] = field(default_factory=set)
    left: set[int] = field(default_factory=set)

    @property
    def persons(self) -> set[int]:
        return self.present | self.left

    def opens_for(self, who: str) -> bool:
        """The content while it is open; the bare file of a closed case for supervision and contact point."""
        if who == "auditor":
            return True
        if self.closed:
            return who == "contact"
        return who in self.workers | self.emergency or who == self.director

    def items_for(self, who: str) -> set[int]:
        if who == "auditor" or who == self.director:
            return set(self.items)
        if self.closed or not self.opens_for(who):
            return set()
        mine = ORGANISATIONS[who]
        return {key for key, item in self.items.items() if mine == item.supplier or mine in item.recipients}

    def numbers_for(self, who: str) -> set[int]:
        """Whose BSN and relations show: of who is in an open case now, and not in an emergency."""
        if who == "auditor":
            return self.persons
        return self.present if not self.closed and (who in self.workers or who == self.director) else set()


@dataclass
class ModelRequest:
    """An open request: the contact point sees one person, and what of its suppliers has answered."""

    case: int
    person: int
    answered: set[str] = field(default_factory=set)


class NeedToKnow(RuleBasedStateMachine):
    world: build.World  # set by the test

    def __init__(self):
        super().__init__()
        self.block = transaction.atomic()
        self.block.__enter__()
        self.cases: dict[int, ModelCase] = {}
        self.requests: dict[int, ModelRequest] = {}
        self.gone: set[int] = set()  # persons of destroyed cases
        with as_owner():
            self.before = list(Case.objects.values_list("pk", flat=True))
            House.objects.filter(code="TEST").update(break_glass=True)

    def teardown(self):
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)

    @initialize()
    def start(self):
        self.admit("police", "council", "director")

    def open_cases(self) -> list[int]:
        return [number for number, case in self.cases.items() if not case.closed]

    def closed_cases(self) -> list[int]:
        return [number for number, case in self.cases.items() if case.closed]

    @property
    def house(self):
        return self.world.houses["TEST"]

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
        self.cases[case.pk] = ModelCase(person.pk, workers={referrer, assessor}, director=director, present={person.pk})

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

    @precondition(lambda self: self.open_cases())
    @rule(data=st.data())
    def person_comes(self, data):
        number = data.draw(st.sampled_from(self.open_cases()))
        case = self.cases[number]
        with as_owner():
            person = Person.objects.create(house=self.house, family_name=f"Kring {number}", birth_date="1991-01-01")
            Member.objects.create(
                house=self.house,
                case_id=number,
                person=person,
                part="circle",
                circle_of=Member.objects.get(case=number, person=case.person),
                relation="partner",
                reason="woont er",
            )
        case.present.add(person.pk)

    @precondition(lambda self: any(len(self.cases[number].present) > 1 for number in self.open_cases()))
    @rule(data=st.data())
    def person_is_taken_out(self, data):
        case = data.draw(
            st.sampled_from([self.cases[number] for number in self.open_cases() if len(self.cases[number].present) > 1])
        )
        person = data.draw(st.sampled_from(sorted(case.present - {case.person})))
        with as_owner():
            Member.objects.filter(person=person).update(until=timezone.now())
        case.present.discard(person)
        case.left.add(person)

    @precondition(lambda self: self.open_cases())
    @rule(
        data=st.data(),
        who=st.sampled_from(("police", "police_colleague", "council", "protection", "ggz", "director", "contact")),
    )
    def emergency_begins(self, data, who):
        number = data.draw(st.sampled_from(self.open_cases()))
        case, asked = self.cases[number], Case.objects
        with as_owner():
            name = asked.get(pk=number).number
        waiting = sum(who in each.unjudged for each in self.cases.values())
        again = who in case.unjudged or waiting >= emergency.WAITING
        refused = pytest.raises(IntegrityError, match="judged") if again else nullcontext()
        given = False
        with act_as(self.world.people[who]), refused, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT cases_break_glass(%s, 'acuut gevaar', 1)", [name])
            given = cursor.fetchone()[0] is not None
        may = ORGANISATIONS[who] in CORE and who != "contact" and not case.opens_for(who) and not again
        assert (who, given) == (who, may)
        if may:
            case.emergency.add(who)
            case.unjudged.add(who)

    @precondition(lambda self: any(case.unjudged for case in self.cases.values()))
    @rule()
    def emergencies_are_judged(self):
        auditor = self.world.people["auditor"]
        with act_as(auditor):
            Emergency.objects.filter(reviewed_at=None).update(
                reviewed_by=auditor, reviewed_at=timezone.now(), justified=True, finding="acuut gevaar"
            )
        for case in self.cases.values():
            case.unjudged.clear()

    @precondition(lambda self: any(case.emergency for case in self.cases.values()))
    @rule()
    def emergencies_run_out(self):
        past = timezone.now() - timedelta(minutes=1)
        with as_owner():
            Emergency.objects.update(at=past - timedelta(hours=1), until=past)
            Grant.objects.filter(scope="emergency").update(since=past - timedelta(hours=1), until=past)
        for case in self.cases.values():
            case.emergency.clear()

    @precondition(lambda self: self.cases and len(self.requests) < 2)
    @rule(data=st.data())
    def person_asks(self, data):
        number = data.draw(st.sampled_from(sorted(self.cases)))
        person = data.draw(st.sampled_from(sorted(self.cases[number].persons)))
        if any(request.person == person for request in self.requests.values()):
            return
        with as_owner():
            request = Request.objects.create(
                house=self.house,
                kind="access",
                name="Nieuw",
                birth_date="1990-01-01",
                received_on=timezone.localdate(),
                due_on=timezone.localdate(),
                handler=self.world.people["contact"],
            )
            Applicant.objects.create(
                house=self.house, request=request, capacity="person", name="N", address="hier", how="letter"
            )
            Request.objects.filter(pk=request.pk).update(person=person, searched_at=timezone.now())
        self.requests[request.pk] = ModelRequest(number, person)

    @precondition(lambda self: self.requests)
    @rule(data=st.data(), organisation=st.sampled_from(SUPPLIERS))
    def organisation_answers(self, data, organisation):
        number = data.draw(st.sampled_from(sorted(self.requests)))
        with as_owner():
            answered = Consultation.objects.filter(
                request=number, organisation=self.world.organisations[organisation], answered_at=None
            ).update(answered_at=timezone.now(), account=self.world.people[organisation])
        if answered:
            self.requests[number].answered.add(organisation)

    @precondition(lambda self: self.requests)
    @rule(data=st.data())
    def request_is_decided(self, data):
        number = data.draw(st.sampled_from(sorted(self.requests)))
        with as_owner():
            Request.objects.filter(pk=number).update(decided_at=timezone.now())
        del self.requests[number]

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
                text=f"gegeven {len(case.items) + 1}",
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
        for request in self.requests.values():  # who supplies meanwhile is asked again
            if request.person == case.person:
                request.answered.discard(supplier)

    @precondition(lambda self: self.open_cases())
    @rule(data=st.data())
    def close(self, data):
        number = data.draw(st.sampled_from(self.open_cases()))
        with as_owner():
            build.close(Case.objects.get(pk=number), self.world.people["council"])
        case = self.cases[number]
        case.closed, case.workers, case.director, case.emergency = True, set(), None, set()

    @precondition(lambda self: self.closed_cases())
    @rule(
        data=st.data(),
        director=st.sampled_from(("director", "director_elsewhere")),
        assents=st.sets(st.sampled_from(SUPPLIERS)),
    )
    def reopen(self, data, director, assents):
        """Ground b: who ordered it takes part again, who prepared it directs, and the rest is decided on anew (BGS 1.16)."""
        number = data.draw(st.sampled_from(self.closed_cases()))
        case, end = self.cases[number], timezone.localdate() + timedelta(days=100)
        of = {organisation.pk: key for key, organisation in self.world.organisations.items()}
        with as_owner(), connection.cursor() as cursor:
            Case.objects.filter(pk=number).update(retain_until=end)
            cursor.execute("SELECT organisation FROM retention_heard(%s) WHERE core", [number])
            order = {of[organisation] for (organisation,) in cursor.fetchall()}
            suppliers = {item.supplier for item in case.items.values()}
            renewal = Renewal.objects.create(
                house=self.house,
                case_id=number,
                ground="b",
                from_end=end,
                new_end=end + timedelta(days=300),
                motive="groot risico",
                account=self.world.people[director],
            )
            for key, kind, agrees in [(key, "order", True) for key in sorted(order)] + [
                (key, "assent", key in assents) for key in sorted(suppliers)
            ]:
                RenewalVoice.objects.create(
                    house=self.house,
                    case_id=number,
                    renewal=renewal,
                    kind=kind,
                    agrees=agrees,
                    organisation=self.world.organisations[key],
                    account=self.world.people[key],
                )
        with act_as(self.world.people[director]), connection.cursor() as cursor:
            cursor.execute("SELECT retention_start(%s)", [renewal.pk])
            cursor.execute(
                "SELECT cases_answer(id, true) FROM cases_direction WHERE case_id = %s AND until IS NULL", [number]
            )
        case.closed, case.workers, case.director = False, order, director
        case.items = {key: item for key, item in case.items.items() if item.supplier in assents}

    @precondition(lambda self: len(self.cases) > 1)
    @rule(data=st.data())
    def destroy(self, data):
        number = data.draw(st.sampled_from(sorted(self.cases)))
        with as_owner():
            Case.objects.filter(pk=number).update(retain_until=timezone.localdate())
            system = Account.objects.get(email="system@test.invalid")
        with act_as(system), connection.cursor() as cursor:
            run = Run.objects.create(house=self.house, as_of=timezone.localdate(), account=system)
            cursor.execute("SELECT retention_destroy(%s, 'case', %s)", [run.pk, [number]])
            assert cursor.fetchall() == [(number,)]
        self.gone |= self.cases.pop(number).persons
        self.requests = {key: request for key, request in self.requests.items() if request.case != number}

    @invariant()
    def everybody_sees_exactly_their_share(self):
        known = self.gone.union(*(case.persons for case in self.cases.values()))
        for who in WATCHERS:
            with act_as(self.world.people[who]):
                seen = self.seen(known)
                hidden = self.hidden(self.cases)
            assert (who, seen) == (who, self.share(who))
            if who in WORKERS:  # what is hidden is counted, and only for who works on the case
                at_work = [case for case in self.cases.values() if not case.closed and case.opens_for(who)]
                assert (who, hidden) == (who, sum(len(case.items) - len(case.items_for(who)) for case in at_work))

    def seen(self, known) -> dict[str, set]:
        """What row security shows of everything this machine made, or destroyed."""
        cases = set(Member.objects.filter(person__in=known).values_list("case_id", "person_id"))
        mine = Case.objects.exclude(pk__in=self.before)
        return {
            "cases": set(mine.values_list("pk", flat=True)),
            "members": cases,
            "persons": set(Person.objects.filter(pk__in=known).values_list("pk", flat=True)),
            "numbers": set(CitizenNumber.objects.filter(person__in=known).values_list("person_id", flat=True)),
            "items": set(Item.objects.exclude(case__in=self.before).values_list("pk", flat=True)),
        }

    def share(self, who: str) -> dict[str, set]:
        """What the model gives this person."""
        opened = {number: case for number, case in self.cases.items() if case.opens_for(who)}
        share = {
            "cases": set(opened),
            "members": {(number, person) for number, case in opened.items() for person in case.persons},
            "persons": {person for case in opened.values() for person in case.persons},
            "numbers": {person for case in self.cases.values() for person in case.numbers_for(who)},
            "items": {item for case in self.cases.values() for item in case.items_for(who)},
        }
        for request in self.requests.values() if who == "contact" else ():
            case = self.cases[request.case]
            share["cases"].add(request.case)
            share["members"].add((request.case, request.person))
            share["persons"].add(request.person)
            share["numbers"].add(request.person)
            if request.person == case.person:  # the items of this machine are about who was referred
                share["items"] |= {key for key, item in case.items.items() if item.supplier in request.answered}
        return share

    def hidden(self, cases) -> int:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT coalesce(sum(exchange_shielded(id)), 0) FROM unnest(%s::bigint[]) AS id", [list(cases)]
            )
            return cursor.fetchone()[0]


@pytest.mark.law("WGS 2.31(4)", "WGS 2.31(8)", "WGS 1.8(7)", "BGS 1.2", "BGS 1.16(2)", "R-24", "R-53", "R-71", "R-75")
def test_on_any_road_everybody_sees_exactly_their_share(world):
    NeedToKnow.world = world
    run_state_machine_as_test(
        NeedToKnow,
        settings=settings(
            max_examples=10,
            phases=[Phase.generate],  # a failure is told as found: making it smaller takes minutes
            stateful_step_count=16,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
