"""The verbs of supervision: hand over the log, make the audit file, close a review. Each is itself a line in the log."""

from collections.abc import Iterator
from datetime import date

from django.utils import timezone

from eenplan.access.acting import Acting, take_up_to
from eenplan.audit import dossier, exports, rules
from eenplan.audit.models import Review
from eenplan.audit.trail import record


def export(who: Acting, *, shape: str, house: int, since: date, until: date, purpose: str) -> Iterator[str]:
    """The log of a period as lines of JSON in the shape of a standard (R-74)."""
    take_up_to(minutes=1)
    record("log.export", house=house, thing=shape, detail=f"purpose={purpose}&since={since}&until={until}")
    return exports.lines(shape, exports.of_period(house, since, until))


def export_page(who: Acting, *, shape: str, house: int, since: date, until: date, purpose: str) -> str:
    """The same, at once. Raises Refusal when it is too much for one page."""
    found = exports.of_shape(shape, exports.of_period(house, since, until))
    rules.may_hand_over(found[: rules.AT_MOST_LINES + 1].count())
    return "".join(export(who, shape=shape, house=house, since=since, until=until, purpose=purpose))


def hand_over_evidence(who: Acting, *, house: int, since: date, until: date, purpose: str) -> bytes:
    """The audit file of a period as one zip (R-86, WGS 1.10)."""
    take_up_to(minutes=1)
    content = dossier.make(house, since, until)
    record("evidence.export", house=house, detail=f"purpose={purpose}&since={since}&until={until}")
    return content


def close_review(who: Acting, review: Review, *, findings: str, measures: str) -> Review:
    """Record what the monthly look at the log brought, and close it (R-76)."""
    rules.may_close(review.closed_at)
    review.findings, review.measures = findings, measures
    review.account_id, review.closed_at = who.account_id, timezone.now()
    review.save(update_fields=["findings", "measures", "account", "closed_at"])
    record("log.review", house=review.house_id, thing=f"review:{review.pk}")
    return review
