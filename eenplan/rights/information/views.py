"""The pages of informing: the list and the file of the contact point, and the tab of the case."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from eenplan import audit
from eenplan.cases.pages import case_page, open_case
from eenplan.exchange import rules as exchange
from eenplan.files.serving import download, serve
from eenplan.law.codes import Role
from eenplan.rights.information import actions, letter, queries, rules
from eenplan.rights.information.forms import InformForm, NoteForm, OmitForm, OpinionForm, ReopenForm
from eenplan.rights.models import InformationDuty
from eenplan.ui.http import page, perform, posted

State = InformationDuty.State
ROWS = 25
#: what stands in the address of the list
STATES = {"open": State.OPEN, "uitgesteld": State.OMITTED, "geinformeerd": State.INFORMED}


def _may_read(who) -> None:
    rules.only_contact_point(who.has(Role.CONTACT_POINT, Role.AUDITOR))


@require_safe
def duties(request):
    """Who is to be informed, who was, and about whom it was put off."""
    _may_read(request.acting)
    wanted = request.GET.get("stand")
    state = STATES.get(wanted, State.OPEN)
    shown = Paginator(queries.duties(state), ROWS).get_page(request.GET.get("page"))
    persons = queries.persons(shown.object_list)
    return page(
        request,
        "rights/information/duties.html",
        {
            "duties": shown,
            "rows": [(duty, persons[duty.pk]) for duty in shown.object_list],
            "state": state,
            "label": State(state).label,
            "counts": queries.counts(),
        },
    )


def _duty(request, pk: int) -> InformationDuty:
    _may_read(request.acting)
    duty = get_object_or_404(
        InformationDuty.objects.select_related("house").filter(
            house__in=request.acting.houses(Role.CONTACT_POINT, Role.AUDITOR)
        ),
        pk=pk,
    )
    audit.about(house=duty.house_id, case=duty.case_id)
    return duty


def _own_duty(request, pk: int) -> InformationDuty:
    """A duty that who acts fulfils himself; supervision only reads."""
    mine = _duty(request, pk)
    rules.only_contact_point(request.acting.has(Role.CONTACT_POINT, house=mine.house_id))
    return mine


@require_safe
def duty(request, pk):
    """One person to inform: what organisations think, and what was done."""
    return _duty_page(request, _duty(request, pk))


def _duty_page(request, duty, **bound):
    acts = request.acting.has(Role.CONTACT_POINT, house=duty.house_id) and duty.state != State.INFORMED
    heard, outcomes = queries.consulted(duty), queries.outcomes(duty)
    forms = {}
    if acts:
        organisations, done = [row.organisation for row in heard], {"outcomes": len(outcomes)}
        forms = {
            "note": NoteForm(row=duty, organisations=organisations, prefix="note"),
            "inform": InformForm(row=duty, initial=done, prefix="inform"),
            "omit": OmitForm(row=duty, initial=done, prefix="omit"),
            "reopen": ReopenForm(row=duty, initial=done, prefix="reopen"),
        }
    return page(
        request,
        "rights/information/duty.html",
        {
            "duty": duty,
            "person": queries.persons([duty])[duty.pk],
            "heard": heard,
            "objecting": any(row.objects for row in heard),
            "objecting_names": ", ".join(row.organisation.name for row in heard if row.objects),
            "silent": [row for row in heard if row.silent],
            "outcomes": outcomes,
            "acts": acts,
            **forms,
            **bound,
        },
    )


def _act(request, duty, name, form, action, done):
    """Perform one of the four acts of the file, or draw it again with what was typed."""
    if perform(form, action, who=request.acting, duty=duty):
        messages.success(request, done)
        return redirect("rights:duty", duty.pk)
    return _duty_page(request, duty, **{name: form})


@require_POST
def note(request, pk):
    """Write down the opinion of an organisation."""
    mine = _own_duty(request, pk)
    heard = [row.organisation for row in queries.consulted(mine)]
    form = NoteForm(posted(request), row=mine, organisations=heard, prefix="note")
    return _act(request, mine, "note", form, actions.note_opinion, _("Het oordeel is vastgelegd."))


@require_POST
def inform(request, pk):
    """Record that the person was informed."""
    mine = _own_duty(request, pk)
    form = InformForm(posted(request), row=mine, prefix="inform")
    return _act(request, mine, "inform", form, actions.inform, _("Vastgelegd: deze persoon is geïnformeerd."))


@require_POST
def omit(request, pk):
    """Put informing off."""
    mine = _own_duty(request, pk)
    form = OmitForm(posted(request), row=mine, prefix="omit")
    return _act(request, mine, "omit", form, actions.omit, _("Het informeren is uitgesteld tot de gekozen datum."))


@require_POST
def reopen(request, pk):
    """Take up again what was put off."""
    mine = _own_duty(request, pk)
    form = ReopenForm(posted(request), row=mine, prefix="reopen")
    done = _("Het informeren is weer opgepakt: uiterlijk over een maand.")
    return _act(request, mine, "reopen", form, actions.reopen, done)


@require_safe
def draft(request, pk):
    """The letter as it would be sent today."""
    mine = _own_duty(request, pk)
    content = letter.write(mine, timezone.localdate())
    _log_export(mine, "information.draft")
    return download(f"concept-{letter.file_name(mine)}", "application/pdf", content)


@require_safe
def sent(request, pk):
    """The letter as it was sent."""
    mine = _duty(request, pk)
    outcome = get_object_or_404(mine.outcomes.select_related("letter"), letter__isnull=False)
    _log_export(mine, "information.letter")
    return serve(outcome.letter)


def _log_export(duty, action) -> None:
    audit.record(
        action, house=duty.house_id, case=duty.case_id, thing=f"information_duty:{duty.pk}", subjects=[duty.person_id]
    )


# On the case


@require_safe
def informing(request, number):
    """The tab of the case: who knows, who does not yet, and what the own organisation thinks of it."""
    return _informing_page(request, open_case(request.acting, number))


def _informing_page(request, case, wrong=None):
    rows = queries.of_case(request.acting, case)
    judges = bool({"take_part", "decide"} & set(case.scopes))
    if wrong is None and judges:
        waiting = [row for row in rows if row.duty.state != State.INFORMED]
        forms = {
            row.duty.pk: _opinion_form(row.duty, lambda row=row: row.opinion and row.opinion.pk) for row in waiting
        }
    else:
        forms = wrong or {}
    return case_page(
        request,
        "rights/information/case.html",
        case,
        {"rows": [(row, forms.get(row.duty.pk)) for row in rows]},
        tab="rights:informing",
        form=next(iter(wrong.values())) if wrong else None,
    )


@require_POST
def opine(request, number, pk):
    """Give the opinion of the own organisation."""
    case = open_case(request.acting, number)
    exchange.may_supply(case.scopes)
    duty = get_object_or_404(case.information_duties, pk=pk)
    form = _opinion_form(duty, lambda: queries.latest_opinion(duty, request.acting.organisation_id), posted(request))
    if perform(form, actions.opine, who=request.acting, case=case, duty=duty):
        messages.success(request, _("Het oordeel van uw organisatie is vastgelegd."))
        return redirect("rights:informing", case.number)
    return _informing_page(request, case, {duty.pk: form})


def _opinion_form(duty, standing, data=None) -> OpinionForm:
    return OpinionForm(data, row=duty, initial=lambda: {"standing": standing()}, prefix=f"p{duty.pk}")
