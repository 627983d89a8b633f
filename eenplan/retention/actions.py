"""The decision that a case is no longer necessary. What follows from it, the engine does."""

from datetime import date

from django.db import connection
from django.utils import timezone

from eenplan import audit
from eenplan.access.acting import Acting
from eenplan.cases.models import Case
from eenplan.retention import queries, rules
from eenplan.retention.models import Release


def release(who: Acting, case: Case, *, destroy_on: date, motive: str) -> Release:
    """Decide that the case, once closed, is destroyed on a day before its term (R-51)."""
    rules.may_release(case.scopes, queries.found_unnecessary(case))
    rules.earlier_than_term(destroy_on, timezone.localdate(), case.retain_until)
    made = Release.objects.create(
        house=case.house,
        case=case,
        destroy_on=destroy_on,
        motive=motive,
        organisation_id=who.organisation_id,
        account_id=who.account_id,
    )
    audit.record("retention.release", house=case.house_id, case=case.pk, thing=str(destroy_on))
    return made


def take_back(who: Acting, case: Case) -> bool:
    """Take the decision back, as long as the case is open; False when there was none."""
    rules.may_release(case.scopes, False)
    with connection.cursor() as cursor:  # the ORM would first delete what others said of it, which goes along by itself
        cursor.execute("DELETE FROM retention_release WHERE case_id = %s", [case.pk])
        if not cursor.rowcount:
            return False
    audit.record("retention.take_back", house=case.house_id, case=case.pk)
    return True
