"""Who directs a case, and its AVE phase."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from eenplan.cases import actions, queries, rules
from eenplan.cases.forms import AnswerForm, OfferForm, PhaseForm
from eenplan.cases.models import Case, Direction
from eenplan.cases.pages import case_page, open_case
from eenplan.ui.forms import Form
from eenplan.ui.http import form_page, perform, posted, say_refusal

KINDS = {"proces": Direction.Kind.PROCESS, "casus": Direction.Kind.CASE}
ANSWERS = {"accept": actions.accept, "decline": actions.decline}


@form_page
def offer(request, number, kind):
    """Ask a professional to take on the direction of the process or of the case."""
    case = open_case(request.acting, number)
    rules.may_steer(case.scopes)
    if kind not in KINDS:
        raise Http404
    professionals = queries.may_direct(case, KINDS[kind])
    form = OfferForm(posted(request), professionals=professionals)
    if direction := perform(form, actions.offer, who=request.acting, case=case, kind=KINDS[kind]):
        messages.success(
            request,
            _("%(name)s is gevraagd; de overdracht geldt zodra die is aanvaard.") % {"name": direction.account.name},
        )
        return redirect("cases:participants", case.number)
    return case_page(
        request,
        "cases/offer.html",
        case,
        {
            "kind": KINDS[kind],
            "direction": queries.directions(case)[KINDS[kind]],
            "professionals": professionals,
        },
        tab="cases:participants",
        form=form,
    )


@require_POST
def answer(request, number, pk):
    """Accept or decline the direction one is asked for."""
    case = get_object_or_404(Case, number=number)
    mine = case.directions.filter(account=request.acting.account_id, accepted_at=None, until=None)
    direction = get_object_or_404(mine.select_related("case"), pk=pk)
    form = AnswerForm(request.POST)
    said = {"kind": direction.get_kind_display(), "number": case.number}
    if not perform(form, lambda answer: ANSWERS[answer](request.acting, direction)):
        say_refusal(request, form)
        return redirect(case)
    if form.cleaned_data["answer"] == "accept":
        messages.success(request, _("U voert nu de %(kind)s van %(number)s.") % said)
        return redirect(case)
    messages.success(request, _("U heeft de %(kind)s niet aanvaard; wie u vroeg, ziet dat.") % said)
    return redirect("home")


@require_POST
def take_back(request, number, pk):
    """Take back a request that was not answered."""
    case = open_case(request.acting, number)
    rules.may_steer(case.scopes)
    direction = get_object_or_404(case.directions.select_related("account"), pk=pk, accepted_at=None, until=None)
    form = Form(request.POST)
    if not perform(form, actions.take_back, who=request.acting, case=case, direction=direction):
        say_refusal(request, form)
        return redirect(case)
    messages.success(request, _("De vraag aan %(name)s is ingetrokken.") % {"name": direction.account.name})
    return redirect("cases:participants", case.number)


@form_page
def phase(request, number):
    """Set the AVE phase."""
    case = open_case(request.acting, number)
    rules.may_steer(case.scopes)
    form = PhaseForm(posted(request), case=case, row=case)
    if perform(form, actions.set_phase, who=request.acting, case=case):
        messages.success(request, _("De AVE-fase is vastgelegd."))
        return redirect("cases:participants", case.number)
    return case_page(
        request, "cases/phase.html", case, {"phases": queries.phases(case)}, tab="cases:participants", form=form
    )
