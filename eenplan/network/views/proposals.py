"""Four eyes: what one administrator proposed and a second person confirms."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from eenplan.law.codes import Role
from eenplan.network import actions, queries
from eenplan.network.views.common import PER_PAGE, house_page, overseen


@require_safe
def proposals(request, code):
    """What waits for a second pair of eyes, and what was decided."""
    mine = overseen(request, code, Role.ADMINISTRATOR, Role.MANAGER, Role.AUDITOR)
    found = Paginator(queries.proposals(mine), PER_PAGE).get_page(request.GET.get("page"))
    confirms = request.acting.has(Role.ADMINISTRATOR, Role.MANAGER, house=mine.pk)
    return house_page(
        request,
        "network/proposals.html",
        mine,
        tab="proposals",
        proposals=found,
        rows=[(one, confirms and _may_confirm(request, one)) for one in found],
    )


def _may_confirm(request, proposal):
    me = request.acting.account_id
    held = proposal.authorisation
    return proposal.decided_at is None and me not in (
        proposal.proposed_by_id,
        proposal.account_id,
        held and held.professional_id,
    )


@require_POST
def decide(request, code, pk):
    """Confirm or reject what another administrator proposed."""
    mine = overseen(request, code, Role.ADMINISTRATOR, Role.MANAGER)
    proposal = get_object_or_404(queries.proposals(mine), pk=pk)
    accept = request.POST.get("accept") == "1"
    actions.decide(request.acting, proposal, accept=accept)
    messages.success(request, _("Bevestigd: het geldt vanaf nu.") if accept else _("Afgewezen: er verandert niets."))
    return redirect("network:proposals", mine.code)
