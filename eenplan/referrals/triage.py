"""The pages of triage: the weekly list, a referral with its judgements, and the joint decision."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from eenplan import audit
from eenplan.law.codes import Role
from eenplan.referrals import actions, queries, rules
from eenplan.referrals.forms import DecisionForm, JudgeForm
from eenplan.referrals.models import Assessment, Decision, Referral
from eenplan.referrals.views import roles, shown
from eenplan.ui.http import page, perform, posted

#: the outcomes of a joint decision as they stand in the address
OUTCOMES = {
    "in-behandeling": Decision.Outcome.ADMIT,
    "aanvullen": Decision.Outcome.COMPLETE,
    "niet-in-behandeling": Decision.Outcome.REJECT,
}


@require_safe
def board(request):
    """The referrals of the coming triage days, urgent ones first, with who has judged."""
    rules.may_read_triage(roles(request.acting))
    audit.about(action="triage.read")
    return page(
        request,
        "referrals/board.html",
        {
            "triages": queries.board(request.acting),
            "calendar": queries.calendar(request.acting, Role.ASSESSOR, Role.PROCESS_DIRECTOR),
            "several": len(request.acting.houses(Role.ASSESSOR, Role.PROCESS_DIRECTOR)) > 1,
        },
    )


@require_safe
def referral(request, number):
    """One referral with the judgements of the core organisations, and what may be decided."""
    return _page(request, _undecided(request, number))


@require_POST
def judge(request, number):
    """Record the judgement of my organisation."""
    found = _undecided(request, number)
    rules.may_assess(request.acting.roles_in(found.house_id))
    form = JudgeForm(request.POST, row=found, initial=lambda: _initial(_mine(request, found)))
    if perform(form, actions.judge, who=request.acting, referral=found):
        messages.success(request, _("Het oordeel van uw organisatie is vastgelegd."))
        return redirect("referrals:triage", number)
    return _page(request, found, form)


def decide(request, number, outcome):
    """Record the joint decision; only an assessor, and only when enough core organisations have judged."""
    found = _undecided(request, number)
    rules.may_assess(request.acting.roles_in(found.house_id))
    if outcome not in OUTCOMES:
        raise Http404
    wanted = OUTCOMES[outcome]
    form = DecisionForm(posted(request), outcome=wanted, house=found.house)
    if decision := perform(form, actions.decide, who=request.acting, referral=found, outcome=wanted):
        return _after(request, found, decision)
    persons = queries.persons_of(found)
    return page(
        request,
        "referrals/decide.html",
        {
            "referral": found,
            "outcome": wanted,
            "label": wanted.label,
            "persons": persons,
            "tally": _tally(found, queries.latest_judgements(found), len(persons.subjects))[wanted.value],
        },
        form=form,
    )


def _after(request, referral: Referral, decision: Decision):
    """An admission leads to the case that the database opened; otherwise the referral has left the board."""
    if decision.outcome == Decision.Outcome.ADMIT:
        referral.refresh_from_db()
        messages.success(request, _("De aanmelding is in behandeling genomen."))
        return redirect("cases:overview", referral.case.number)
    done = (
        _("%(number)s is teruggegeven aan de aanmelder.")
        if decision.outcome == Decision.Outcome.COMPLETE
        else _("%(number)s is niet in behandeling genomen; de aanmelder leest uw advies.")
    )
    messages.success(request, done % {"number": referral.number})
    return redirect("referrals:board")


def _undecided(request, number) -> Referral:
    """The referral on the board. Refusal (403) for who has no part in triage, whether it exists or not."""
    who = request.acting
    rules.may_read_triage(roles(who))
    audit.about(action="referral.read")
    return get_object_or_404(queries.undecided(who).select_related("house", "organisation", "account"), number=number)


def _page(request, referral: Referral, form=None):
    who, rows = request.acting, queries.assessments_of(referral)
    counting = queries.counting(referral, rows)
    mine = _mine(request, referral, counting)
    may_assess = who.has(Role.ASSESSOR, house=referral.house_id)
    if form is None and may_assess:
        form = JudgeForm(row=referral, initial=_initial(mine))
    persons = queries.persons_of(referral)
    latest = {row.organisation_id: row for row in counting}
    core = queries.core_organisations([referral.house_id])[referral.house_id]
    return page(
        request,
        "referrals/triage.html",
        {
            "referral": referral,
            **shown(referral, persons),
            "day": queries.day_of(referral),
            "latest": latest.values(),
            "earlier": [row for row in reversed(rows) if row not in latest.values()],
            "waiting": [organisation for organisation in core if organisation.pk not in latest],
            "corrects": mine is not None,
            "may_assess": may_assess,
            "tally": _tally(referral, [queries.judgement(row) for row in latest.values()], len(persons.subjects)),
            "history": referral.decisions.order_by("-at"),
            "known": queries.known_in_cases(referral, persons.rows),
        },
        form=form,
    )


def _mine(request, referral: Referral, counting=None) -> Assessment | None:
    """What my organisation said last about the referral as it stands."""
    if counting is None:
        counting = queries.counting(referral, queries.assessments_of(referral))
    mine = [row for row in counting if row.organisation_id == request.acting.organisation_id]
    return mine[-1] if mine else None


def _initial(row: Assessment | None) -> dict:
    """What the form starts with; the number tells a second judgement of one organisation from the first."""
    if row is None:
        return {"pk": None}
    return {
        "pk": row.pk,
        "judgement": row.judgement,
        "motive": row.motive,
        **{f"criterion_{letter}": getattr(row, f"criterion_{letter}") for letter in rules.CRITERIA},
    }


def _tally(referral: Referral, judgements, subjects: int) -> dict[str, list]:
    """What stands in the way of each outcome, by outcome."""
    required = referral.house.assessments_required
    return {outcome.value: rules.obstacles(outcome, judgements, required, subjects) for outcome in Decision.Outcome}
