"""Errors in items: reported, answered, and told to who read them."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from eenplan.cases.pages import open_case
from eenplan.exchange import mending, queries, rules
from eenplan.exchange.forms import DestroyForm, KeepForm, ReportForm
from eenplan.exchange.models import Item
from eenplan.exchange.views.common import ask, to_item, told
from eenplan.ui.http import form_page, posted


@form_page
def report(request, number, pk):
    """Tell the supplier what is wrong in an item."""
    case = open_case(request.acting, number)
    item = queries.one(case, pk)
    own = item.supplier_id == case.speaks_for
    if (
        request.method != "POST" or own or not case.scopes
    ):  # what was typed about a version that is gone meanwhile is not lost
        rules.may_report_error(case.scopes, own, item.status == Item.Status.VALID)
    form = ReportForm(posted(request))
    if told(form, mending.report, who=request.acting, case=case, item=item):
        messages.success(request, _("De fout is gemeld; de verstrekker moet er onverwijld iets mee doen."))
        return to_item(case, item)
    return ask(request, "exchange/report.html", case, form, item=item, newest=queries.newer(case, item))


@form_page
def destroy(request, number, pk):
    """Destroy an own item."""
    case = open_case(request.acting, number)
    item = queries.one(case, pk)
    rules.may_supply(case.scopes)
    own = item.supplier_id == case.speaks_for
    if request.method != "POST" or not own:
        rules.may_correct(own, item.status)
    form = DestroyForm(posted(request))
    if told(form, mending.destroy, who=request.acting, case=case, item=item):
        messages.success(request, _("Het gegeven is vernietigd; de ontvangers krijgen bericht."))
        return to_item(case, item)
    return ask(request, "exchange/destroy.html", case, form, item=item, newest=queries.newer(case, item))


@form_page
def keep(request, number, pk):
    """Answer an error report: why the item stays."""
    case = open_case(request.acting, number)
    error = _error(case, pk)
    own = error.item.supplier_id == case.speaks_for
    if request.method != "POST" or not own:
        rules.may_keep(own and queries.supplies(case), bool(error.outcome))
    form = KeepForm(posted(request))
    if told(form, mending.keep, who=request.acting, case=case, error=error):
        messages.success(request, _("Uw antwoord is vastgelegd; de melder krijgt bericht."))
        return to_item(case, error.item_id)
    return ask(request, "exchange/keep.html", case, form, error=_error(case, pk))


@require_POST
def source(request, number, pk):
    """Record that the organisation from which the data came was told."""
    case = open_case(request.acting, number)
    error = _error(case, pk)
    mending.inform_source(request.acting, case, error)
    messages.success(request, _("Vastgelegd dat de bronorganisatie is geïnformeerd."))
    return to_item(case, error.item_id)


@require_POST
def seen(request, number, pk):
    """Take note of what became of an item."""
    case = open_case(request.acting, number)
    notice = get_object_or_404(case.notices.select_related("item"), pk=pk)
    mending.acknowledge(request.acting, case, notice)
    messages.success(request, _("Vastgelegd dat uw organisatie dit heeft gezien."))
    return to_item(case, notice.item_id)


def _error(case, pk):
    return get_object_or_404(case.error_reports.select_related("item__person", "item__supplier", "organisation"), pk=pk)
