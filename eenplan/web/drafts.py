"""Nothing that was typed is lost: kept per field while it is typed, offered again until it is sent, gone after a day.

`{% form %}` gives every form with free text a slip: a signed value that says for which account, page and form it was drawn.
With it the browser saves what is typed (`save`), a form that comes when the session has ended is kept for the account of its
slip and for nobody else (`keep_typed`), and what was sent is forgotten (`forget_sent`). Two windows on one form each say which
version of a field they saw: whoever comes second is told and overwrites nothing. docs/adr/0027 says why it is so.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Any
from urllib.parse import urldefrag, urlencode, urljoin

from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.db import DatabaseError, connection, transaction
from django.http import HttpResponseBadRequest, JsonResponse, QueryDict
from django.shortcuts import redirect, resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from eenplan.access.acting import bound, proof
from eenplan.files import vault
from eenplan.ui.http import CHANGED, SLIP, TOKEN, VERSIONS, kept
from eenplan.ui.meanwhile import Watched
from eenplan.web.models import Draft

KEPT = timedelta(days=1)
#: a page may lie open for so long and still be known
_SLIP_LASTS = timedelta(days=7)
_SALT = "eenplan.web.drafts"
#: what a form carries for our own use, and no one typed
_OURS = frozenset({"csrfmiddlewaretoken", TOKEN, SLIP, VERSIONS, CHANGED})
#: a form cannot have more fields than this
_MOST_FIELDS = 200

_SAVE = """
INSERT INTO web_draft AS d (account_id, form, field, version, locked, sort, number, at, until)
VALUES (%(account)s, %(form)s, %(field)s, %(seen)s + 1, %(locked)s, %(sort)s, %(number)s, now(), now() + %(kept)s)
ON CONFLICT ON CONSTRAINT web_draft_one_per_field DO UPDATE
   SET version = d.version + 1, locked = EXCLUDED.locked, other = NULL, at = now(), until = EXCLUDED.until
 WHERE d.version = %(seen)s
RETURNING version
"""
_KEEP = "SELECT web_keep_draft(%s, %s, %s, %s, %s, %s, %s, %s)"


@dataclass(frozen=True)
class Slip:
    """For whom a form was drawn, on which page, which form it is, and which case, referral or person it is about."""

    account: int
    page: str
    form: str
    sort: str = ""
    number: int | None = None

    def signed(self) -> str:
        return signing.dumps([self.account, self.page, self.form, self.sort, self.number], salt=_SALT)


def slip_of(request) -> Slip | None:
    """The slip of the form that was sent; None when it has none, or not one of ours."""
    try:
        return Slip(*signing.loads(request.POST[SLIP], salt=_SALT, max_age=_SLIP_LASTS))
    except (KeyError, signing.BadSignature):
        return None


class Drafts:
    """What the acting account typed before, for the page that is drawn now; `request.drafts`, asked by `{% form %}`."""

    def __init__(self, request):
        self.request = request

    def of(self, action: str, which: object, about: tuple) -> dict[str, Any] | None:
        """What `{% form %}` draws of one form; None when nobody is signed in.

        `{"slip", "form", "versions", "fields", "at"}`: the signed slip, the name of the form, and what was typed in it before
        with its versions (JSON). A form that comes back with errors holds what was typed: it keeps the versions it came with.
        """
        acting = getattr(self.request, "acting", None)
        if acting is None or acting.account_id is None:
            return None
        whole = urldefrag(urljoin(self.request.get_full_path(), action)).url
        form = hashlib.sha256(repr((acting.account_id, whole, which)).encode()).hexdigest()[:32]
        page = self.sent.page if self.sent else self.request.get_full_path()
        slip = Slip(acting.account_id, page, form, *about)
        mine = self.sent is not None and self.sent.form == form
        kept = (read(slip) if form in self._begun and not mine else None) or {"fields": {}}
        versions = {name: field["version"] for name, field in kept["fields"].items()}
        known = _versions(self.request.POST) if mine else versions
        return {**kept, "slip": slip.signed(), "form": form, "versions": json.dumps(known)}

    @cached_property
    def sent(self) -> Slip | None:
        """The slip of the form that this request sends."""
        return slip_of(self.request) if self.request.method == "POST" else None

    @cached_property
    def _begun(self) -> set[str]:
        return set(Draft.objects.filter(until__gt=timezone.now()).values_list("form", flat=True))


def read(slip: Slip) -> dict[str, Any] | None:
    """{"fields": {name: {"values", "version", "other"}}, "at"} of what was typed, or None."""
    found = {row: _unlock(slip, row.field, row.locked) for row in _rows(slip)}
    fields = {
        row.field: {
            "values": values,
            "version": row.version,
            "other": _unlock(slip, row.field, row.other) if row.other else None,
        }
        for row, values in found.items()
        if values is not None
    }
    return {"fields": fields, "at": max(row.at for row in found)} if fields.keys() - {Watched.SEEN} else None


def save(slip: Slip, typed: dict[str, list[str]], seen: dict[str, int]) -> tuple[dict[str, int], dict[str, dict]]:
    """Keep these fields. Returns the new versions, and per field that another window wrote since: its values and version."""
    _rows(slip, old=True).delete()
    versions: dict[str, int] = {}
    others: dict[str, dict] = {}
    for field, values in typed.items():
        locked: dict[str, Any] = {"seen": seen.get(field, 0), "locked": _lock(slip, field, values), "kept": KEPT}
        with connection.cursor() as cursor:
            cursor.execute(_SAVE, {**vars(slip), "field": field, **locked})
            if saved := cursor.fetchone():
                versions[field] = saved[0]
                continue
        row = _rows(slip).filter(field=field).first()
        if row is None:  # sent or thrown away this moment, after it stood in the way: nothing is written over any more
            again = save(slip, {field: values}, seen)
            versions, others = versions | again[0], others | again[1]
            continue
        there = _unlock(slip, field, row.locked)
        if there is None or there == values:
            versions[field] = row.version
        else:
            others[field] = {"values": there, "version": row.version}
    return versions, others


def drop(slip: Slip, seen: dict[str, int] | None = None) -> None:
    """Forget what was typed in this form; with `seen`, only what stands there as it was seen."""
    rows = _rows(slip)
    if seen is not None:
        newer = [field for field, version in rows.values_list("field", "version") if seen.get(field) != version]
        if set(newer) - {Watched.SEEN}:  # what stood there goes along with what was typed over it
            rows = rows.exclude(field__in=newer)
    rows.delete()


def drop_old() -> int:
    """Destroy what is a day old, of whomever; returns how many fields."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT web_drop_drafts()")
        return cursor.fetchone()[0]


def keep(slip: Slip, sent: QueryDict) -> dict[str, int]:
    """Keep a whole form that did nothing, for the account it was drawn for, whoever acts now. Returns the versions."""
    seen, versions = _versions(sent), {}
    with transaction.atomic():
        whose = (slip.account, proof("draft", slip.account))
        for field, values in _typed(sent).items():
            typed = (slip.form, field, seen.get(field, 0), _lock(slip, field, values), slip.sort, slip.number)
            ((versions[field],),) = bound(_KEEP, *whose, *typed)
    return versions


# --- what came in ---------------------------------------------------------------------------------


@require_POST
def draft(request):
    """Keep what is typed so far; `weg` forgets it. 409 with both versions when another window wrote the same field."""
    slip = request.drafts.sent
    if slip is None:
        return HttpResponseBadRequest()
    if "weg" in request.POST:
        drop(slip)
        return JsonResponse({})
    changed = request.POST.get(CHANGED, "").split(",")
    typed = {name: request.POST.getlist(name) for name in changed[:_MOST_FIELDS] if _nameable(name)}
    versions, others = save(slip, typed, _versions(request.POST))
    return kept(versions, others)


def _typed(sent: QueryDict) -> dict[str, list[str]]:
    names = [name for name in sent if name not in _OURS and _nameable(name) and "password" not in name]
    return {name: sent.getlist(name) for name in names[:_MOST_FIELDS]}


def _nameable(name: str) -> bool:
    return 0 < len(name) <= 100 and name.isprintable() and name not in _OURS


def _versions(sent: QueryDict) -> dict[str, int]:
    try:
        given = json.loads(sent.get(VERSIONS) or "{}")
    except ValueError:
        return {}
    pairs = given.items() if isinstance(given, dict) else ()
    return {name: number for name, number in pairs if type(number) is int and 0 <= number < 2**31 - 1}


# --- rows -----------------------------------------------------------------------------------------


def _rows(slip: Slip, *, old: bool = False):
    now = timezone.now()
    return Draft.objects.filter(account=slip.account, form=slip.form, **({"until__lte" if old else "until__gt": now}))


def _lock(slip: Slip, field: str, values: list[str]) -> bytes:
    return vault.lock(json.dumps([slip.account, slip.form, field, values]).encode())


def _unlock(slip: Slip, field: str, locked) -> list[str] | None:
    """The values; None when no key opens it any more, or it is not of this account, form and field."""
    try:
        account, form, name, values = json.loads(vault.unlock(locked))
    except vault.CannotOpen:
        return None
    return values if (account, form, name) == (slip.account, slip.form, field) else None


# --- around every request -------------------------------------------------------------------------


def keep_typed(get_response):
    """Middleware: a form that comes after its session ended, under another account, or that is refused, loses no text."""

    def middleware(request):
        request.drafts = Drafts(request)
        slip = request.drafts.sent
        signed_in = request.user.is_authenticated
        if slip is None:
            response = get_response(request)
            if signed_in and not request.user.is_authenticated:  # who leaves, leaves nothing in the browser
                response["Clear-Site-Data"] = '"storage"'
            return response
        if slip.account == request.user.pk:
            response = get_response(request)
            outdated = getattr(request, "outdated", False)
            if outdated or response.status_code in (403, 404, 413, 500, 503):
                _keep_quietly(slip, request.POST)
            return _again(request, slip) if outdated else response
        versions = keep(slip, request.POST)
        if CHANGED in request.POST:  # while it was typed
            return JsonResponse({"versions": versions}, status=401)
        if signed_in:
            messages.warning(
                request, _("Dat formulier was van een andere gebruiker. Het is voor die gebruiker bewaard.")
            )
            return redirect("home")
        return redirect(f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': slip.page, 'bewaard': 1})}")

    return middleware


def _keep_quietly(slip: Slip, sent: QueryDict) -> None:
    try:
        keep(slip, sent)
    except DatabaseError:  # the request failed because the database did: its own answer says so
        connection.close_if_unusable_or_obsolete()


def _again(request, slip: Slip):
    messages.warning(
        request,
        _("U heeft intussen opnieuw ingelogd. Er is niets verstuurd; wat u typte, staat er nog. Verstuur het opnieuw."),
    )
    return redirect(slip.page)


def outdated(request, reason=""):
    """The page was drawn before signing in again (CSRF_FAILURE_VIEW): whoever typed in it gets it back."""
    from django.views.csrf import csrf_failure

    request.outdated = True
    return csrf_failure(request, reason)


def forget_sent(get_response):
    """Middleware, inside the transaction of the request: what was sent and did its work is a draft no more."""

    def middleware(request):
        response = get_response(request)
        slip = request.drafts.sent
        if slip and response.status_code < 400 and CHANGED not in request.POST and not _complained(request):
            drop(slip, _versions(request.POST))
            response.set_cookie(  # says to the browser that its own copy can go
                "een-sent",
                request.POST.get(TOKEN, ""),
                max_age=600,
                secure=settings.SESSION_COOKIE_SECURE,
                samesite="Lax",
            )
        return response

    return middleware


def _complained(request) -> bool:
    """Does the next page say that it was not done, or done before?"""
    said = messages.get_messages(request)._queued_messages
    return any(message.level != messages.SUCCESS for message in said)
