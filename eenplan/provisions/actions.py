"""The verbs of what leaves the case. `case` comes from `open_case`; each is logged with whom and what it is about."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from eenplan import audit
from eenplan.access.acting import Acting
from eenplan.cases.models import Case
from eenplan.cases.queries import tells_secret_address
from eenplan.files.receiving import Checked
from eenplan.law.codes import DataCategory
from eenplan.network.models import Organisation
from eenplan.provisions import letters, queries, rules
from eenplan.provisions.models import (
    Choice,
    Feedback,
    KnownCheck,
    Provision,
    ProvisionLetter,
    Reply,
    SecrecyStatement,
    ThirdParty,
    Told,
)
from eenplan.ui.meanwhile import held

# Third parties


def admit(
    who: Acting,
    case: Case,
    *,
    organisation: Organisation,
    name: str,
    function: str,
    expertise: str,
    role: str,
    reason: str,
    email: str = "",
) -> ThirdParty:
    """Admit somebody of an organisation without ground to this case; nothing is told before the statement (R-30).

    Raises Refusal unless a core participant does it, and for an organisation that is a participant (WGS 2.31(9)).
    """
    rules.may_admit(case.scopes)
    rules.is_third_party(organisation.ground)
    admitted = ThirdParty.objects.create(
        house_id=case.house_id,
        case=case,
        organisation=organisation,
        name=name,
        function=function,
        email=email,
        expertise=expertise,
        role=role,
        reason=reason,
        decided_by_id=who.organisation_id,
        account_id=who.account_id,
    )
    _log("third_party.admit", case, f"third_party:{admitted.pk}", detail=str(organisation.pk))
    return admitted


def keep_statement(
    who: Acting, case: Case, third_party: ThirdParty, *, signed_on: date, file: Checked
) -> SecrecyStatement:
    """Keep the signed secrecy statement; from now on the third party may hear and receive (BGS 2.21)."""
    rules.may_provide(case.scopes)
    rules.is_bound(True, ended=held(third_party).until is not None)
    rules.signed_in_time(signed_on, timezone.localdate())
    if SecrecyStatement.objects.filter(third_party=third_party).exists():
        raise ValidationError(_("De verklaring van deze derde is al vastgelegd."))
    statement = SecrecyStatement(
        house_id=case.house_id, case=case, third_party=third_party, signed_on=signed_on, account_id=who.account_id
    )
    statement.put(*file)
    statement.save()
    _log("third_party.statement", case, f"third_party:{third_party.pk}")
    return statement


def end(who: Acting, case: Case, third_party: ThirdParty) -> None:
    """The third party takes part no longer; twice is once."""
    rules.may_admit(case.scopes)
    if third_party.until is None:
        third_party.until = timezone.now()
        third_party.save(update_fields=["until"])
        _log("third_party.end", case, f"third_party:{third_party.pk}")


# Provisions


def begin(who: Acting, case: Case, *, recipient: dict) -> Provision:
    """Start a provision to a recipient: {"kind": …, and the number of one of organisation, third party or house}."""
    rules.may_provide(case.scopes)
    provision = Provision.objects.create(
        house_id=case.house_id, case=case, made_by_id=who.organisation_id, account_id=who.account_id, **recipient
    )
    _log("provision.begin", case, _thing(provision))
    return provision


def readdress(who: Acting, case: Case, provision: Provision, *, recipient: dict) -> None:
    """Choose another recipient while it is a draft; what may not go there, falls out (R-28)."""
    _draft(case, provision)
    for name in ("organisation_id", "third_party_id", "to_house_id", "check_made_id", "check_answered_id"):
        setattr(provision, name, recipient.get(name))
    provision.kind = recipient["kind"]
    if provision.kind == Provision.Kind.NETWORK:
        provision.choices.filter(item__supplier__medical_secrecy=True).delete()
    _save(provision, "kind", "organisation_id", "third_party_id", "to_house_id", "check_made_id", "check_answered_id")
    _log("provision.address", case, _thing(provision))


def choose(who: Acting, case: Case, provision: Provision, *, items: Collection[int]) -> None:
    """What goes to the recipient: of the items one may read, those that may leave the case. Refusal for others (R-28)."""
    _draft(case, provision)
    readable = {item.pk: item for item in queries.items(case)}
    if set(items) - set(readable):
        raise ValidationError(_("Een gekozen gegeven is er niet meer voor u. Kies opnieuw."))
    chosen = [queries.judged(readable[number]) for number in items]
    if provision.kind == Provision.Kind.NETWORK:
        rules.may_leave_network(chosen)
    provision.choices.exclude(item__in=items).delete()
    here = set(provision.choices.values_list("item", flat=True))
    for number in set(items) - here:
        Choice.objects.create(house_id=case.house_id, case=case, provision=provision, item_id=number)
    _log("provision.choose", case, _thing(provision), [readable[number] for number in items])


def motivate(who: Acting, case: Case, provision: Provision, *, basis: str, task: str, necessity: str) -> None:
    """Why the recipient needs it, and on which basis it may go (WGS 1.7(1))."""
    _draft(case, provision)
    provision.basis, provision.task, provision.necessity = basis, task, necessity
    _save(provision, "basis", "task", "necessity")
    _log("provision.motivate", case, _thing(provision))


def ask(who: Acting, case: Case, provision: Provision) -> None:
    """Start the round: the database asks every supplier, and for a third party every participant (WGS 1.7(2), 1.7(3))."""
    _draft(case, provision)
    chosen = [queries.judged(choice.item) for choice in queries.choices(provision)]
    rules.may_be_used([queries.without_conditions(item) for item in chosen])
    if provision.kind == Provision.Kind.NETWORK:
        rules.may_leave_network(chosen)
    if not (provision.basis and provision.task and provision.necessity):
        raise ValidationError(_("Motiveer eerst waarom de ontvanger dit nodig heeft en op welke grondslag."))
    _tells_no_secret_address(case, provision, queries.choices(provision))
    provision.asked_at = timezone.now()
    provision.answer_by = timezone.localdate() + timedelta(days=case.house.reply_days)
    _save(provision, "asked_at", "answer_by")
    _log("provision.ask", case, _thing(provision), [choice.item for choice in queries.choices(provision)])


def answer(who: Acting, case: Case, reply: Reply, *, answer: str, reason: str = "") -> None:
    """Answer for one's own organisation; it may be reconsidered until it was provided (WGS 1.7(1), 1.7(3))."""
    rules.in_round(reply.provision.stage)
    rules.may_answer(answer, reply.explicit, reason)
    reply.answer, reply.reason = answer, reason
    reply.save(update_fields=["answer", "reason"])
    _log("provision.answer", case, _thing(reply.provision), detail=answer)


def check(
    who: Acting,
    case: Case,
    provision: Provision,
    *,
    accuracy_checked: bool,
    secrecy_noted: bool,
    feedback_due: date,
    rac_reference: str = "",
) -> None:
    """Results are checked, secrecy pointed out, legality tested, feedback agreed on (BGS 1.8, WGS 1.7(2), 1.7(4), 1.11)."""
    rules.may_provide(case.scopes)
    rules.in_round(provision.stage)
    rules.feedback_in_time(feedback_due, timezone.localdate())
    provision.accuracy_checked, provision.secrecy_noted = accuracy_checked, secrecy_noted
    provision.feedback_due, provision.rac_reference = feedback_due, rac_reference
    _save(provision, "accuracy_checked", "secrecy_noted", "feedback_due", "rac_reference")
    _log("provision.check", case, _thing(provision))


def provide(who: Acting, case: Case, provision: Provision) -> ProvisionLetter:
    """Everything is there: the letter is made and kept, and it counts as provided, in one transaction (R-27).

    Raises Refusal with the rule that is still in the way; the database checks all of it once more.
    """
    rules.may_provide(case.scopes)
    provision = Provision.objects.select_for_update().get(pk=provision.pk)
    rules.in_round(provision.stage)
    queries.must_read_whole(provision)
    chosen = queries.choices(provision)
    judged = [queries.judged(choice.item) for choice in chosen]
    rules.may_be_used(judged)
    _tells_no_secret_address(case, provision, chosen)
    if provision.kind == Provision.Kind.NETWORK:
        rules.may_leave_network(judged)
    if provision.third_party:
        rules.is_bound(provision.third_party.bound, ended=provision.third_party.until is not None)
    rules.round_is_clear(queries.answers(provision))
    rules.is_checked(
        provision.kind == Provision.Kind.THIRD_PARTY,
        provision.rac_reference,
        provision.secrecy_noted,
        provision.accuracy_checked,
    )
    rules.feedback_in_time(provision.feedback_due or timezone.localdate(), timezone.localdate())
    letter = ProvisionLetter(house_id=case.house_id, case=case, provision=provision, account_id=who.account_id)
    letter.put(
        _("verstrekking %(number)s.pdf") % {"number": provision.pk},
        "application/pdf",
        letters.letter(case, provision, chosen).pdf(),
    )
    letter.save()
    provision.provided_at = timezone.now()
    _save(provision, "provided_at")
    _log("provision.provide", case, _thing(provision), [choice.item for choice in chosen], detail=provision.kind)
    return letter


def _tells_no_secret_address(case: Case, provision: Provision, chosen: Iterable[Choice]) -> None:
    told = (text for choice in chosen for text in (choice.item.text, *choice.item.caveats))
    rules.tells_no_secret_address(tells_secret_address(case, [provision.necessity, provision.task, *told]))


def withdraw(who: Acting, case: Case, provision: Provision) -> None:
    """Stop a provision that was not made; what was asked and answered stays on record. Twice is once."""
    rules.may_provide(case.scopes)
    if held(provision).stage == rules.Stage.WITHDRAWN:
        return
    if provision.stage == rules.Stage.PROVIDED:
        rules.in_round(provision.stage)
    provision.withdrawn_at = timezone.now()
    _save(provision, "withdrawn_at")
    _log("provision.withdraw", case, _thing(provision))


def report_feedback(
    who: Acting,
    case: Case,
    provision: Provision,
    *,
    received_on: date,
    followed_up: bool,
    text: str,
    next_due: date | None = None,
) -> Feedback:
    """Record what the recipient reports; the next one within a year of it (WGS 1.7(4))."""
    rules.may_provide(case.scopes)
    provided_on = timezone.localdate(provision.provided_at) if provision.provided_at else None
    rules.may_report_feedback(provision.provided_at is not None, received_on, provided_on, timezone.localdate())
    if next_due:
        rules.feedback_in_time(next_due, received_on)
    if provision.feedback.filter(received_on=received_on, text=text).exists():
        raise ValidationError(_("Deze terugkoppeling staat er al."))
    feedback = Feedback.objects.create(
        house_id=case.house_id,
        case=case,
        provision=provision,
        received_on=received_on,
        followed_up=followed_up,
        text=text,
        next_due=next_due,
        account_id=who.account_id,
    )
    _log("provision.feedback", case, _thing(provision))
    return feedback


def tell(who: Acting, case: Case, choice: Choice, *, change: str, how: str) -> Told:
    """Record that the recipient was told what changed in an item it received (BGS 1.7, AVG 19)."""
    rules.may_provide(case.scopes)
    told = Told.objects.create(
        house_id=case.house_id, case=case, choice=choice, change=change, how=how, account_id=who.account_id
    )
    _log("provision.tell", case, _thing(choice.provision), [choice.item], detail=change)
    return told


# Known in another house?


def ask_if_known(who: Acting, case: Case, *, person: int, house: int, reason: str) -> KnownCheck:
    """Ask another house whether it knows this person: hit or no hit, with whom to call (WGS 2.28(1), R-29).

    The database answers, counts, and tells the other house. Raises Refusal for who may not ask.
    """
    rules.may_ask_if_known(queries.is_core(who), case.scopes)
    with connection.cursor() as cursor:
        cursor.execute("SELECT provisions_ask_if_known(%s, %s, %s, %s)", [case.pk, person, house, reason])
        (made,) = cursor.fetchone()
    check = KnownCheck.objects.select_related("asked_house").get(pk=made)
    audit.record(
        "known.ask",
        house=case.house_id,
        case=case.pk,
        thing=f"house:{check.asked_house.code}",
        subjects=[person],
        categories=[DataCategory.IDENTITY],
        outcome="ok" if check.hit else "nothing",
    )
    return check


def _draft(case: Case, provision: Provision) -> None:
    rules.may_provide(case.scopes)
    rules.is_draft(held(provision).stage)


def _save(provision: Provision, *fields: str) -> None:
    """Only these columns: the database grants no others, and guards the way of the provision."""
    provision.save(update_fields=[field.removesuffix("_id") for field in fields])


def _thing(provision: Provision) -> str:
    return f"provision:{provision.pk}"


def _log(action: str, case: Case, thing: str, items: Iterable = (), detail: str = "") -> None:
    items = list(items)
    audit.record(
        action,
        house=case.house_id,
        case=case.pk,
        thing=thing,
        subjects=sorted({item.person_id for item in items}),
        categories=sorted({item.category for item in items}),
        detail=detail,
    )
