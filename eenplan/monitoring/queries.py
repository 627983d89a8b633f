"""What the pages of monitoring read, in few statements. Access is not filtered here: row security does that."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from eenplan.access.acting import Acting
from eenplan.cases.models import Case
from eenplan.cases.queries import directing, my_grants
from eenplan.cases.rules import Step
from eenplan.law.calendar import months_after, past, past_in
from eenplan.monitoring import rules
from eenplan.monitoring.models import Evaluation, Progress, Score
from eenplan.monitoring.rules import Moment
from eenplan.network.models import LifeDomain
from eenplan.plans import queries as plans
from eenplan.plans.models import Action, Adoption
from eenplan.ui.work import WorkItem

#: how long before its date a director sees an evaluation or plan coming
AHEAD = timedelta(days=14)

TONES = {
    Progress.State.WELL: ("circle-check", "success"),
    Progress.State.STALLED: ("alert-triangle", "warning"),
    Progress.State.BETTER: ("arrow-up", "success"),
    Progress.State.SAME: ("circle-dot", "neutral"),
    Progress.State.WORSE: ("arrow-down", "warning"),
    Progress.State.REACHED: ("circle-check", "success"),
}


# --- dates: what is due --------------------------------------------------------------------------


def in_moment() -> dict[Moment, Q]:
    """`rules.moment` as conditions on actions."""
    end, undone = months_after(timezone.localdate(), 1), Q(done_at=None)
    return {
        Moment.LATE: undone & past_in("due_on"),
        Moment.MONTH: undone & ~past_in("due_on") & Q(due_on__lte=end),
        Moment.LATER: undone & Q(due_on__gt=end),
        Moment.DONE: Q(done_at__isnull=False),
    }


def my_cases(who: Acting) -> QuerySet:
    """Numbers of the cases one directs or works on now."""
    return my_grants(who).exclude(scope="asked").values("object_id")


def actions(who: Acting, whose: str = "") -> QuerySet[Action]:
    """Actions in force of one's cases: all, one's own, those of one's organisation, or of the cases one directs."""
    directed = directing().filter(account=who.account_id, case=OuterRef("case"))
    mine = {
        "mij": Q(responsible=who.account_id),
        "organisatie": Q(organisation=who.organisation_id),
        "regie": Q(Exists(directed)),
    }.get(whose, Q())
    return Action.objects.filter(mine, dropped_in=None, case__in=my_cases(who), case__closed_at=None)


def counts(found: QuerySet[Action]) -> dict[str, int]:
    """How many actions stand in each moment."""
    return found.aggregate(**{moment.value: Count("pk", filter=condition) for moment, condition in in_moment().items()})


def listed(found: QuerySet[Action], moment: Moment) -> QuerySet[Action]:
    """The actions of one moment with what a list shows; the oldest date first, what is done last done first."""
    order = ("-done_at", "-pk") if moment == Moment.DONE else ("due_on", "pk")
    return (
        found.filter(in_moment()[moment])
        .select_related("case", "plan__person", "organisation", "responsible")
        .order_by(*order)
    )


@dataclass(frozen=True)
class Due:
    """A case with something to be done by its directors."""

    case: Case
    what: str
    due_on: date
    url: str

    @property
    def late(self) -> bool:
        return past(self.due_on)


def due(cases: QuerySet[Case], until: date) -> list[Due]:
    """Plans that are missing and evaluations to be held, up to a date, the oldest first; one statement."""
    last = Evaluation.objects.filter(case=OuterRef("pk")).order_by("-held_on", "-pk")
    first = Adoption.objects.filter(case=OuterRef("pk")).order_by().values("case").annotate(day=Min("adopted_on"))
    cases = (
        cases.filter(closed_at=None)
        .select_related("house")
        .annotate(
            evaluated=Subquery(last.values("held_on")[:1]),
            next_on=Subquery(last.values("next_on")[:1]),
            planned=Subquery(first.values("day")),
        )
    )
    found = [item for case in cases if (item := _due(case)) and item.due_on <= until]
    return sorted(found, key=lambda item: item.due_on)


def _due(case: Case) -> Due | None:
    if not case.planned:
        day = timezone.localdate(case.opened_at) + timedelta(weeks=case.house.plan_weeks)
        return Due(case, _("Plan vaststellen"), day, reverse("plans:plan", args=[case.number]))
    if case.evaluated and not case.next_on:  # scaled down: closing comes next
        return None
    day = case.next_on or months_after(case.planned, case.house.evaluation_months)
    return Due(case, _("Evaluatie houden"), day, reverse("monitoring:case", args=[case.number]))


def directed(who: Acting) -> QuerySet[Case]:
    """The cases one directs."""
    mine = directing().filter(account=who.account_id)
    return Case.objects.filter(pk__in=mine.values("case"))


def my_work(who: Acting) -> list[WorkItem]:
    """My actions, and what the cases I direct are waiting for."""
    mine = Action.objects.filter(plans.OPEN, responsible=who.account_id, case__closed_at=None).select_related("case")
    return [
        *(
            WorkItem(
                _("Afspraak"),
                action.text,
                reverse("plans:one", args=[action.case.number, action.plan_id]),
                action.due_on,
                action.case.number,
                "checklist",
            )
            for action in mine
        ),
        *(
            WorkItem(
                _("Voortgang"),
                f"{item.case.number}: {item.what.lower()}",
                item.url,
                item.due_on,
                "",
                "clipboard-check",
            )
            for item in due(directed(who), timezone.localdate() + AHEAD)
        ),
    ]


def planned(cases: Iterable[int]) -> dict[int, list[Step]]:
    """The next evaluation of each of these cases as agreed on, for the list of next steps."""
    last = Evaluation.objects.filter(case__in=cases).order_by("case", "-held_on", "-pk").distinct("case")
    return {one.case_id: [Step(one.next_on, _("evaluatie"))] for one in last if one.next_on}


# --- one case ------------------------------------------------------------------------------------


def overview(who: Acting, case: Case) -> dict | None:
    """The panel on the overview of a case: what is late, what comes next, how much is done."""
    every = list(case.actions.filter(dropped_in=None).select_related("organisation", "plan__person"))
    undone = [action for action in every if not action.done_at]
    return (
        {
            "total": len(every),
            "done": len(every) - len(undone),
            "next": undone[:5],
            "late": sum(action.late for action in undone),
        }
        if every
        else None
    )


@dataclass
class Entry:
    """One thing that happened, on the timeline."""

    when: date | datetime
    at: datetime
    title: str
    who: str
    text: str
    symbol: str
    tone: str


@dataclass
class Followed:
    """A plan with the progress of its goals and actions, the last report of each hung on it."""

    shown: plans.Shown
    progress: list[Progress] = field(default_factory=list)

    def __post_init__(self):
        plan = self.shown.plan
        for kind, parts, every in (
            ("goal", self.shown.goals, plan.goals),
            ("action", self.shown.actions, plan.actions),
        ):
            replaced = {part.pk: part.replaces_id for part in every.all()}
            for part in parts:
                said_of = plans.line(part.pk, replaced)
                part.last = next((one for one in self.progress if getattr(one, f"{kind}_id") in said_of), None)


def followed(case: Case) -> list[Followed]:
    """The plans of the case with their progress, newest first."""
    by_plan = defaultdict(list)
    for one in Progress.objects.filter(case=case).select_related("account", "organisation", "goal", "action"):
        by_plan[(one.goal or one.action).plan_id].append(one)
    return [Followed(plans.Shown(plan), by_plan[plan.pk]) for plan in plans.plans(case)]


def timeline(followed: list[Followed], evaluations: list[Evaluation]) -> list[Entry]:
    """What happened in the case, newest first."""
    entries = [_evaluated(evaluation) for evaluation in evaluations]
    for one in followed:
        name = one.shown.plan.person.full_name
        entries += [_reported(progress, name) for progress in one.progress]
        entries += [
            Entry(
                action.done_at or action.at,
                action.done_at or action.at,
                f"{name}: {action.text} – {_('afgerond')}",
                action.organisation.name,
                action.result,
                "circle-check",
                "success",
            )
            for action in one.shown.done
        ]
    return sorted(entries, key=lambda entry: entry.at, reverse=True)


def _reported(progress: Progress, name: str) -> Entry:
    symbol, tone = TONES[Progress.State(progress.state)]
    part = progress.goal or progress.action
    return Entry(
        progress.at,
        progress.at,
        f"{name}: {part.text} – {progress.get_state_display()}",
        f"{progress.account.name}, {progress.organisation.name}",
        progress.text,
        symbol,
        tone,
    )


def _evaluated(evaluation: Evaluation) -> Entry:
    evening = timezone.make_aware(datetime.combine(evaluation.held_on, time.max))
    return Entry(
        evaluation.held_on,
        min(evaluation.at, evening),
        _("Evaluatie: %(advice)s") % {"advice": evaluation.get_advice_display()},
        evaluation.account.name,
        evaluation.conclusion,
        "clipboard-check",
        "accent",
    )


@dataclass(frozen=True)
class Judged:
    """What was judged of one domain: the judgement that counts, and those before it."""

    domain: LifeDomain
    now: Score
    earlier: list[Score]

    @property
    def fresh(self) -> bool:
        return rules.fresh(self.now.measured_on, timezone.localdate())


def judgements(case: Case) -> dict[int, list[Judged]]:
    """Per person what was judged of each domain; of one day the last entered counts. No total is made of it (R-79)."""
    found: dict[int, dict[LifeDomain, list[Score]]] = defaultdict(lambda: defaultdict(list))
    for score in case.scores.select_related("domain", "account__professional__organisation").order_by(
        "domain__position", "-measured_on", "-pk"
    ):
        found[score.person_id][score.domain].append(score)
    return {
        person: [Judged(domain, scores[0], scores[1:]) for domain, scores in domains.items()]
        for person, domains in found.items()
    }
