"""A form that is sent twice does its work once: double click, two tabs of one page, a reload of the answer.

`{% form %}` puts a token in every form that it draws. The same token with the same answers is the same submission: whoever
comes second waits for the first and gets its answer. Other answers with an old token (the back button) are a new submission.
"""

import hashlib

from django.contrib import messages
from django.db import connection
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from eenplan.ui.http import TOKEN
from eenplan.web.models import Submission

#: takes the submission, or waits for whoever has it; what is a day old is swept on the way
_TAKE = """
WITH swept AS (DELETE FROM web_submission WHERE account_id = %(account)s AND at < now() - interval '1 day')
INSERT INTO web_submission (account_id, digest, location, at) VALUES (%(account)s, %(digest)s, '', now())
ON CONFLICT (account_id, digest) DO NOTHING
"""


def submit_once(get_response):
    """Middleware, inside the transaction of the request: an act that is refused or fails takes its submission along."""

    def middleware(request):
        if request.method != "POST" or not request.acting.roles or not request.POST.get(TOKEN):
            return get_response(request)
        mine = {"account": request.acting.account_id, "digest": _digest(request)}
        with connection.cursor() as cursor:
            cursor.execute(_TAKE, mine)
            first = cursor.rowcount == 1
        taken = Submission.objects.filter(account=mine["account"], digest=mine["digest"])
        if not first and (done := taken.exclude(location="").first()):
            messages.info(request, _("Dit was al opgeslagen; het is niet nog een keer gedaan."))
            return redirect(done.location)
        response = get_response(request)
        if 300 <= response.status_code < 400:
            taken.update(location=response["Location"])
        elif response.status_code not in (403, 404, 500):  # those undo everything
            taken.delete()
        return response

    return middleware


def _digest(request) -> str:
    """What was sent, and where to: text and files, without the token against forgery, which changes by itself."""
    sent = hashlib.sha256(request.get_full_path().encode())
    for name, values in sorted(request.POST.lists()):
        if name != "csrfmiddlewaretoken":
            sent.update(repr((name, values)).encode())
    for name, files in sorted(request.FILES.lists()):
        for file in files:
            sent.update(repr((name, file.name, file.size)).encode())
            sent.update(file.read())
            file.seek(0)
    return sent.hexdigest()
