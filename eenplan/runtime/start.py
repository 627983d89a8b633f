"""Bringing Django up for a command."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from eenplan.runtime.dsn import database


@contextmanager
def started(role: str = "app") -> Iterator[None]:
    """The database up and Django ready, as `app` or as `owner`, while the block runs."""
    with database():
        django_as(role)
        yield


def django_as(role: str) -> None:
    """Set Django up to connect as this role."""
    os.environ["EENPLAN_DATABASE_ROLE"] = role
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "eenplan.settings")
    import django

    django.setup()
