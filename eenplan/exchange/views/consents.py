"""The consents in a case, with their signed forms: seen by who recorded them and by the process director."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from eenplan.cases.pages import case_page, open_case
from eenplan.exchange import consenting, queries, rules
from eenplan.exchange.attachments import AttachForm, hand_out_form, sign, with_forms
from eenplan.exchange.forms import ConsentForm, WithdrawForm
from eenplan.exchange.models import Consent
from eenplan.exchange.views.common import TAB, ask, told
from eenplan.files.serving import serve
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
            "organisation": case.speaks_for,
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
        posted(request),
        request.FILES or None,
        supplier=supplier,
        members=queries.people(case),
        others=queries.others(case, supplier),
    )
    if told(form, consenting.record, who=request.acting, case=case):
        messages.success(request, _("De toestemming is vastgelegd; u kunt haar nu bij het verstrekken kiezen."))
        return redirect("exchange:consents", case.number)
    return ask(request, "exchange/consent.html", case, form, represented=queries.represented(case))


@form_page
def withdraw(request, number, pk):
    """Record that a consent was taken back."""
    case = open_case(request.acting, number)
    consent = get_object_or_404(case.consents.select_related("person", "supplier"), pk=pk)
    rules.may_supply(case.scopes)
    rules.may_withdraw(consent.supplier_id == case.speaks_for, consent.withdrawn_on is not None)
    form = WithdrawForm(posted(request), initial={"withdrawn_on": timezone.localdate(), "by": Consent.Giver.SELF})
    if perform(form, consenting.withdraw, who=request.acting, case=case, consent=consent):
        messages.success(request, _("De intrekking is vastgelegd. Wie de gegevens ontving, krijgt bericht."))
        return redirect("exchange:consents", case.number)
    items = queries.resting_on(case, consent)
    return ask(request, "exchange/withdraw.html", case, form, consent=consent, items=items)


@form_page
def files(request, number, pk):
    """The signed form of a consent, and a file more for who recorded it."""
    case = open_case(request.acting, number)
    consent = get_object_or_404(with_forms(case.consents.select_related("person", "supplier")), pk=pk)
    own = queries.supplies(case) and consent.supplier_id == case.speaks_for
    kept = len(consent.files.all())
    if request.method == "POST":
        rules.may_supply(case.scopes)
        rules.few_files(own, kept)
    form = AttachForm(posted(request), request.FILES or None) if own and kept < rules.FILES else None
    if form is not None and perform(form, sign, who=request.acting, case=case, consent=consent):
        messages.success(request, _("Het formulier staat bij de toestemming."))
        return redirect("exchange:consent_files", case.number, pk)
    return case_page(request, "exchange/consent_files.html", case, {"consent": consent, "attach": form}, tab=TAB)


@require_safe
def file(request, number, pk, file):
    """The signed form itself, to be saved."""
    case = open_case(request.acting, number)
    consent = get_object_or_404(case.consents, pk=pk)
    return serve(hand_out_form(get_object_or_404(consent.files.select_related("consent"), pk=file)))
