"""Relations as the imported person lists tell them: two persons, one relation.

A parent's list names the child and the child's list names the parent: both are one row, of which `person` is
the parent. A couple is one row too. Who is not in the house, or carries the BSN of somebody else, is kept by
name on the list that names them.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from django.db import connection
from django.utils import timezone

from eenplan.people import bulk
from eenplan.people.dates import PartialDate
from eenplan.people.models import Relation
from eenplan.people.names import Name
from eenplan.people.person_list import Parent, PersonList, Relative, may_be_one_person

#: source of the relations that an import makes and the next import replaces; those of another source stay
REGISTRY = "BRP"
NAMELESS = "naam onbekend"

PARENT, CHILD = Relation.Kind.PARENT.value, Relation.Kind.CHILD.value
PARTNER, EX_PARTNER = Relation.Kind.PARTNER.value, Relation.Kind.EX_PARTNER.value


@dataclass(frozen=True, slots=True)
class Known:
    """A person of the house: the number, and what a relative must agree with to be linked."""

    id: int
    name: Name
    born: PartialDate


class Tie(NamedTuple):
    """Who is what of whom: of an `other` in the house, or of a name. A couple can marry a second time."""

    person: int
    kind: str
    other: int | None
    name: str = ""
    born: str = ""
    time: int = 0


class Facts(NamedTuple):
    authority: str = ""
    begins: str = ""
    ends: str = ""


COLUMNS = (
    "person_id",
    "kind",
    "other_id",
    "other_name",
    "other_birth_date",
    "authority",
    "begins",
    "ends",
)
Row = tuple  # the values of these columns

# the cast matters: compared with smaller integers an array is searched from its beginning for every row
_STORED = (
    "SELECT id, person_id, kind, other_id, other_name, other_birth_date, authority, begins, ends FROM people_relation"
    " WHERE source = %s AND (person_id = ANY (%s::bigint[]) OR other_id = ANY (%s::bigint[]))"
)


def replace(house: int, persons: list[PersonList], known: Mapping[str, Known]) -> int:
    """Make the relations of these persons those of their lists; gives how many follow from the lists.

    `known` holds by BSN these persons, and those of their relatives who are in the house. What is as it
    should be is not touched.
    """
    ours = {known[person.bsn].id: person for person in persons}
    stored = _stored(list(ours))
    ties = _told(persons, known)
    _keep_what_an_absent_child_told(ties, ours, stored)
    missing = Counter(_row(tie, facts) for tie, facts in ties.items())
    obsolete = _named_before(ties, ours)
    for pk, row in stored.items():
        if missing[row]:
            missing[row] -= 1
        else:
            obsolete.append(pk)
    bulk.delete(Relation, "id", obsolete)
    fixed = {"house_id": house, "source": REGISTRY}
    bulk.insert(Relation, [{**fixed, **dict(zip(COLUMNS, row, strict=True))} for row in missing.elements()])
    return len(ties)


def stored_date(date: PartialDate) -> str:
    """The text of a date that need not be there: nothing when nothing of it is known."""
    return str(date) if date.known else ""


def _told(persons: list[PersonList], known: Mapping[str, Known]) -> dict[Tie, Facts]:
    """What the lists say, the two sides of a pair brought together; of two dates the later one."""
    ties: dict[Tie, Facts] = {}
    for person in persons:
        times: Counter[Tie] = Counter()
        for relative, kind, facts in statements(person):
            tie = _tie(known[person.bsn].id, kind, relative, _linked(relative, known))
            if kind == PARTNER or tie.other is None:
                times[tie] += 1
                tie = tie._replace(time=times[tie])
            ties[tie] = Facts(*map(max, facts, ties.get(tie, Facts())))
    return ties


def statements(person: PersonList) -> Iterator[tuple[Relative, str, Facts]]:
    for parent in person.parents:
        yield parent, PARENT, Facts(_authority(person, parent), begins=stored_date(parent.since))
    for child in person.children:
        yield child, CHILD, Facts()  # since when, and with what authority, stands on the child's list
    for partner in sorted(person.partners, key=lambda partner: partner.since.sort_key):
        ends = "" if partner.until is None else str(partner.until)
        yield partner, PARTNER, Facts("", stored_date(partner.since), ends)


def _authority(person: PersonList, parent: Parent) -> str:
    """What the child's list says of this parent's authority; it ends when the child comes of age."""
    said = person.authority  # BW 1:245: minors are under authority
    if said is None or not said.code or person.born.is_adult_on(timezone.localdate()):
        return Relation.Authority.NONE.value
    if said.undetermined:
        return Relation.Authority.UNCLEAR.value
    has = parent.number in said.parents
    return Relation.Authority.PARENT.value if has else Relation.Authority.NO.value


def _linked(relative: Relative, known: Mapping[str, Known]) -> int | None:
    """The number of the relative, when the person under this BSN can be the relative."""
    found = known.get(relative.bsn)
    if found and may_be_one_person(relative.name, relative.born, found.name, found.born):
        return found.id
    return None


def _tie(me: int, kind: str, relative: Relative, other: int | None) -> Tie:
    if other is None:
        return Tie(me, kind, None, str(relative.name) or NAMELESS, stored_date(relative.born))
    if kind == PARENT:
        return Tie(other, CHILD, me)
    if kind == PARTNER:
        return Tie(min(me, other), PARTNER, max(me, other))
    return Tie(me, kind, other)


def _row(tie: Tie, facts: Facts) -> Row:
    kind = EX_PARTNER if tie.kind == PARTNER and facts.ends else tie.kind
    return (tie.person, kind, *tie[2:5], *facts)


def _stored(ids: list[int]) -> dict[int, Row]:
    """The relations that an earlier import made of these persons, by number."""
    with connection.cursor() as cursor:
        cursor.execute(_STORED, [REGISTRY, ids, ids])
        return {pk: tuple(row) for pk, *row in cursor}


def _keep_what_an_absent_child_told(
    ties: dict[Tie, Facts], ours: dict[int, PersonList], stored: dict[int, Row]
) -> None:
    """Authority stands on the child's list: when that is not in this file, what it said earlier stands."""
    earlier = {(person, kind, other): Facts(*row) for person, kind, other, _, _, *row in stored.values()}
    for tie in ties:
        if tie.kind == CHILD and tie.other is not None and tie.other not in ours:
            ties[tie] = earlier.get(tie[:3], Facts())


def _named_before(ties: dict[Tie, Facts], ours: dict[int, PersonList]) -> list[int]:
    """Relations that an earlier import kept by name, of persons outside this file, who are linked now."""
    replaced = {
        (one, kind, str(ours[other].name), stored_date(ours[other].born))
        for tie in ties
        for one, kind, other in _both_sides(tie)
        if other in ours and one not in ours
    }
    rows = Relation.objects.filter(
        person__in={person for person, *_ in replaced}, other=None, source=REGISTRY
    ).values_list("pk", "person_id", "kind", "other_name", "other_birth_date")
    return [pk for pk, person, kind, *named in rows if (person, _bare(kind), *named) in replaced]


def _both_sides(tie: Tie) -> Iterator[tuple[int, str, int]]:
    if tie.other is not None:
        yield tie.person, tie.kind, tie.other
        yield tie.other, PARENT if tie.kind == CHILD else tie.kind, tie.person


def _bare(kind: str) -> str:
    return PARTNER if kind == EX_PARTNER else kind
