"""Sessions under a digest of their key: what the browser holds stands nowhere in the database (docs/adr/0021).

Django's `session_key` is the digest here; `cookie` is what the browser holds, known only when it came in or was just made.
"""

import hashlib
from contextvars import ContextVar
from datetime import timedelta

from django.conf import settings
from django.contrib.sessions import middleware
from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.db import transaction
from django.utils import timezone

from eenplan.access.acting import bound

#: length of a key as the database keeps it; what a browser holds is shorter
KEPT = 40
#: what the browser holds of the sessions of this request, by digest: a library opens one anew by its `session_key`
_held: ContextVar[dict[str, str] | None] = ContextVar("held", default=None)


class SessionStore(SessionBase):
    """A session in the database, found by what the browser holds or by the digest of that."""

    def __init__(self, session_key: str | None = None):
        kept = _kept(session_key)
        self.cookie = (_held.get() or {}).get(kept or "") if _is_kept(session_key) else session_key
        super().__init__(kept)

    def _get_new_session_key(self) -> str:
        self.cookie = key = super()._get_new_session_key()
        _hold(key)
        return _digest(key)

    def load(self) -> dict:
        found = _content(self.session_key)
        if found is None:
            self._session_key = None
            return {}
        return self.decode(found)

    def exists(self, session_key: str) -> bool:
        return _content(_kept(session_key)) is not None

    def create(self) -> None:
        self._session_key = self._get_new_session_key()
        self.save(must_create=True)
        self.modified = True

    def save(self, must_create: bool = False) -> None:
        if self.session_key is None:
            return self.create()
        content = self.encode(self._get_session(no_load=must_create))
        expires = timezone.now() + timedelta(seconds=self.get_expiry_age())
        with transaction.atomic():
            saved = bound(
                "SELECT access_save_session(%s, %s, %s, %s)", self.session_key, content, expires, must_create
            ) == [(True,)]
        if not saved:
            raise CreateError if must_create else UpdateError

    def delete(self, session_key: str | None = None) -> None:
        if key := _kept(session_key or self.session_key):
            bound("SELECT access_end_session(%s)", key)

    @classmethod
    def clear_expired(cls) -> None:
        bound("SELECT access_sweep_sessions()")


class SessionMiddleware(middleware.SessionMiddleware):
    """The cookie holds the key itself. A digest that somebody read and sends as a cookie opens nothing."""

    def process_request(self, request):
        key = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
        _held.set({})
        if key and not _is_kept(key):
            _hold(key)
        request.session = SessionStore(None if _is_kept(key) else key)

    def process_response(self, request, response):
        response = super().process_response(request, response)
        set_now = response.cookies.get(settings.SESSION_COOKIE_NAME)
        if set_now and set_now.value == request.session.session_key:
            set_now.set(set_now.key, request.session.cookie, request.session.cookie)
        return response


def _hold(cookie: str) -> None:
    held = _held.get()
    if held is not None:
        held[_digest(cookie)] = cookie


def _content(kept: str | None) -> str | None:
    ((found,),) = bound("SELECT access_session(%s, %s)", kept, timezone.now())
    return found


def _is_kept(key: str | None) -> bool:
    return key is not None and len(key) >= KEPT


def _kept(key: str | None) -> str | None:
    return _digest(key) if key and not _is_kept(key) else key


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:KEPT]
