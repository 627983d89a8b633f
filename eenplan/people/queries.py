"""What pages read about persons; row security has already left out whoever one may not see."""

from dataclasses import dataclass

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import CharField, Func, Prefetch, Q, QuerySet, Value
from django.utils import timezone
from django.utils.translation import gettext as _

from eenplan.people.dates import PartialDate
from eenplan.people.models import Family, FamilyMember, Person, Relation


class SearchKey(Func):
    """The spelling in which names are kept for searching: lower case, without diacritics."""

    function = "people_search_key"
    output_field = CharField()


def search(text: str) -> QuerySet[Person]:
    """The visible persons that `text` names, best first: by whole BSN, or by every word of it in their name."""
    words = text.replace("\x00", "").split()[:6]
    digits = "".join(words).replace(".", "")
    if not words:
        return Person.objects.none()
    by_name = Q()
    for word in words:
        by_name &= Q(search_name__contains=SearchKey(Value(word)))
    if digits.isdecimal() and len(digits) == 9:  # no name or date is written like that
        by_name = Q(citizen_number__bsn=digits)
    found = Person.objects.filter(by_name)
    closeness = TrigramWordSimilarity(SearchKey(Value(" ".join(words))), "search_name")  # type: ignore[arg-type]
    return found.order_by(closeness.desc(), "search_name", "pk")


@dataclass(frozen=True)
class Kin:
    """One relation as the page of one person tells it; `other` is None when only a name is known, or hidden."""

    relation: Relation
    other: Person | None
    label: str
    hidden: bool


#: what somebody is to the other, seen from the other side
_INVERSE: dict[str, str] = {Relation.Kind.PARENT: Relation.Kind.CHILD, Relation.Kind.CHILD: Relation.Kind.PARENT}


def kin(person: Person) -> list[Kin]:
    """The relations of a person, told from this side whoever recorded them, each once; what has ended stands last."""
    rows = list(Relation.objects.filter(Q(person=person) | Q(other=person)).order_by("kind", "pk"))
    others = Person.objects.in_bulk({_other_side(row, person) for row in rows} - {None})
    found: dict[tuple, Kin] = {}
    for row in rows:
        number = _other_side(row, person)
        kind = row.kind if row.person_id == person.pk else _INVERSE.get(row.kind, row.kind)
        key = (number, kind) if number else (row.other_name, row.other_birth_date, kind)
        if key not in found or found[key].relation.ends:
            found[key] = Kin(
                row, others.get(number), str(Relation.Kind(kind).label), hidden=bool(number) and number not in others
            )
    return sorted(found.values(), key=lambda one: bool(one.relation.ends))


def _other_side(row: Relation, person: Person) -> int | None:
    return row.other_id if row.person_id == person.pk else row.person_id


def families(person: Person) -> list[Family]:
    """The families of a person with the members one may see."""
    members = FamilyMember.objects.select_related("person").order_by("person__birth_date", "pk")
    return list(
        Family.objects.filter(memberships__person=person)
        .distinct()
        .order_by("name")
        .prefetch_related(Prefetch("memberships", members))
    )


def age(person: Person) -> str:
    """How old somebody is today, as far as the birth date tells; nothing of who has died."""
    ages = None if person.died_on else PartialDate.parse(person.birth_date).age_on(timezone.localdate())
    if ages is None:
        return ""
    youngest, oldest = ages
    return _("%(age)s jaar") % {
        "age": youngest
        if youngest == oldest
        else _("%(youngest)s of %(oldest)s") % {"youngest": youngest, "oldest": oldest}
    }


def is_minor(person: Person) -> bool:
    """Certainly under eighteen today (BW 1:233)."""
    return not person.died_on and PartialDate.parse(person.birth_date).is_adult_on(timezone.localdate()) is False
