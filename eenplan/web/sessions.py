"""How long the session of an open page still lasts; who is only typing keeps it."""

from datetime import datetime

from django.contrib.auth.decorators import login_not_required
from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from eenplan.web.middleware import session_ends_anyway_at, session_ends_at


@login_not_required
@require_http_methods(["GET", "POST"])
def session(request):
    """Asked (GET): how many seconds are left, and for whom. Prolonged (POST) by who types or chooses to go on."""
    owner = request.user.pk if request.user.is_authenticated else None
    return JsonResponse({"owner": owner, **(left(request) if owner else {}), "token": get_token(request)})


def left(request) -> dict[str, int]:
    """Seconds until the session ends when nothing happens, and until it ends whatever one does."""
    ends = session_ends_at(request)
    return {"left": _until(ends), "final": _until(session_ends_anyway_at(request))} if ends else {}


def _until(moment: datetime) -> int:
    return max(0, int((moment - timezone.now()).total_seconds()))
