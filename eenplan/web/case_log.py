"""The log of one case, a tab for supervisors."""

from django.http import Http404
from django.views.decorators.http import require_safe

from eenplan import audit
from eenplan.audit import queries
from eenplan.audit.views import shown_lines
from eenplan.cases.pages import case_page, open_case
from eenplan.law.codes import Role


def supervises(who, case) -> bool:
    """Does who acts supervise the house of this case (WGS 1.8(4), R-73)?"""
    return who.has(Role.AUDITOR, house=case.house_id)


@require_safe
def case_log(request, number):
    """Who did what in this case; reading it is a line too."""
    case = open_case(request.acting, number)
    if not supervises(request.acting, case):
        raise Http404
    audit.record("log.read", house=case.house_id, case=case.pk)
    return case_page(
        request, "web/case_log.html", case, shown_lines(request, queries.lines(case=case.pk)), tab="case_log"
    )
