"""What pages read about cases, in few SQL statements. Access is not filtered here: row security does that."""

from collections import defaultdict
from collections.abc import Iterable

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localdate

from eenplan.access.acting import Acting
from eenplan.access.models import Grant
from eenplan.cases import steps
from eenplan.cases.models import (
    Case,
    Closing,
    Delegate,
    Direction,
    Member,
    Milestone,
    Participation,
    Phase,
)
from eenplan.cases.rules import REACHED_BY, Status
from eenplan.referrals.models import Decision, Referral


def with_facts(cases: QuerySet[Case] | None = None) -> QuerySet[Case]:
    """Cases with the moments from which their status follows."""
    cases = Case.objects.all() if cases is None else cases
    return cases.select_related("house").annotate(**{
        f"{kind}_at": Subquery(Milestone.objects.filter(case=OuterRef("pk"), kind=kind).order_by("-at").values("at")[:1])
        for kind in Milestone.Kind.values
    })


def with_content(who: Acting) -> QuerySet[Case]:
    """Open cases whose content one may see, with the scopes that one has on them. Who is only asked to direct sees none."""
    now = timezone.now()
    mine = Grant.objects.filter(Q(until=None) | Q(until__gt=now), account=who.account_id, kind=Grant.Kind.CASE,
                                object_id=OuterRef("pk"))
    return with_facts().filter(Exists(Participation.objects.filter(case=OuterRef("pk"))), closed_at=None).annotate(
        scopes=ArraySubquery(mine.values("scope")))


def in_status(cases: QuerySet[Case], status: str) -> QuerySet[Case]:
    """The cases (`with_facts`) of one status: the same facts as `rules.status`, asked of the database."""
    if status == Status.CLOSED:
        return cases.filter(closed_at__isnull=False)
    further = [fact for fact, step in REACHED_BY if _order(step) > _order(status)]
    own = [fact for fact, step in REACHED_BY if step == status]
    return cases.filter(closed_at=None, **{f"{fact}__isnull": True for fact in further},
                        **{f"{fact}__isnull": False for fact in own})


def _order(status: str) -> int:
    return Status.values.index(status)


def subjects(case: Case) -> list[Member]:
    """The referred persons of the case, now."""
    return list(case.members.filter(part=Member.Part.SUBJECT, until=None).select_related("person"))


def directed_by(who: Acting) -> Q:
    """Condition for "my cases": I direct, or my organisation directs the case."""
    mine = Direction.objects.filter(
        Q(account=who.account_id) | Q(kind=Direction.Kind.CASE, account__professional__organisation=who.organisation_id),
        case=OuterRef("pk"), until=None, accepted_at__isnull=False)
    return Q(Exists(mine))


def furnish(cases: Iterable[Case]) -> list[Case]:
    """Hang on each listed case its subjects, directors and next steps: a constant number of statements."""
    cases = list(cases)
    numbers = [case.pk for case in cases]
    people, directors = defaultdict(list), defaultdict(dict)
    for member in Member.objects.filter(case__in=numbers, part=Member.Part.SUBJECT, until=None).select_related("person"):
        people[member.case_id].append(member)
    for direction in Direction.objects.filter(case__in=numbers, until=None, accepted_at__isnull=False).select_related(
            "account__professional__organisation"):
        directors[direction.case_id][direction.kind] = direction
    planned = steps.planned(numbers)
    for case in cases:
        case.subjects, case.directors = people[case.pk], directors[case.pk]
        case.next_steps = sorted([*planned.get(case.pk, []), *filter(None, [case.term])])
    return cases


def known_elsewhere(case: Case) -> list[dict]:
    """The persons of this case who are in another open case of the house too: whom to call, never what (R-14)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT m.person_id, k.director, k.phone FROM cases_member m, cases_also_known(m.person_id, m.case_id) k"
            " WHERE m.case_id = %s AND m.until IS NULL", [case.pk])
        return [{"person": person, "director": director, "phone": phone} for person, director, phone in cursor.fetchall()]


def members(case: Case) -> list[Member]:
    """Everybody in the case now, referred persons first."""
    return list(case.members.filter(until=None).select_related("person", "circle_of"))


def participations(case: Case) -> list[Participation]:
    """The organisations that take part now, each with its professionals in `.named`."""
    named = Delegate.objects.filter(until=None).select_related("account__professional").order_by("account__name")
    return list(case.participations.filter(until=None).select_related("organisation", "decided_by")
                .prefetch_related(Prefetch("delegates", named, to_attr="named")))


def directions(case: Case) -> dict:
    """Per kind who directs (`now`), who is asked (`asked`), who did (`before`)."""
    found = {kind: {"kind": kind, "label": kind.label, "now": None, "asked": None, "before": []} for kind in Direction.Kind}
    for direction in case.directions.select_related("account__professional__organisation").order_by("-proposed_at", "-pk"):
        mine = found[Direction.Kind(direction.kind)]
        if direction.until is None:
            mine["now" if direction.accepted_at else "asked"] = direction
        else:
            mine["before"].append(direction)
    return {kind.value: mine for kind, mine in found.items()}


def phases(case: Case) -> list[Phase]:
    """The AVE phases, the present one first."""
    return list(case.phases.select_related("operational", "administrative", "account"))


def origin(case: Case) -> dict:
    """The referral behind the case, and the decision that admitted it and fixed its purpose (R-06)."""
    referral = Referral.objects.filter(pk=case.referral_id).select_related("organisation", "account").first()
    decision = Decision.objects.filter(referral=case.referral_id, outcome=Decision.Outcome.ADMIT).select_related(
        "organisation", "account").first()
    return {"referral": referral, "decision": decision}


def closing(case: Case) -> Closing | None:
    """How a case ended."""
    return Closing.objects.filter(case=case).select_related("organisation", "follow_up").first()


def asked(who: Acting, case: Case) -> Direction | None:
    """The direction that who acts is asked to accept."""
    return case.directions.filter(account=who.account_id, accepted_at=None, until=None).first()


def road(case: Case) -> list[dict]:
    """The road of the case for the component `steps`."""
    reached = {step: getattr(case, fact) for fact, step in REACHED_BY}
    here = _order(case.status)
    road = []
    for status in Status:
        if status == Status.CLOSED:
            continue
        at = reached.get(status) or (case.opened_at if status == Status.GATHERING else None)
        state = "done" if _order(status) < here else "current" if _order(status) == here else "todo"
        road.append({"label": str(status.label).capitalize(), "state": state, "note": date_format(localdate(at), "j M Y") if at else ""})
    return road
