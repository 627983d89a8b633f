"""Bringing database and static files to the state of this version."""

from __future__ import annotations

import fcntl
import hashlib

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder

from eenplan.runtime.errors import CommandError
from eenplan.runtime.roles import provision

#: all trusted: the owner of a database may create them
EXTENSIONS = ("btree_gist", "fuzzystrmatch", "pg_trgm", "unaccent")


def migrate(quiet: bool = False) -> int:
    """Make everything the application needs; returns how many migrations were applied."""
    provision()
    before = _applied()
    extensions()
    call_command("migrate", interactive=False, verbosity=0 if quiet else 1)
    _load_reference_data()
    return _applied() - before


def extensions() -> None:
    """What the tables need besides PostgreSQL itself."""
    with connection.cursor() as cursor:
        for name in EXTENSIONS:
            cursor.execute(f"CREATE EXTENSION IF NOT EXISTS {name}")


def _load_reference_data() -> None:
    from eenplan.network import reference  # the models exist only once Django is up

    reference.load()


def _applied() -> int:
    try:
        return len(MigrationRecorder(connection).applied_migrations())
    except OperationalError as error:
        raise CommandError(f"Geen verbinding met de database: {error}") from None


def collect_static() -> None:
    """Collect style sheets and scripts under names that carry their content; skipped when nothing changed."""
    now = _static_fingerprint()
    with open(settings.HOME / "static.stamp", "a+") as stamp:
        fcntl.flock(stamp, fcntl.LOCK_EX)
        stamp.seek(0)
        if stamp.read() != now:
            call_command("collectstatic", interactive=False, clear=True, verbosity=0)
            stamp.truncate(0)
            stamp.write(now)


def _static_fingerprint() -> str:
    found = hashlib.sha256()
    for finder in finders.get_finders():
        for path, storage in finder.list([]):
            found.update(f"{path} {storage.size(path)} {storage.get_modified_time(path)}\n".encode())
    return found.hexdigest()
