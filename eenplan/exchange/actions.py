"""Supplying an item, correcting it and letting another organisation read it. `case` comes from `open_case`."""

from collections.abc import Collection
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from eenplan import audit
from eenplan.access.acting import Acting
from eenplan.cases.models import Case
from eenplan.exchange import queries, rules
from eenplan.exchange.models import Item, Recipient
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
    confirmed: str = "",
) -> Item:
    """Tell the case something about a person, for named recipients (R-20, R-24).

    Raises Refusal (WGS 1.5(2), 2.29(2), 2.30(1), 2.31(4)) and ValidationError when it stands in the case already.
    """
    rules.may_supply(case.scopes)
    rules.about_member(person, queries.member_numbers(case))
    supplier = queries.supplier(who)
    rules.recipients_take_part(recipients, [organisation.pk for organisation in queries.others(case, supplier)])
    said = _said(supplier, category, text, ground, motivation, conditions)
    if case.items.filter(person=person, supplier=supplier, status=Item.Status.VALID, **said).exists():
        raise ValidationError(_("Uw organisatie heeft dit al zo verstrekt; het staat in de casus."))
    item = _append(who, case, supplier, person, said)
    _give(item, recipients)
    _log("item.supply", case, item, confirmed)
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
    confirmed: str = "",
) -> Item:
    """Replace an own item by a new version; whoever could read the old one reads the new one (BGS 1.7).

    Raises Refusal when it is not one's own, was replaced already, or the ground does not hold.
    """
    rules.may_supply(case.scopes)
    rules.may_correct(item.supplier_id == who.organisation_id, item.status)
    supplier = queries.supplier(who)
    said = _said(supplier, category, text, ground, motivation, conditions)
    newer = _append(who, case, supplier, item.person_id, {**said, "replaces": item})
    taking_part = {organisation.pk for organisation in queries.others(case, supplier)}
    _give(newer, taking_part & set(item.recipients.values_list("organisation", flat=True)))
    _log("item.correct", case, newer, confirmed)
    return newer


def share(who: Acting, case: Case, item: Item, *, recipients: Collection[int]) -> None:
    """Let more organisations on the case read an own item (R-24). Raises Refusal when it is another's."""
    rules.may_supply(case.scopes)
    rules.may_share(item.supplier_id == who.organisation_id)
    rules.recipients_take_part(recipients, [other.pk for other in queries.others(case, queries.supplier(who))])
    _give(item, set(recipients) - set(item.recipients.values_list("organisation", flat=True)))
    _log("item.share", case, item)


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


def _log(action: str, case: Case, item: Item, confirmed: str = "") -> None:
    # The words themselves are about the person and do not belong in the log.
    audit.record(
        action,
        house=case.house_id,
        case=case.pk,
        thing=f"item {item.pk}",
        subjects=[item.person_id],
        categories=[item.category],
        detail="ondanks woordcontrole" if confirmed else "",
    )
