"""The verbs of the plan. Each checks the rule, writes and logs; always inside a transaction."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from eenplan import audit
from eenplan.access.acting import Acting
from eenplan.cases.actions import reach
from eenplan.cases.models import Case, Delegate, Member, Milestone
from eenplan.conferences.models import Resolution
from eenplan.law.codes import DataCategory
from eenplan.network.models import LifeDomain
from eenplan.plans import queries, rules
from eenplan.plans.models import Action, Adoption, FamilyPlan, FamilyPlanPart, Goal, Plan
from eenplan.provisions.models import ThirdParty
from eenplan.ui.meanwhile import held


def start(who: Acting, case: Case, member: Member, summary: str = "") -> Plan:
    """Begin the plan of a person in the case (BGS 2.17); one per person, the database sees to that."""
    rules.may_write(queries.may(case).write)
    plan = Plan.objects.create(house=case.house, case=case, person=member.person, summary=summary)
    _record("plan.start", plan)
    return plan


def rewrite(who: Acting, plan: Plan, summary: str) -> None:
    """Write the strategy of the version being written; adopted versions keep their own."""
    rules.may_write(queries.may(plan.case).write)
    plan.summary = summary
    plan.save(update_fields=["summary"])
    _record("plan.rewrite", plan)


def add_goal(who: Acting, plan: Plan, domain: LifeDomain, text: str, replaces: Goal | None = None) -> Goal:
    """A goal in a life domain (R-16)."""
    draft = _write(plan)
    if plan.goals.filter(dropped_in=None, domain=domain, text=text).exists():
        raise ValidationError({"text": _("Dit doel staat al in het plan.")})
    goal = Goal.objects.create(
        house=plan.house,
        case=plan.case,
        plan=plan,
        domain=domain,
        text=text,
        added_in=draft,
        replaces=replaces,
        account_id=who.account_id,
    )
    _record("plan.goal", plan, thing=f"goal:{goal.pk}")
    return goal


def replace_goal(who: Acting, goal: Goal, domain: LifeDomain, text: str) -> Goal:
    """Say a goal differently: the old one stays in the versions that had it, its actions go with the new one."""
    if (domain.pk, text) == (goal.domain_id, goal.text):
        return goal
    drop(who, goal)
    return add_goal(who, goal.plan, domain, text, replaces=goal)


def add_action(
    who: Acting,
    plan: Plan,
    *,
    text: str,
    kind: str,
    delegate: Delegate,
    due_on: date,
    starts_on: date | None = None,
    goal: Goal | None = None,
    domain: LifeDomain | None = None,
    executor: ThirdParty | None = None,
    resolution: Resolution | None = None,
    replaces: Action | None = None,
) -> Action:
    """One organisation, one professional of it who takes part, one date (R-15); a third party may do the work (R-30)."""
    draft = _write(plan)
    settled = bool(resolution) or (replaces is not None and replaces.due_on == due_on)
    rules.due_in_time(due_on, timezone.localdate(), plan.case.retain_until, settled)
    if plan.actions.filter(queries.OPEN, text=text, responsible=delegate.account_id, due_on=due_on).exists():
        raise ValidationError({"text": _("Deze afspraak staat al in het plan.")})
    action = Action.objects.create(
        house=plan.house,
        case=plan.case,
        plan=plan,
        goal=goal,
        domain=None if goal else domain,
        resolution=resolution,
        text=text,
        kind=kind,
        organisation_id=delegate.participation.organisation_id,
        responsible_id=delegate.account_id,
        executor=executor,
        starts_on=starts_on,
        due_on=due_on,
        added_in=draft,
        replaces=replaces,
        account_id=who.account_id,
    )
    _record("plan.action", plan, thing=f"action:{action.pk}")
    return action


def replace_action(who: Acting, action: Action, **fields) -> Action:
    """Agree something else: the old action stays in the versions that had it."""
    drop(who, action)
    return add_action(who, action.plan, replaces=action, **fields)


def drop(who: Acting, part: Goal | Action) -> None:
    """Leave a goal or action out from the version being written on; earlier versions keep it."""
    draft = _write(part.plan)
    rules.may_change(held(part).dropped_in is not None or getattr(part, "done_at", None) is not None)
    part.dropped_in = draft
    part.save(update_fields=["dropped_in"])
    _record("plan.drop", part.plan, thing=f"{part._meta.model_name}:{part.pk}")


def adopt(who: Acting, plan: Plan, adopted_on: date) -> Adoption:
    """Adopt what has been written as the next version (BGS 2.17, WGS 2.31(5)); it never changes afterwards."""
    version = _write(plan)
    shown = queries.Shown(queries.plans(plan.case).get(pk=plan.pk))
    earliest = shown.adopted.adopted_on if shown.adopted else timezone.localdate(plan.case.opened_at)
    rules.may_adopt(shown.plan.summary, shown.changed, adopted_on, earliest, timezone.localdate())
    adoption = Adoption.objects.create(
        house=plan.house,
        case=plan.case,
        plan=plan,
        version=version,
        adopted_on=adopted_on,
        summary=shown.plan.summary,
        account_id=who.account_id,
    )
    reach(plan.case, Milestone.Kind.PLAN)
    _record("plan.adopt", plan, thing=f"version:{version}")
    return adoption


def finish(who: Acting, action: Action, result: str) -> None:
    """The responsible organisation marks its action done and says with what result (R-15)."""
    takes_part = queries.may(action.case).take_part
    rules.may_finish(
        action.organisation_id == who.organisation_id,
        takes_part,
        takes_part and (held(action).done_at is not None or action.dropped_in is not None),
    )
    action.done_at, action.result = timezone.now(), result
    action.save(update_fields=["done_at", "result"])
    _record("plan.finish", action.plan, thing=f"action:{action.pk}")


def align(
    who: Acting,
    case: Case,
    *,
    name: str,
    plans: list[Plan],
    in_circle: bool,
    interdependent: bool,
    necessary: bool,
    motivation: str,
) -> FamilyPlan:
    """Align plans into one family plan, after confirming the three conditions (BGS 2.20(2))."""
    rules.may_write(queries.may(case).write)
    rules.may_align(
        rules.one_circle([plan.person_id for plan in plans], queries.circles(case)),
        {
            _("de personen staan in elkaars directe kring"): in_circle,
            _("hun problemen hangen samen"): interdependent,
            _("afstemming is noodzakelijk"): necessary,
        },
        motivation,
    )
    family = FamilyPlan.objects.create(
        house=case.house,
        case=case,
        name=name,
        in_circle=in_circle,
        interdependent=interdependent,
        necessary=necessary,
        motivation=motivation,
        account_id=who.account_id,
    )
    for plan in plans:  # who joins this family plan leaves the one before
        FamilyPlanPart.objects.filter(plan=plan, until=None).update(until=timezone.now())
        FamilyPlanPart.objects.create(house=case.house, case=case, family_plan=family, plan=plan)
    _end_the_lonely(case)
    audit.record(
        "plan.align",
        house=case.house_id,
        case=case.pk,
        subjects=[plan.person_id for plan in plans],
        thing=f"family_plan:{family.pk}",
        categories=[DataCategory.SUPPORT],
    )
    return family


def detach(who: Acting, family: FamilyPlan, plan: Plan) -> None:
    """Take a plan out of its family plan; the plan itself stays."""
    rules.may_write(queries.may(family.case).write)
    family.parts.filter(plan=plan, until=None).update(until=timezone.now())
    _end_the_lonely(family.case)
    _record("plan.detach", plan, thing=f"family_plan:{family.pk}")


def take_over(who: Acting, resolution: Resolution) -> Action | None:
    """Make a resolution of the conference an action of the person's plan, begun if need be; nothing is typed twice.

    None when it names nobody responsible, for then it is a decision and no action, or a person who left the case.
    """
    case, due_on = resolution.case, resolution.due_on
    member = case.members.filter(person=resolution.person_id, until=None).first()
    if not (resolution.responsible_id and due_on and member):
        return None
    plan = case.plans.filter(person=resolution.person_id).first() or start(who, case, member)
    goal = plan.goals.filter(dropped_in=None, domain=resolution.domain_id).first() if resolution.domain_id else None
    delegate = case.delegates.select_related("participation").get(account=resolution.responsible_id, until=None)
    return add_action(
        who,
        plan,
        text=resolution.text,
        kind=resolution.kind,
        delegate=delegate,
        due_on=due_on,
        goal=goal,
        domain=resolution.domain,
        resolution=resolution,
    )


def _write(plan: Plan) -> int:
    """Lock the plan for writing; gives the number of the version being written."""
    rules.may_write(queries.may(plan.case).write)
    Plan.objects.select_for_update().filter(pk=plan.pk).exists()
    return (plan.adoptions.aggregate(last=Max("version"))["last"] or 0) + 1


def _end_the_lonely(case: Case) -> None:
    """A family plan of one is none."""
    for family in case.family_plans.all():
        left = family.parts.filter(until=None)
        if left.count() == 1:
            left.update(until=timezone.now())


def _record(act: str, plan: Plan, thing: str = "") -> None:
    audit.record(
        act,
        house=plan.house_id,
        case=plan.case_id,
        subjects=[plan.person_id],
        thing=thing or f"plan:{plan.pk}",
        categories=[DataCategory.SUPPORT],
    )
