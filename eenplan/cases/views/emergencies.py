"""Emergency access: asked, seen and judged (R-75)."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from eenplan import audit
from eenplan.cases import emergency, queries
from eenplan.cases.forms import EmergencyForm, JudgeForm
from eenplan.law.codes import Role
from eenplan.ui.http import form_page, page, perform, posted


@form_page
def emergencies(request):
    """Ask for emergency access, and what was asked before."""
    allowed = list(emergency.houses(request.acting))
    form = EmergencyForm(posted(request), longest=max((house.break_glass_hours for house in allowed), default=4))
    if made := perform(form, emergency.ask, who=request.acting):
        messages.warning(
            request,
            _("U leest deze casus tot %(until)s. De procesregisseur en de toezichthouder zien dit nu.")
            % {"until": timezone.localtime(made.until).strftime("%H:%M")},
        )
        return redirect("cases:overview", made.case.number)
    return page(
        request,
        "cases/emergencies.html",
        {"allowed": allowed, "emergencies": emergency.seen(request.acting)[:50], "now": timezone.now()},
        form=form,
    )


@form_page
def judge(request, pk):
    """One emergency access: who, why and what was read; the supervisor judges it."""
    shown = get_object_or_404(emergency.seen(request.acting), pk=pk)
    audit.about(house=shown.house_id, case=shown.case_id)
    supervises = request.acting.has(Role.AUDITOR, house=shown.house_id)
    form = JudgeForm(posted(request))
    if request.method == "POST":
        emergency.may_judge(supervises, shown.account_id == request.acting.account_id, shown.reviewed_at is not None)
        if perform(form, emergency.judge, who=request.acting, emergency=shown):
            messages.success(request, _("De beoordeling is vastgelegd."))
            return redirect("cases:emergency", shown.pk)
    open_ = shown.reviewed_at is None and supervises and shown.account_id != request.acting.account_id
    return page(
        request,
        "cases/emergency.html",
        {
            "shown": shown,
            "due": emergency.due(shown),
            "members": queries.members(shown.case) if supervises else [],
            "before": emergency.before(shown) if supervises else None,
            "judges": open_,
            "now": timezone.now(),
        },
        form=form,
    )
