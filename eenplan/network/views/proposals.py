"""Four eyes: what one administrator proposed and a second person confirms."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from eenplan.law.codes import Role
from eenplan.network import actions, queries
from eenplan.network.views.common import PER_PAGE, has_reviews, house_page, known_house


@require_safe
def proposals(request, code):
    """What waits for a second pair of eyes, here or in another house, and what was decided."""
    mine = _overseen(request, code)
    found = Paginator(queries.proposals(mine), PER_PAGE).get_page(request.GET.get("page"))
    seconds = queries.confirmers(mine)
    may_decide = queries.to_decide()
    return house_page(
        request,
        "network/proposals.html",
        mine,
        tab="proposals",
        proposals=found,
        rows=[(one, one.pk in may_decide, _confirmers(mine, one, seconds)) for one in found],
    )


def _overseen(request, code):
    """The house with this code, for who proposes, confirms or oversees in it; also the contact person of an organisation."""
    mine = known_house(request, code)
    if not has_reviews(request, mine):
        raise Http404
    return mine


def _confirmers(house, proposal, seconds):
    """Who confirms, in words; nothing once it was decided."""
    if proposal.decided_at is not None:
        return ""
    if contact := queries.contact_asked(proposal):
        return _("%(name)s, contactpersoon van %(organisation)s") % {
            "name": contact.account.name,
            "organisation": proposal.organisation.name,
        }
    if proposal.house_id != house.pk:
        return _("een beheerder of de manager van %(house)s") % {"house": proposal.house.name}
    held = proposal.authorisation
    not_by = {proposal.proposed_by_id, proposal.account_id, held and held.professional_id}
    names = {one.professional.account.name for one in seconds if one.professional_id not in not_by}
    return ", ".join(sorted(names)) or _("er is nog geen tweede beheerder of manager")


@require_POST
def decide(request, code, pk):
    """Confirm or reject what another administrator, or another house, proposed."""
    mine = _overseen(request, code)
    if mine.pk in request.acting.houses(Role.AUDITOR):
        raise Http404
    proposal = get_object_or_404(queries.proposals(mine), pk=pk)
    accept = request.POST.get("accept") == "1"
    actions.decide(request.acting, proposal, accept=accept)
    messages.success(request, _("Bevestigd: het geldt vanaf nu.") if accept else _("Afgewezen: er verandert niets."))
    return redirect("network:proposals", mine.code)
