"""The verbs of a request: register, identify, hold back, answer, decide, carry out. `request` comes from `queries.one`."""

from collections.abc import Collection
from datetime import date

from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from eenplan import audit
from eenplan.access.acting import Acting
from eenplan.exchange.models import Item
from eenplan.law.calendar import months_after
from eenplan.law.codes import Role
from eenplan.network.models import House, Organisation
from eenplan.rights.information.rules import handed_over, review_soon
from eenplan.rights.models import Answer, Applicant, Consultation, Exemption, Letter, Measure, Omission, Request
from eenplan.rights.requests import letters, queries, rules
from eenplan.ui.meanwhile import held

#: what a granted request of each kind leads to; access leads to the letter alone
MEASURES = {
    Request.Kind.RECTIFICATION: Measure.Kind.RECTIFY,
    Request.Kind.ERASURE: Measure.Kind.ERASE,
    Request.Kind.RESTRICTION: Measure.Kind.RESTRICT,
    Request.Kind.OBJECTION: Measure.Kind.RESTRICT,
}


def register(
    who: Acting, *, house: House, kind: str, asked: str, name: str, birth_date: str, received_on: date, **applicant
) -> Request:
    """Write down a request as it came in; the term runs from its receipt (AVG 12(3)).

    `applicant` holds capacity, applicant_name, authority, address, handed_by, how and bsn. Raises Refusal (AVG 12).
    """
    rules.only_contact_point(who.has(Role.CONTACT_POINT, house=house.pk))
    rules.may_ask(applicant["capacity"], birth_date, timezone.localdate())
    request = Request.objects.create(
        house=house,
        kind=kind,
        asked=asked,
        name=name,
        birth_date=birth_date,
        received_on=received_on,
        due_on=rules.term(received_on),
        handler_id=who.account_id,
    )
    request.refresh_from_db()  # the database gave the number and the term
    Applicant.objects.create(
        house=house,
        request=request,
        name=applicant.pop("applicant_name") or name,
        **applicant,
    )
    _log("request.register", request)
    return request


def identify(who: Acting, request: Request, *, identity: str, identity_checked_on: date) -> None:
    """Record how the applicant was identified. Nothing opens yet: a second contact point judges it. Raises Refusal (AVG 12)."""
    rules.still_open(request.decided_at is not None)
    if held(request.applicant).identity_checked_on:
        raise ValidationError(_("De identiteit is al gecontroleerd."))
    Applicant.objects.filter(request=request).update(
        identity=identity, identity_checked_on=identity_checked_on, identity_by=who.account_id, doubt=""
    )
    _log("request.identify", request)


def judge_identity(who: Acting, request: Request, *, enough: bool, doubt: str = "") -> int | None:
    """A second contact point judges how the identity was checked. Enough: the person is looked up, everybody involved is asked.

    Returns how many persons fit (exactly one is linked), None when it was not enough. Raises Refusal (AVG 12, BGS 1.2).
    """
    rules.still_open(request.decided_at is not None)
    rules.only_contact_point(who.has(Role.CONTACT_POINT, house=request.house_id))
    applicant = held(request.applicant)
    rules.second_person(
        checked=applicant.identity_checked_on is not None, checked_it=applicant.identity_by_id == who.account_id
    )
    if applicant.judged_at:
        raise ValidationError(_("De controle is al beoordeeld."))
    changed = Applicant.objects.filter(request=request)
    if not enough:
        if not doubt:
            raise ValidationError({"doubt": _("Zeg wat er aan de controle ontbreekt.")})
        changed.update(identity="", identity_checked_on=None, identity_by=None, doubt=doubt)
        _log("request.judge", request, outcome="refused")
        return None
    changed.update(judged_at=timezone.now(), judged_by=who.account_id)
    _log("request.judge", request)
    return _find(request)


def search_again(who: Acting, request: Request, *, name: str, birth_date: str, bsn: str) -> int | None:
    """Look up once more with better details. Who they point at is judged anew: returns None until a second person did.

    Raises Refusal (AVG 12).
    """
    rules.still_open(request.decided_at is not None)
    rules.identity_first(request.applicant.identified)
    if request.person_id:
        raise ValidationError(_("De persoon is al gevonden."))
    Request.objects.filter(pk=request.pk).update(name=name, birth_date=birth_date)
    Applicant.objects.filter(request=request).update(bsn=bsn)
    request.applicant.refresh_from_db()
    if not request.applicant.identified:
        _log("request.change", request)
        return None
    return _find(request)


def send_by_hand(who: Acting, request: Request, *, handed_by: str) -> None:
    """By whom letters are handed over; from then on no address stands on them (R-78). Empty: by post."""
    rules.still_open(request.decided_at is not None)
    Applicant.objects.filter(request=request).update(handed_by=handed_by)
    _log("request.change", request)


def _find(request: Request) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT rights_find_person(%s)", [request.pk])
        found = cursor.fetchone()[0]
    request.refresh_from_db()
    _log("request.search", request, outcome="ok" if found else "nothing")
    return found


def take_over(who: Acting, request: Request) -> None:
    """Another contact point of the house goes on with it; who had it sees the person no longer."""
    rules.still_open(request.decided_at is not None)
    rules.only_contact_point(who.has(Role.CONTACT_POINT, house=request.house_id))
    Request.objects.filter(pk=request.pk).update(handler=who.account_id)
    _log("request.take_over", request)


def extend(who: Acting, request: Request, *, reason: str, address_checked: bool = False) -> Letter:
    """Two months more; the letter tells the applicant why, within the first month (AVG 12(3)). Raises Refusal."""
    rules.still_open(held(request).decided_at is not None)
    today = timezone.localdate()
    rules.may_extend(
        today, request.due_on, extended=request.extended_on is not None, reopened=request.reopened_at is not None
    )
    _may_send(request, address_checked)
    Request.objects.filter(pk=request.pk).update(extended_on=today, extension_reason=reason)
    request.refresh_from_db()
    _log("request.extend", request)
    return _keep(who, request, letters.extension(request, today))


def hold_back(
    who: Acting,
    consultation: Consultation,
    *,
    part: str,
    item: int | None,
    ground: str,
    motivation: str,
    review_on: date,
) -> Exemption:
    """An organisation invokes an exception for what it supplied, or for a part of the letter (UAVG 41). Raises Refusal."""
    rules.still_open(consultation.request.decided_at is not None)
    if held(consultation).answered_at:
        raise ValidationError(_("Uw organisatie heeft al geantwoord."))
    review_soon(review_on, timezone.localdate())
    exemption = Exemption.objects.create(
        house_id=consultation.house_id,
        consultation=consultation,
        part=part,
        item_id=item,
        ground=ground,
        motivation=motivation,
        review_on=review_on,
        account_id=who.account_id,
    )
    _log("request.hold_back", consultation.request)
    return exemption


def lapse(who: Acting, exemption: Exemption) -> None:
    """The exception no longer holds: what it kept back is told, and a decided request is taken up again (BGS 1.2(3)).

    Raises Refusal when the organisation has somebody in the house and he is not who acts (BGS 1.2(2)).
    """
    if held(exemption).lapsed_at:
        raise ValidationError(_("Deze uitzondering is al vervallen."))
    ended = Exemption.objects.filter(pk=exemption.pk).update(lapsed_at=timezone.now(), lapsed_by=who.account_id)
    rules.lapses_itself(ended == 1)
    _log("request.lapse", exemption.consultation.request)


def answer(who: Acting, consultation: Consultation, *, remark: str = "") -> None:
    """The organisation has said what it holds back; against the rest it has no objection (BGS 1.2(1))."""
    if held(consultation).answered_at:
        raise ValidationError(_("Uw organisatie heeft al geantwoord."))
    if who.has(Role.CONTACT_POINT, house=consultation.house_id) and not remark:
        raise ValidationError({"remark": _("Leg vast van wie en hoe u dit antwoord kreeg.")})
    Consultation.objects.filter(pk=consultation.pk).update(
        answered_at=timezone.now(), account=who.account_id, remark=remark
    )
    _log("request.answer", consultation.request)


def decide(
    who: Acting,
    request: Request,
    *,
    outcome: str,
    motive: str,
    decided_by: Organisation | None = None,
    left_out: Collection[str] = (),
    items: Collection[int] = (),
    instruction: str = "",
    address_checked: bool = False,
) -> Answer:
    """Decide and write the letter; ends what the handler may see of the person (BGS 1.2). Raises Refusal.

    `left_out` are the keys of rows that speak of others too; `items` what a granted correction, erasure or restriction is about;
    `address_checked` says that the letter goes to another address than the registry's on purpose.
    """
    rules.still_open(request.decided_at is not None)
    _may_send(request, address_checked)
    consultations = list(request.consultations.all())
    missing = sum(each.answered_at is None for each in consultations)
    withheld = Exemption.objects.filter(consultation__request=request, lapsed_at=None).count()
    if outcome != Answer.Outcome.DISMISSED:
        rules.identity_first(request.searched_at is not None)
        rules.all_answered(missing, timezone.localdate(), request.due_on)
        rules.in_so_far(request.kind, outcome, withheld, missing)
    request.omissions.exclude(thing__in=left_out).delete()  # of an earlier letter
    for key in left_out:
        Omission.objects.get_or_create(
            house_id=request.house_id, request=request, thing=key, defaults={"account_id": who.account_id}
        )
    if outcome in (Answer.Outcome.GRANTED, Answer.Outcome.PARTIAL):
        if request.applicant.capacity == Applicant.Capacity.REPRESENTATIVE:
            rules.represents(request.applicant.name, queries.parents(request))
        _take_measures(request, items, instruction)
    decision = Answer(
        house_id=request.house_id,
        request=request,
        outcome=outcome,
        motive=motive,
        decided_by=decided_by,
        missing=missing,
        withheld=withheld,
        account_id=who.account_id,
    )
    decision.letter = _keep(who, request, letters.answer(request, decision, timezone.localdate()))
    decision.save()
    _log("request.decide", request, detail=outcome)
    return decision


def _take_measures(request: Request, items: Collection[int], instruction: str) -> None:
    """One task per supplier's item, or one restriction of everything."""
    kind = MEASURES.get(Request.Kind(request.kind))
    if kind is None or request.person_id is None:
        return
    chosen = list(Item.objects.filter(person=request.person_id, pk__in=items))
    if not chosen and kind != Measure.Kind.RESTRICT:
        raise ValidationError({"items": _("Kies om welke gegevens het gaat.")})
    text = instruction or request.asked
    due = None if kind == Measure.Kind.RESTRICT else months_after(timezone.localdate(), 1)
    whatever: list[Item | None] = [*chosen] or [None]
    for item in whatever:
        Measure.objects.create(
            house_id=request.house_id,
            request=request,
            person_id=request.person_id,
            kind=kind,
            item=item,
            organisation_id=item.supplier_id if item and due else None,
            text=text,
            due_on=due,
        )


def _may_send(request: Request, address_checked: bool) -> None:
    """A letter goes to the person, by a road that tells nobody where he lives secretly (R-78). Refusal or ValidationError."""
    handed_over(queries.lives_secretly(request), request.applicant.handed_by)
    if queries.address_differs(request) and not address_checked:
        raise ValidationError({"address_checked": _("Dit adres is een ander dan het woonadres. Ga na of het klopt.")})


def _keep(who: Acting, request: Request, content: bytes) -> Letter:
    stored = Letter(house_id=request.house_id, request=request, person_id=request.person_id, account_id=who.account_id)
    stored.put(letters.file_name(request), "application/pdf", content)
    stored.save()
    return stored


def finish(who: Acting, measure: Measure, *, result: str) -> None:
    """The supplier did what was asked, or the contact point ends a restriction; said in a few words (AVG 16-18)."""
    rules.may_finish(True, done=held(measure).until is not None)
    _log(
        "request.measure", measure.request, detail=measure.kind
    )  # before: with its last task an organisation is done here
    Measure.objects.filter(pk=measure.pk).update(until=timezone.now(), result=result, account=who.account_id)


def _log(action: str, request: Request, *, outcome: str = "ok", detail: str = "") -> None:
    audit.record(
        action,
        house=request.house_id,
        thing=request.number,
        subjects=[request.person_id] if request.person_id else [],
        outcome=outcome,
        detail=detail,
    )
