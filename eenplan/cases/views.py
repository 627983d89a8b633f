"""The pages of a case. Thin: rules, actions and queries do the work."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from eenplan import audit
from eenplan.cases import actions, emergency, queries, rules, still_needed
from eenplan.cases.forms import (
    AnswerForm,
    CaseFilter,
    ChooseOrganisationForm,
    ClosingForm,
    EnterInCircleForm,
    FoundInCircleForm,
    InvolveForm,
    OfferForm,
    OpinionForm,
    PhaseForm,
    ProfessionalsForm,
)
from eenplan.cases.models import Case, Direction
from eenplan.cases.pages import case_page, open_case
from eenplan.cases.panels import panels
from eenplan.law.codes import DataCategory
from eenplan.network.forms import NeededForm
from eenplan.people import finding
from eenplan.people.forms import FindPersonForm
from eenplan.people.models import Person
from eenplan.ui.forms import Form
from eenplan.ui.http import form_page, page, perform, posted

ROWS = 25
SORTS = {"number": "number", "opened": "opened_at"}
KINDS = {"proces": Direction.Kind.PROCESS, "casus": Direction.Kind.CASE}
ANSWERS = {"accept": actions.accept, "decline": actions.decline}


# The list and the overview


@require_safe
def case_list(request):
    """The cases one may see, newest first."""
    wanted = CaseFilter(request.GET, queryset=queries.with_facts(), request=request)
    sort = request.GET.get("sort", "-opened")
    column = SORTS.get(sort.removeprefix("-"), "opened_at")
    cases = wanted.qs.order_by(f"-{column}" if sort.startswith("-") else column, "-pk")
    shown = Paginator(cases, ROWS).get_page(request.GET.get("page"))
    shown.object_list = queries.furnish(shown.object_list)
    if request.GET.get("q"):
        audit.record("case.search", outcome="ok" if shown.object_list else "nothing")
    return page(
        request,
        "cases/list.html",
        {
            "filter": wanted,
            "cases": shown,
            "filtered": wanted.used,
            "emergency": emergency.houses(request.acting).exists(),
        },
    )


@require_safe
def overview(request, number):
    """What the case is about, who directs and takes part, and what comes next; or what little of it may be seen."""
    try:
        case = open_case(request.acting, number)
    except Http404:
        return _little(request, number)
    directions = queries.directions(case)
    return case_page(
        request,
        "cases/overview.html",
        case,
        {
            "road": queries.road(case),
            "members": queries.members(case),
            "known_elsewhere": queries.known_elsewhere(case),
            "participations": queries.participations(case),
            "directions": directions,
            "asked": _mine(request, directions),
            "phases": queries.phases(case),
            "origin": queries.origin(case),
            "steps": queries.next_steps(case),
            "panels": panels(request.acting, case),
        },
        tab="cases:overview",
    )


def _mine(request, directions):
    """The direction that who acts is asked to take on."""
    offers = (direction["asked"] for direction in directions.values())
    return next((offer for offer in offers if offer and offer.account_id == request.acting.account_id), None)


def _little(request, number):
    """A closed case for contact point and supervision (R-53), or an open one for who is asked to direct it."""
    case = get_object_or_404(queries.with_facts(), number=number)
    audit.about(house=case.house_id, case=case.pk)
    if case.closed_at:
        return page(
            request,
            "cases/shielded.html",
            {
                "case": case,
                "members": queries.members(case),
                "closing": queries.closing(case),
                "panels": panels(request.acting, case),
            },
        )
    return page(request, "cases/asked.html", {"case": case, "asked": queries.asked(request.acting, case)})


# Persons and relations


@require_safe
def people(request, number):
    """Who the case is about, how they are related, and who has authority over the children."""
    case = open_case(request.acting, number)
    found = queries.people(case)
    for member in found["members"]:
        audit.loaded(member.person_id, case.house_id, case.pk, DataCategory.BSN, DataCategory.HOUSING)
    return case_page(
        request,
        "cases/people.html",
        case,
        {**found, "steers": rules.steers(case.scopes), "known_elsewhere": queries.known_elsewhere(case)},
        tab="cases:people",
    )


@form_page
def find_person(request, number):
    """Look for the person who joins the circle; who is not found can be entered."""
    case = open_case(request.acting, number)
    rules.may_steer(case.scopes)
    form = FindPersonForm(posted(request))
    answer = perform(form, lambda **terms: {"hits": finding.find_person(request.acting, case.house, **terms)})
    if answer and answer["hits"]:
        numbers = urlencode({"persoon": [person.pk for person in answer["hits"]]}, doseq=True)
        return redirect(f"{reverse('cases:found_person', args=[case.number])}?{numbers}")
    if answer:
        messages.warning(request, _("Niemand gevonden in dit huis. Controleer de gegevens, of voer de persoon in."))
        typed = {name: value for name, value in form.cleaned_data.items() if value}
        return _enter(request, case, EnterInCircleForm(case=case, initial=typed))
    return case_page(request, "cases/find_person.html", case, tab="cases:people", form=form)


@form_page
def found_person(request, number):
    """Choose who was meant, and say how that person belongs to the case."""
    case = open_case(request.acting, number)
    rules.may_steer(case.scopes)
    numbers = [value for value in request.GET.getlist("persoon")[:10] if value.isdecimal() and len(value) < 19]
    found = Person.objects.filter(pk__in=numbers).select_related("address")
    if not found:
        return redirect("cases:find_person", case.number)
    form = FoundInCircleForm(posted(request), case=case, found=found)
    if member := perform(form, actions.add_to_circle, who=request.acting, case=case):
        return _joined(request, case, member)
    return _choose(request, case, form, found)


def _choose(request, case, form, found):
    target = (
        f"{reverse('cases:found_person', args=[case.number])}?{urlencode({'persoon': [one.pk for one in found]}, True)}"
    )
    context = {"found": found, "target": target}
    return case_page(request, "cases/found_person.html", case, context, tab="cases:people", form=form)


@form_page
def enter_person(request, number):
    """Enter somebody the house does not know yet, straight into the circle."""
    case = open_case(request.acting, number)
    rules.may_steer(case.scopes)
    form = EnterInCircleForm(posted(request), case=case)
    if form.is_valid() and (known := finding.known(request.acting, case.house, form.cleaned_data["bsn"])):
        messages.info(request, _("Dit BSN is in dit huis al bekend. Kies deze persoon, of controleer het nummer."))
        found = Person.objects.filter(pk=known.pk)
        return _choose(request, case, FoundInCircleForm(case=case, found=found, initial=form.cleaned_data), found)
    if member := perform(form, actions.enter_in_circle, who=request.acting, case=case):
        return _joined(request, case, member)
    return _enter(request, case, form)


def _enter(request, case, form):
    return case_page(request, "cases/enter_person.html", case, tab="cases:people", form=form)


def _joined(request, case, member):
    messages.success(request, _("%(name)s staat nu in de directe kring.") % {"name": member.person.full_name})
    return redirect("cases:people", case.number)


@form_page
def take_out(request, number, pk):
    """Take a person out of the case, after saying what that does."""
    case = open_case(request.acting, number)
    rules.may_steer(case.scopes)
    member = get_object_or_404(case.members.select_related("person"), pk=pk, until=None)
    named = {"name": member.person.full_name}
    form = Form(posted(request))
    if perform(form, actions.take_out, who=request.acting, case=case, member=member):
        messages.success(request, _("%(name)s hoort niet meer bij de casus.") % named)
        return redirect("cases:people", case.number)
    return _confirm(
        request,
        case,
        form,
        "cases:people",
        title=_("%(name)s uit de casus halen") % named,
        consequence=_(
            "Over deze persoon wordt in deze casus niets meer vastgelegd. Wat al is vastgelegd, blijft bij "
            "de casus en wordt met de casus vernietigd."
        ),
        submit=_("Uit de casus halen"),
    )


def _confirm(request, case, form, tab, **texts):
    return case_page(
        request, "cases/confirm.html", case, {**texts, "back": reverse(tab, args=[case.number])}, tab=tab, form=form
    )


# Who takes part


@require_safe
def participants(request, number):
    """The organisations and professionals on the case, who directs, and the AVE phase."""
    case = open_case(request.acting, number)
    directions = queries.directions(case)
    return case_page(
        request,
        "cases/participants.html",
        case,
        {
            "participations": queries.participations(case),
            "ended": queries.ended_participations(case),
            "needed": _needed(request, case),
            "directions": directions,
            "asked": _mine(request, directions),
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
    rules.only_core_decides(case.scopes)
    part = get_object_or_404(case.participations.select_related("organisation"), pk=pk, until=None)
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
    rules.only_core_decides(case.scopes)
    delegate = get_object_or_404(case.delegates.select_related("account", "participation"), pk=pk, until=None)
    named = {"name": delegate.account.name}
    form = Form(posted(request))
    if perform(form, actions.dismiss, who=request.acting, case=case, delegate=delegate):
        messages.success(request, _("%(name)s neemt niet meer deel aan de casus.") % named)
        return _back_if_still_there(request, case)
    return _confirm(
        request,
        case,
        form,
        "cases:participants",
        title=_("Deelname van %(name)s beëindigen") % named,
        consequence=_(
            "%(name)s ziet meteen niets meer van deze casus. Voert deze professional de casusregie, dan "
            "wordt die vacant."
        )
        % named,
        own=delegate.account_id == request.acting.account_id,
        submit=_("Deelname beëindigen"),
    )


@form_page
def end_participation(request, number, pk):
    """An organisation takes part no longer, after saying what that does."""
    case = open_case(request.acting, number)
    rules.only_core_decides(case.scopes)
    part = get_object_or_404(case.participations.select_related("organisation"), pk=pk, until=None)
    named = {"name": part.organisation.name}
    form = Form(posted(request))
    if perform(form, actions.end_participation, who=request.acting, case=case, participation=part):
        messages.success(request, _("%(name)s neemt niet meer deel aan de casus.") % named)
        return _back_if_still_there(request, case)
    return _confirm(
        request,
        case,
        form,
        "cases:participants",
        title=_("Deelname van %(name)s beëindigen") % named,
        consequence=_(
            "Alle professionals van %(name)s zien meteen niets meer van deze casus. Wat zij hebben "
            "verstrekt, blijft bij de casus."
        )
        % named,
        own=part.organisation_id == request.acting.organisation_id,
        submit=_("Deelname beëindigen"),
    )


def _back_if_still_there(request, case):
    """Who ended its own part has no case to go back to."""
    there = queries.with_content(request.acting).filter(pk=case.pk).exists()
    return redirect("cases:participants", case.number) if there else redirect("cases:list")


# Who directs


@form_page
def offer(request, number, kind):
    """Ask a professional to take on the direction of the process or of the case."""
    case = open_case(request.acting, number)
    rules.may_steer(case.scopes)
    if kind not in KINDS:
        raise Http404
    professionals = queries.may_direct(case, KINDS[kind])
    form = OfferForm(posted(request), professionals=professionals)
    if direction := perform(form, actions.offer, who=request.acting, case=case, kind=KINDS[kind]):
        messages.success(
            request,
            _("%(name)s is gevraagd; de overdracht geldt zodra die is aanvaard.") % {"name": direction.account.name},
        )
        return redirect("cases:participants", case.number)
    return case_page(
        request,
        "cases/offer.html",
        case,
        {
            "kind": KINDS[kind],
            "direction": queries.directions(case)[KINDS[kind]],
            "professionals": professionals,
        },
        tab="cases:participants",
        form=form,
    )


@require_POST
def answer(request, number, pk):
    """Accept or decline the direction one is asked for."""
    case = get_object_or_404(Case, number=number)
    mine = case.directions.filter(account=request.acting.account_id, accepted_at=None, until=None)
    direction = get_object_or_404(mine.select_related("case"), pk=pk)
    form = AnswerForm(request.POST)
    said = {"kind": direction.get_kind_display(), "number": case.number}
    if not perform(form, lambda answer: ANSWERS[answer](request.acting, direction)):
        return _refused(request, form, case)
    if form.cleaned_data["answer"] == "accept":
        messages.success(request, _("U voert nu de %(kind)s van %(number)s.") % said)
        return redirect(case)
    messages.success(request, _("U hebt de %(kind)s niet aanvaard; wie u vroeg, ziet dat.") % said)
    return redirect("home")


@require_POST
def take_back(request, number, pk):
    """Take back a request that was not answered."""
    case = open_case(request.acting, number)
    rules.may_steer(case.scopes)
    direction = get_object_or_404(case.directions.select_related("account"), pk=pk, accepted_at=None, until=None)
    form = Form(request.POST)
    if not perform(form, actions.take_back, who=request.acting, case=case, direction=direction):
        return _refused(request, form, case)
    messages.success(request, _("De vraag aan %(name)s is ingetrokken.") % {"name": direction.account.name})
    return redirect("cases:participants", case.number)


def _refused(request, form, case):
    """A button without a form of its own says above the page why nothing was done."""
    for error in (error for errors in form.errors.values() for error in errors):
        messages.error(request, error)
    return redirect(case)


@form_page
def phase(request, number):
    """Set the AVE phase."""
    case = open_case(request.acting, number)
    rules.may_steer(case.scopes)
    phases = queries.phases(case)
    before = {name: getattr(phases[0], name) for name in ("phase", "operational", "administrative")} if phases else {}
    form = PhaseForm(posted(request), case=case, initial=before)
    if perform(form, actions.set_phase, who=request.acting, case=case):
        messages.success(request, _("De AVE-fase is vastgelegd."))
        return redirect("cases:participants", case.number)
    return case_page(request, "cases/phase.html", case, {"phases": phases}, tab="cases:participants", form=form)


# Closing


@form_page
def closing(request, number):
    """What each core organisation thinks of closing; each records its own opinion."""
    case = open_case(request.acting, number)
    form = OpinionForm(posted(request)) if "decide" in case.scopes else None
    if request.method == "POST":
        rules.only_core_closes(case.scopes)
        if perform(form, actions.opine, who=request.acting, case=case):
            messages.success(request, _("Het oordeel van uw organisatie is vastgelegd."))
            return redirect("cases:closing", case.number)
    opinions = queries.opinions(case)
    own = request.acting.organisation_id
    return case_page(
        request,
        "cases/closing.html",
        case,
        {
            "opinions": opinions,
            "agreed": all(row["agrees"] for row in opinions),
            "mine": next((row for row in opinions if row["organisation"].pk == own), None),
        },
        tab="cases:closing",
        form=form,
    )


@form_page
def close(request, number):
    """Decide together to close, after saying what happens then."""
    case = open_case(request.acting, number)
    rules.only_core_closes(case.scopes)
    opinions = queries.opinions(case)
    form = ClosingForm(posted(request), case=case)
    if perform(form, actions.close, who=request.acting, case=case):
        messages.success(request, _("Casus %(number)s is afgesloten en afgeschermd.") % {"number": case.number})
        return redirect("cases:list")
    return case_page(
        request,
        "cases/close.html",
        case,
        {
            "opinions": opinions,
            "agreed": all(row["agrees"] for row in opinions),
        },
        tab="cases:closing",
        form=form,
    )
