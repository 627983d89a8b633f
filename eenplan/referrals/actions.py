"""The verbs of referral and triage: start, write, name persons, submit, discard; judge and decide."""

from collections.abc import Iterable
from typing import Any

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from eenplan import audit
from eenplan.access.acting import Acting
from eenplan.access.models import Account
from eenplan.law.codes import DataCategory
from eenplan.law.rules import Refusal
from eenplan.network.models import House, Organisation
from eenplan.people import finding
from eenplan.people.models import Person
from eenplan.referrals import queries, rules
from eenplan.referrals.models import Assessment, Decision, Referral, ReferredPerson

#: which answers about a person say what he has to do with the referral
PLACE = ("part", "circle_of", "relation", "reason")


def start(who: Acting, house: House) -> Referral:
    """Begin a draft, or go on with one that is still empty. Refusal when the account may not refer (WGS 2.31(1))."""
    rules.may_refer(who.roles_in(house.pk))
    empty = queries.empty_draft(who, house)
    if empty:
        return empty
    referral = Referral.objects.create(house=house, account_id=who.account_id, organisation_id=who.organisation_id)
    _log("referral.create", referral)
    return referral


def write(who: Acting, referral: Referral, *, partners: Iterable[Organisation] | None = None, **answers) -> None:
    """Keep what has been filled in so far; only the answers that are given change (R-90)."""
    _change(referral, **answers)
    if partners is not None:
        referral.partners.set(partners, through_defaults={"house_id": referral.house_id})
    _log("referral.write", referral)


def name_person(
    who: Acting,
    referral: Referral,
    person: Person,
    *,
    part: str,
    circle_of: Person | None = None,
    relation: str = "",
    reason: str = "",
) -> ReferredPerson:
    """Put a found person on the draft: as who is referred, or in the circle of one who is (R-12, BGS 2.19)."""
    circle = part == ReferredPerson.Part.CIRCLE
    rules.check_part(part, circle_of.pk if circle_of else None, relation, reason, queries.subject_numbers(referral))
    around = {"circle_of": circle_of, "relation": relation, "reason": reason} if circle else {}
    named = ReferredPerson.objects.create(
        house_id=referral.house_id, referral=referral, person=person, part=part, **around
    )
    _log("referral.name_person", referral, [person.pk], [DataCategory.IDENTITY, *([DataCategory.RELATIONS] * circle)])
    return named


def enter_person(who: Acting, referral: Referral, **answers) -> ReferredPerson:
    """Enter a person whom the house does not know, and put him on the draft. ValidationError on a known BSN."""
    place = {name: answers.pop(name) for name in PLACE if name in answers}
    return name_person(who, referral, finding.enter_person(who, referral.house, **answers), **place)


def name_found(who: Acting, referral: Referral, person: Person, **answers) -> ReferredPerson:
    """Put somebody on the draft who turned out to be known while a new person was entered: only the place is taken over."""
    return name_person(who, referral, person, **{name: answers[name] for name in PLACE if name in answers})


def correct_person(who: Acting, named: ReferredPerson, **answers) -> Person:
    """Correct somebody who came in by this draft. Refusal when more rests on the person by now (BGS 1.7)."""
    rules.may_correct(named.person_id in queries.correctable())
    return finding.correct(who, named.person, **answers)


def name_instead(who: Acting, named: ReferredPerson, person: Person, **_typed) -> Person:
    """Somebody on the draft turned out to be known while he was corrected: the known person takes the place, with the circle."""
    rules.may_correct(named.person_id in queries.correctable())
    referral = named.referral
    circle = [
        (one.person, _place(one)) for one in referral.persons.select_related("person").filter(circle_of=named.person)
    ]
    remove_person(who, named)
    name_person(who, referral, person, **_place(named))
    for member, place in circle:
        name_person(who, referral, member, **{**place, "circle_of": person})
    return person


def _place(named: ReferredPerson) -> dict[str, Any]:
    return {name: getattr(named, name) for name in PLACE}


def remove_person(who: Acting, named: ReferredPerson) -> None:
    """Take somebody off the draft; the circle of who was referred goes along (database)."""
    _log("referral.remove_person", named.referral, [named.person_id])
    named.delete()


def submit(who: Acting, referral: Referral) -> Referral:
    """Hand the referral in; the database gives it its number. Refusal while something is missing (BGS 2.20(3))."""
    persons = queries.persons_of(referral)
    rules.may_submit(rules.missing(referral, len(persons.subjects)))
    _change(referral, submitted_at=timezone.now())
    referral.refresh_from_db()
    _log("referral.submit", referral, persons.numbers, [DataCategory.IDENTITY])
    return referral


def discard(who: Acting, referral: Referral) -> None:
    """Throw away a draft that was never submitted, with the persons on it (their own file stays)."""
    _log("referral.discard", referral, queries.persons_of(referral).numbers)
    referral.persons.filter(part=ReferredPerson.Part.SUBJECT).delete()
    referral.involved.all().delete()
    with connection.cursor() as cursor:  # the ORM would first clear judgements, which nobody may: a draft has none
        cursor.execute("DELETE FROM referrals_referral WHERE id = %s", [referral.pk])


def judge(who: Acting, referral: Referral, *, met: Iterable[str], judgement: str, motive: str) -> Assessment:
    """Record the judgement of the acting organisation; a later one corrects it, both stay (R-03).

    Refusal when the account is no assessor (WGS 2.31(2)), or admits without all four criteria (BGS 2.20(1)).
    """
    rules.may_assess(who.roles_in(referral.house_id))
    rules.check_judgement(judgement, met := set(met))
    made = Assessment.objects.create(
        house_id=referral.house_id,
        referral=referral,
        organisation_id=who.organisation_id,
        account_id=who.account_id,
        judgement=judgement,
        motive=motive,
        **{f"criterion_{letter}": letter in met for letter in rules.CRITERIA},
    )
    _log("referral.judge", referral, queries.persons_of(referral).numbers, [DataCategory.IDENTITY])
    return made


def decide(
    who: Acting,
    referral: Referral,
    *,
    outcome: str,
    motive: str,
    route: str = "",
    case_kind: str = "",
    purpose: str = "",
    process_director: Account | None = None,
) -> Decision:
    """Record the joint decision. An admission opens the case, with the purpose fixed (R-06, WGS 1.8(5)).

    Refusal when the account is no assessor, too few core organisations have judged, or a criterion is not met.
    """
    rules.may_assess(who.roles_in(referral.house_id))
    persons = queries.persons_of(referral)
    judgements = queries.latest_judgements(referral)
    rules.may_decide(outcome, judgements, referral.house.assessments_required, len(persons.subjects))
    if outcome == Decision.Outcome.ADMIT:
        purpose = f"{referral.house.purpose}\n\n{purpose}"
    decision = Decision.objects.create(
        house_id=referral.house_id,
        referral=referral,
        organisation_id=who.organisation_id,
        account_id=who.account_id,
        outcome=outcome,
        motive=motive,
        route=route,
        case_kind=case_kind,
        purpose=purpose,
        process_director=process_director,
    )
    _log("referral.decide", referral, persons.numbers, [DataCategory.IDENTITY], detail=outcome)
    return decision


def _change(referral: Referral, **answers) -> None:
    """Write to a draft; Refusal when it was submitted in the meantime, in another window."""
    draft = Referral.objects.filter(pk=referral.pk, submitted_at=None)
    if not draft.update(**answers, changed_at=timezone.now()):
        raise Refusal(
            _("Deze aanmelding is al ingediend en kan niet meer worden gewijzigd."),
            "BGS 2.20(3)",
            _("Vraag de procesregisseur haar terug te geven om aanvulling."),
        )


def _log(
    action: str, referral: Referral, persons: Iterable[int] = (), categories: Iterable[int] = (), detail: str = ""
) -> None:
    audit.record(
        action,
        house=referral.house_id,
        thing=referral.number or f"referral:{referral.pk}",
        subjects=persons,
        categories=categories,
        detail=detail,
    )
