"""Closing a case together."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from eenplan.cases import actions, queries, rules, voices
from eenplan.cases.forms import ClosingForm, OpinionForm
from eenplan.cases.pages import case_page, open_case
from eenplan.cases.panels import panels
from eenplan.ui.http import form_page, perform, posted


@form_page
def closing(request, number):
    """What each core organisation thinks of closing; each records its own opinion."""
    case = open_case(request.acting, number)
    own = request.acting.organisation_id
    form = None
    if "decide" in case.scopes:
        form = OpinionForm(posted(request), row=case, initial=lambda: {"standing": queries.latest_opinion(case, own)})
    if request.method == "POST":
        rules.only_core_closes(case.scopes)
        if perform(form, actions.opine, who=request.acting, case=case):
            messages.success(request, _("Het oordeel van uw organisatie is vastgelegd."))
            return redirect("cases:closing", case.number)
    opinions = queries.opinions(case)
    return case_page(
        request,
        "cases/closing.html",
        case,
        {
            "opinions": opinions,
            **_stand(case, opinions),
            "mine": next((row for row in opinions if row["organisation"].pk == own), None),
            "panels": panels(request.acting, case, "closing"),
        },
        tab="cases:closing",
        form=form,
    )


def _stand(case, opinions):
    """Did everybody agree, and does the decision of one alone still wait for the house?"""
    agreed = all(row["lets"] for row in opinions)
    waits = agreed and not voices.seconded(case)
    return {"agreed": agreed and not waits, "waits": waits}


@form_page
def close(request, number):
    """Decide together to close, after saying what happens then."""
    case = open_case(request.acting, number)
    rules.only_core_closes(case.scopes)
    opinions = queries.opinions(case)
    form = ClosingForm(posted(request), case=case)
    if perform(form, actions.close, who=request.acting, case=case):
        messages.success(request, _("Casus %(number)s is afgesloten en afgeschermd.") % {"number": case.number})
        return redirect("cases:list")
    return case_page(
        request,
        "cases/close.html",
        case,
        {
            "opinions": opinions,
            **_stand(case, opinions),
            "panels": panels(request.acting, case, "closing"),
        },
        tab="cases:closing",
        form=form,
    )
