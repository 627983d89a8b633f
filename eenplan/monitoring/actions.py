"""The verbs of monitoring: what is recorded is appended, never edited."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from eenplan import audit
from eenplan.access.acting import Acting
from eenplan.cases.actions import reach
from eenplan.cases.models import Case, Member, Milestone
from eenplan.law.calendar import months_after
from eenplan.law.codes import DataCategory
from eenplan.monitoring import rules
from eenplan.monitoring.models import Evaluation, Progress, Score
from eenplan.network.models import LifeDomain
from eenplan.plans import queries as plans
from eenplan.plans.actions import finish
from eenplan.plans.models import Action, Goal


def report(who: Acting, part: Goal | Action, state: str, text: str) -> Progress:
    """Say how a goal or an own action stands; an action that is reached is done, with what is said as its result (R-15)."""
    if isinstance(part, Action):
        rules.may_report(part.organisation_id == who.organisation_id, plans.may(part.case).take_part)
    else:
        rules.works_on_case(plans.may(part.case).work)
    kind = "action" if isinstance(part, Action) else "goal"
    last = part.progress.filter(account=who.account_id).first()
    if last and (last.state, last.text) == (state, text):
        raise ValidationError({"text": _("Dit hebt u zojuist al gemeld.")})
    if isinstance(part, Action) and state == Progress.State.REACHED:
        finish(who, part, text)
    progress = Progress.objects.create(
        house=part.house,
        case=part.case,
        state=state,
        text=text,
        account_id=who.account_id,
        organisation_id=who.organisation_id,
        **{kind: part},
    )
    audit.record(
        "progress.report",
        house=part.house_id,
        case=part.case_id,
        subjects=[part.plan.person_id],
        thing=f"{kind}:{part.pk}",
        categories=[DataCategory.SUPPORT],
    )
    return progress


def evaluate(
    who: Acting, case: Case, *, held_on: date, conclusion: str, necessary: bool, advice: str, next_on: date | None
) -> Evaluation:
    """Record the evaluation; whether processing is still necessary is said each time (WGS 1.8(7), R-51)."""
    closing = advice == Evaluation.Advice.SCALE_DOWN
    rules.may_evaluate(plans.may(case).write)
    rules.need_decides(necessary, closing)
    today = timezone.localdate()
    latest = min(case.retain_until, months_after(today, case.house.evaluation_months))
    rules.evaluated_in_time(held_on, timezone.localdate(case.opened_at), today, next_on, closing, latest)
    if case.evaluations.filter(held_on=held_on, conclusion=conclusion).exists():
        raise ValidationError({"conclusion": _("Deze evaluatie is al vastgelegd.")})
    evaluation = Evaluation.objects.create(
        house=case.house,
        case=case,
        held_on=held_on,
        conclusion=conclusion,
        necessary=necessary,
        advice=advice,
        next_on=next_on,
        account_id=who.account_id,
    )
    reach(case, Milestone.Kind.EVALUATION)
    persons = case.members.filter(until=None).values_list("person", flat=True)
    audit.record(
        "evaluation.record",
        house=case.house_id,
        case=case.pk,
        subjects=persons,
        thing=f"evaluation:{evaluation.pk}",
        categories=[DataCategory.SUPPORT],
    )
    return evaluation


def judge(who: Acting, member: Member, *, measured_on: date, source: str, values: dict[LifeDomain, int]) -> list[Score]:
    """Record how self-sufficient a person is, by domain: the judgement of a human being, with date and source."""
    rules.works_on_case(plans.may(member.case).work)
    rules.measured_in_time(measured_on, timezone.localdate())
    scores = [
        Score.objects.create(
            house=member.house,
            case=member.case,
            person=member.person,
            domain=domain,
            value=value,
            measured_on=measured_on,
            source=source,
            account_id=who.account_id,
        )
        for domain, value in values.items()
    ]
    audit.record(
        "score.judge",
        house=member.house_id,
        case=member.case_id,
        subjects=[member.person_id],
        thing=f"member:{member.pk}",
        categories=[DataCategory.SUPPORT],
    )
    return scores
