"""The log for supervisors: for control of legality, integrity and security only, never for performance (R-73)."""

from django.core.paginator import Paginator
from django.http import Http404
from django.views.decorators.http import require_POST, require_safe

from eenplan.access.models import Account
from eenplan.audit import queries
from eenplan.audit.forms import LogFilter
from eenplan.audit.trail import record
from eenplan.law.codes import Role
from eenplan.ui.http import page

LINES = 50


@require_safe
def log(request):
    """The log of the supervised houses; reading it is a line in it."""
    if not request.acting.has(Role.AUDITOR):
        raise Http404
    wanted = LogFilter(request.GET, queryset=queries.lines())
    record("log.read", detail=request.GET.urlencode()[:300])
    return page(request, "audit/log.html", {"filter": wanted, **shown_lines(request, wanted.qs)})


def shown_lines(request, lines) -> dict:
    """One page of log lines with the names of who acted, for `audit/_lines.html`."""
    shown = Paginator(lines, LINES).get_page(request.GET.get("page"))
    names = dict(
        Account.objects.filter(pk__in={line.account_id for line in shown if line.account_id}).values_list("pk", "name")
    )
    return {"lines": shown, "rows": [(line, names.get(line.account_id, "")) for line in shown]}


@require_POST
def verify(request):
    """Recompute the chain and say what was found."""
    if not request.acting.has(Role.AUDITOR):
        raise Http404
    found = queries.verify()
    record("log.verify", outcome="ok" if found["ok"] else "refused")
    return page(request, "audit/verify.html", {"found": found})
