"""The consents in a case: seen by who recorded them and by the process director."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from eenplan.cases.pages import case_page, open_case
from eenplan.exchange import consenting, queries, rules
from eenplan.exchange.forms import ConsentForm, WithdrawForm
from eenplan.exchange.views.common import TAB, ask, told
from eenplan.ui.http import form_page, perform, posted


@require_safe
def consents(request, number):
    """The consents that one may see, with what rests on them."""
    case = open_case(request.acting, number)
    return case_page(
        request,
        "exchange/consents.html",
        case,
        {
            "consents": queries.consents(case),
            "may_record": queries.supplies(case),
            "organisation": request.acting.organisation_id,
        },
        tab=TAB,
    )


@form_page
def record(request, number):
    """Record a consent."""
    case = open_case(request.acting, number)
    rules.may_supply(case.scopes)
    supplier = queries.supplier(request.acting)
    form = ConsentForm(
        posted(request), supplier=supplier, members=queries.people(case), others=queries.others(case, supplier)
    )
    if told(form, consenting.record, who=request.acting, case=case):
        messages.success(request, _("De toestemming is vastgelegd; u kunt haar nu bij het verstrekken kiezen."))
        return redirect("exchange:consents", case.number)
    return ask(request, "exchange/consent.html", case, form)


@form_page
def withdraw(request, number, pk):
    """Record that a consent was taken back."""
    case = open_case(request.acting, number)
    consent = get_object_or_404(case.consents.select_related("person", "supplier"), pk=pk)
    rules.may_supply(case.scopes)
    rules.may_withdraw(consent.supplier_id == request.acting.organisation_id, consent.withdrawn_on is not None)
    form = WithdrawForm(posted(request), initial={"withdrawn_on": timezone.localdate()})
    if perform(form, consenting.withdraw, who=request.acting, case=case, consent=consent):
        messages.success(request, _("De intrekking is vastgelegd. Wie de gegevens ontving, krijgt bericht."))
        return redirect("exchange:consents", case.number)
    items = queries.resting_on(case, consent)
    return ask(request, "exchange/withdraw.html", case, form, consent=consent, items=items)
