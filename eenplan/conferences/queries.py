"""What pages read about conferences, in few SQL statements. Persons and cases that are loaded log themselves."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from django.db.models import Count, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from eenplan.access.acting import Acting
from eenplan.cases import queries as cases
from eenplan.cases.models import Case, Delegate, Direction
from eenplan.cases.rules import Step
from eenplan.conferences.models import AgendaItem, Attendance, Conference, Guest, Heard, Resolution
from eenplan.exchange.models import Item
from eenplan.law.codes import Role
from eenplan.network.models import House
from eenplan.provisions.models import Choice
from eenplan.ui.work import WorkItem

#: days after a conference in which its minutes are finished
MINUTES_WITHIN = 7


def today_begins() -> datetime:
    """The first moment of today: a conference of this morning is still "upcoming"."""
    return timezone.make_aware(datetime.combine(timezone.localdate(), time.min))


def conferences() -> QuerySet[Conference]:
    """The conferences one may see, each with the agenda items of one's own cases."""
    agenda = AgendaItem.objects.select_related("case").order_by("position", "pk")
    return Conference.objects.select_related("chair").prefetch_related(Prefetch("agenda", agenda))


def upcoming() -> QuerySet[Conference]:
    return conferences().filter(at__gte=today_begins()).order_by("at", "pk")


def past() -> QuerySet[Conference]:
    return conferences().filter(at__lt=today_begins()).order_by("-at", "-pk")


def agenda(conference: Conference) -> list[AgendaItem]:
    """The agenda items of one's own cases, with who is invited and whom the case is about; few statements."""
    items = list(_whole(conference.agenda.order_by("position", "pk")))
    furnished = {
        case.pk: case
        for case in cases.furnish(cases.with_facts(Case.objects.filter(pk__in=[item.case_id for item in items])))
    }
    for item in items:
        item.case = furnished[item.case_id]
    return items


def of_case(case: Case) -> list[AgendaItem]:
    """The agenda items of one case, newest conference first."""
    return list(_whole(case.agenda_items.order_by("-conference__at", "-pk")))


def any_held(conference: Conference) -> bool:
    """Was a case discussed in it already (as far as one may see)?"""
    return conference.agenda.filter(held_at__isnull=False).exists()


def professionals(case: Case) -> list[Delegate]:
    """The professionals on the case now, by organisation."""
    return list(
        case.delegates.filter(until=None)
        .select_related("account", "participation__organisation")
        .order_by("participation__organisation__sort_key", "account__sort_key")
    )


def may_be_put(who: Acting, conference: Conference) -> list[Case]:
    """Open cases that one directs in this house and that are not on this agenda yet."""
    directed = cases.directing().filter(account=who.account_id, kind=Direction.Kind.PROCESS)
    found = cases.with_facts().filter(pk__in=directed.values("case"), house=conference.house_id, closed_at=None)
    return cases.furnish(found.exclude(pk__in=conference.agenda.values("case")).order_by("number"))


def directs_in(who: Acting) -> list[House]:
    """The houses where one plans conferences."""
    return list(House.objects.filter(pk__in=who.houses(Role.PROCESS_DIRECTOR)))


def planned(numbers: Iterable[int]) -> dict[int, list[Step]]:
    """The next conference of each of these cases, for the list of next steps."""
    found: dict[int, list[Step]] = {}
    coming = AgendaItem.objects.filter(
        case__in=numbers, held_at=None, conference__cancelled_at=None, conference__at__gte=today_begins()
    )
    for case, at in coming.order_by("conference__at").values_list("case", "conference__at"):
        found.setdefault(case, [Step(timezone.localdate(at), _("casusoverleg"))])
    return found


#: how many decisions an item of the agenda led to
_decided = Resolution.objects.filter(item=OuterRef("pk")).order_by().values("item").values(number=Count("pk"))


def panel(who: Acting, case: Case) -> dict:
    """For the overview of the case: the next conference and the last one that was held."""
    items = list(
        case.agenda_items.filter(conference__cancelled_at=None)
        .select_related("conference")
        .annotate(decided=Coalesce(Subquery(_decided), 0))
        .order_by("-conference__at", "-pk")
    )
    ahead = [item for item in items if not item.held_at and item.conference.at >= today_begins()]
    return {
        "next": ahead[-1] if ahead else None,
        "last": next((item for item in items if item.held_at), None),
        "keeps": "direct" in case.scopes,
    }


def my_work(who: Acting) -> list[WorkItem]:
    """Conferences I am invited to, agendas I have to prepare, and minutes I have to finish; three statements."""
    return [*_invitations(who), *_agendas(who), *_minutes(who)]


def _invitations(who: Acting) -> list[WorkItem]:
    mine: dict[Conference, list[str]] = {}
    invitations = Attendance.objects.filter(
        account=who.account_id,
        item__conference__at__gte=today_begins(),
        item__conference__cancelled_at=None,
        item__held_at=None,
    )
    for each in invitations.select_related("item__conference", "case").order_by("item__conference__at"):
        mine.setdefault(each.item.conference, []).append(each.case.number)
    return [
        _work(
            conference,
            _("Overleg"),
            _("Casusoverleg %(when)s") % {"when": _when(conference)},
            ", ".join(numbers),
            icon="users-group",
        )
        for conference, numbers in mine.items()
    ]


def _agendas(who: Acting) -> list[WorkItem]:
    empty = Conference.objects.filter(chair=who.account_id, at__gte=today_begins(), cancelled_at=None).exclude(
        pk__in=AgendaItem.objects.values("conference")
    )
    return [
        _work(
            conference,
            _("Agenda"),
            _("Agenda voorbereiden: %(when)s") % {"when": _when(conference)},
            conference.place,
            icon="calendar-event",
        )
        for conference in empty
    ]


def _minutes(who: Acting) -> list[WorkItem]:
    unfinished = AgendaItem.objects.filter(
        case__directions__account=who.account_id,
        case__directions__kind=Direction.Kind.PROCESS,
        case__directions__until=None,
        case__directions__accepted_at__isnull=False,
        held_at=None,
        conference__cancelled_at=None,
        conference__at__lt=timezone.now(),
    ).select_related("conference", "case")
    return [
        _work(
            item.conference,
            _("Verslag"),
            _("Verslag afronden: %(case)s") % {"case": item.case.number},
            "",
            icon="notes",
            url=item_url(item),
            within=MINUTES_WITHIN,
        )
        for item in unfinished
    ]


def _work(
    conference: Conference, kind: str, title: str, about: str, icon: str, url: str = "", within: int = 0
) -> WorkItem:
    return WorkItem(
        kind=kind,
        title=title,
        url=url or conference.get_absolute_url(),
        due=timezone.localdate(conference.at) + timedelta(days=within),
        about=about,
        icon=icon,
    )


def _when(conference: Conference) -> str:
    return date_format(timezone.localtime(conference.at), "j F, H:i")


def may_hear(case: Case, guest: Guest) -> list[Item]:
    """What may be shared with this third party at the table and was not yet: what was provided to it, as it is valid now."""
    provided = Choice.objects.filter(
        provision__third_party=guest.third_party_id, provision__provided_at__isnull=False
    ).values("item")
    found = case.items.filter(pk__in=provided, status=Item.Status.VALID, consent_withdrawn_on=None, restricted_on=None)
    return list(
        found.exclude(pk__in=guest.heard.values("information"))
        .select_related("person", "supplier", "met")
        .order_by("person", "category", "pk")
    )


def item_url(item: AgendaItem) -> str:
    """The page of one agenda item."""
    return reverse("conferences:item", args=[item.conference_id, item.pk])


def _whole(found: QuerySet[AgendaItem]) -> QuerySet[AgendaItem]:
    there = Attendance.objects.select_related("account", "organisation").order_by(
        "organisation__sort_key", "account__sort_key"
    )
    decided = Resolution.objects.select_related("person", "domain", "organisation", "responsible").order_by("pk")
    heard = Heard.objects.select_related("information__person", "information__supplier").order_by("pk")
    guests = (
        Guest.objects.select_related("third_party__organisation")
        .prefetch_related(Prefetch("heard", heard))
        .order_by("third_party__sort_key")
    )
    return found.select_related("conference__chair", "case").prefetch_related(
        Prefetch("attendance", there), Prefetch("resolutions", decided), Prefetch("guests", guests)
    )
