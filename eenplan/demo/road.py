"""Walks cases along the road with the product's own verbs, as the professionals of the cast."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from eenplan.access.acting import Acting, act_as
from eenplan.access.models import Account
from eenplan.cases import actions as cases
from eenplan.cases import queries as case_queries
from eenplan.cases import voices
from eenplan.cases.models import Case, Direction, Member
from eenplan.conferences import actions as conferences
from eenplan.conferences.models import AgendaItem, Conference
from eenplan.demo import cast
from eenplan.exchange import actions as exchange
from eenplan.exchange import rules as exchange_rules
from eenplan.exchange.consenting import Given
from eenplan.exchange.models import Consent
from eenplan.monitoring import actions as monitoring
from eenplan.monitoring.models import Evaluation
from eenplan.network.models import House, LifeDomain, Organisation, Professional
from eenplan.people import finding
from eenplan.people.models import Person
from eenplan.plans import actions as plans
from eenplan.plans.models import Plan
from eenplan.referrals import actions as referrals
from eenplan.referrals.models import Decision, Referral


class Road:
    """One house and its cast; every method is a stretch of the road."""

    def __init__(self, house: House):
        self.house = house
        self.people = {key: Account.objects.get(email=cast.email(key)) for key in cast.PEOPLE}
        self.organisations = {
            key: Organisation.objects.get(name=fields[0]) for key, fields in cast.ORGANISATIONS.items()
        }
        self.domains = {domain.code: domain for domain in LifeDomain.objects.filter(house=house)}

    @contextmanager
    def acting(self, key: str) -> Iterator[Acting]:
        with act_as(self.people[key]) as who:
            yield who

    @contextmanager
    def on(self, key: str, case: Case) -> Iterator[tuple[Acting, Case]]:
        """Somebody at work on a case."""
        with self.acting(key) as who:
            yield who, case_queries.with_content(who).get(pk=case.pk)

    def refer(
        self, by: str, subject: Person, circle: list[tuple[Person, str, str]], texts: dict, partners=()
    ) -> Referral:
        """A draft referral of `subject` with `circle` [(person, relation, reason)], everything filled in."""
        with self.acting(by) as who:
            referral = referrals.start(who, self.house)
            (found,) = finding.find_person(who, self.house, bsn=subject.bsn or "")
            referrals.name_person(who, referral, found, part="subject")
            for person, relation, reason in circle:
                (other,) = finding.find_person(who, self.house, bsn=person.bsn or "")
                referrals.name_person(
                    who, referral, other, part="circle", circle_of=found, relation=relation, reason=reason
                )
            referrals.write(who, referral, partners=[self.organisations[key] for key in partners], **texts)
            referral.refresh_from_db()
        return referral

    def submit(self, by: str, referral: Referral) -> None:
        with self.acting(by) as who:
            referrals.submit(who, referral)

    def judge(self, by: str, referral: Referral, judgement: str, met: str, motive: str) -> None:
        with self.acting(by) as who:
            referrals.judge(who, referral, met=met, judgement=judgement, motive=motive)

    def decide(self, by: str, referral: Referral, outcome: str, motive: str, **fields) -> Decision:
        with self.acting(by) as who:
            return referrals.decide(who, referral, outcome=outcome, motive=motive, **fields)

    def admit(self, referral: Referral, purpose: str, kind: str, director: str) -> Case:
        """Judged by police and council, admitted, and the process director has accepted."""
        for by in ("police", "council"):
            self.judge(by, referral, "admit", "abcd", "Voldoet aan de vier criteria.")
        self.decide(
            "council",
            referral,
            "admit",
            "Alle vier de criteria zijn vervuld.",
            purpose=purpose,
            case_kind=kind,
            process_director=self.people[director],
        )
        case = Case.objects.get(referral=referral)
        self._accept(director, case)
        return case

    def _accept(self, key: str, case: Case) -> None:
        """Take on the direction one was asked for."""
        with self.acting(key) as who:
            cases.accept(who, case.directions.get(account=who.account_id, accepted_at=None, until=None))

    def involve(self, case: Case, key: str, reason: str) -> None:
        """Let somebody's organisation take part, with that professional; nothing when it does already."""
        organisation = self.organisations[cast.PEOPLE[key][2]]
        person = Professional.objects.get(account=self.people[key])
        present = case.participations.filter(organisation=organisation, until=None).first()
        there = set(case.delegates.filter(participation=present, until=None).values_list("account", flat=True))
        # a core participant names its own professionals
        colleague = next((one for one, account in self.people.items() if account.pk in there), "council")
        with self.on(colleague if organisation.core else "council", case) as (who, mine):
            if present is None:
                cases.involve(who, mine, organisation=organisation, reason=reason, professionals=[person])
            elif person.pk not in there:
                cases.name(who, mine, present, professionals=[person])

    def lead(self, case: Case, key: str, director: str) -> None:
        """Somebody becomes case director: asked by the process director, and accepts."""
        with self.on(director, case) as (who, mine):
            cases.offer(who, mine, Direction.Kind.CASE, professional=Professional.objects.get(account=self.people[key]))
        self._accept(key, case)

    def tell(self, case: Case, by: str, person: Person, category: int, text: str, to=(), conditions: str = "") -> None:
        """An item of information, for the organisations of `to`."""
        organisation = self.organisations[cast.PEOPLE[by][2]]
        secrecy = self.consent(person) if organisation.medical_secrecy else {}
        ground = {7: {"ground": "wpg-20(3)"}, 8: {"ground": "wjsg-8b"}}.get(category, secrecy)
        present = {row.organisation_id for row in case.participations.filter(until=None)} - {organisation.pk}
        recipients = {self.organisations[key].pk for key in to} & present if to else present
        with self.on(by, case) as (who, mine):
            exchange.supply(
                who,
                mine,
                person=person.pk,
                category=category,
                text=text,
                recipients=sorted(recipients),
                conditions=conditions,
                confirmed="ja",
                **ground,
            )

    def consent(self, person: Person) -> dict:
        """The ground of consent for an item, given today by whoever the age asks for."""
        giver = exchange_rules.giver(person.birth_date, timezone.localdate())
        given = Given(
            given_on=timezone.localdate(),
            given_by=giver,
            manner=Consent.Manner.WRITTEN,
            representative="" if giver == Consent.Giver.SELF else "ouder met gezag",
        )
        return {
            "ground": "2.29(2)-consent",
            "motivation": "Betrokkene weet wat er wordt gedeeld en met wie.",
            "given": given,
        }

    def meet(self, case: Case, director: str, conference: Conference, question: str) -> AgendaItem:
        with self.on(director, case) as (who, mine):
            return conferences.add(who, conference, mine, question=question)

    def hold(self, case: Case, director: str, item: AgendaItem, minutes: tuple[str, str, str]) -> None:
        """Minutes in three steps, everybody there but the last one invited, and done."""
        with self.on(director, case) as (who, mine):
            here = list(item.attendance.order_by("pk").values_list("account", flat=True))
            conferences.attend(who, mine, item, people=here[:-1] or here)
            picture, judgement, conclusion = minutes
            conferences.minute(who, mine, item, picture=picture, judgement=judgement, conclusion=conclusion)
            conferences.finish(who, mine, item)

    def write_plan(self, case: Case, by: str, person: Person, summary: str, goals, first_due: int) -> Plan:
        """Goals and actions [(domain, goal, [(kind, who, text)])]; due dates step up from `first_due` days."""
        with self.on(by, case) as (who, mine):
            plan = plans.start(who, mine, Member.objects.get(case=case, person=person, until=None), summary)
            due = first_due
            for domain, text, agreed in goals:
                goal = plans.add_goal(who, plan, self.domains[domain], text)
                for kind, key, action in agreed:
                    delegate = case.delegates.filter(
                        account__professional__organisation__name=self._name_of(key), until=None
                    )[0]
                    plans.add_action(
                        who, plan, text=action, kind=kind, delegate=delegate, goal=goal, due_on=in_days(due)
                    )
                    due += 14
        return plan

    def adopt(self, case: Case, by: str, plan: Plan) -> None:
        with self.on(by, case) as (who, _mine):
            plans.adopt(who, plan, timezone.localdate())

    def finish_action(self, case: Case, action, result: str) -> None:
        key = next(key for key, account in self.people.items() if account.pk == action.responsible_id)
        with self.on(key, case) as (who, _mine):
            plans.finish(who, action, result)

    def report(self, case: Case, part, key: str, state: str, text: str) -> None:
        with self.on(key, case) as (who, _mine):
            monitoring.report(who, part, state, text)

    def score(self, case: Case, key: str, person: Person, values: dict[str, int], measured_on: date) -> None:
        with self.on(key, case) as (who, _mine):
            monitoring.judge(
                who,
                Member.objects.get(case=case, person=person, until=None),
                measured_on=measured_on,
                source="gesprek aan de keukentafel",
                values={self.domains[code]: value for code, value in values.items()},
            )

    def evaluate(self, case: Case, director: str, conclusion: str, next_on: date | None) -> None:
        advice = Evaluation.Advice.CONTINUE if next_on else Evaluation.Advice.SCALE_DOWN
        with self.on(director, case) as (who, mine):
            monitoring.evaluate(
                who,
                mine,
                held_on=timezone.localdate(),
                conclusion=conclusion,
                necessary=bool(next_on),
                advice=advice,
                next_on=next_on,
            )

    def opine(self, case: Case, key: str, motive: str) -> None:
        """An organisation thinks that the case can be closed."""
        with self.on(key, case) as (who, mine):
            cases.opine(who, mine, agrees=True, motive=motive)

    def close(self, case: Case, director: str, outcome: str, motive: str) -> None:
        """Every core organisation agrees, and if there is one only the process director too; the council records it."""
        core = [
            row.organisation_id
            for row in case.participations.filter(until=None).select_related("organisation")
            if row.organisation.core
        ]
        for key in [key for key in cast.PEOPLE if self.organisations[cast.PEOPLE[key][2]].pk in core]:
            if case.delegates.filter(account=self.people[key], until=None).exists():
                self.opine(case, key, "De afspraken zijn nagekomen.")
        with self.acting(director) as who:
            for one in voices.announcements(who).filter(case=case, kind="alone", reader="director", seen_at=None):
                voices.note(who, one)
        with self.on("council", case) as (who, mine):
            cases.close(who, mine, outcome=outcome, motive=motive, follow_up=self.organisations["social_work"])

    def _name_of(self, key: str) -> str:
        return cast.ORGANISATIONS[cast.PEOPLE[key][2]][0]


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def at(days: int, hour: int, minute: int = 0) -> datetime:
    """A moment on the weekday at or after today plus `days`; before it when that is not in the future."""
    day = in_days(days)
    day += timedelta(days={5: 2, 6: 1}.get(day.weekday(), 0) if days > 0 else -max(0, day.weekday() - 4))
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))
