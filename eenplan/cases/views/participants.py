"""Who takes part in a case: organisations and their professionals."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from eenplan.cases import actions, queries, rules, still_needed, voices
from eenplan.cases.forms import ChooseOrganisationForm, DepartureForm, InvolveForm, ProfessionalsForm
from eenplan.cases.pages import case_page, open_case
from eenplan.cases.views.common import asked_of_me, confirm
from eenplan.law.codes import Role
from eenplan.network.forms import NeededForm
from eenplan.ui.forms import Form
from eenplan.ui.http import form_page, page, perform, posted


@require_safe
def participants(request, number):
    """The organisations and professionals on the case, who directs, and the AVE phase."""
    case = open_case(request.acting, number)
    directions = queries.directions(case)
    known = voices.voices_of(case)
    return case_page(
        request,
        "cases/participants.html",
        case,
        {
            "participations": queries.participations(case),
            "ended": queries.ended_participations(case),
            "needed": _needed(request, case),
            "voices": {organisation for organisation, voice in known.items() if voice.heard},
            "names_itself": {organisation for organisation, voice in known.items() if voice.names_itself},
            "proposed": voices.proposed(case),
            "directions": directions,
            "asked": asked_of_me(request, directions),
            "phases": queries.phases(case),
            "decides": "decide" in case.scopes,
            "steers": rules.steers(case.scopes),
        },
        tab="cases:participants",
    )


def _needed(request, case):
    """The professionals about whom a review asks, with the form of each; for core participants."""
    if "decide" not in case.scopes:
        return []
    found = still_needed.asked(request.acting).filter(case=case)
    return [(delegate, NeededForm(prefix=f"d{delegate.pk}")) for delegate in found]


@require_POST
def needed(request, number, pk):
    """Answer whether a professional is still needed on the case."""
    case = open_case(request.acting, number)
    rules.only_core_decides(case.scopes)
    delegate = get_object_or_404(still_needed.asked(request.acting).filter(case=case), pk=pk)
    form = NeededForm(request.POST, prefix=f"d{pk}")
    if perform(form, still_needed.answer, who=request.acting, case=case, delegate=delegate):
        messages.success(request, _("Uw antwoord is vastgelegd."))
        return redirect("cases:participants", case.number)
    return page(request, "cases/needed.html", {"case": case, "delegate": delegate}, form=form)


@form_page
def involve(request, number):
    """Let an organisation take part: first which one, then why and who."""
    case = open_case(request.acting, number)
    rules.only_core_decides(case.scopes)
    choose = ChooseOrganisationForm(request.GET if request.GET or request.method == "POST" else None, case=case)
    organisation = choose.cleaned_data["organisatie"] if choose.is_valid() else None
    form, professionals = None, None
    if organisation:
        professionals = queries.may_be_named(case, organisation)
        form = InvolveForm(posted(request), professionals=professionals)
        if perform(form, actions.involve, who=request.acting, case=case, organisation=organisation):
            messages.success(request, _("%(name)s neemt nu deel aan de casus.") % {"name": organisation.name})
            return redirect("cases:participants", case.number)
    return case_page(
        request,
        "cases/involve.html",
        case,
        {
            "choose": choose,
            "organisation": organisation,
            "professionals": professionals,
        },
        tab="cases:participants",
        form=form,
    )


@form_page
def name_professional(request, number, pk):
    """Name more professionals of an organisation that takes part."""
    case = open_case(request.acting, number)
    part = get_object_or_404(case.participations.select_related("organisation"), pk=pk, until=None)
    voices.may_name(case, part)
    professionals = queries.may_be_named(case, part.organisation)
    form = ProfessionalsForm(posted(request), professionals=professionals)
    if perform(form, actions.name, who=request.acting, case=case, participation=part):
        messages.success(
            request, _("De professionals van %(name)s zien de casus nu.") % {"name": part.organisation.name}
        )
        return redirect("cases:participants", case.number)
    return case_page(
        request,
        "cases/name_professional.html",
        case,
        {"part": part, "professionals": professionals},
        tab="cases:participants",
        form=form,
    )


@form_page
def dismiss(request, number, pk):
    """A professional takes part no longer, after saying what that does."""
    case = open_case(request.acting, number)
    found = case.delegates.select_related("account", "participation__organisation")
    delegate = get_object_or_404(found, pk=pk, until=None)
    voices.may_leave(case, delegate.participation)
    return _end(
        request,
        case,
        actions.dismiss,
        {"delegate": delegate},
        name=delegate.account.name,
        consequence=_(
            "%(name)s ziet meteen niets meer van deze casus. Voert deze professional de casusregie, dan "
            "wordt die vacant."
        ),
        own=delegate.account_id == request.acting.account_id,
    )


@form_page
def end_participation(request, number, pk):
    """An organisation takes part no longer, after saying what that does."""
    case = open_case(request.acting, number)
    part = get_object_or_404(case.participations.select_related("organisation"), pk=pk, until=None)
    voices.may_leave(case, part)
    return _end(
        request,
        case,
        actions.end_participation,
        {"participation": part},
        name=part.organisation.name,
        consequence=_(
            "Alle professionals van %(name)s zien meteen niets meer van deze casus. Wat zij hebben "
            "verstrekt, blijft bij de casus."
        ),
        own=part.organisation_id == case.speaks_for,
    )


@form_page
def propose_departure(request, number, pk):
    """Propose, or agree, that another organisation takes part no longer: all others decide that together."""
    case = open_case(request.acting, number)
    rules.only_core_decides(case.scopes)
    part = get_object_or_404(case.participations.select_related("organisation"), pk=pk, until=None)
    rules.about_another(part.organisation_id == case.speaks_for)
    named = {"name": part.organisation.name}
    form = DepartureForm(posted(request))
    if perform(form, voices.propose, who=request.acting, case=case, participation=part):
        part.refresh_from_db()
        messages.success(
            request,
            (_("Alle anderen zijn het eens: %(name)s neemt niet meer deel.") if part.until else
             _("Vastgelegd. De procesregisseur en het contactpunt weten het; de andere kerndeelnemers beslissen mee."))
            % named,
        )  # fmt: skip
        return redirect("cases:participants", case.number)
    return confirm(
        request,
        case,
        form,
        "cases:participants",
        title=_("Voorstellen dat %(name)s niet meer deelneemt") % named,
        consequence=_(
            "Alle andere kerndeelnemers beslissen dit samen, minstens twee (WGS 2.31 lid 8). Is de laatste het eens, dan "
            "ziet %(name)s meteen niets meer van deze casus. Wat zij heeft verstrekt, blijft bij de casus."
        )
        % named,
        own=False,
        submit=_("Vastleggen"),
    )


@require_POST
def take_back_departure(request, number, pk):
    """The own organisation does not want any more that another one leaves."""
    case = open_case(request.acting, number)
    part = get_object_or_404(case.participations.select_related("organisation"), pk=pk, until=None)
    voices.take_back(request.acting, case, part)
    messages.success(request, _("Uw organisatie stelt dit niet meer voor."))
    return redirect("cases:participants", case.number)


@require_safe
def announcements(request):
    """What the process director and the contact point were told about who decides on cases."""
    if not request.acting.has(Role.PROCESS_DIRECTOR, Role.CONTACT_POINT, Role.AUDITOR):
        raise Http404
    return page(request, "cases/announcements.html", {"announcements": voices.announcements(request.acting)[:100]})


@require_POST
def note(request, pk):
    """One has seen it."""
    if not request.acting.has(Role.PROCESS_DIRECTOR, Role.CONTACT_POINT):
        raise Http404
    voices.note(request.acting, get_object_or_404(voices.announcements(request.acting), pk=pk))
    return redirect("cases:announcements")


def _end(request, case, action, given, *, name, consequence, own):
    """Ask, and let somebody named `name` take part no longer; `own` is who acts, or the own organisation."""
    named = {"name": name}
    form = Form(posted(request))
    if perform(form, action, who=request.acting, case=case, **given):
        messages.success(request, _("%(name)s neemt niet meer deel aan de casus.") % named)
        return _back_if_still_there(request, case)
    return confirm(
        request,
        case,
        form,
        "cases:participants",
        title=_("Deelname van %(name)s beëindigen") % named,
        consequence=consequence % named,
        own=own,
        submit=_("Deelname beëindigen"),
    )


def _back_if_still_there(request, case):
    """Who ended its own part has no case to go back to."""
    there = queries.with_content(request.acting).filter(pk=case.pk).exists()
    return redirect("cases:participants", case.number) if there else redirect("cases:list")
