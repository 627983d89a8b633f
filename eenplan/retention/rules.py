"""When something may be kept no longer. Plain functions over plain values; the database reckons alike (policies.sql)."""

from collections.abc import Collection
from datetime import date

from eenplan.cases.rules import months_after
from eenplan.law.rules import cites


@cites("WGS 1.8(7)", "R-50")
def end_of_term(first_processed: date, years: int, renewals: Collection[date] = ()) -> date:
    """The last day a case is kept: years after its first processing, or the end of its last renewal."""
    return max([months_after(first_processed, 12 * years), *renewals])
