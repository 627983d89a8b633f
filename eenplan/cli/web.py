"""The web server."""

from __future__ import annotations

from gunicorn.app.base import BaseApplication

from eenplan.wsgi import application


class _Server(BaseApplication):
    def __init__(self, **settings):
        self.settings = settings
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.settings.items():
            self.cfg.set(name, value)

    def load(self):
        return application


def run(address: str, workers: int, threads: int) -> None:
    """Serve until a signal says stop. No access log: who saw what stands in the audit log."""
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
    ).run()
