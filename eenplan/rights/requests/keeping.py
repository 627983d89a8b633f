"""How long a request is kept: as a step of the engine that applies all terms (WGS 1.8(7)).

What a request tells about a person goes with that person's data; a letter may not outlive the file it copies. That a request
was made, when, and how it was decided, stays for a term of the house (five years: the limitation of BW 3:310), without saying
whose it was.
"""

from collections.abc import Iterator
from datetime import date

from django.db import connection

from eenplan.access.acting import Acting
from eenplan.law.rules import cites
from eenplan.network.models import House
from eenplan.retention.engine import Outcome


@cites("WGS 1.8(7)", "R-40")
def forget(who: Acting, house: House, day: date, dry_run: bool) -> Iterator[Outcome]:
    """Destroy the requests that were decided so many years ago; a dry run only counts them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT rights_forget(%s, %s, %s)", [house.pk, day, dry_run])
        number = cursor.fetchone()[0]
    if number:
        yield Outcome("R-40", "WGS 1.8(7)", "destroyed", "request", number)
