"""Adding a file to an item, and taking one away."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from eenplan.cases.pages import open_case
from eenplan.exchange import queries
from eenplan.exchange.attachments import AttachForm, attach, hand_out
from eenplan.exchange.views.common import to_item
from eenplan.exchange.views.items import item_page
from eenplan.files.serving import serve
from eenplan.ui.http import perform


@require_POST
def add(request, number, pk):
    """Keep a file with an own item."""
    case = open_case(request.acting, number)
    shown = queries.one(case, pk)
    form = AttachForm(request.POST, request.FILES)
    if perform(form, attach, who=request.acting, case=case, item=shown):
        messages.success(request, _("Het bestand staat bij het gegeven; wie het gegeven leest, kan het openen."))
        return to_item(case, shown)
    return item_page(request, case, shown, attach=form)


@require_safe
def download(request, number, pk, attachment):
    """The file itself, to be saved."""
    case = open_case(request.acting, number)
    shown = queries.one(case, pk)
    return serve(hand_out(get_object_or_404(shown.attachments.select_related("item"), pk=attachment)))
