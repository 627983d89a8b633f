"""What pages read about the information in a case. Reading items is logged here, with their categories (R-72)."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from django.db import connection
from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from eenplan.access.acting import Acting
from eenplan.access.folding import fold
from eenplan.cases.models import Case, Member
from eenplan.cases.queries import CASEWORK, my_grants, with_subjects
from eenplan.exchange.attachments import with_forms, with_names
from eenplan.exchange.models import Consent, ErrorReport, Item, Notice, Question, QuestionLine, Recipient
from eenplan.law.calendar import past, past_in
from eenplan.law.codes import Role
from eenplan.network.models import Organisation
from eenplan.people.authority import third_party
from eenplan.people.models import Person
from eenplan.people.queries import Over, authority_over, is_minor
from eenplan.ui.work import WorkItem

#: what is shown with every item; who may not see a condition or destruction gets none (row security)
_ALL = ("person", "supplier", "account", "met__account", "destruction__account")


def items(case: Case, *, person: int | None = None, category: int | None = None) -> list[Item]:
    """The valid items of the case that one may read, of one person or category when given; two statements."""
    found = with_names(_whole(case.items.filter(status=Item.Status.VALID)))
    if person:
        found = found.filter(person=person)
    if category:
        found = found.filter(category=category)
    return _read(case, found)


def latest(case: Case, at_most: int = 3) -> list[Item]:
    """The newest valid items that one may read, without their recipients."""
    return list(case.items.filter(status=Item.Status.VALID).select_related("person", "supplier", "met")[:at_most])


def one(case: Case, pk: int) -> Item:
    """One item of the case with its recipients and consent; 404 when it is not there for who acts."""
    whole = with_names(_whole(case.items.all()).select_related(*_ALL, "consent"))
    return _read(case, [get_object_or_404(whole, pk=pk)])[0]


def other_versions(case: Case, item: Item) -> list[Item]:
    """What replaced this item and what it replaced, as far as one may read it; the newest first."""
    told = list(_whole(case.items.filter(person=item.person_id, supplier=item.supplier_id)))
    newer = _chain(
        item, {version.replaces_id: version for version in told if version.replaces_id}, lambda version: version.pk
    )
    older = _chain(item, {version.pk: version for version in told}, lambda version: version.replaces_id)
    return _read(case, [*reversed(newer), *older])


def newer(case: Case, item: Item) -> Item | None:
    """The version that holds now, when this one was replaced."""
    if item.status == Item.Status.VALID:
        item.status = case.items.values_list("status", flat=True).get(pk=item.pk)  # a colleague may have been first
    if item.status != Item.Status.RECTIFIED:
        return None
    return next((each for each in other_versions(case, item) if each.status == Item.Status.VALID), None)


def _chain(item: Item, by_key: dict, key) -> list[Item]:
    found, step = [], by_key.get(key(item))
    while step:
        found.append(step)
        step = by_key.get(key(step))
    return found


def supplies(case: Case) -> bool:
    """May the button for supplying be drawn?"""
    return bool({"take_part", "decide"} & set(case.scopes))


def asks(case: Case) -> bool:
    """May one ask organisations for information?"""
    return bool({"decide", "direct"} & set(case.scopes))


def consenting(who: Acting, case: Case) -> bool:
    """Does one have to do with consent here: the own organisation is under medical secrecy, or one directs?"""
    return "direct" in case.scopes or (supplies(case) and supplier(who).medical_secrecy)


def destroyed(case: Case) -> list[Item]:
    """What stays of the items that were destroyed, as far as one could read them; without their earlier versions."""
    return _read(case, _whole(case.items.filter(destruction__isnull=False)))


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


def represented(case: Case) -> list[tuple[Person, list[Over], bool]]:
    """The children in the case and who is under curatele, with who has authority as far as the registry says, and whether a
    third party has (BW 1:245, UAVG 5)."""
    members = (
        case.members.filter(until=None).select_related("person__citizen_number").defer("person__citizen_number__bsn")
    )
    found = []
    for person in (member.person for member in members):
        under_curatele = person.opened and person.citizen_number.curatorship
        if under_curatele or is_minor(person):
            found.append((person, authority_over(person), third_party(person)))
    return found


def member_numbers(case: Case) -> set[int]:
    """Numbers of the persons in the case now."""
    return set(case.members.filter(until=None).values_list("person", flat=True))


def supplier(who: Acting) -> Organisation:
    """The organisation on whose behalf one acts."""
    return Organisation.objects.get(pk=who.organisation_id)


def others(case: Case, organisation: Organisation) -> list[Organisation]:
    """The other organisations that take part in the case now, core participants first."""
    found = Organisation.objects.filter(pk__in=case.participations.filter(until=None).values("organisation"))
    return sorted(found.exclude(pk=organisation.pk), key=lambda other: (not other.core, other.sort_key))


def takes_part(case: Case, organisation: int, *, besides: int | None) -> bool:
    """Does another organisation take part in the case now?"""
    return organisation != besides and case.participations.filter(until=None, organisation=organisation).exists()


def _whole(found: QuerySet[Item]) -> QuerySet[Item]:
    recipients = Recipient.objects.select_related("organisation").order_by("organisation__sort_key")
    return found.select_related(*_ALL).prefetch_related(Prefetch("recipients", recipients))


def _read(case: Case, found: Iterable[Item]) -> list[Item]:
    """Load; each item reports its person and category to the log itself.

    `tells_recipients`: supplier, process director and supervision see who else receives an item (policy on Recipient).
    """
    found = list(found)
    for item in found:
        item.tells_recipients = not case.scopes or "direct" in case.scopes or item.supplier_id == case.speaks_for
    return found


def panel(who: Acting, case: Case) -> dict:
    """For the overview of the case: the newest items, and how much is kept from who acts."""
    return {"items": latest(case), "shielded": shielded(case), "supplies": supplies(case)}


# What stands around an item


def errors(item: Item) -> list[ErrorReport]:
    """The errors that were reported in it, as far as one may know them: one's own, all for supplier and director."""
    return list(item.error_reports.select_related("organisation", "account", "source_informed_by"))


def notices(case: Case, item: Item) -> list[Notice]:
    """Who was told what about this item, with `gone` for organisations that take part no longer."""
    present = set(case.participations.filter(until=None).values_list("organisation", flat=True))
    found = list(item.notices.select_related("organisation", "seen_by"))
    for notice in found:
        notice.gone = notice.organisation_id not in present
    return found


def unseen(who: Acting, case: Case) -> list[Notice]:
    """What the own organisation was told in this case and has not acknowledged."""
    mine = case.notices.filter(organisation=case.speaks_for, seen_at=None)
    return list(mine.select_related("item__person", "item__supplier"))


def consents(case: Case) -> list[Consent]:
    """The consents that one may see: those given to the own organisation, all for the process director."""
    found = list(with_forms(case.consents.select_related("person", "supplier", "account", "withdrawn_by")))
    names = dict(
        Organisation.objects.filter(pk__in={n for one in found for n in one.recipients}).values_list("pk", "name")
    )
    for consent in found:
        consent.recipient_names = sorted((names[number] for number in consent.recipients), key=fold)
    return found


def standing_consents(case: Case, person: int | None = None) -> list[Consent]:
    """The consents to the own organisation that were not withdrawn, of one person when given."""
    own = case.consents.filter(withdrawn_on=None, supplier=case.speaks_for)
    return list((own.filter(person=person) if person else own).select_related("person"))


def resting_on(case: Case, consent: Consent) -> list[Item]:
    """The valid items that rest on a consent, with who received them."""
    return _read(case, _whole(case.items.filter(consent=consent, status=Item.Status.VALID)))


# Questions


def may_be_asked(who: Acting, case: Case) -> QuerySet[Organisation]:
    """The organisations on the case that one may ask: the process director all, a core participant the others."""
    found = Organisation.objects.filter(pk__in=case.participations.filter(until=None).values("organisation"))
    return found if "direct" in case.scopes else found.exclude(pk=who.organisation_id)


def asked_line(case: Case, number: str) -> QuestionLine | None:
    """The line of a question that an address names; None when it names none, 404 when it is not there."""
    if not number:
        return None
    if not number.isascii() or not number.isdigit() or len(number) > 18:
        raise Http404
    return line(case, int(number))


def questions(case: Case) -> list[Question]:
    """The questions of the case that one may see, with their lines; the open ones first. Three statements."""
    found = case.questions.select_related("asker", "asked", "account").prefetch_related(_lines())
    return sorted(
        _reckoned(found), key=lambda question: (not question.open, question.due_on if question.open else _END)
    )


def question(case: Case, pk: int) -> Question:
    """One question with its lines, answers and reasons; 404 when it is not there for who acts."""
    found = case.questions.select_related("asker", "asked", "account").prefetch_related(_lines())
    return _reckoned([get_object_or_404(found, pk=pk)])[0]


def line(case: Case, pk: int) -> QuestionLine:
    """One line of a question; 404 when it is not there for who acts."""
    found = QuestionLine.objects.filter(case=case).select_related(
        "question__asker", "question__account", "person", "answered_by", "item__met", "motive"
    )
    return get_object_or_404(found, pk=pk)


def could_answer(case: Case, found: Question, organisation: int | None) -> dict[int, list[Item]]:
    """Per open line the items of the own organisation that could be the answer, as they stand in the case already."""
    waiting = [each for each in found.lines.all() if not each.answer]
    own = case.items.filter(
        supplier=organisation,
        status=Item.Status.VALID,
        consent_withdrawn_on=None,
        restricted_on=None,
        person__in={each.person_id for each in waiting},
        category__in={each.category for each in waiting},
    )
    found_items = list(own.select_related("met")) if waiting else []
    return {
        each.pk: [item for item in found_items if (item.person_id, item.category) == (each.person_id, each.category)]
        for each in waiting
    }


def asked_already(case: Case, organisation: Organisation) -> set[tuple[int, int]]:
    """Person and category of what this organisation was asked and has not answered yet."""
    waiting = QuestionLine.objects.filter(case=case, asked=organisation, answer="", question__withdrawn_at=None)
    return set(waiting.values_list("person", "category"))


def per_organisation(today: date) -> list[dict]:
    """Numbers per organisation for who manages or directs: what was asked, what is open, late and refused (R-80)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM exchange_figures(%s)", [today])
        names = [column.name for column in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    organisations = Organisation.objects.in_bulk([row["organisation_id"] for row in rows])
    for row in rows:
        row["organisation"] = organisations[row["organisation_id"]]
    return sorted(rows, key=lambda row: (-row["late"], -row["open"], row["organisation"].sort_key))


def late_questions() -> list[Question]:
    """The questions past their date in the cases one directs or decides in."""
    found = Question.objects.filter(Exists(_open_lines()), withdrawn_at=None).filter(past_in("due_on"))
    return list(found.select_related("case", "asked").order_by("due_on", "pk"))


_END = date.max


def _open_lines() -> QuerySet[QuestionLine]:
    return QuestionLine.objects.filter(question=OuterRef("pk"), answer="")


def _lines() -> Prefetch:
    whole = QuestionLine.objects.select_related("person", "answered_by", "item__met", "motive").order_by(
        "person", "category"
    )
    return Prefetch("lines", whole)


def _reckoned(found: Iterable[Question]) -> list[Question]:
    """Say of each question how many lines are open, and whether it is late."""
    found = list(found)
    for one in found:
        one.waiting = sum(not each.answer for each in one.lines.all())
        one.open = bool(one.waiting) and one.withdrawn_at is None
        one.late = one.open and past(one.due_on)
    return found


# My work


def my_work(who: Acting) -> list[WorkItem]:
    """Questions to answer and answers to read, errors to mend, and notices to take note of."""
    if not who.has(*CASEWORK, Role.PROCESS_DIRECTOR):
        return []
    mine = list(my_grants(who).filter(scope__in=("take_part", "decide")).values_list("object_id", flat=True))
    return [*_to_answer(who, mine), *_to_read(who), *_to_mend(who, mine), *_to_note(who, mine)]


def _to_answer(who: Acting, mine: list[int]) -> list[WorkItem]:
    waiting = Question.objects.filter(
        Exists(_open_lines()), case__in=mine, asked=who.organisation_id, withdrawn_at=None
    )
    return [
        _work(
            one,
            _("Vraag"),
            _("%(number)s: vraag om gegevens van %(asker)s") % {"number": one.case.number, "asker": one.asker.name},
            "message-2",
            one.due_on,
        )
        for one in waiting.select_related("case", "asker")
    ]


def _to_read(who: Acting) -> list[WorkItem]:
    """Own questions that are answered, or that nobody answered in time."""
    asked = Question.objects.filter(account=who.account_id, withdrawn_at=None, seen_at=None)
    work = []
    for one in asked.annotate(open=Exists(_open_lines())).select_related("case", "asked"):
        names = {"number": one.case.number, "asked": one.asked.name}
        if not one.open:
            work.append(
                _work(one, _("Antwoord"), _("%(number)s: %(asked)s heeft uw vraag beantwoord") % names, "message-2")
            )
        elif past(one.due_on):
            title = _("%(number)s: %(asked)s heeft uw vraag niet op tijd beantwoord") % names
            work.append(_work(one, _("Antwoord"), title, "clock-exclamation", one.due_on))
    return work


def _to_mend(who: Acting, mine: list[int]) -> list[WorkItem]:
    """Errors that others reported in items of the own organisation, and sources that are still to be told."""
    found = ErrorReport.objects.filter(
        Q(outcome="") | Q(outcome__in=("rectified", "destroyed"), source_informed_at=None),
        case__in=mine,
        item__supplier=who.organisation_id,
    )
    work = []
    for error in found.values("outcome", "due_on", "item", number=F("case__number")):
        title = (
            _("%(number)s: informeer de bronorganisatie over de verbetering")
            if error["outcome"]
            else _("%(number)s: er is een fout gemeld in een gegeven van u")
        )
        work.append(
            WorkItem(
                kind=_("Fout"),
                title=title % error,
                url=reverse("exchange:item", args=[error["number"], error["item"]]),
                due=error["due_on"],
                icon="alert-triangle",
            )
        )
    return work


def _to_note(who: Acting, mine: list[int]) -> list[WorkItem]:
    waiting = Notice.objects.filter(case__in=mine, organisation=who.organisation_id, seen_at=None)
    return [
        WorkItem(
            kind=_("Mededeling"),
            title=f"{number}: {Notice.Kind(kind).label}",
            url=reverse("exchange:item", args=[number, item]),
            icon="bell",
        )
        for number, kind, item in waiting.values_list("case__number", "kind", "item")
    ]


def _work(one: Question, kind: str, title: str, icon: str, due: date | None = None) -> WorkItem:
    return WorkItem(
        kind=kind,
        title=title,
        url=reverse("exchange:question", args=[one.case.number, one.pk]),
        due=due,
        icon=icon,
    )
