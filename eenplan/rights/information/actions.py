"""The verbs of informing: organisations give their opinion, the contact point informs or puts it off."""

from datetime import date

from django.utils import timezone

from eenplan import audit
from eenplan.access.acting import Acting
from eenplan.cases.models import Case
from eenplan.exchange import rules as exchange
from eenplan.law.codes import Role
from eenplan.network.models import Organisation
from eenplan.rights.information import letter, queries, rules
from eenplan.rights.information.rules import handed_over
from eenplan.rights.models import InformationDuty, InformationLetter, InformationOpinion, InformationOutcome

Kind = InformationOutcome.Kind
State = InformationDuty.State


def opine(
    who: Acting,
    case: Case,
    duty: InformationDuty,
    *,
    ground: str = "",
    motivation: str = "",
    review_on: date | None = None,
) -> InformationOpinion:
    """Say for the own organisation whether this person may be informed. Refusal for who does not take part (BGS 1.3).

    Without ground there is no objection; that also ends an exception of before (R-41).
    """
    exchange.may_supply(case.scopes)
    return _opine(who, duty, who.organisation_id, ground, motivation, review_on)


def note_opinion(
    who: Acting,
    duty: InformationDuty,
    *,
    organisation: Organisation,
    ground: str = "",
    motivation: str = "",
    review_on: date | None = None,
) -> InformationOpinion:
    """Write down what an organisation on the case told the contact point, when it does not do so itself."""
    _only_contact_point(who, duty)
    return _opine(who, duty, organisation.pk, ground, motivation, review_on)


def _opine(who, duty, organisation, ground, motivation, review_on) -> InformationOpinion:
    rules.not_informed_yet(_state(duty) == State.INFORMED)
    if ground:
        rules.review_soon(review_on, timezone.localdate())
    _log("information.opine", duty, detail=f"organisation:{organisation}, {ground or 'geen bezwaar'}")
    return InformationOpinion.objects.create(
        house_id=duty.house_id,
        case_id=duty.case_id,
        duty=duty,
        organisation_id=organisation,
        account_id=who.account_id,
        ground=ground,
        motivation=motivation if ground else "",
        review_on=review_on if ground else None,
    )


def inform(
    who: Acting,
    duty: InformationDuty,
    *,
    on: date,
    manner: str,
    motivation: str = "",
    handed_by: str = "",
    address: str = "",
) -> InformationOutcome:
    """Record that the person was informed; with a letter, keep the letter as it was sent (AVG 14).

    `handed_by` hands the letter over to who lives secretly; `address` is what was asked after where the recorded address lacks
    something, and stands in the letter only. Refusal while an organisation objects or, before the last day, was not heard, and
    for a letter that the post cannot deliver.
    """
    _only_contact_point(who, duty)
    heard = queries.consulted(duty)
    rules.not_informed_yet(_state(duty) == State.INFORMED)
    rules.happened(on, duty.began_on, timezone.localdate())
    rules.nobody_objects([row.organisation.name for row in heard if row.objects])
    rules.consulted([row.organisation.name for row in heard if row.silent], duty.due_on, timezone.localdate())
    by_letter = manner == InformationOutcome.Manner.LETTER
    person = queries.persons([duty])[duty.pk] if by_letter else None
    handed_over(bool(person and person.secret), handed_by)
    if person:
        address = "" if person.secret else address.strip()  # a secret address stands in no letter
        rules.reaches([] if address or handed_by else person.lacking, person.died)
    outcome = _outcome(who, duty, Kind.INFORMED, on=on, manner=manner, motivation=motivation, handed_by=handed_by)
    if by_letter:
        _keep_letter(who, duty, outcome, address)
    return outcome


def _keep_letter(who: Acting, duty: InformationDuty, outcome: InformationOutcome, address: str) -> None:
    kept = InformationLetter(house_id=duty.house_id, case_id=duty.case_id, outcome=outcome, account_id=who.account_id)
    kept.put(letter.file_name(duty), "application/pdf", letter.write(duty, outcome.on, outcome.handed_by, address))
    kept.save()


def omit(who: Acting, duty: InformationDuty, *, ground: str, motivation: str, review_on: date) -> InformationOutcome:
    """Put informing off, on a ground that an organisation invokes or on AVG 14(5)(b), until it is looked at again."""
    _only_contact_point(who, duty)
    rules.not_informed_yet(_state(duty) == State.INFORMED)
    invoked = {row.opinion.ground for row in queries.consulted(duty) if row.objects}
    rules.is_invoked(ground, invoked)
    rules.review_soon(review_on, timezone.localdate())
    return _outcome(who, duty, Kind.OMITTED, ground=ground, motivation=motivation, review_on=review_on)


def reopen(who: Acting, duty: InformationDuty, *, motivation: str) -> InformationOutcome:
    """What stood in the way is gone: the person is informed within a month from now (R-41)."""
    _only_contact_point(who, duty)
    rules.was_put_off(_state(duty) == State.OMITTED)
    return _outcome(who, duty, Kind.REOPENED, motivation=motivation)


def _only_contact_point(who: Acting, duty: InformationDuty) -> None:
    rules.only_contact_point(who.has(Role.CONTACT_POINT, house=duty.house_id))


def _state(duty: InformationDuty) -> str:
    """As it is now: another tab may have been quicker."""
    return InformationDuty.objects.values_list("state", flat=True).get(pk=duty.pk)


def _outcome(who: Acting, duty: InformationDuty, kind: str, **fields) -> InformationOutcome:
    _log(f"information.{kind}", duty, detail=str(fields.get("ground", "")))
    return InformationOutcome.objects.create(
        house_id=duty.house_id,
        case_id=duty.case_id,
        duty=duty,
        kind=kind,
        account_id=who.account_id,
        **{"on": timezone.localdate(), **fields},
    )


def _log(action: str, duty: InformationDuty, *, detail: str) -> None:
    audit.record(
        action,
        house=duty.house_id,
        case=duty.case_id,
        thing=f"information_duty:{duty.pk}",
        subjects=[duty.person_id],
        detail=detail,
    )
