"""The pages "Wie ziet dit en waarom" of a case, a person and an item."""

from django.urls import reverse
from django.views.decorators.http import require_safe

from eenplan import audit
from eenplan.cases import emergency
from eenplan.cases.pages import case_page, open_case
from eenplan.ui.http import page
from eenplan.web import explain


@require_safe
def case(request, number):
    """Who sees a case, and why; for who does not see it, the rule (404, the same for absent and hidden)."""
    found = explain.of_case(request.acting, number)
    return _drawn(request, found, template="web/who_sees_case.html")


@require_safe
def item(request, number, pk):
    """Who reads an item of a case, and why."""
    found = explain.of_item(request.acting, pk, in_case=number)
    return _drawn(request, found, template="web/who_sees_case.html")


@require_safe
def person(request, pk):
    """Who sees a person through what the reader sees too."""
    return _drawn(request, explain.of_person(request.acting, pk))


def _drawn(request, found: explain.Explanation, template: str = "web/who_sees.html"):
    urgent = reverse("cases:emergencies") if emergency.houses(request.acting).exists() else ""
    context = {"found": found, "emergency_url": urgent if not found.answer.allowed else ""}
    if not found.answer.allowed:
        return page(request, "web/who_sees.html", context, status=404)
    if found.case is None or found.case.closed_at or not found.seers:
        return page(request, "web/who_sees.html", context)
    audit.record("access.explain", house=found.case.house_id, case=found.case.pk)
    return case_page(request, template, open_case(request.acting, found.case.number), context, tab="who_sees_case")
