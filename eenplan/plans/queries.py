"""What the pages of the plan read, in few statements. Access is not filtered here: row security does that."""

from dataclasses import dataclass, field

from django.db import connection
from django.db.models import Prefetch, Q, QuerySet

from eenplan.cases.models import Case, Member
from eenplan.cases.queries import with_subjects
from eenplan.law.codes import ActionKind
from eenplan.network.models import LifeDomain
from eenplan.plans import rules
from eenplan.plans.models import Action, Adoption, FamilyPlanPart, Goal, Plan

#: open: in the plan as it is being written, and not done
OPEN = Q(dropped_in=None, done_at=None)


@dataclass(frozen=True)
class May:
    """What who acts may do in a case: write its plans, take part for an organisation, work on it at all."""

    write: bool
    take_part: bool
    work: bool


def may(case: Case) -> May:
    """The database's own answer, to draw the right buttons and to refuse with a reason."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT %(case)s = ANY ((SELECT plans_writes())::bigint[]), %(case)s = ANY ((SELECT plans_takes_part())::bigint[]),"
            " %(case)s = ANY ((SELECT access_cases())::bigint[])",
            {"case": case.pk},
        )
        return May(*cursor.fetchone())


def domains(house: int) -> QuerySet[LifeDomain]:
    """The life domains in use in a house (R-16)."""
    return LifeDomain.objects.filter(house=house, active=True)


def plans(case: Case) -> QuerySet[Plan]:
    """The plans of a case with all their parts, of every version."""
    actions = Action.objects.select_related(
        "goal__domain", "domain", "organisation", "responsible", "executor__organisation"
    )
    return (
        case.plans.select_related("person")
        .order_by("pk")
        .prefetch_related(
            Prefetch("goals", Goal.objects.select_related("domain")),
            Prefetch("actions", actions),
            Prefetch("adoptions", Adoption.objects.select_related("account")),
        )
    )


@dataclass
class Shown:
    """One version of a plan as a page draws it; `version` is the one being written unless another is asked."""

    plan: Plan
    version: int = 0
    adoptions: list[Adoption] = field(init=False)
    goals: list[Goal] = field(init=False)
    loose: list[Action] = field(init=False)
    actions: list[Action] = field(init=False)

    def __post_init__(self):
        self.adoptions = list(self.plan.adoptions.all())
        self.version = self.version or self.draft
        self.actions = [action for action in self.plan.actions.all() if self._holds(action)]
        self.goals = [goal for goal in self.plan.goals.all() if self._holds(goal)]
        replaced = {goal.pk: goal.replaces_id for goal in self.plan.goals.all()}
        # an action serves a goal however it is said: the line of successors is one goal
        under: dict[int | None, list[Action]] = {line(goal.pk, replaced)[-1]: [] for goal in self.goals}
        self.loose = []
        for action in self.actions:
            under.get(line(action.goal_id, replaced)[-1], self.loose).append(action)
        for goal in self.goals:
            goal.shown_actions = under[line(goal.pk, replaced)[-1]]

    def _holds(self, part) -> bool:
        return rules.in_version(part.added_in, part.dropped_in, self.version)

    @property
    def adopted(self) -> Adoption | None:
        """The version in force: the last adopted."""
        return self.adoptions[-1] if self.adoptions else None

    @property
    def draft(self) -> int:
        """The number of the version being written."""
        return self.adopted.version + 1 if self.adopted else 1

    @property
    def strategy(self) -> str:
        adoption = next((one for one in self.adoptions if one.version == self.version), None)
        return adoption.summary if adoption else self.plan.summary

    @property
    def dropped(self) -> list[Goal | Action]:
        """What was in the adopted version and is not in the one being written."""
        parts = [*self.plan.goals.all(), *self.plan.actions.all()]
        return [part for part in parts if part.dropped_in == self.draft and part.added_in < self.draft]

    @property
    def changed(self) -> bool:
        """Does the version being written differ from the adopted one?"""
        added = any(
            part.added_in == self.draft and part.dropped_in is None
            for part in (*self.plan.goals.all(), *self.plan.actions.all())
        )
        return added or bool(self.dropped) or not self.adopted or self.adopted.summary != self.plan.summary

    @property
    def open(self) -> list[Action]:
        return [action for action in self.actions if action.done_at is None]

    @property
    def done(self) -> list[Action]:
        return [action for action in self.actions if action.done_at is not None]

    @property
    def by_domain(self) -> list[Action]:
        """The actions by life domain, those without one last."""

        def place(action):
            domain = action.life_domain
            return (domain is None, domain.position if domain else 0, action.due_on)

        return sorted(self.actions, key=place)

    @property
    def legs(self) -> list[tuple[str, int]]:
        """How many actions stand in each leg."""
        kinds = [ActionKind(action.kind).leg for action in self.actions]
        return [(label, kinds.count(leg)) for leg, label in rules.LEGS.items()]

    @property
    def empty_legs(self) -> list[str]:
        return rules.empty_legs(action.kind for action in self.actions)


def line(part: int | None, replaced: dict) -> list[int | None]:
    """A part and what it replaced, back to the first; `replaced` says of each part which one it replaced."""
    found = [part]
    while replaced.get(found[-1]):
        found.append(replaced[found[-1]])
    return found


def people(case: Case) -> list[Member]:
    """Who is in the case, referred persons first, with the plan and the family plan of each hung on it."""
    members = with_subjects(
        case,
        case.members.select_related("person", "circle_of")
        .filter(Q(until=None) | Q(person__in=case.plans.values("person")))
        .order_by("-part", "pk"),
    )
    shown = {plan.person_id: Shown(plan) for plan in plans(case)}
    families = {
        part.plan_id: part.family_plan
        for part in FamilyPlanPart.objects.filter(case=case, until=None).select_related("family_plan__account")
    }
    now = {member.person_id: member for member in sorted(members, key=lambda one: one.until is None)}
    members = [member for member in members if now[member.person_id] is member]  # who came back is one person
    for member in members:
        member.shown = shown.get(member.person_id)
        member.family = member.shown and families.get(member.shown.plan.pk)
    return members


def circles(case: Case) -> dict[int, set[int]]:
    """Per referred person who is in its direct circle now, by person number."""
    members = list(case.members.filter(until=None))
    person_of = {member.pk: member.person_id for member in members}
    found: dict[int, set[int]] = {member.person_id: set() for member in members if member.part == Member.Part.SUBJECT}
    for member in members:
        if member.circle_of_id in person_of:
            found[person_of[member.circle_of_id]].add(member.person_id)
    return found
