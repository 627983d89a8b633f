"""Few threads make the pages, each with its connection to the database; whoever reads sockets waits for them, but not for ever.

A lock that is held for long, or a flood, fills the desks. Who comes then waits a while and is told that it is too busy; and the
question whether we are well has a desk of its own, so that it is answered whatever the others do.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooLong

#: seconds until somebody who waits is told so; what began goes on until the limits of the database end it
PATIENCE = 60.0
#: the same for a question about our health
PATIENCE_OF_HEALTH = 8.0
#: how many may read a socket or wait, for each desk
PER_DESK = 16

_BUSY = """<!doctype html>
<html lang="nl"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Het is te druk – Eenplan</title></head><body>
<h1>Het is nu te druk</h1>
<p>Uw verzoek duurde te lang. Ga terug en probeer het over een minuut nog eens. Had u iets verstuurd? Kijk dan eerst of het is
opgeslagen.</p>
<p lang="en">Too busy now. Go back and try again in a minute; look first whether what you sent was saved.</p>
</body></html>
""".encode()


class Desks:
    """A WSGI application that lets another one run at so many desks."""

    def __init__(self, application: Callable, desks: int):
        self._application = application
        self._desks = ThreadPoolExecutor(desks, "desk")
        self._health = ThreadPoolExecutor(1, "health")
        # Some of those who read sockets are always left for the question about our health.
        self._places = threading.BoundedSemaphore(max(1, desks * (PER_DESK - 2)))

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        if environ.get("PATH_INFO", "").startswith("/health"):
            return self._answered(self._health, PATIENCE_OF_HEALTH, environ, start_response)
        if not self._places.acquire(blocking=False):
            return _busy(start_response)
        try:
            return self._answered(self._desks, PATIENCE, environ, start_response)
        finally:
            self._places.release()

    def _answered(
        self, where: ThreadPoolExecutor, patience: float, environ: dict, start_response: Callable
    ) -> Iterable[bytes]:
        work: Future = where.submit(self._make, environ)
        try:
            (status, headers), body = work.result(patience)
        except TooLong:
            work.cancel()  # nothing is done when it did not begin yet
            return _busy(start_response)
        start_response(status, headers)
        return body

    def _make(self, environ: dict) -> tuple[tuple[str, list], list[bytes]]:
        """The whole answer: also what is made while it is read out needs this thread's connection."""
        begun: list[tuple[str, list]] = []

        def start(status: str, headers: list, exc_info=None) -> None:
            begun[:] = [(status, headers)]

        answer = self._application(environ, start)
        try:
            body = [part for part in answer if part]
        finally:
            if close := getattr(answer, "close", None):
                close()
        return begun[0], body


def _busy(start_response: Callable) -> Iterable[bytes]:
    start_response(
        "503 Service Unavailable",
        [
            ("Content-Type", "text/html; charset=utf-8"),
            ("Content-Length", str(len(_BUSY))),
            ("Cache-Control", "no-store"),
            ("Retry-After", "60"),
            ("Content-Security-Policy", "default-src 'none'"),
            ("X-Content-Type-Options", "nosniff"),
        ],
    )
    return [_BUSY]
