"""Supplying an item, correcting it and letting another organisation read it. `case` comes from `open_case`."""

from collections.abc import Collection
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from eenplan.access.acting import Acting
from eenplan.cases.models import Case
from eenplan.exchange import asking, consenting, log, queries, rules
from eenplan.exchange.consenting import Given
from eenplan.exchange.models import ConditionsMet, Consent, Item, QuestionLine, Recipient
from eenplan.law.codes import SharingGround
from eenplan.network.models import Organisation


def supply(
    who: Acting,
    case: Case,
    *,
    person: int,
    category: int,
    text: str,
    recipients: Collection[int] = (),
    ground: str = "",
    motivation: str = "",
    conditions: str = "",
    consent: int | None = None,
    given: Given | None = None,
    line: QuestionLine | None = None,
    confirmed: str = "",
) -> Item:
    """Tell the case something about a person, for named recipients (R-20, R-24); with `line` it answers a question.

    On the ground of consent it rests on a recorded `consent`, or on one that is `given` and recorded now (R-22).
    Raises Refusal (WGS 1.5(1), 1.5(2), 2.29(2), 2.30(1), 2.31(4)), ValidationError when it stands in the case already.
    """
    rules.may_supply(case.scopes)
    rules.about_member(person, queries.member_numbers(case))
    if line:
        asking.claim(who, case, line)
    supplier = queries.supplier(who)
    rules.recipients_take_part(recipients, [organisation.pk for organisation in queries.others(case, supplier)])
    said = _said(supplier, category, text, ground, motivation, conditions)
    if case.items.filter(person=person, supplier=supplier, status=Item.Status.VALID, **said).exists():
        raise ValidationError(_("Uw organisatie heeft dit al zo verstrekt; het staat in de casus."))
    said["consent"] = _consent(who, case, person, said, recipients, consent, given)
    item = _append(who, case, supplier, person, said)
    _give(item, recipients)
    if line:
        asking.answer(who, case, line, QuestionLine.Answer.SUPPLIED, item, confirmed)
    log.about_item("item.supply", item, confirmed)
    return item


def correct(
    who: Acting,
    case: Case,
    item: Item,
    *,
    category: int,
    text: str,
    ground: str = "",
    motivation: str = "",
    conditions: str = "",
    consent: int | None = None,
    given: Given | None = None,
    confirmed: str = "",
) -> Item:
    """Replace an own item by a new version; whoever could read the old one reads the new one and is told (BGS 1.7).

    Raises Refusal when it is not one's own, was replaced already, or the ground does not hold.
    """
    rules.may_supply(case.scopes)
    rules.may_correct(item.supplier_id == case.speaks_for, item.status)
    supplier = queries.supplier(who)
    taking_part = {organisation.pk for organisation in queries.others(case, supplier)}
    recipients = taking_part & set(item.recipients.values_list("organisation", flat=True))
    said = _said(supplier, category, text, ground, motivation, conditions)
    said["consent"] = _consent(who, case, item.person_id, said, recipients, consent, given)
    newer = _append(who, case, supplier, item.person_id, {**said, "replaces": item})
    _give(newer, recipients)
    log.about_item("item.correct", newer, confirmed)
    return newer


def share(who: Acting, case: Case, item: Item, *, recipients: Collection[int]) -> None:
    """Let more organisations on the case read an own item (R-24). Raises Refusal when it is another's."""
    rules.may_supply(case.scopes)
    rules.may_share(item.supplier_id == case.speaks_for)
    rules.is_usable(item.usable, item.restricted)
    rules.recipients_take_part(recipients, [other.pk for other in queries.others(case, queries.supplier(who))])
    _give(item, set(recipients) - set(item.recipients.values_list("organisation", flat=True)))
    log.about_item("item.share", item)


def mark_met(who: Acting, case: Case, item: Item, *, how: str, confirmed: str = "") -> ConditionsMet:
    """Say that the conditions of an own item are met, and how: only then it may be provided onward (R-23)."""
    rules.may_supply(case.scopes)
    rules.may_share(item.supplier_id == case.speaks_for)
    rules.has_open_conditions(item.conditions, item.conditions_met)
    met = ConditionsMet.objects.create(house_id=case.house_id, case=case, item=item, how=how, account_id=who.account_id)
    log.about_item("item.conditions_met", item, confirmed)
    return met


def _said(
    supplier: Organisation, category: int, text: str, ground: str, motivation: str, conditions: str
) -> dict[str, Any]:
    """What an item says, with the ground that holds for this supplier. Refusal when none does."""
    return {
        "category": category,
        "text": text,
        "motivation": motivation,
        "conditions": conditions,
        "ground": rules.ground_for(supplier.kind, supplier.medical_secrecy, category, ground, motivation),
    }


def _consent(
    who: Acting,
    case: Case,
    person: int,
    said: dict[str, Any],
    recipients: Collection[int],
    chosen: int | None,
    given: Given | None,
) -> Consent | None:
    """The consent that an item on that ground rests on: chosen among those recorded, or recorded now."""
    if said["ground"] != SharingGround.CONSENT:
        return None
    if given:
        return consenting.record(who, case, person=person, given=given, categories=[said["category"]])
    consent = case.consents.filter(pk=chosen).first() or Consent()
    rules.consent_covers(
        consent.person_id == person,
        consent.withdrawn_on is None,
        said["category"],
        consent.categories or (),
        recipients,
        consent.recipients,
    )
    return consent


def _append(who: Acting, case: Case, supplier: Organisation, person: int, said: dict) -> Item:
    return Item.objects.create(
        house_id=case.house_id,
        case=case,
        person_id=person,
        supplier=supplier,
        account_id=who.account_id,
        first_processed_on=timezone.localdate(),
        **said,
    )


def _give(item: Item, organisations: Collection[int]) -> None:
    Recipient.objects.bulk_create(
        [
            Recipient(house_id=item.house_id, case_id=item.case_id, item=item, organisation_id=number)
            for number in organisations
        ]
    )
