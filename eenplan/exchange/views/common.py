"""What the pages of exchange have in common."""

from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse

from eenplan.cases.pages import case_page
from eenplan.ui.http import ask_again_for_files, perform

TAB = "exchange:items"


def told(form, action, **kwargs):
    """What the action made, unless the form has errors or words that were not confirmed yet (R-25)."""
    return perform(form, action, **kwargs) if form.is_valid() and not form.warned else None


def ask(request, template, case, form, **context):
    """Draw the form; with the warning about words it is no finished answer either (422)."""
    warned = form.is_bound and getattr(form, "warned", None)
    if warned:
        ask_again_for_files(form)
    answer = case_page(request, template, case, context, tab=TAB, form=form)
    if warned:
        answer.status_code = 422
    return answer


def to_item(case, item) -> HttpResponseRedirect:
    """Back to the page of an item."""
    return redirect(reverse("exchange:item", args=[case.number, getattr(item, "pk", item)]))
