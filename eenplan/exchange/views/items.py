"""The tab "Informatie" of a case: the items."""

from django.contrib import messages
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from eenplan.cases.pages import case_page, open_case
from eenplan.exchange import actions, queries, rules
from eenplan.exchange.attachments import AttachForm
from eenplan.exchange.forms import CorrectForm, FilterForm, MetForm, ShareForm, SupplyForm
from eenplan.exchange.models import Item
from eenplan.exchange.views.common import TAB, ask, to_item, told
from eenplan.ui.http import form_page, perform, posted


@require_safe
def items(request, number):
    """Everything one may read about the persons of the case, how much one may not, and what waits for an answer."""
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
            "destroyed": queries.destroyed(case),
            "filtered": any(chosen.values()),
            "filter": form,
            "may_supply": queries.supplies(case),
            "may_ask": queries.asks(case),
            "may_consent": queries.consenting(request.acting, case),
            "questions": [each for each in queries.questions(case) if each.open],
            "notices": queries.unseen(request.acting, case),
            "organisation": case.speaks_for,
        },
        tab=TAB,
    )


@form_page
def supply(request, number):
    """Supply an item on behalf of one's own organisation; with `vraag` in the address it answers that line."""
    case = open_case(request.acting, number)
    rules.may_supply(case.scopes)
    line = queries.asked_line(case, request.GET.get("vraag", ""))
    if line:
        rules.may_answer(line.asked_id == case.speaks_for, case.scopes)
    supplier = queries.supplier(request.acting)
    form = SupplyForm(
        posted(request),
        supplier=supplier,
        consents=queries.standing_consents(case),
        members=queries.people(case),
        others=queries.others(case, supplier),
        line=line,
        initial=_asked(line) if line else {"person": request.GET.get("person", "")},
    )
    if made := told(form, actions.supply, who=request.acting, case=case, line=line):
        messages.success(request, _("Het gegeven staat in de casus. De ontvangers kunnen het nu lezen."))
        return to_item(case, made)
    line = line and queries.line(case, line.pk)  # a colleague may have answered meanwhile
    return ask(request, "exchange/supply.html", case, form, supplier=supplier, line=line)


def _asked(line) -> dict:
    """What the question fills in: about whom, which category, and its asker as reader."""
    return {"person": line.person_id, "category": line.category, "recipients": [line.question.asker_id]}


@require_safe
def item(request, number, pk):
    """One item: what, on which ground, under which conditions, for whom, and what became of it."""
    case = open_case(request.acting, number)
    return item_page(request, case, queries.one(case, pk))


def item_page(request, case, shown, **forms):
    """The page of an item with a form for each act; `forms` are those that were sent and are drawn again."""
    others = queries.other_versions(case, shown)
    valid = shown.status == Item.Status.VALID
    own = queries.supplies(case) and shown.supplier_id == case.speaks_for
    return case_page(
        request,
        "exchange/item.html",
        case,
        {
            "item": shown,
            "others": others,
            "newest": next((each for each in others if each.status == Item.Status.VALID), None),
            "may_correct": own and valid,
            "may_report": bool(case.scopes) and valid and shown.supplier_id != case.speaks_for,
            "errors": queries.errors(shown),
            "own": own,
            "notices": queries.notices(case, shown),
            "organisation": case.speaks_for,
            "attach": AttachForm() if own and shown.usable else None,
            "share": _share_form(request, case, shown) if own and shown.usable else None,
            "met": MetForm() if own and valid and not shown.conditions_met else None,
            **forms,
        },
        tab=TAB,
    )


@form_page
def correct(request, number, pk):
    """Replace an own item by a better version; when a colleague did so meanwhile, both stand beside each other."""
    case = open_case(request.acting, number)
    old = queries.one(case, pk)
    rules.may_supply(case.scopes)
    own = old.supplier_id == case.speaks_for
    if request.method != "POST" or not own:
        rules.may_correct(own, old.status)
    names = ("category", "text", "ground", "motivation", "conditions")
    form = CorrectForm(
        posted(request),
        supplier=old.supplier,
        consents=queries.standing_consents(case, old.person_id),
        initial={name: getattr(old, name) for name in names} | {"consent": old.consent_id},
    )
    if newer := told(form, actions.correct, who=request.acting, case=case, item=old):
        messages.success(
            request, _("Het gegeven is verbeterd; de ontvangers krijgen bericht en lezen de nieuwe versie.")
        )
        return to_item(case, newer)
    return ask(request, "exchange/correct.html", case, form, item=old, newest=queries.newer(case, old))


@require_POST
def share(request, number, pk):
    """Let more organisations read an own item."""
    case, shown = _own(request, number, pk)
    rules.is_usable(shown.usable, shown.restricted)
    form = _share_form(request, case, shown)
    if perform(form, actions.share, who=request.acting, case=case, item=shown):
        messages.success(request, _("De gekozen organisaties kunnen dit gegeven nu ook lezen."))
        return to_item(case, shown)
    return item_page(request, case, shown, share=form)


@require_POST
def met(request, number, pk):
    """Mark the conditions of an own item met."""
    case, shown = _own(request, number, pk)
    form = MetForm(request.POST)
    if told(form, actions.mark_met, who=request.acting, case=case, item=shown):
        messages.success(request, _("De voorwaarden zijn als vervuld vastgelegd."))
        return to_item(case, shown)
    return item_page(request, case, shown, met=form)


def _own(request, number, pk):
    """An item that one's own organisation supplied, with its case."""
    case = open_case(request.acting, number)
    shown = queries.one(case, pk)
    rules.may_supply(case.scopes)
    rules.may_share(shown.supplier_id == case.speaks_for)
    return case, shown


def _share_form(request, case, shown) -> ShareForm:
    has = {recipient.organisation_id for recipient in shown.recipients.all()}
    others = [each for each in queries.others(case, shown.supplier) if each.pk not in has]
    return ShareForm(posted(request), others=others)
