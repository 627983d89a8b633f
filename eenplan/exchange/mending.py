"""What happens when an item is wrong (BGS 1.7, R-31): reported, destroyed, or kept with a reason. Rectifying is `correct`."""

from django.utils import timezone

from eenplan.access.acting import Acting
from eenplan.cases.models import Case
from eenplan.exchange import log, rules
from eenplan.exchange.models import Destruction, ErrorReport, Item, Notice
from eenplan.law.calendar import workdays_after


def report(who: Acting, case: Case, item: Item, *, text: str, confirmed: str = "") -> ErrorReport:
    """Tell the supplier what is wrong in an item that one reads; it is due in the term of the house."""
    rules.may_report_error(case.scopes, item.supplier_id == case.speaks_for, item.status == Item.Status.VALID)
    made = ErrorReport.objects.create(
        house_id=case.house_id,
        case=case,
        item=item,
        organisation_id=who.organisation_id,
        account_id=who.account_id,
        text=text,
        due_on=workdays_after(timezone.localdate(), case.house.correction_days),
    )
    log.about_item("item.report", item, confirmed)
    return made


def destroy(who: Acting, case: Case, item: Item, *, reason: str, confirmed: str = "") -> Destruction:
    """Erase the words of an own item and of its earlier versions; that and why stays. Its recipients are told."""
    rules.may_supply(case.scopes)
    rules.may_correct(item.supplier_id == case.speaks_for, item.status)
    made = Destruction.objects.create(
        house_id=case.house_id, case=case, item=item, reason=reason, account_id=who.account_id
    )
    log.about_item("item.destroy", item, confirmed)
    return made


def keep(who: Acting, case: Case, error: ErrorReport, *, answer: str, confirmed: str = "") -> ErrorReport:
    """Answer an error report with why the item stays; who reported it is told."""
    rules.may_supply(case.scopes)
    rules.may_keep(error.item.supplier_id == case.speaks_for, bool(error.outcome))
    changed = ErrorReport.objects.filter(pk=error.pk, outcome="").update(
        outcome=ErrorReport.Outcome.KEPT, answer=answer, answered_at=timezone.now()
    )
    rules.may_keep(own=True, answered=not changed)  # a colleague was first
    log.about_item("item.keep", error.item, confirmed)
    return error


def inform_source(who: Acting, case: Case, error: ErrorReport) -> None:
    """Record that the organisation from which the wrong data came was told (BGS 1.7)."""
    changed = error.outcome in (ErrorReport.Outcome.RECTIFIED, ErrorReport.Outcome.DESTROYED)
    own = error.item.supplier_id == case.speaks_for
    rules.source_to_inform(own, changed, error.source_informed_at is not None)
    ErrorReport.objects.filter(pk=error.pk, source_informed_at=None).update(
        source_informed_at=timezone.now(), source_informed_by=who.account_id
    )
    log.about_item("item.source_informed", error.item)


def acknowledge(who: Acting, case: Case, notice: Notice) -> None:
    """The organisation has seen a notice; seen twice is seen once. Of one that has left, who told it says so."""
    changed = case.notices.filter(pk=notice.pk, seen_at=None).update(seen_at=timezone.now(), seen_by=who.account_id)
    rules.may_acknowledge(bool(changed) or notice.seen_at is not None)
    log.about_item("notice.seen", notice.item)
