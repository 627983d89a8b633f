"""What pages read about persons; row security has already left out whoever one may not see."""

from dataclasses import dataclass

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import connection
from django.db.models import Func, IntegerField, Prefetch, Q, QuerySet, TextField, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from eenplan.access.acting import Acting
from eenplan.access.folding import fold
from eenplan.people import authority, rules
from eenplan.people import bsn as numbers
from eenplan.people.dates import WHOLE_DATE, PartialDate
from eenplan.people.models import CitizenNumber, Family, FamilyMember, Person, Relation, WaitingList
from eenplan.ui.work import WorkItem


class _Answers(Func):
    """How the name of a person answers what was typed: as written, as heard, with a slip, or not at all (keys.sql)."""

    function = "people_answers"
    output_field = IntegerField()


def named(text: str, field: str = "") -> Q:
    """Every whole word of `text` stands in the names or birth date of the person that `field` leads to."""
    words = fold(text).split()[:6]
    wanted = Q(pk__in=[]) if not words else Q()
    for word in [word for word in words if len(word) > 1] or words:
        wanted &= Q(**{f"{field}search_name__contains": word})
    return wanted


def search(text: str) -> QuerySet[Person]:
    """The visible persons that `text` means by BSN, birth date or name, best first; else who is called like it."""
    text, born = _birth_date(" ".join(text.replace("\x00", "").split())[:200])
    number = text.replace(" ", "").replace(".", "")
    if number.isdecimal() and number.isascii() and len(number) in (8, 9):
        bsn = number.zfill(9)
        born = PartialDate.read(number)
        return Person.objects.filter(
            Q(citizen_number__bsn__in=[bsn, *numbers.slips(bsn)] if not numbers.is_valid(bsn) else [bsn])
            | (Q(birth_date__in=_readings(born)) if born else Q(pk__in=[]))
        ).order_by("sort_key", "pk")
    found = Person.objects.filter(birth_date__in=_readings(born)) if born else Person.objects.all()
    if born and not text:
        return found.order_by("sort_key", "pk")
    exact = found.filter(named(text))
    if exact.exists() or not fold(text):
        return exact.order_by(TrigramWordSimilarity(fold(text), "search_name").desc(), "sort_key", "pk")
    asked = _asked(text)
    level = _Answers("search_name", "sounds", *(Value(words, ArrayField(TextField())) for words in asked))
    return found.annotate(level=level).filter(level__isnull=False).order_by("level", "sort_key", "pk")


def _asked(text: str) -> tuple[list[str], list[str]]:
    """The words by which a name is compared, and how each sounds, as the database has them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT word, people_heard(word) FROM unnest(people_asked(%s)) word", [text])
        found = cursor.fetchall()
    return [word for word, _heard in found], [heard for _word, heard in found]


def _birth_date(text: str) -> tuple[str, PartialDate | None]:
    """The whole birth date that stands in what was typed, and the rest of it."""
    for typed in WHOLE_DATE.finditer(text):
        if born := PartialDate.read(typed[0]):
            return f"{text[: typed.start()]} {text[typed.end() :]}".strip(), born
    return text, None


def _readings(born: PartialDate) -> list[str]:
    """The birth dates that are meant by a whole one: known in part, and with day and month swapped."""
    swapped = PartialDate.read(f"{born.month}-{born.day}-{born.year}")
    return [
        str(born),
        f"{born.year:04}-{born.month:02}-00",
        f"{born.year:04}-00-00",
        *([str(swapped)] if swapped else []),
    ]


@dataclass(frozen=True)
class Kin:
    """One relation as the page of one person tells it; `other` is None when only a name is known, or hidden."""

    relation: Relation
    other: Person | None
    label: str
    hidden: bool
    authority: str = ""


#: what somebody is to the other, seen from the other side
_INVERSE: dict[str, str] = {Relation.Kind.PARENT: Relation.Kind.CHILD, Relation.Kind.CHILD: Relation.Kind.PARENT}


def kin(person: Person) -> list[Kin]:
    """The relations of a person, told from this side whoever recorded them, each once; what has ended stands last."""
    rows = list(Relation.objects.filter(Q(person=person) | Q(other=person)).order_by("kind", "pk"))
    numbers = {_other_side(row, person) for row in rows} - {None}
    others = Person.objects.select_related("citizen_number").defer("citizen_number__bsn").in_bulk(numbers)
    found: dict[tuple, Kin] = {}
    for row in rows:
        number = _other_side(row, person)
        kind = row.kind if row.person_id == person.pk else _INVERSE.get(row.kind, row.kind)
        key = (number, kind) if number else (row.other_name, row.other_birth_date, kind)
        if key not in found or found[key].relation.ends:
            other = others.get(number)
            found[key] = Kin(
                row,
                other,
                str(Relation.Kind(kind).label),
                hidden=bool(number) and other is None,
                authority=authority.in_words(
                    row, *((person, other) if row.person_id == person.pk else (other, person))
                ),
            )
    return sorted(found.values(), key=lambda one: bool(one.relation.ends))


def _other_side(row: Relation, person: Person) -> int | None:
    return row.other_id if row.person_id == person.pk else row.person_id


def waiting(person: Person) -> QuerySet[WaitingList]:
    """The lists that wait for a human to say whether they are of this person."""
    return person.waiting_lists.filter(settled_at=None).order_by("since", "pk")


def namesakes_by_number(person: Person) -> QuerySet[Person]:
    """Who else has or had the BSN of this person: a number can be given out again after a list was withdrawn."""
    same = (
        CitizenNumber.objects.filter(bsn=person.bsn).exclude(person=person)
        if person.bsn
        else CitizenNumber.objects.none()
    )
    return Person.objects.filter(pk__in=same.values("person"))


def my_work(who: Acting) -> list[WorkItem]:
    """Lists of known persons that wait for a human: for who directs processes, and for an administrator to know of."""
    houses = who.houses(*rules.WAITING_SEEN_BY)
    number = WaitingList.objects.filter(house__in=houses, settled_at=None).count() if houses else 0
    if not number:
        return []
    title = ngettext(
        "%(number)d levering van een bekende persoon wacht op een beslissing",
        "%(number)d leveringen van bekende personen wachten op een beslissing",
        number,
    ) % {"number": number}
    return [WorkItem(kind=_("Basisregistratie"), title=title, url=reverse("people:waiting"), icon="id")]


@dataclass(frozen=True)
class Over:
    """A parent of a child, and what is left of his authority in words and as a value of `Relation.Authority`."""

    name: str
    left: str
    words: str


def authority_over(child: Person) -> list[Over]:
    """The parents of a child of whom something is said about authority, as far as one may see them."""
    found = []
    for one in kin(child):
        kind = (
            one.relation.kind
            if one.relation.person_id == child.pk
            else _INVERSE.get(one.relation.kind, one.relation.kind)
        )
        if kind == Relation.Kind.PARENT and one.authority:
            name = one.other.full_name if one.other else one.relation.other_name
            found.append(Over(name, authority.of_parent(one.relation, child, one.other), one.authority))
    return found


def families(person: Person) -> list[Family]:
    """The families of a person with the members one may see."""
    members = FamilyMember.objects.select_related("person").order_by("person__birth_date", "pk")
    return list(
        Family.objects.filter(memberships__person=person)
        .distinct()
        .order_by("sort_key")
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
