"""What every answer has in common."""

import time

from django.contrib.auth import SESSION_KEY
from django.http import Http404

#: a session is prolonged at most this often (seconds)
STEP = 60


def sliding_session(get_response):
    """Prolong the session of somebody who is at work.

    `SESSION_SAVE_EVERY_REQUEST` would write to the database at every click; once a minute is precise enough.
    """

    def middleware(request):
        session = request.session
        if session.session_key and SESSION_KEY in session and time.time() - session.get("seen", 0) > STEP:
            session["seen"] = int(time.time())
        return get_response(request)

    return middleware


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
