"""The verbs of holding: place, review, end."""

from datetime import date

from django.utils import timezone

from eenplan import audit
from eenplan.access.acting import Acting
from eenplan.cases.models import Case
from eenplan.network.models import Professional
from eenplan.retention.holds import queries, rules
from eenplan.retention.models import Hold
from eenplan.ui.meanwhile import held


def place(who: Acting, case: Case, *, kind: str, ground: str, reviewer: Professional, review_on: date) -> Hold:
    """Forbid the destruction of a case for as long as this stands; somebody reviews it within a year (R-57)."""
    rules.may_hold(queries.may_hold(who, case))
    rules.is_reviewed(review_on, timezone.localdate())
    rules.by_another(reviewer.pk == who.account_id)
    audit.record("hold.place", house=case.house_id, case=case.pk, detail=kind)
    return Hold.objects.create(
        house_id=case.house_id,
        case_id=case.pk,
        kind=kind,
        ground=ground,
        reviewer_id=reviewer.pk,
        review_on=review_on,
        account_id=who.account_id,
    )


def review(who: Acting, hold: Hold, *, review_on: date) -> None:
    """It is still needed; look again on another date."""
    _change(who, hold)
    rules.is_reviewed(review_on, timezone.localdate())
    rules.by_another(hold.account_id == who.account_id)
    hold.review_on, hold.reviewed_at = review_on, timezone.now()
    hold.save(update_fields=["review_on", "reviewed_at"])
    audit.record("hold.review", house=hold.house_id, case=hold.case_id, detail=f"tot {review_on}")


def end(who: Acting, hold: Hold, *, end_reason: str) -> None:
    """It is no longer needed: from now on the term counts again."""
    _change(who, hold)
    hold.ended_at, hold.end_reason = timezone.now(), end_reason
    hold.save(update_fields=["ended_at", "end_reason"])
    audit.record("hold.end", house=hold.house_id, case=hold.case_id)


def _change(who: Acting, hold: Hold) -> None:
    rules.may_hold(queries.may_change(who, hold))
    rules.still_stands(held(hold).ended_at is None)
