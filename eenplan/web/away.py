"""When a page cannot be made: our own fault, or a database that is away for a while."""

import sys

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.csrf import requires_csrf_token

from eenplan.runtime.logs import database_away


@requires_csrf_token
def server_error(request: HttpRequest) -> HttpResponse:
    """503 with what to do when the database cannot be reached, else 500."""
    if database_away(sys.exc_info()[1]):
        return HttpResponse(render_to_string("away.html"), status=503, headers={"Retry-After": "60"})
    return HttpResponse(render_to_string("500.html"), status=500)
