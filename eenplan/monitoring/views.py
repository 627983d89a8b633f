"""The pages of monitoring: what is due, how a case progresses, evaluations, and judgements of self-sufficiency."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from eenplan.cases.models import Case
from eenplan.cases.pages import case_page, open_case
from eenplan.law.calendar import months_after
from eenplan.monitoring import actions, forms, queries, rules
from eenplan.monitoring.rules import Moment
from eenplan.plans import queries as plans
from eenplan.plans.models import Action, Goal
from eenplan.ui.http import page, perform, posted

TAB = "monitoring:case"
ROWS = 25


@require_safe
def all_cases(request):
    """What is due in all the cases one directs or works on."""
    wanted = forms.Filter(request.GET)
    given = wanted.cleaned_data if wanted.is_valid() else {}
    found = queries.actions(request.acting, given.get("wie", ""))
    counts = queries.counts(found)
    moment = Moment(given.get("stand") or (Moment.LATE if counts[Moment.LATE] else Moment.MONTH))
    shown = Paginator(queries.listed(found, moment), ROWS).get_page(request.GET.get("page"))
    today = timezone.localdate()
    mine = Case.objects.filter(pk__in=queries.my_cases(request.acting))
    return page(
        request,
        "monitoring/list.html",
        {
            "title": _("Voortgang"),
            "filter": wanted,
            "moment": moment,
            "actions": shown,
            "moments": [(one, counts[one], f"?stand={one}&wie={given.get('wie', '')}") for one in Moment],
            "due": queries.due(mine, months_after(today, 1)),
            "filtered": bool(given.get("wie")),
        },
    )


@require_safe
def case(request, number):
    """How one case progresses."""
    case = open_case(request.acting, number)
    followed = queries.followed(case)
    evaluations = list(case.evaluations.select_related("account"))
    return case_page(
        request,
        "monitoring/case.html",
        case,
        {
            "followed": followed,
            "evaluations": evaluations,
            "may": plans.may(case),
            "last": evaluations[0] if evaluations else None,
            "timeline": queries.timeline(followed, evaluations),
        },
        tab=TAB,
    )


def report_goal(request, number, goal):
    """Say how a goal stands; whoever works on the case may."""
    case = _worked_on(request, number)
    return _report(request, case, get_object_or_404(_parts(case, Goal), pk=goal))


def report_action(request, number, action):
    """Say how an action stands; the responsible organisation does (R-15)."""
    case = open_case(request.acting, number)
    action = get_object_or_404(_parts(case, Action), pk=action)
    rules.may_report(action.organisation_id == request.acting.organisation_id, plans.may(case).take_part)
    return _report(request, case, action)


def evaluate(request, number):
    """Record an evaluation (WGS 2.31(6))."""
    case = open_case(request.acting, number)
    rules.may_evaluate(plans.may(case).write)
    form = forms.EvaluationForm(posted(request), case=case)
    if perform(form, actions.evaluate, who=request.acting, case=case):
        return _done(request, case, _("De evaluatie is vastgelegd."))
    return _form(request, case, form, _("Evaluatie vastleggen"), _("Evaluatie opslaan"))


@require_safe
def scores(request, number):
    """What human beings judged of each person's self-sufficiency, with what they judged before (R-79)."""
    case = open_case(request.acting, number)
    judged = queries.judgements(case)
    members = [
        member
        for member in case.members.select_related("person").order_by("-part", "pk")
        if member.until is None or member.person_id in judged
    ]
    for member in members:
        member.judged = judged.get(member.person_id, [])
    return case_page(request, "monitoring/scores.html", case, {"members": members, "may": plans.may(case)}, tab=TAB)


def judge(request, number, member):
    """Record a judgement of somebody's self-sufficiency; older information is said, not refused (R-79)."""
    case = _worked_on(request, number)
    member = get_object_or_404(case.members.filter(until=None).select_related("person"), pk=member)
    form = forms.ScoreForm(posted(request), house=case.house_id)
    if made := perform(form, actions.judge, who=request.acting, member=member):
        if not rules.fresh(made[0].measured_on, timezone.localdate()):
            messages.warning(request, _("De informatie is ouder dan dertig dagen; meet opnieuw zodra dat kan."))
        messages.success(request, _("Het oordeel is vastgelegd."))
        return redirect("monitoring:scores", case.number)
    return _form(
        request,
        case,
        form,
        _("ZRM-oordeel"),
        _("Oordeel opslaan"),
        about=member.person,
        back=reverse("monitoring:scores", args=[case.number]),
        fields="monitoring/_score_fields.html",
    )


def _worked_on(request, number) -> Case:
    """The case, to who works on it; supervision only reads (403)."""
    case = open_case(request.acting, number)
    rules.works_on_case(plans.may(case).work)
    return case


def _parts(case: Case, model):
    return model.objects.filter(case=case, dropped_in=None).select_related("plan__person", "plan__case", "case")


def _report(request, case, part):
    form = forms.Report(posted(request), part=part)
    if perform(form, actions.report, who=request.acting, part=part):
        return _done(request, case, _("De voortgang is vastgelegd."))
    return _form(request, case, form, _("Voortgang melden"), _("Melden"), part=part, about=part.plan.person)


def _done(request, case, message):
    messages.success(request, message)
    return redirect("monitoring:case", case.number)


def _form(request, case, form, title, submit, back="", **context):
    return case_page(
        request,
        "monitoring/form.html",
        case,
        {
            "form_title": title,
            "submit": submit,
            "back": back or reverse("monitoring:case", args=[case.number]),
            **context,
        },
        tab=TAB,
        form=form,
    )
