"""One request, one transaction, one identity, one log entry — or none of them."""

from django.db import transaction

from eenplan.access.acting import NOBODY, act_as
from eenplan.audit.trail import record, trail

#: answers that undo what the request did; a refusal is logged afterwards, in a transaction of its own
_UNDONE = frozenset({403, 404, 500})


class ActingMiddleware:
    """Opens the transaction in which the signed-in account acts, and writes the log before it commits."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.acting = NOBODY
        if not request.user.is_authenticated:
            return self.get_response(request)
        with trail(_access_point(request)) as gathered:
            with act_as(request.user) as request.acting:
                response = self.get_response(request)
                if response.status_code in _UNDONE:
                    transaction.set_rollback(True)
                else:
                    gathered.write()
            if response.status_code in (403, 404) and request.resolver_match:
                gathered.lines, gathered.loaded = {}, {}
                with act_as(request.user):
                    record("refuse", thing=request.path, outcome="refused", detail=str(response.status_code))
                    gathered.write()
        return response


def _access_point(request) -> str:
    return f"{request.method} {request.path}"
