"""The log of one case, a tab for supervisors."""

from django.http import Http404
from django.views.decorators.http import require_safe

from eenplan import audit
from eenplan.audit import queries
from eenplan.audit.views import asked_purpose, shown_lines
from eenplan.cases.pages import case_page, open_case
from eenplan.law.codes import Role


def supervises(who, case) -> bool:
    """Does who acts supervise the house of this case (WGS 1.8(4), R-73)?"""
    return who.has(Role.AUDITOR, house=case.house_id)


@require_safe
def case_log(request, number):
    """Who did what in this case, for a purpose that was named; reading it is a line too."""
    case = open_case(request.acting, number)
    if not supervises(request.acting, case):
        raise Http404
    form, shown = asked_purpose(request), {}
    if form.is_valid():
        purpose = form.cleaned_data["purpose"]
        audit.record("log.read", house=case.house_id, case=case.pk, detail=f"purpose={purpose}")
        shown = shown_lines(request, queries.lines(house_id=case.house_id, case_id=case.pk))
    return case_page(request, "web/case_log.html", case, shown, tab="case_log", form=form)
