"""Mijn werk: the one list of the morning, gathered from the rooms."""

import re
from dataclasses import replace

from django.utils import timezone

from eenplan.audit import queries as audit
from eenplan.cases import queries as cases
from eenplan.cases.models import Member
from eenplan.conferences import queries as conferences
from eenplan.exchange import queries as exchange
from eenplan.law.calendar import reached
from eenplan.monitoring import queries as monitoring
from eenplan.network import work as network
from eenplan.people import queries as people
from eenplan.provisions import queries as provisions
from eenplan.referrals import queries as referrals
from eenplan.retention import releases, warnings
from eenplan.retention.holds import queries as holds
from eenplan.retention.renewals import queries as renewals
from eenplan.rights.information import queries as information
from eenplan.rights.leaks import queries as leaks
from eenplan.rights.requests import queries as requests
from eenplan.ui.http import page
from eenplan.ui.work import WorkItem

_CASE = re.compile(r"/casussen/([^/]+)/")
#: the rooms that want something of somebody
ROOMS = (
    referrals,
    cases,
    exchange,
    provisions,
    conferences,
    monitoring,
    warnings,
    renewals,
    releases,
    holds,
    requests,
    information,
    leaks,
    network,
    people,
    audit,
)


def home(request):
    """What waits for me: late first, then by date."""
    work = _with_names(my_work(request.acting))
    return page(
        request,
        "web/home.html",
        {
            "late": [item for item in work if item.late],
            "today": [item for item in work if not item.late and reached(item.day)],
            "later": [item for item in work if not item.late and not reached(item.day)],
            "first_name": request.user.name.split()[0],
        },
    )


def _with_names(work: list[WorkItem]) -> list[WorkItem]:
    """The names behind the case numbers: nobody remembers who 2026-0412 is."""
    numbers = {item: match[1] for item in work if (match := _CASE.match(item.url))}
    members = Member.objects.filter(case__number__in=numbers.values(), part=Member.Part.SUBJECT, until=None)
    names: dict[str, list[str]] = {}
    for member in members.select_related("person", "case").order_by("pk"):
        names.setdefault(member.case.number, []).append(member.person.full_name)
    return [
        replace(item, about=" · ".join(filter(None, (", ".join(names.get(numbers.get(item, ""), [])), item.about))))
        for item in work
    ]


def my_work(who) -> list[WorkItem]:
    """Everything the rooms want this professional to do, the earliest date first, undated last."""
    items = [item for room in ROOMS for item in room.my_work(who)]
    return sorted(items, key=lambda item: (item.day is None, item.day or timezone.localdate(), item.kind, item.title))
