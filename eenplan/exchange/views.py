"""The tab "Informatie" of a case."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from eenplan.cases.pages import case_page, open_case
from eenplan.exchange import actions, queries, rules
from eenplan.exchange.forms import CorrectForm, FilterForm, ShareForm, SupplyForm
from eenplan.exchange.models import Item
from eenplan.ui.http import form_page, perform, posted

TAB = "exchange:items"


@require_safe
def items(request, number):
    """Everything one may read about the persons of the case, and how much one may not."""
    case = open_case(request.acting, number)
    everybody = queries.people(case)
    form = FilterForm(request.GET, members=everybody)
    chosen = form.cleaned_data if form.is_valid() else {}
    found = queries.items(case, **chosen)
    return case_page(
        request,
        "exchange/items.html",
        case,
        {
            "people": queries.by_person(everybody, found),
            "shown": len(found),
            "shielded": queries.shielded(case),
            "filtered": any(chosen.values()),
            "filter": form,
            "may_supply": queries.supplies(case),
        },
        tab=TAB,
    )


@form_page
def supply(request, number):
    """Supply an item on behalf of one's own organisation."""
    case = open_case(request.acting, number)
    rules.may_supply(case.scopes)
    supplier = queries.supplier(request.acting)
    form = SupplyForm(
        posted(request),
        supplier=supplier,
        members=queries.people(case),
        others=queries.others(case, supplier),
        initial={"person": request.GET.get("person", "")},
    )
    if made := _told(form, actions.supply, who=request.acting, case=case):
        messages.success(request, _("Het gegeven staat in de casus. De ontvangers kunnen het nu lezen."))
        return _to(case, made)
    return _ask(request, "exchange/supply.html", case, form, supplier=supplier)


@require_safe
def item(request, number, pk):
    """One item: what, on which ground, under which conditions, for whom, and its other versions."""
    case = open_case(request.acting, number)
    return _item_page(request, case, queries.one(case, pk))


def _item_page(request, case, shown, form=None):
    others = queries.other_versions(case, shown)
    own = queries.supplies(case) and shown.supplier_id == request.acting.organisation_id
    return case_page(
        request,
        "exchange/item.html",
        case,
        {
            "item": shown,
            "others": others,
            "newest": next((each for each in others if each.status == Item.Status.VALID), None),
            "may_correct": own and shown.status == Item.Status.VALID,
            "share": form or (_share_form(request, case, shown) if own else None),
        },
        tab=TAB,
    )


@form_page
def correct(request, number, pk):
    """Replace an own item by a better version."""
    case = open_case(request.acting, number)
    old = queries.one(case, pk)
    rules.may_supply(case.scopes)
    rules.may_correct(old.supplier_id == request.acting.organisation_id, old.status)
    initial = {name: getattr(old, name) for name in ("category", "text", "ground", "motivation", "conditions")}
    form = CorrectForm(posted(request), supplier=old.supplier, initial=initial)
    if newer := _told(form, actions.correct, who=request.acting, case=case, item=old):
        messages.success(request, _("Het gegeven is verbeterd; de ontvangers lezen de nieuwe versie."))
        return _to(case, newer)
    return _ask(request, "exchange/correct.html", case, form, item=old)


@require_POST
def share(request, number, pk):
    """Let more organisations read an own item."""
    case = open_case(request.acting, number)
    shown = queries.one(case, pk)
    rules.may_supply(case.scopes)
    rules.may_share(shown.supplier_id == request.acting.organisation_id)
    form = _share_form(request, case, shown)
    if perform(form, actions.share, who=request.acting, case=case, item=shown):
        messages.success(request, _("De gekozen organisaties kunnen dit gegeven nu ook lezen."))
        return _to(case, shown)
    return _item_page(request, case, shown, form)


def _told(form, action, **kwargs) -> Item | None:
    """What was told, unless the form has errors or words that were not confirmed yet."""
    return perform(form, action, **kwargs) if form.is_valid() and not form.warned else None


def _ask(request, template, case, form, **context):
    """Draw the form; with the warning about words it is no finished answer either (422)."""
    answer = case_page(request, template, case, context, tab=TAB, form=form)
    if getattr(form, "warned", None):
        answer.status_code = 422
    return answer


def _share_form(request, case, shown) -> ShareForm:
    has = {recipient.organisation_id for recipient in shown.recipients.all()}
    others = [each for each in queries.others(case, shown.supplier) if each.pk not in has]
    return ShareForm(posted(request), others=others)


def _to(case, item) -> HttpResponseRedirect:
    return redirect(reverse("exchange:item", args=[case.number, item.pk]))
