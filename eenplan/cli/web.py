"""The web server."""

from __future__ import annotations

from pathlib import Path

from django.urls import get_resolver
from gunicorn.app.base import BaseApplication


class _Server(BaseApplication):
    def __init__(self, **settings):
        self.settings = settings
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.settings.items():
            self.cfg.set(name, value)

    def load(self):
        from eenplan.wsgi import application  # not before: it looks once, on import, which static files there are

        get_resolver().url_patterns  # noqa: B018 - all pages are imported before the processes split, or we do not start
        return application


def run(address: str, workers: int, threads: int, port_file: str | None = None) -> None:
    """Serve until a signal says stop. No access log: who saw what stands in the audit log."""

    def tell_port(server) -> None:
        if port_file:
            Path(port_file).write_text(str(server.LISTENERS[0].sock.getsockname()[1]))

    _Server(
        bind=[address],
        worker_class="gthread",
        workers=workers,
        threads=threads,
        preload_app=True,
        timeout=60,
        graceful_timeout=10,
        loglevel="warning",
        proc_name="eenplan",
        control_socket_disable=True,
        forwarded_allow_ips="",  # what a proxy tells is judged in one place, eenplan.web.middleware.behind_proxy
        when_ready=tell_port,
    ).run()
