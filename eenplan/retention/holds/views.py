"""The pages of what forbids destruction."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from eenplan import audit
from eenplan.cases.models import Case
from eenplan.law.codes import Role
from eenplan.retention.holds import actions, queries, rules
from eenplan.retention.holds.forms import EndForm, PlaceForm, ReviewForm
from eenplan.retention.models import Hold
from eenplan.ui.http import form_page, page, perform, posted


@require_safe
def holds(request):
    """The holds that stand in one's houses, for contact point and supervision."""
    rules.may_hold(request.acting.has(Role.CONTACT_POINT, Role.AUDITOR))
    mine = request.acting.houses(Role.CONTACT_POINT, Role.AUDITOR)
    return page(
        request,
        "retention/holds/holds.html",
        {"holds": queries.standing().filter(house__in=mine)},
    )


@form_page
def place(request, number):
    """Forbid the destruction of a case."""
    case = get_object_or_404(Case.objects.select_related("house"), number=number)
    rules.may_hold(queries.may_hold(request.acting, case))
    form = PlaceForm(posted(request), reviewers=queries.reviewers(request.acting, case.house))
    if made := perform(form, actions.place, who=request.acting, case=case):
        messages.success(request, _("Het beletsel staat: deze casus wordt niet vernietigd zolang het geldt."))
        return redirect("retention:hold", made.pk)
    return page(request, "retention/holds/place.html", {"case": case}, form=form)


@require_safe
def hold(request, pk):
    """One hold: why, who reviews it and when."""
    return _hold_page(request, _hold(pk))


def _hold(pk) -> Hold:
    found = get_object_or_404(Hold.objects.select_related("reviewer", "account"), pk=pk)
    audit.record("hold.read", house=found.house_id, case=found.case_id)
    return found


def _own_hold(request, pk) -> Hold:
    """A hold that who acts reviews and ends."""
    found = _hold(pk)
    rules.may_hold(queries.may_change(request.acting, found))
    return found


def _hold_page(request, shown, **bound):
    acts = shown.ended_at is None and queries.may_change(request.acting, shown)
    forms = {"review": ReviewForm(row=shown, prefix="review"), "end": EndForm(prefix="end")} if acts else {}
    case = Case.objects.filter(pk=shown.case_id).first()
    return page(
        request,
        "retention/holds/hold.html",
        {"hold": shown, "case": case, "acts": acts, **forms, **bound},
    )


def _act(request, mine, name, form, action, done):
    """Perform one of the acts of the page, or draw it again with what was typed."""
    if perform(form, action, who=request.acting, hold=mine):
        messages.success(request, done)
        return redirect("retention:hold", mine.pk)
    return _hold_page(request, _hold(mine.pk), **{name: form})


@require_POST
def review(request, pk):
    """Still needed: look again later."""
    mine = _own_hold(request, pk)
    form = ReviewForm(posted(request), row=mine, prefix="review")
    return _act(request, mine, "review", form, actions.review, _("Vastgelegd: het beletsel blijft gelden."))


@require_POST
def end(request, pk):
    """No longer needed."""
    mine = _own_hold(request, pk)
    form = EndForm(posted(request), prefix="end")
    return _act(request, mine, "end", form, actions.end, _("Het beletsel is beëindigd; de bewaartermijn geldt weer."))
