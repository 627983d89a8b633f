"""Warning that the term of a case comes near: 12, 6, 3 and 1 months before it (R-58)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from eenplan.access.acting import Acting
from eenplan.cases.models import Case
from eenplan.cases.queries import my_grants
from eenplan.law.calendar import months_after, written
from eenplan.law.codes import Role
from eenplan.law.rules import cites
from eenplan.network.models import House
from eenplan.retention import rules
from eenplan.retention.engine import Outcome
from eenplan.retention.models import Hold, Renewal
from eenplan.ui.work import WorkItem

#: so many months before the term everybody on the case hears of it
STAGES = (12, 6, 3, 1)


@cites("WGS 1.8(7)", "R-58")
def stage(retain_until: date, day: date) -> int | None:
    """The nearest stage that was reached on a day; None before the first, and from the term on. The database reckons alike."""
    if day >= retain_until:
        return None
    return min((months for months in STAGES if day >= months_after(retain_until, -months)), default=None)


@dataclass(frozen=True)
class Term:
    """The term of a case as its page and "mijn werk" show it."""

    retain_until: date
    months: int | None
    renewing: bool
    held: bool

    @property
    def near(self) -> bool:
        return self.months is not None

    @property
    def passed(self) -> bool:
        return self.retain_until <= timezone.localdate()

    @property
    def words(self) -> str:
        """How long there is left, as everybody says it."""
        if self.months is None:
            return ""
        if self.months == 1:
            return _("nog hooguit een maand")
        return _("nog hooguit %(months)s maanden") % {"months": self.months}


def term(case: Case) -> Term:
    """The term of one case, whether a renewal is proposed, and whether something holds it: one statement."""
    facts = Case.objects.filter(pk=case.pk).values(
        renewing=Exists(Renewal.objects.filter(case=OuterRef("pk"), started_at=None, withdrawn_at=None)),
        held=Exists(Hold.objects.filter(case=OuterRef("pk"), ended_at=None)),
    )
    return Term(case.retain_until, stage(case.retain_until, timezone.localdate()), **facts.get())


def panel(who: Acting, case: Case) -> dict:
    """The term of an open case, for its overview."""
    return {"term": term(case)}


def closed_panel(who: Acting, case: Case) -> dict:
    """When a closed case goes, or what holds it, on what little is shown of it."""
    holds = list(case.holds.filter(ended_at=None))
    release = case.releases.first()
    destroy_on = release.destroy_on if release else None
    return {
        "end": rules.end_of_case(case.retain_until, release.told_on if release else None, destroy_on, held=bool(holds)),
        "holds": holds,
        "may_hold": who.has(Role.CONTACT_POINT, house=case.house_id),
    }


def my_work(who: Acting) -> list[WorkItem]:
    """Cases of which the term comes near, one line per case, for everybody who works on it."""
    today = timezone.localdate()
    return [
        WorkItem(
            kind=_("Bewaartermijn"),
            title=_("%(number)s: gegevens worden vernietigd op %(day)s")
            % {"number": case.number, "day": written(case.retain_until)},
            url=reverse("retention:renewals", args=[case.number]),
            due=case.retain_until - timedelta(days=1),
            icon="hourglass",
        )
        for case in _near(who, today)
    ]


def _near(who: Acting, today: date) -> QuerySet[Case]:
    mine = my_grants(who).filter(object_id=OuterRef("pk"), scope__in=["take_part", "decide", "direct"])
    running = Renewal.objects.filter(case=OuterRef("pk"), started_at=None, withdrawn_at=None)
    near = Case.objects.filter(Exists(mine), closed_at=None, retain_until__lte=months_after(today, max(STAGES)))
    return near.exclude(Exists(running)).order_by("retain_until")


def warn(who: Acting, house: House, day: date, dry_run: bool) -> Iterator[Outcome]:
    """A step of the engine: who reached a stage is warned about once; the facts themselves stand in "mijn werk"."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT months, count(*) FROM retention_warn(%s, %s, %s) GROUP BY 1 ORDER BY 1 DESC",
            [
                house.pk,
                day,
                not dry_run,
            ],
        )
        for months, number in cursor.fetchall():
            yield Outcome("R-58", "WGS 1.8(7)", "warned", f"case:{months}", number)
