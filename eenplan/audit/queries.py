"""What the supervisor reads. Reading the log is itself logged (R-73)."""

from django.db import connection

from eenplan.audit.models import Event

_VERIFY = "SELECT events, sealed, first_bad FROM audit_verify()"


def lines(*, case: int | None = None, account: int | None = None, subject: int | None = None, outcome: str = ""):
    """Log lines of the supervised houses, newest first, optionally of one case, account, person or outcome."""
    found = Event.objects.order_by("-id")
    wanted = {"case_id": case, "account_id": account, "subject_id": subject, "outcome": outcome or None}
    return found.filter(**{name: value for name, value in wanted.items() if value is not None})


def verify() -> dict:
    """Recompute the whole chain: {"events", "sealed", "ok", "first_bad"}; `first_bad` is a line number or None."""
    with connection.cursor() as cursor:
        cursor.execute(_VERIFY)
        events, sealed, first_bad = cursor.fetchone()
    return {"events": events, "sealed": sealed, "ok": first_bad is None, "first_bad": first_bad}


def seal() -> int:
    """Append all finished, unsealed lines to the hash chain; returns how many."""
    total = 0
    with connection.cursor() as cursor:
        while True:
            cursor.execute("SELECT audit_seal_lines()")
            (done,) = cursor.fetchone()
            total += done
            if not done:
                return total
