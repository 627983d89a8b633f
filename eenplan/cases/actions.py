"""The verbs of the case. `case` comes from `pages.open_case` (it carries the scopes of who acts)."""

from collections.abc import Iterable

from django.db import connection
from django.utils import timezone

from eenplan import audit
from eenplan.access.acting import Acting
from eenplan.cases import queries, rules, voices
from eenplan.cases.models import (
    Case,
    Closing,
    ClosingOpinion,
    Delegate,
    Direction,
    Member,
    Milestone,
    Participation,
    Phase,
)
from eenplan.law.codes import DataCategory
from eenplan.network.models import Organisation, Professional
from eenplan.people import finding
from eenplan.people.models import Person
from eenplan.ui.meanwhile import held


def reach(case: Case, kind: Milestone.Kind) -> Milestone:
    """A later room announces that the case reached a step of its road; the status follows from it."""
    milestone = Milestone.objects.create(house_id=case.house_id, case=case, kind=kind)
    _log("case.reach", case, detail=kind)
    return milestone


# Persons


def add_to_circle(who: Acting, case: Case, *, person: Person, circle_of: Member, relation: str, reason: str) -> Member:
    """Put a found person in the circle of a referred one. Refusal without relation, or on a circle of a circle."""
    rules.may_steer(case.scopes)
    rules.joins_circle(circle_of.case_id == case.pk and circle_of.part == Member.Part.SUBJECT, relation, reason)
    member = Member.objects.create(
        house_id=case.house_id,
        case=case,
        person=person,
        part=Member.Part.CIRCLE,
        circle_of=circle_of,
        relation=relation,
        reason=reason,
    )
    _log("case.person.add", case, [person.pk, circle_of.person_id], [DataCategory.RELATIONS])
    return member


def enter_in_circle(who: Acting, case: Case, *, circle_of: Member, relation: str, reason: str, **person) -> Member:
    """Enter somebody the house does not know yet, straight into a circle. ValidationError on a BSN that is known."""
    entered = finding.enter_person(who, case.house, **person)
    return add_to_circle(who, case, person=entered, circle_of=circle_of, relation=relation, reason=reason)


def add_found_to_circle(
    who: Acting, case: Case, person: Person, *, circle_of: Member, relation: str, reason: str, **entered
) -> Member:
    """Put somebody in the circle who turned out to be known while a new person was entered; what was `entered` is left."""
    return add_to_circle(who, case, person=person, circle_of=circle_of, relation=relation, reason=reason)


def take_out(who: Acting, case: Case, member: Member) -> None:
    """Take a person out. Refusal for who still has a circle, and for the last referred person (BGS 2.19)."""
    rules.may_steer(case.scopes)
    now = case.members.filter(until=None)
    rules.may_be_taken_out(
        member.part == Member.Part.SUBJECT,
        now.filter(part=Member.Part.SUBJECT).exclude(pk=member.pk).count(),
        now.filter(circle_of=member).count(),
    )
    _end(member)
    _log("case.person.remove", case, [member.person_id], [DataCategory.RELATIONS])


# Who takes part


def involve(
    who: Acting,
    case: Case,
    *,
    organisation: Organisation,
    reason: str,
    professionals: Iterable[Professional],
) -> Participation:
    """Let an organisation take part, with its named professionals, by decision of the own core organisation."""
    rules.only_core_decides(case.scopes)
    rules.may_take_part(organisation.ground, queries.may_join(case).filter(pk=organisation.pk).exists())
    participation = Participation.objects.create(
        house_id=case.house_id, case=case, organisation=organisation, reason=reason, decided_by_id=who.organisation_id
    )
    _log("case.involve", case, detail=str(organisation.pk))
    name(who, case, participation, professionals=professionals)
    return participation


def name(who: Acting, case: Case, participation: Participation, *, professionals: Iterable[Professional]) -> None:
    """Name professionals of an organisation that takes part; each sees the case from now on (WGS 1.8(2), 2.31(4)). Refusal for
    another core participant, which names its own.
    """
    voices.may_name(case, participation)
    for professional in professionals:
        rules.is_neutral(queries.directs_process(case, professional.pk))
        Delegate.objects.create(
            house_id=case.house_id, case=case, participation=participation, account_id=professional.pk
        )
        _log("case.name", case, detail=str(professional.pk))


def dismiss(who: Acting, case: Case, delegate: Delegate) -> None:
    """A professional takes part no longer; the access ends at once. Refusal for the last one who can decide, and for one
    of another organisation that has a voice.
    """
    voices.may_leave(case, delegate.participation)
    rules.keeps_a_decider(queries.deciders(held(case)).exclude(pk=delegate.pk).count())
    _end(delegate)
    _log("case.dismiss", case, detail=str(delegate.account_id))


def end_participation(who: Acting, case: Case, participation: Participation) -> None:
    """An organisation takes part no longer; the access of all its professionals ends at once. Refusal for another one that has a
    voice.
    """
    voices.may_leave(case, participation)
    rules.keeps_a_decider(queries.deciders(held(case)).exclude(participation=participation).count())
    _end(participation)
    _log("case.end_participation", case, detail=str(participation.organisation_id))


# Who directs


def offer(who: Acting, case: Case, kind: Direction.Kind, *, professional: Professional) -> Direction:
    """Ask a professional to direct the process or the case; nothing changes until it is accepted (R-09)."""
    rules.may_steer(case.scopes)
    now = queries.directions(case)[kind]
    own = professional.organisation_id == case.speaks_for
    rules.offered_by_another(kind, "direct" in case.scopes, own, directed=bool(now["now"]) and not now["lapsed"])
    direction = Direction.objects.create(house_id=case.house_id, case=case, kind=kind, account_id=professional.pk)
    _log("case.direction.offer", case, detail=f"{kind} {professional.pk}")
    return direction


def accept(who: Acting, direction: Direction) -> None:
    """Take on the direction one is asked for; the one before stops at the same moment (database)."""
    _answer(direction, accepting=True)


def decline(who: Acting, direction: Direction) -> None:
    """Do not take it on; who asked sees that and asks somebody else."""
    _answer(direction, accepting=False)


def _answer(direction: Direction, *, accepting: bool) -> None:
    _log(f"case.direction.{'accept' if accepting else 'decline'}", direction.case, detail=direction.kind)
    with connection.cursor() as cursor:
        cursor.execute("SELECT cases_answer(%s, %s)", [direction.pk, accepting])
        (done,) = cursor.fetchone()
    rules.is_still_asked(done)


def take_back(who: Acting, case: Case, direction: Direction) -> None:
    """Take back an offer that was not answered."""
    rules.may_steer(case.scopes)
    _log("case.direction.take_back", case, detail=f"{direction.kind} {direction.account_id}")
    _end(direction)


def set_phase(
    who: Acting,
    case: Case,
    *,
    phase: int,
    operational: Organisation | None,
    administrative: Organisation | None,
    reason: str,
) -> Phase:
    """Set the AVE phase, with who bears which responsibility in it; the phases before stay (R-10)."""
    rules.may_steer(case.scopes)
    _log("case.phase", case, detail=str(phase))
    return Phase.objects.create(
        house_id=case.house_id,
        case=case,
        phase=phase,
        operational=operational,
        administrative=administrative,
        reason=reason,
        account_id=who.account_id,
    )


# Closing


def opine(who: Acting, case: Case, *, agrees: bool, motive: str) -> ClosingOpinion:
    """Record what the own core organisation thinks of closing; a later opinion replaces it (WGS 2.31(8))."""
    rules.only_core_closes(case.scopes)
    _log("case.closing.opine", case, detail="eens" if agrees else "oneens")
    return ClosingOpinion.objects.create(
        house_id=case.house_id,
        case=case,
        organisation_id=who.organisation_id,
        account_id=who.account_id,
        agrees=agrees,
        motive=motive,
    )


def close(
    who: Acting,
    case: Case,
    *,
    outcome: str,
    motive: str,
    follow_up: Organisation | None = None,
    understood: bool = True,
) -> Closing:
    """Close together: from this moment the case is shielded for everybody who worked on it (WGS 2.31(8), R-53)."""
    rules.only_core_closes(case.scopes)
    rules.may_close({row["organisation"].name: row["lets"] or row["agrees"] for row in queries.opinions(case)})
    rules.closes_with_another(voices.seconded(case))
    _log("case.close", case, case.members.filter(until=None).values_list("person_id", flat=True), detail=outcome)
    return Closing.objects.create(
        house_id=case.house_id,
        case=case,
        outcome=outcome,
        motive=motive,
        follow_up=follow_up,
        organisation_id=who.organisation_id,
        account_id=who.account_id,
    )


def _end(row: Member | Participation | Delegate | Direction) -> None:
    row.until = timezone.now()
    row.save(update_fields=["until"])


def _log(
    action: str,
    case: Case,
    subjects: Iterable[int] = (),
    categories: Iterable[int] = (),
    *,
    detail: str = "",
) -> None:
    audit.record(
        action,
        house=case.house_id,
        case=case.pk,
        thing=case.number,
        subjects=subjects,
        categories=categories,
        detail=detail,
    )
