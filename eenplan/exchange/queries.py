"""What pages read about the information in a case. Reading items is logged here, with their categories (R-72)."""

from collections.abc import Iterable
from itertools import groupby

from django.db import connection
from django.db.models import Prefetch, QuerySet
from django.shortcuts import get_object_or_404

from eenplan.access.acting import Acting, acting
from eenplan.cases.models import Case, Member
from eenplan.cases.queries import with_subjects
from eenplan.exchange.models import Item, Recipient
from eenplan.network.models import Organisation


def items(case: Case, *, person: int | None = None, category: int | None = None) -> list[Item]:
    """The valid items of the case that one may read, of one person or category when given; two statements."""
    found = _whole(case.items.filter(status=Item.Status.VALID))
    if person:
        found = found.filter(person=person)
    if category:
        found = found.filter(category=category)
    return _read(case, found)


def latest(case: Case, at_most: int = 3) -> list[Item]:
    """The newest valid items that one may read, without their recipients."""
    return list(case.items.filter(status=Item.Status.VALID).select_related("person", "supplier")[:at_most])


def one(case: Case, pk: int) -> Item:
    """One item of the case with its recipients; 404 when it is not there for who acts."""
    return _read(case, [get_object_or_404(_whole(case.items.all()), pk=pk)])[0]


def other_versions(case: Case, item: Item) -> list[Item]:
    """What replaced this item and what it replaced, as far as one may read it; the newest first."""
    told = list(_whole(case.items.filter(person=item.person_id, supplier=item.supplier_id)))
    newer = _chain(
        item, {version.replaces_id: version for version in told if version.replaces_id}, lambda version: version.pk
    )
    older = _chain(item, {version.pk: version for version in told}, lambda version: version.replaces_id)
    return _read(case, [*reversed(newer), *older])


def _chain(item: Item, by_key: dict, key) -> list[Item]:
    found, step = [], by_key.get(key(item))
    while step:
        found.append(step)
        step = by_key.get(key(step))
    return found


def supplies(case: Case) -> bool:
    """May the button for supplying be drawn?"""
    return bool({"take_part", "decide"} & set(case.scopes))


def shielded(case: Case) -> int:
    """How many items of this case are kept from who acts; nothing else about them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT exchange_shielded(%s)", [case.pk])
        return cursor.fetchone()[0]


def by_person(everybody: Iterable[Member], found: Iterable[Item]) -> list[dict]:
    """Items under person and category: [{member, person, categories: [(label, [item])]}], referred persons first."""
    members = {member.person_id: member for member in everybody}
    order = list(members)
    # a stable order: within a category the newest stays first
    ordered = sorted(found, key=lambda item: (order.index(item.person_id), item.category))
    return [
        {
            "member": members[person],
            "person": members[person].person,
            "categories": [
                (group[0].get_category_display(), group)
                for group in (list(each) for _number, each in groupby(theirs, lambda item: item.category))
            ],
        }
        for person, theirs in groupby(ordered, lambda item: item.person_id)
    ]


def people(case: Case) -> list[Member]:
    """Everybody who is or was in the case, referred persons first; the current membership of each."""
    known: dict[int, Member] = {}
    for member in with_subjects(case, case.members.select_related("person")):
        if member.person_id not in known or not member.until:
            known[member.person_id] = member
    return list(known.values())


def member_numbers(case: Case) -> set[int]:
    """Numbers of the persons in the case now."""
    return set(case.members.filter(until=None).values_list("person", flat=True))


def supplier(who: Acting) -> Organisation:
    """The organisation on whose behalf one acts."""
    return Organisation.objects.get(pk=who.organisation_id)


def others(case: Case, organisation: Organisation) -> list[Organisation]:
    """The other organisations that take part in the case now, core participants first."""
    found = Organisation.objects.filter(pk__in=case.participations.filter(until=None).values("organisation"))
    return sorted(found.exclude(pk=organisation.pk), key=lambda other: (not other.core, other.name))


def _whole(found: QuerySet[Item]) -> QuerySet[Item]:
    recipients = Recipient.objects.select_related("organisation").order_by("organisation__name")
    return found.select_related("person", "supplier", "account").prefetch_related(Prefetch("recipients", recipients))


def _read(case: Case, found: Iterable[Item]) -> list[Item]:
    """Load; each item reports its person and category to the log itself.

    `tells_recipients`: supplier, process director and supervision see who else receives an item (policy on Recipient).
    """
    found = list(found)
    for item in found:
        item.tells_recipients = (
            not case.scopes or "direct" in case.scopes or item.supplier_id == acting().organisation_id
        )
    return found


def panel(who: Acting, case: Case) -> dict:
    """For the overview of the case: the newest items, and how much is kept from who acts."""
    return {"items": latest(case), "shielded": shielded(case), "supplies": supplies(case)}
