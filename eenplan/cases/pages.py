"""What every page of a case does alike, in this room and in the later ones.

    def overview(request, number):
        case = open_case(request.acting, number)          # 404 unless its content is yours to see
        return case_page(request, "plans/plan.html", case, {...}, tab="plans:plan")

The template extends `cases/case.html`; `case` carries `subjects`, `scopes` and `status`.
"""

from django.http import Http404
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from eenplan import audit
from eenplan.access.acting import Acting
from eenplan.cases import queries
from eenplan.cases.models import Case
from eenplan.cases.tabs import tabs
from eenplan.ui.http import page


def open_case(who: Acting, number: str) -> Case:
    """The open case whose content who acts may see; persons that are loaded from now on are logged as read in it.

    Absent, closed and hidden answer alike (404). One statement; the subjects are asked for when the page draws them,
    unless it has loaded everybody by then (`queries.with_subjects`).
    """
    case = queries.with_content(who).filter(number=number).first() if number.isprintable() else None
    if case is None:
        raise Http404
    audit.about(house=case.house_id, case=case.pk)
    case.in_emergency = set(case.scopes) == {"emergency"}
    case.subjects = SimpleLazyObject(lambda: queries.subjects(case))
    return case


def case_page(
    request,
    template: str,
    case: Case,
    context: dict | None = None,
    *,
    tab: str = "",
    form=None,
    partial: str = "",
):
    """Draw a page of an open case under its title bar and tabs; `tab` is the URL name of the tab it belongs to."""
    items = [
        {"label": item.label, "url": reverse(item.url_name, args=[case.number]), "current": item.url_name == tab}
        for item in tabs(request.acting, case)
    ]
    trail = [(_("Casussen"), reverse("cases:list")), (case.number, case.get_absolute_url())]
    here = next((item for item in items if item["current"]), None)
    if here and here["url"] != case.get_absolute_url():
        trail.append((str(here["label"]), str(here["url"])))
    if here and here["url"] == request.path:
        trail.pop()
    return page(
        request,
        template,
        {"case": case, "tabs": items, "tab": here, "trail": trail, **(context or {})},
        form=form,
        partial=partial,
    )
