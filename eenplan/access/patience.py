"""Changing tables while others work: ask for a lock, give up soon, and ask again later.

A change that waits for a lock makes everybody who comes after it wait as well. So it waits seconds, not minutes.
"""

import time
from collections.abc import Callable

from django.db import OperationalError, connection, transaction
from psycopg.errors import DeadlockDetected, LockNotAvailable

from eenplan.runtime.errors import CommandError

#: how long a lock is waited for, and how often
LOCK_TIMEOUT = "3s"
TRIES = 40


def patiently(change: Callable[[], object], *, atomic: bool = True) -> None:
    """Make the change, in one transaction or in those of its own, as often as it takes. Raises CommandError in the end.

    Without `atomic` the change must be one that goes on where it was stopped.
    """
    for attempt in range(TRIES):
        try:
            if atomic:
                with transaction.atomic():
                    _wait_no_longer("LOCAL")
                    change()
                    return
            _wait_no_longer("SESSION")
            change()
            return
        except OperationalError as error:
            if not isinstance(error.__cause__, LockNotAvailable | DeadlockDetected) or connection.in_atomic_block:
                raise
            pause(min(1 + attempt, 10))
    raise CommandError(
        "Anderen houden de tabellen bezet: dit is niet gelukt en er is niets half gebeurd."
        " Stop web en worker, of een lange vraag aan de database, en probeer het nog eens."
    )


def pause(seconds: float) -> None:
    """Let the others go on."""
    time.sleep(seconds)


def _wait_no_longer(how: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET {how} lock_timeout = '{LOCK_TIMEOUT}'")
