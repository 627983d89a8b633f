"""Is the installation well? Public, so it says no more than which part is not."""

import logging
from collections.abc import Callable
from datetime import timedelta
from functools import cache

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from eenplan import __version__
from eenplan.access import policies

#: procrastinate's worker beats every ten seconds
WORKER_SILENT_AFTER = timedelta(seconds=40)


@login_not_required
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """200 when database, migrations and worker are well, else 503 with the one that is not."""
    parts = {"database": _database, "migrations": _migrations, "worker": _worker}
    found = {name: _judge(check) for name, check in parts.items()}
    well = all(state == "ok" for state in found.values())
    return JsonResponse(
        {"status": "ok" if well else "unavailable", **found, "version": __version__},
        status=200 if well else 503,
    )


def _judge(check: Callable[[], bool]) -> str:
    try:
        return "ok" if check() else "fail"
    except DatabaseError as error:
        logging.getLogger(__name__).warning("%s", error)
        return "fail"


def _database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone() == (1,)


def _migrations() -> bool:
    """All applied, and the access rules that belong to them in force."""
    return _known_migrations() <= MigrationRecorder(connection).applied_migrations().keys() and policies.current()


@cache
def _known_migrations() -> frozenset[tuple[str, str]]:
    return frozenset(MigrationLoader(None).disk_migrations)


def _worker() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(last_heartbeat) FROM procrastinate_workers")
        (beat,) = cursor.fetchone()
    return beat is not None and timezone.now() - beat < WORKER_SILENT_AFTER
