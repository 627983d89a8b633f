"""One request, one transaction, one identity, one log entry — or none of them."""

import logging
import re

from django.db import OperationalError, ProgrammingError, connection, transaction
from django.http import HttpResponse, HttpResponseForbidden
from django.shortcuts import render
from django.template import loader
from psycopg.errors import InsufficientPrivilege

from eenplan.access.acting import NOBODY, act_as, open_own, signing_in, unproven
from eenplan.access.backend import pending
from eenplan.audit.trail import at_access_point, record, trail
from eenplan.law.rules import Refusal

#: answers that undo what the request did; a refusal is logged afterwards, in a transaction of its own
_UNDONE = frozenset({403, 404, 500, 503})
#: below this stand the pages on which one signs in, and keeps what one signs in with
_ENTRANCE = "/account/"


class ActingMiddleware:
    """Opens the transaction in which the signed-in account acts, and writes the log before it commits."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.acting = NOBODY
        try:
            response = self._answered(request)
        except OperationalError as error:
            if not unproven(error):
                raise
            request.unproven = True
        if getattr(request, "unproven", False):
            connection.close()  # whatever stands in it, the next request does not find it
            response = _not_believed()
        return response

    def _answered(self, request):
        if not request.user.is_authenticated:
            return self._answered_to_a_stranger(request)
        with trail(request.method) as gathered:
            with act_as(request.user) as request.acting:
                if request.path_info.startswith(_ENTRANCE):
                    open_own()
                response = self.get_response(request)
                if response.status_code in _UNDONE:
                    transaction.set_rollback(True)
                else:
                    gathered.write()
            if response.status_code in (403, 404) and request.resolver_match:
                response = self._refused(request, response)
        return response

    def _answered_to_a_stranger(self, request):
        """On the pages of signing in the database knows who does so, once a password is right; elsewhere it knows nobody."""
        if not request.path_info.startswith(_ENTRANCE):
            return self.get_response(request)
        with signing_in(pending(request)):
            response = self.get_response(request)
            if response.status_code in _UNDONE:
                transaction.set_rollback(True)
        return response

    def process_view(self, request, view, args, kwargs):
        """The access point is the page, not the thing on it: a number of a person would outlive its erasure (R-60)."""
        at_access_point(f"{request.method} /{request.resolver_match.route}")

    def process_exception(self, request, exception):
        """A refusal becomes the 403 page with its article; what row security refuses, a refusal; the rest goes on."""
        if unproven(exception):
            request.unproven = True
            return HttpResponse(status=503)  # drawn later
        if isinstance(exception, ProgrammingError) and isinstance(exception.__cause__, InsufficientPrivilege):
            exception = Refusal(
                "De database laat deze handeling niet toe.",
                "WGS 1.8(2)",
                "Ga terug en vernieuw de pagina: uw rol in deze casus kan zijn veranderd.",
            )
        if not isinstance(exception, Refusal):
            return None
        request.refusal = exception
        return HttpResponseForbidden()  # drawn later: the database may answer nothing more in this transaction

    def _refused(self, request, response) -> HttpResponse:
        """Log the refusal in a transaction of its own, and draw its page there."""
        refusal = getattr(request, "refusal", None)
        with act_as(request.user) as request.acting:
            record(
                "refuse",
                thing=_without_numbers(request),
                outcome="refused",
                detail=f"{response.status_code} {refusal.article if refusal else ''}".strip(),
            )
            if refusal:
                return render(request, "403.html", {"refusal": refusal}, status=403)
        return response


def _not_believed() -> HttpResponse:
    """The database does not take the word of this process; drawn without it."""
    logging.getLogger(__name__).error(
        "the database refuses who acts: is the identity key that of the last `eenplan migrate`?"
    )
    return HttpResponse(loader.render_to_string("503.html"), status=503, headers={"Retry-After": "60"})


def _without_numbers(request) -> str:
    """The address that was refused, with the number of a case but without those of persons and rows."""
    address = f"/{request.resolver_match.route}"
    for name, value in request.resolver_match.kwargs.items():
        if isinstance(value, str) and value.isprintable():  # no database takes a NUL
            address = re.sub(rf"<[^<>]*\b{name}>", lambda match, value=value: value, address)
    return address
