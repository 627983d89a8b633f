"""What every answer has in common."""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.http import Http404
from django.shortcuts import resolve_url
from django.utils import timezone

from eenplan.runtime import proxies

#: a session is prolonged at most this often
STEP = timedelta(minutes=1)


def behind_proxy(get_response):
    """Make `REMOTE_ADDR` who really asks. What proxies tell is believed only of those in `EENPLAN_TRUSTED_PROXIES`."""

    def middleware(request):
        meta, peer = request.META, request.META.get("REMOTE_ADDR", "")
        if proxies.trusted(peer, settings.TRUSTED_PROXIES):
            told = meta.get("HTTP_X_FORWARDED_FOR", "")
            meta["REMOTE_ADDR"] = proxies.client(peer, told, settings.TRUSTED_PROXIES)
        else:
            meta.pop("HTTP_X_FORWARDED_FOR", None)
            meta.pop("HTTP_X_FORWARDED_PROTO", None)
        return get_response(request)

    return middleware


def sliding_session(get_response):
    """Prolong the session of somebody who is at work, and end it at its longest whatever one does.

    `SESSION_SAVE_EVERY_REQUEST` would write to the database at every click; once a minute is precise enough.
    """

    def middleware(request):
        session = request.session
        if session.session_key and SESSION_KEY in session:
            now = int(timezone.now().timestamp())
            if "began" not in session:
                session["began"] = now
            if now - session.get("seen", 0) > STEP.total_seconds() and not _only_asks(request):
                session["seen"] = now
            if (ends := session_ends_at(request)) and ends <= timezone.now():
                session.flush()
        return get_response(request)

    return middleware


def _only_asks(request) -> bool:
    """A page that lies open asks how long the session still lasts: that is no work."""
    return request.method == "GET" and request.path == resolve_url("session")


def session_ends_at(request) -> datetime | None:
    """When this session ends if nothing more happens in it: half an hour after the last work (`SESSION_COOKIE_AGE`), twelve
    hours after signing in at the latest (`SESSION_LONGEST`). `None` when nobody is signed in.

    The numbers are a decision on risk: NIST SP 800-63B-4 asks for at most 12 hours at its highest level.
    """
    session = request.session
    if SESSION_KEY not in session:
        return None
    rests = session.get("seen", _now()) + settings.SESSION_COOKIE_AGE
    return min(datetime.fromtimestamp(rests, UTC), session_ends_anyway_at(request))


def session_ends_anyway_at(request) -> datetime:
    """When this session ends whatever one does."""
    return datetime.fromtimestamp(request.session.get("began", _now()) + settings.SESSION_LONGEST, UTC)


def _now() -> float:
    return timezone.now().timestamp()  # the answer to signing in itself has no times yet


def private_pages(get_response):
    """Keep pages out of caches, of the history of a shared computer, and of search engines."""

    def middleware(request):
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        if response.headers["Cache-Control"].startswith("public"):  # what caches may keep is nobody's own
            response.cookies.clear()
            response.headers.pop("Vary", None)
        response.headers.setdefault("X-Robots-Tag", "noindex, nofollow")
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        return response

    return middleware


def readable_paths(get_response):
    """No address of ours holds a NUL byte, which the database would refuse: there is nothing there."""

    def middleware(request):
        if "\x00" in request.path:
            raise Http404
        return get_response(request)

    return middleware
