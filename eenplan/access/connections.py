"""A connection is kept between requests, and between jobs; what one left in it, the next does not find (docs/adr/0020)."""

import psycopg
from django.core.signals import request_started
from django.db import connection
from django.dispatch import receiver

# Not DISCARD ALL: it also throws away the plans of the functions that every policy asks.
_LEAVE_NOTHING = "CLOSE ALL; RESET ALL; UNLISTEN *; DEALLOCATE ALL; DISCARD SEQUENCES; SELECT pg_advisory_unlock_all()"


@receiver(request_started)
def leave_nothing(**kwargs) -> None:
    """Take cursors, settings, prepared statements and locks out of a kept connection; one that does not answer is closed.

    That it answered is what Django would ask it next (`CONN_HEALTH_CHECKS`), so this costs no round trip more.
    """
    if connection.connection is None or connection.in_atomic_block:
        return
    try:
        with connection.connection.cursor() as cursor:
            cursor.execute(_LEAVE_NOTHING)
    except psycopg.Error:
        connection.close()
    else:
        connection.health_check_done = True
        connection.ensure_timezone()


def washed(call_next, context, worker):
    """Middleware of the worker, in the thread of the job and so in its connection."""
    leave_nothing()
    return call_next()
