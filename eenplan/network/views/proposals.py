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
    seconds = queries.confirmers(mine)
    return house_page(
        request,
        "network/proposals.html",
        mine,
        tab="proposals",
        proposals=found,
        rows=[(one, *_confirmers(request, one, seconds)) for one in found],
    )


def _confirmers(request, proposal, seconds):
    """May who acts confirm it, and the names of all who may; nobody once it was decided."""
    if proposal.decided_at is not None:
        return False, []
    held = proposal.authorisation
    not_by = {proposal.proposed_by_id, proposal.account_id, held and held.professional_id}
    others = {
        one.professional_id: one.professional.account.name for one in seconds if one.professional_id not in not_by
    }
    return request.acting.account_id in others, list(others.values())


@require_POST
def decide(request, code, pk):
    """Confirm or reject what another administrator proposed."""
    mine = overseen(request, code, Role.ADMINISTRATOR, Role.MANAGER)
    proposal = get_object_or_404(queries.proposals(mine), pk=pk)
    accept = request.POST.get("accept") == "1"
    actions.decide(request.acting, proposal, accept=accept)
    messages.success(request, _("Bevestigd: het geldt vanaf nu.") if accept else _("Afgewezen: er verandert niets."))
    return redirect("network:proposals", mine.code)
