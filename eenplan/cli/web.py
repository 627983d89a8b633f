"""The web server."""

from __future__ import annotations

import logging
import socket
import struct
from pathlib import Path

from django.urls import get_resolver
from gunicorn.app.base import BaseApplication

from eenplan.cli.desks import PER_DESK, Desks

#: seconds without a byte after which a socket that began a request is given up
SILENCE = 20


class _Server(BaseApplication):
    def __init__(self, desks: int, **settings):
        self.desks = desks
        self.settings = settings
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.settings.items():
            self.cfg.set(name, value)

    def load(self):
        from eenplan.wsgi import application  # not before: it looks once, on import, which static files there are

        get_resolver().url_patterns  # noqa: B018 - all pages are imported before the processes split, or we do not start
        _log_as_we_do()
        return Desks(application, self.desks)


def _log_as_we_do() -> None:
    """The server's own lines go where ours go, in the same shape."""
    logger = logging.getLogger("gunicorn.error")
    logger.handlers.clear()
    logger.propagate = True


def run(address: str, workers: int, threads: int, port_file: str | None = None) -> None:
    """Serve until a signal says stop; `threads` make pages, in each of the `workers`.

    No access log: who saw what stands in the audit log.
    """

    def ready(server) -> None:
        for listener in server.LISTENERS:  # whoever is accepted inherits it
            listener.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, struct.pack("ll", SILENCE, 0))
        if port_file:
            Path(port_file).write_text(str(server.LISTENERS[0].sock.getsockname()[1]))

    _Server(
        threads,
        bind=[address],
        worker_class="gthread",
        workers=workers,
        threads=threads * PER_DESK,
        preload_app=True,
        timeout=60,
        graceful_timeout=10,
        loglevel="warning",
        proc_name="eenplan",
        control_socket_disable=True,
        forwarded_allow_ips="",  # what a proxy tells is judged in one place, eenplan.web.middleware.behind_proxy
        when_ready=ready,
    ).run()
