"""The list of cases, and the overview of one."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from eenplan import audit
from eenplan.cases import emergency, queries
from eenplan.cases.forms import CaseFilter
from eenplan.cases.pages import case_page, open_case
from eenplan.cases.panels import panels
from eenplan.cases.views.common import asked_of_me
from eenplan.law.codes import Role
from eenplan.network.lookups import look
from eenplan.network.models import Lookup
from eenplan.ui.http import page

ROWS = 25
SORTS = {"number": "number", "opened": "opened_at"}


@require_safe
def case_list(request):
    """The cases one may see, newest first."""
    who = request.acting
    if request.GET.get("q") and who.has(Role.AUDITOR, Role.CONTACT_POINT):  # they see more cases than their own
        look(Lookup.Kind.SEARCH)
    wanted = CaseFilter(request.GET, queryset=queries.with_facts(), request=request)
    sort = request.GET.get("sort", "-opened")
    column = SORTS.get(sort.removeprefix("-"), "opened_at")
    cases = wanted.qs.order_by(f"-{column}" if sort.startswith("-") else column, "-pk")
    shown = Paginator(cases, ROWS).get_page(request.GET.get("page"))
    shown.object_list = queries.furnish(shown.object_list)
    if request.GET.get("q"):
        audit.record("case.search", outcome="ok" if shown.object_list else "nothing")
    return page(
        request,
        "cases/list.html",
        {
            "filter": wanted,
            "cases": shown,
            "filtered": wanted.used,
            "emergency": emergency.houses(request.acting).exists(),
        },
    )


@require_safe
def overview(request, number):
    """What the case is about, who directs and takes part, and what comes next; or what little of it may be seen."""
    try:
        case = open_case(request.acting, number)
    except Http404:
        return _little(request, number)
    directions = queries.directions(case)
    return case_page(
        request,
        "cases/overview.html",
        case,
        {
            "road": queries.road(case),
            "members": queries.members(case),
            "known_elsewhere": queries.known_elsewhere(case),
            "participations": queries.participations(case),
            "directions": directions,
            "asked": asked_of_me(request, directions),
            "phases": queries.phases(case),
            "origin": queries.origin(case),
            "steps": queries.next_steps(case),
            "panels": panels(request.acting, case, "overview"),
        },
        tab="cases:overview",
    )


def _little(request, number):
    """A closed case for contact point and supervision (R-53), or an open one for who is asked to direct it."""
    case = get_object_or_404(queries.with_facts(), number=number)
    audit.about(house=case.house_id, case=case.pk)
    if case.closed_at:
        return page(
            request,
            "cases/shielded.html",
            {
                "case": case,
                "members": queries.members(case),
                "closing": queries.closing(case),
                "panels": panels(request.acting, case, "closed"),
            },
        )
    return page(request, "cases/asked.html", {"case": case, "asked": queries.asked(request.acting, case)})
