"""Is the installation well? Public, so it says no more than which part is not.

Alive: this process answers. Ready: it can do its work, down to writing a line. Both are answered before anything looks at the
host name, the session or the database, in a thread of their own (eenplan.cli.web): also when all others are stuck.
"""

import logging
import shutil
from collections.abc import Callable
from datetime import timedelta
from functools import cache

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from eenplan import __version__, audit
from eenplan.access import policies
from eenplan.access.acting import signing_in

#: procrastinate's worker beats every ten seconds
WORKER_SILENT_AFTER = timedelta(seconds=40)
#: bytes that must be free where the home is
FREE = 100 * 2**20

# Two seconds for each question, and so little memory that the last one of them needs the database's disk: about a megabyte.
_LIMITS = "SET LOCAL statement_timeout = '2s'; SET LOCAL lock_timeout = '1s'; SET LOCAL work_mem = '64kB'"
_DISK = "SELECT count(*) FROM generate_series(1, 50000)"


@login_not_required
@require_safe
def live(request: HttpRequest) -> JsonResponse:
    """200: this process answers. Needs nothing, so a supervisor never restarts us for a database that is away."""
    return JsonResponse({"status": "ok", "version": __version__})


@login_not_required
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """200 when a request would be served, else 503 with the part that is not well."""
    parts = {"database": _database, "migrations": _migrations, "writing": writing, "disk": _disk, "worker": worker}
    found = {name: _judge(check) for name, check in parts.items()}
    well = all(state == "ok" for state in found.values())
    return JsonResponse(
        {"status": "ok" if well else "unavailable", **found, "version": __version__},
        status=200 if well else 503,
    )


#: by path; `/health` is what earlier versions had
PLACES = {"/health": ready, "/health/ready": ready, "/health/live": live}


def answered_first(get_response):
    """Answer for our health before any other part of the road of a request can fail."""

    def middleware(request):
        view = PLACES.get(request.path)
        if view is None:
            return get_response(request)
        answer = view(request)
        answer.headers["X-Frame-Options"] = settings.X_FRAME_OPTIONS
        return answer

    return middleware


def _judge(check: Callable[[], bool]) -> str:
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(_LIMITS)
            try:
                return "ok" if check() else "fail"
            finally:
                if not connection.needs_rollback:
                    transaction.set_rollback(True)
    except (DatabaseError, OSError) as error:
        logging.getLogger(__name__).warning("%s", " ".join(str(error).split()))
        return "fail"


def _database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone() == (1,)


def _migrations() -> bool:
    """All applied, and the access rules that belong to them in force."""
    return not pending() and policies.current()


def pending() -> list[str]:
    """The migrations of this version that the database has not had."""
    applied = MigrationRecorder(connection).applied_migrations().keys()
    return sorted(".".join(one) for one in _known_migrations() - applied)


@cache
def _known_migrations() -> frozenset[tuple[str, str]]:
    return frozenset(MigrationLoader(None).disk_migrations)


def writing() -> bool:
    """A line of the log, which is not kept, and room on the disk of the database."""
    with signing_in():  # nobody acts: only a line about signing in may be written
        audit.record("refuse", outcome="refused")
    with connection.cursor() as cursor:
        cursor.execute(_DISK)
    return True


def _disk() -> bool:
    return shutil.disk_usage(settings.HOME).free > FREE


def worker() -> bool:
    """Asked by the clock that the worker's beat was written with; a beat to come was written by a wrong one."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM procrastinate_workers WHERE abs(extract(epoch FROM now() - last_heartbeat)) < %s)",
            [WORKER_SILENT_AFTER.total_seconds()],
        )
        return cursor.fetchone()[0]
