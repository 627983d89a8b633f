"""What the pages of requests read: the list and the file of the contact point, and what an organisation is asked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from eenplan.access.acting import Acting
from eenplan.access.models import Grant
from eenplan.cases.models import Case
from eenplan.exchange.models import Item
from eenplan.law.calendar import past_in, reached_in, written
from eenplan.law.codes import DataCategory, Role
from eenplan.law.rules import cites
from eenplan.people import authority
from eenplan.people.models import Address, Person
from eenplan.people.queries import Over
from eenplan.retention.holds.queries import may_hold
from eenplan.retention.models import Kind
from eenplan.rights.models import Applicant, Consultation, Exemption, Measure, Request
from eenplan.rights.requests import rules
from eenplan.ui.work import WorkItem


def requests(who: Acting, *, decided: bool) -> QuerySet[Request]:
    """The requests of one's houses, open or decided, with how many organisations still have to answer."""
    mine = Request.objects.filter(
        house__in=who.houses(Role.CONTACT_POINT, Role.AUDITOR), decided_at__isnull=not decided
    )
    asked = mine.select_related("handler").annotate(
        consulted=Count("consultations"),
        answered=Count("consultations", filter=Q(consultations__answered_at__isnull=False)),
    )
    return asked.order_by("-decided_at", "-id") if decided else asked.order_by("due_on", "id")


def counts(who: Acting) -> dict[str, int]:
    """How many requests are open, late, and waiting for organisations."""
    return Request.objects.filter(house__in=who.houses(Role.CONTACT_POINT, Role.AUDITOR)).aggregate(
        open=Count("pk", filter=Q(decided_at=None)),
        late=Count("pk", filter=Q(decided_at=None) & past_in("due_on")),
        reopened=Count("pk", filter=Q(decided_at=None, reopened_at__isnull=False)),
        decided=Count("pk", filter=Q(decided_at__isnull=False)),
    )


def one(who: Acting, number: str) -> Request:
    """A request of one's house; 404 when there is none for who acts."""
    return get_object_or_404(
        Request.objects.select_related("house", "handler", "applicant__identity_by", "applicant__judged_by").filter(
            house__in=who.houses(Role.CONTACT_POINT, Role.AUDITOR)
        ),
        number=number,
    )


def consultations(request: Request) -> list[Consultation]:
    """Who was asked, with what they hold back."""
    return list(request.consultations.select_related("organisation", "account").prefetch_related("exemptions__account"))


def unnamed(request: Request) -> set[int]:
    """Numbers of the organisations that hold back that they are involved."""
    standing = Exemption.objects.filter(consultation__request=request, part=Exemption.Part.INVOLVED, lapsed_at=None)
    return set(standing.values_list("consultation__organisation", flat=True))


@dataclass(frozen=True)
class Going:
    """Something an open request is about that is destroyed before its term ends; `case` only for who may hold it (R-57)."""

    request: Request
    day: date
    kind: Kind
    case: Case | None


@cites("AVG 12", "WGS 1.8(7)")
def going(who: Acting, of: Request | None = None) -> list[Going]:
    """What goes before an open request about it has to be answered: of one request, or of all of one's houses."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT request, day, kind, object FROM rights_going() WHERE request = coalesce(%s, request)"
            " ORDER BY day, request, object",
            [of.pk if of else None],
        )
        found = cursor.fetchall()
    asked = Request.objects.in_bulk({request for request, *_rest in found})
    seen = Case.objects.filter(pk__in=[number for _request, _day, kind, number in found if kind == Kind.CASE])
    cases = {(Kind.CASE, case.pk): case for case in seen if may_hold(who, case)}
    return [Going(asked[request], day, Kind(kind), cases.get((kind, number))) for request, day, kind, number in found]


def going_panel(who: Acting) -> dict | None:
    """What is destroyed before somebody is answered, for the page of what is destroyed when."""
    found = going(who) if who.has(Role.CONTACT_POINT, Role.AUDITOR) else []
    return {"going": found} if found else None


def items(request: Request) -> list[Item]:
    """The items about the person that may be told; empty unless one handles the open request."""
    return list(Item.objects.filter(person=request.person_id).select_related("supplier")) if request.person_id else []


def lives_secretly(request: Request) -> bool:
    """Has the person of the request a secret address? Nothing is looked up before it is sure who asks."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT rights_goes_by_hand(%s)", [request.pk])
        return cursor.fetchone()[0]


def address_differs(request: Request) -> bool:
    """Would a letter go to another address than the registry's? False when it is handed over, or none is known."""
    known = Address.objects.filter(person=request.person_id).first() if request.person_id else None
    applicant = request.applicant
    if known is None or applicant.handed_by or not known.number:
        return False
    return not rules.same_place(applicant.address, known.postcode, known.number, known.locality)


def parents(request: Request) -> list[Over]:
    """The recorded parents of whom the request is about, with what is left of their authority. For who answers it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM rights_parents(%s)", [request.person_id])
        columns = [column.name for column in cursor.description]
        return [_parent(dict(zip(columns, values, strict=True))) for values in cursor.fetchall()]


def _parent(row: dict) -> Over:
    by_name, facts = row.pop("other_name"), {name: row.pop(name) for name in ("died", "curatorship", "born", "known")}
    left = authority.standing(row.pop("said"), today=timezone.localdate(), **facts)
    return Over(by_name or Person(**row).full_name, left, "")


def doubt(request: Request) -> str:
    """Why it is to be checked whether who asks represents the person; "" when the registry agrees, or nobody is found yet."""
    asks = request.applicant
    if asks.capacity != Applicant.Capacity.REPRESENTATIVE or request.person_id is None:
        return ""
    about = Person.objects.select_related("citizen_number").defer("citizen_number__bsn").get(pk=request.person_id)
    curatorship = about.opened and about.citizen_number.curatorship
    return rules.doubt(asks.name, about.birth_date, curatorship, parents(request), timezone.localdate())


# The organisation that is asked


@dataclass(frozen=True)
class OwnItem:
    """An item that the own organisation supplied about the person: which, not what."""

    pk: int
    case: str
    category: str
    given_at: datetime
    supplied_by: str
    exemption: Exemption | None


def asked(who: Acting) -> QuerySet[Consultation]:
    """What one's own organisation was asked and one may answer."""
    elsewhere = who.houses(Role.CONTACT_POINT, Role.AUDITOR)  # there one sees all of them, and answers for nobody
    return _consultations().filter(organisation=who.organisation_id).exclude(house__in=elsewhere)


def own_tasks(who: Acting) -> QuerySet[Measure]:
    """What follows from granted requests for the organisation one speaks for: one was asked about the person."""
    consulted = Grant.objects.filter(
        Q(until=None) | Q(until__gt=timezone.now()), account=who.account_id, kind=Grant.Kind.PERSON, scope="consulted"
    )
    return Measure.objects.filter(organisation=who.organisation_id, person__in=consulted.values("object_id")).exclude(
        kind=Measure.Kind.RESTRICT
    )


def consultation(who: Acting, pk: int) -> Consultation:
    """One question to one's organisation, or to any in a request that one handles as contact point; 404 otherwise."""
    heard = Q(request__handler=who.account_id, house__in=who.houses(Role.CONTACT_POINT))
    return get_object_or_404(_consultations().filter(heard | Q(pk__in=asked(who).values("pk"))), pk=pk)


def _consultations() -> QuerySet[Consultation]:
    return Consultation.objects.filter(request__person__isnull=False).select_related(
        "request", "organisation", "account"
    )


def may_lapse(of: Consultation) -> bool:
    """May who acts say that an exception no longer holds? The organisation itself; its handler when it has nobody here."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s = ANY (rights_asked(lapsing => true))", [of.pk])
        return bool(cursor.fetchone()[0])


def own_items(of: Consultation, exemptions: Iterable[Exemption]) -> list[OwnItem]:
    """The items one's organisation supplied, each with the exception that stands for it."""
    standing = {each.item_id: each for each in exemptions if each.item_id and not each.lapsed_at}
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM rights_own_items(%s)", [of.pk])
        return [
            OwnItem(pk, case, str(DataCategory(category).label), given, by, standing.get(pk))
            for pk, case, category, given, by in cursor.fetchall()
        ]


# The letter


@dataclass(frozen=True)
class Looked:
    organisation: str
    times: int
    last_on: date


def who_looked(person: int) -> list[Looked]:
    """How often each organisation looked at the person, and last when; only for the answer to an open request."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM rights_who_looked(%s)", [person])
        return [Looked(*row) for row in cursor.fetchall()]


def spoken(person: int) -> dict[str, list[date]]:
    """The days on which a `conference` and an `evaluation` spoke of a case of the person; only while one answers him."""
    found: dict[str, list[date]] = {"conference": [], "evaluation": []}
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM rights_spoken(%s)", [person])
        for sort, day in cursor.fetchall():
            found[sort].append(day)
    return found


# On the case


def panel(who: Acting, case: Case) -> dict | None:
    """What may not be used further in this case: restrictions of persons or items (AVG 18); one statement."""
    standing = Measure.objects.filter(
        kind=Measure.Kind.RESTRICT, until=None, person__in=case.members.filter(until=None).values("person")
    ).select_related("person", "item")
    restrictions = [each for each in standing if not each.item_id or each.item]
    return {"restrictions": restrictions} if restrictions else None


# Mijn werk


def my_work(who: Acting) -> list[WorkItem]:
    """Requests to decide, questions to answer, exceptions to look at again, and what has to be done."""
    mine = [each for each in requests(who, decided=False) if who.has(Role.CONTACT_POINT, house=each.house_id)]
    first = {each.request.pk: each.day for each in reversed(going(who) if mine else [])}
    work = [_decide(each, first.get(each.pk)) for each in mine]
    work += [_judge(each) for each in to_judge(who)]
    work += [_answer(each) for each in asked(who).filter(answered_at=None)]
    reviews = Exemption.objects.filter(
        reached_in("review_on"), consultation__in=asked(who).values("pk"), lapsed_at=None
    ).select_related("consultation__request")
    work += [_review(each) for each in reviews]
    tasks = own_tasks(who).filter(until=None)
    work += [_carry_out(each) for each in tasks.select_related("request")]
    return work


def _decide(request: Request, destroyed_on: date | None) -> WorkItem:
    """To be decided within its term, or before what it is about is destroyed."""
    title = _("Beslis op %(number)s: %(kind)s") % {"number": request.number, "kind": request.get_kind_display()}
    if destroyed_on:
        title = _("%(decide)s. Op %(day)s worden gegevens vernietigd") % {"decide": title, "day": written(destroyed_on)}
    return WorkItem(
        kind=_("Verzoek van betrokkene"),
        title=title,
        url=request.get_absolute_url(),
        due=min(request.due_on, destroyed_on or request.due_on),
        about=request.name,
        icon="user-question",
    )


def to_judge(who: Acting) -> QuerySet[Request]:
    """Requests of one's houses whose identity check waits for a second contact point: who acts did not do it himself."""
    waiting = Request.objects.filter(
        house__in=who.houses(Role.CONTACT_POINT), decided_at=None, person=None, applicant__judged_at=None
    ).exclude(applicant__identity="")
    return waiting.exclude(applicant__identity_by=who.account_id).exclude(applicant__how=Applicant.How.PORTAL)


def _judge(request: Request) -> WorkItem:
    return WorkItem(
        kind=_("Verzoek van betrokkene"),
        title=_("Beoordeel de controle van de identiteit bij %(number)s") % {"number": request.number},
        url=request.get_absolute_url(),
        due=request.due_on,
        about=request.name,
        icon="id",
    )


def _answer(asked: Consultation) -> WorkItem:
    return WorkItem(
        kind=_("Raadpleging"),
        title=_("Zeg of uw organisatie bezwaar heeft: %(kind)s") % {"kind": asked.request.get_kind_display()},
        url=reverse("rights:consultation", args=[asked.pk]),
        due=asked.due_on,
        about=asked.request.name,
        icon="message-2",
    )


def _review(exemption: Exemption) -> WorkItem:
    return WorkItem(
        kind=_("Raadpleging"),
        title=_("Beoordeel of de uitzondering nog geldt"),
        url=reverse("rights:consultation", args=[exemption.consultation_id]),
        due=exemption.review_on,
        about=exemption.consultation.request.name,
        icon="refresh",
    )


def _carry_out(measure: Measure) -> WorkItem:
    return WorkItem(
        kind=_("Verzoek van betrokkene"),
        title=_("Voer uit: %(kind)s") % {"kind": measure.get_kind_display()},
        url=reverse("rights:measure", args=[measure.pk]),
        due=measure.due_on,
        about=measure.request.name,
        icon="pencil",
    )
