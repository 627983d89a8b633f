"""The pages of the plan: one person's plan with its versions, and the family plan. Thin."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from eenplan.cases.models import Case
from eenplan.cases.pages import case_page, open_case
from eenplan.plans import actions, forms, queries, rules
from eenplan.plans.models import Action, Goal
from eenplan.ui.http import perform, posted
from eenplan.ui.meanwhile import held

TAB = "plans:plan"


@require_safe
def show(request, number, plan=None):
    """The plan of one person, as it is being written; without a number that of the first who has one."""
    case = open_case(request.acting, number)
    people = queries.people(case)
    chosen = next((one for one in people if one.shown and plan in (None, one.shown.plan.pk)), None)
    if plan is not None and not chosen:
        raise Http404
    return case_page(
        request,
        "plans/plan.html",
        case,
        {
            **_ways(case, people, "one", chosen.shown.plan.pk if chosen else None),
            "chosen": chosen,
            "shown": chosen and chosen.shown,
            "may": queries.may(case),
        },
        tab=TAB,
    )


@require_safe
def version(request, number, plan, version):
    """A version as it was adopted."""
    case = open_case(request.acting, number)
    shown = queries.Shown(get_object_or_404(queries.plans(case), pk=plan), version)
    adoption = next((one for one in shown.adoptions if one.version == version), None)
    if adoption is None:
        raise Http404
    return case_page(request, "plans/version.html", case, {"shown": shown, "adoption": adoption}, tab=TAB)


def start(request, number, member):
    """Begin the plan of somebody in the case; who has one is led to it."""
    case = _to_write(request, number)
    member = get_object_or_404(case.members.filter(until=None).select_related("person"), pk=member)
    if existing := case.plans.filter(person=member.person).first():  # back button, or a colleague was quicker
        return redirect("plans:one", case.number, existing.pk)
    form = forms.Strategy(posted(request))
    form.fields["summary"].required = False
    if plan := perform(form, actions.start, who=request.acting, case=case, member=member):
        messages.success(request, _("Het plan is begonnen. Voeg de eerste doelen toe."))
        return redirect("plans:one", case.number, plan.pk)
    return _form(request, case, form, _("Plan beginnen"), _("Plan beginnen"), about=member.person)


def strategy(request, number, plan):
    """Write the strategy of the version being written."""
    case, plan = _plan_to_write(request, number, plan)
    form = forms.Strategy(posted(request), instance=plan)
    if perform(form, actions.rewrite, who=request.acting, plan=plan):
        return _done(request, plan, _("De strategie is opgeslagen."))
    return _form(request, case, form, _("Strategie"), _("Opslaan"), plan)


def add_goal(request, number, plan):
    """Add a goal in a life domain (R-16)."""
    case, plan = _plan_to_write(request, number, plan)
    form = forms.GoalForm(posted(request), house=case.house_id)
    if perform(form, actions.add_goal, who=request.acting, plan=plan):
        return _done(request, plan, _("Het doel staat in het plan."))
    return _form(request, case, form, _("Doel toevoegen"), _("Doel opslaan"), plan)


def goal(request, number, goal):
    """Say a goal differently."""
    case = _to_write(request, number)
    goal = _newest(request, get_object_or_404(_parts(case, Goal), pk=goal))
    rules.may_change(goal.dropped_in is not None)
    form = forms.GoalForm(posted(request), house=case.house_id, row=goal)
    if perform(form, actions.replace_goal, who=request.acting, goal=goal):
        return _done(request, goal.plan, _("Het doel is gewijzigd."))
    return _form(
        request, case, form, _("Doel wijzigen"), _("Wijziging opslaan"), goal.plan, part=goal, drop="plans:drop_goal"
    )


def add_action(request, number, plan):
    """Agree on something: who does it, and when it is done (R-15)."""
    case, plan = _plan_to_write(request, number, plan)
    form = forms.ActionForm(posted(request), plan=plan, initial={"goal": request.GET.get("doel", "")[:20]})
    if perform(form, actions.add_action, who=request.acting, plan=plan):
        return _done(request, plan, _("De afspraak staat in het plan."))
    return _form(
        request, case, form, _("Afspraak toevoegen"), _("Afspraak opslaan"), plan, fields="plans/_action_fields.html"
    )


def action(request, number, action):
    """Agree something else."""
    case = _to_write(request, number)
    action = _newest(request, get_object_or_404(_parts(case, Action), pk=action))
    rules.may_change(action.dropped_in is not None or action.done_at is not None)
    form = forms.ActionForm(posted(request), plan=action.plan, row=action)
    if perform(form, actions.replace_action, who=request.acting, action=action):
        return _done(request, action.plan, _("De afspraak is gewijzigd."))
    return _form(
        request,
        case,
        form,
        _("Afspraak wijzigen"),
        _("Wijziging opslaan"),
        action.plan,
        part=action,
        drop="plans:drop_action",
        fields="plans/_action_fields.html",
    )


@require_POST
def drop_goal(request, number, goal):
    """Leave a goal out from the next version on."""
    return _drop(
        request, number, Goal, goal, _("Het doel vervalt in de volgende versie. Zijn afspraken blijven staan.")
    )


@require_POST
def drop_action(request, number, action):
    """Leave an action out from the next version on."""
    return _drop(request, number, Action, action, _("De afspraak vervalt in de volgende versie."))


def adopt(request, number, plan):
    """Adopt what was written as the next version (BGS 2.17)."""
    case, plan = _plan_to_write(request, number, plan)
    form = forms.Adopt(posted(request))
    if adoption := perform(form, actions.adopt, who=request.acting, plan=plan):
        return _done(request, plan, _("Versie %(version)s is vastgesteld.") % {"version": adoption.version})
    shown = queries.Shown(get_object_or_404(queries.plans(case), pk=plan.pk))
    return _form(request, case, form, _("Plan vaststellen"), _("Vaststellen"), plan, shown=shown)


@require_safe
def family(request, number, family):
    """The joint plan: all actions of the aligned plans, by person and domain (R-11)."""
    case = open_case(request.acting, number)
    people = queries.people(case)
    together = [member for member in people if member.family and member.family.pk == family]
    if not together:
        raise Http404
    plans = [member.shown for member in together]
    return case_page(
        request,
        "plans/family.html",
        case,
        {
            **_ways(case, people, "family", family),
            "family": together[0].family,
            "plans": plans,
            "may": queries.may(case),
            "same_day": rules.same_day(action for one in plans for action in one.open),
            "empty_legs": rules.empty_legs(action.kind for one in plans for action in one.actions),
        },
        tab=TAB,
    )


def align(request, number):
    """Align plans into one family plan, with the three conditions confirmed (BGS 2.20(2))."""
    case = _to_write(request, number)
    form = forms.Align(posted(request), case=case)
    if made := perform(form, actions.align, who=request.acting, case=case):
        messages.success(request, _("De plannen zijn afgestemd."))
        return redirect("plans:family", case.number, made.pk)
    return _form(request, case, form, _("Plannen afstemmen"), _("Afstemmen"))


@require_POST
def detach(request, number, family, plan):
    """Take a plan out of its family plan."""
    case = _to_write(request, number)
    family = get_object_or_404(case.family_plans, pk=family)
    plan = get_object_or_404(case.plans.filter(parts__family_plan=family, parts__until=None), pk=plan)
    actions.detach(request.acting, family, plan)
    return _done(request, plan, _("Het plan staat weer op zichzelf."))


def _ways(case: Case, people, here: str, number: int | None) -> dict:
    """The ways between the plans of a case, `here` ("one" or "family") with its number marked; who has none yet."""
    planned = [member for member in people if member.shown]
    families = {member.family.pk: member.family for member in planned if member.family}
    ways = [
        ("one", member.shown.plan.pk, member.person.full_name, "user", len(member.shown.open)) for member in planned
    ]
    ways += [("family", family.pk, family.name, "users", 0) for family in families.values()]
    return {
        "planned": len(planned),
        "without": [member for member in people if not member.shown],
        "ways": [
            {
                "label": label,
                "url": reverse(f"plans:{kind}", args=[case.number, pk]),
                "icon": icon,
                "count": count,
                "current": (kind, pk) == (here, number),
            }
            for kind, pk, label, icon, count in ways
        ],
    }


def _to_write(request, number) -> Case:
    """The case, to who may write its plans; others are told who may (403)."""
    case = open_case(request.acting, number)
    rules.may_write(queries.may(case).write)
    return case


def _plan_to_write(request, number, plan):
    case = _to_write(request, number)
    return case, get_object_or_404(case.plans.select_related("person"), pk=plan)


def _parts(case: Case, model):
    """Goals or actions of the plans of this case."""
    return model.objects.filter(case=case).select_related("plan__person", "plan__case")


def _newest(request, part):
    """What became of a part while its form was being filled in: whoever comes second is told, on top of the newest."""
    while request.method == "POST" and (newer := _parts(part.case, type(part)).filter(replaces=held(part)).first()):
        part = newer
    return part


def _drop(request, number, model, pk, message):
    part = get_object_or_404(_parts(_to_write(request, number), model), pk=pk)
    actions.drop(request.acting, part)
    return _done(request, part.plan, message)


def _done(request, plan, message):
    messages.success(request, message)
    return redirect("plans:one", plan.case.number, plan.pk)


def _form(request, case, form, title, submit, plan=None, about=None, **context):
    return case_page(
        request,
        "plans/form.html",
        case,
        {"form_title": title, "submit": submit, "plan": plan, "about": about or (plan and plan.person), **context},
        tab=TAB,
        form=form,
    )
