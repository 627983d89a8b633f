"""Conferences, their agenda items, and the tab "Overleg" of a case."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from eenplan import audit
from eenplan.cases.pages import case_page, open_case
from eenplan.conferences import actions, queries, rules
from eenplan.conferences.forms import (
    AddForm,
    ConferenceForm,
    GuestsForm,
    HeardForm,
    MinutesForm,
    MoveForm,
    PeopleForm,
    ResolutionForm,
)
from eenplan.conferences.models import Conference
from eenplan.exchange.queries import people as members_of
from eenplan.law.codes import Role
from eenplan.network.models import LifeDomain
from eenplan.network.queries import professionals as authorised
from eenplan.provisions.queries import bound
from eenplan.ui.forms import Form
from eenplan.ui.http import form_page, page, perform, posted

TAB = "conferences:of_case"
ROWS = 20


@require_safe
def overview(request):
    """The conferences one may see: those to come, and those that were."""
    past = Paginator(queries.past(), ROWS).get_page(request.GET.get("page"))
    return page(
        request,
        "conferences/list.html",
        {"upcoming": queries.upcoming(), "past": past, "may_plan": request.acting.has(Role.PROCESS_DIRECTOR)},
    )


@form_page
def plan(request):
    """Plan a conference; `?casus=` is the case it is meant for."""
    rules.may_plan(request.acting.has(Role.PROCESS_DIRECTOR))
    wanted = request.GET.get("casus", "")[:40]
    mine = queries.directs_in(request.acting)
    form = _conference_form(request, mine, initial={"chair": request.acting.account_id})
    if made := perform(form, actions.plan, who=request.acting):
        messages.success(request, _("Het overleg is gepland. Zet nu de casussen op de agenda."))
        return redirect(made.get_absolute_url() + (f"?{urlencode({'casus': wanted})}" if wanted else ""))
    return page(request, "conferences/plan.html", {"conference": None}, form=form)


@require_safe
def conference(request, pk):
    """One conference, with the agenda items of one's own cases."""
    return _conference_page(request, get_object_or_404(queries.conferences(), pk=pk))


def _conference_page(request, shown, form=None):
    keeps = request.acting.has(Role.PROCESS_DIRECTOR, house=shown.house_id)
    agenda = queries.agenda(shown)
    return page(
        request,
        "conferences/conference.html",
        {
            "conference": shown,
            "agenda": agenda,
            "keeps": keeps,
            "directed": _directed(request, agenda),
            "over": shown.at < queries.today_begins(),
            "add": form or (_add_form(request, shown) if keeps and not shown.cancelled_at else None),
        },
    )


@form_page
def change(request, pk):
    """Move a conference."""
    shown = get_object_or_404(Conference.objects.select_related("house"), pk=pk)
    rules.may_plan(request.acting.has(Role.PROCESS_DIRECTOR, house=shown.house_id))
    rules.still_open(bool(shown.cancelled_at), queries.any_held(shown))
    form = _conference_form(request, [shown.house], row=shown)
    if perform(form, _change, who=request.acting, conference=shown):
        messages.success(request, _("Het overleg is gewijzigd."))
        return redirect(shown)
    return page(request, "conferences/plan.html", {"conference": shown}, form=form)


def _change(who, conference, house, **fields):
    actions.change(who, conference, **fields)


@require_POST
def cancel(request, pk):
    """Cancel a conference."""
    shown = get_object_or_404(Conference, pk=pk)
    actions.cancel(request.acting, shown)
    messages.success(request, _("Het overleg is afgelast."))
    return redirect(shown)


@require_POST
def add(request, pk):
    """Put a case on the agenda and invite its professionals."""
    shown = get_object_or_404(queries.conferences(), pk=pk)
    rules.may_plan(request.acting.has(Role.PROCESS_DIRECTOR, house=shown.house_id))
    form = _add_form(request, shown)

    def put(case, question):
        return actions.add(request.acting, shown, open_case(request.acting, form.cases[case].number), question=question)

    if perform(form, put):
        messages.success(request, _("De casus staat op de agenda; alle deelnemers aan de casus zijn uitgenodigd."))
        return redirect(shown)
    return _conference_page(request, shown, form)


@require_safe
def item(request, pk, item):
    """One agenda item: who is there, the minutes, the decisions."""
    return _item_page(request, *_item(request, pk, item))


@require_POST
def move(request, pk, item):
    """One place up or down the agenda."""
    case, point = _kept_item(request, pk, item)
    form = MoveForm(request.POST)
    if not perform(form, actions.move, who=request.acting, case=case, item=point):
        messages.error(request, _("Kies omhoog of omlaag."))
    return redirect(point.conference)


@require_POST
def remove(request, pk, item):
    """Take a case off the agenda."""
    case, point = _kept_item(request, pk, item)
    actions.take_off(request.acting, case, point)
    messages.success(request, _("De casus is van de agenda gehaald."))
    return redirect(point.conference)


@require_POST
def people(request, pk, item):
    """Before the day: who is invited. From the day on: who was there."""
    case, point = _kept_item(request, pk, item)
    form = _people_form(case, point, request.POST)
    act = actions.attend if _has_come(point) else actions.invite
    if perform(form, act, who=request.acting, case=case, item=point):
        done = _("De aanwezigheid is vastgelegd.") if _has_come(point) else _("De uitnodigingen zijn bijgewerkt.")
        messages.success(request, done)
        return redirect(queries.item_url(point))
    return _item_page(request, case, point, attendance=form)


@require_POST
def guests(request, pk, item):
    """Which third parties are invited, or were there."""
    case, point = _kept_item(request, pk, item)
    form = _guests_form(case, point, request.POST)
    if perform(form, actions.seat, who=request.acting, case=case, item=point, come=_has_come(point)):
        messages.success(request, _("De derden aan tafel zijn bijgewerkt."))
        return redirect(queries.item_url(point) + "#derden")
    return _item_page(request, case, point, guests=form)


@require_POST
def share(request, pk, item, guest):
    """What a third party heard at the table."""
    case, point = _kept_item(request, pk, item)
    seated = get_object_or_404(point.guests.all(), pk=guest)
    form = HeardForm(request.POST, found=queries.may_hear(case, seated))
    if perform(form, actions.share, who=request.acting, case=case, item=point, guest=seated):
        messages.success(request, _("Vastgelegd wat met de derde is gedeeld."))
        return redirect(queries.item_url(point) + "#derden")
    return _item_page(request, case, point, shared=form)


@form_page
def minutes(request, pk, item):
    """The minutes to read or print; posted: to keep."""
    case, point = _item(request, pk, item)
    if request.method != "POST":
        audit.record(
            "conference.minutes.read",
            house=case.house_id,
            case=case.pk,
            thing=f"agenda_item:{point.pk}",
            subjects=[member.person_id for member in case.subjects],
        )
        return case_page(request, "conferences/minutes.html", case, {"item": point}, tab=TAB)
    rules.may_keep(case.scopes)
    form = MinutesForm(request.POST, row=point)
    if perform(form, actions.minute, who=request.acting, case=case, item=point):
        messages.success(request, _("Het verslag is bewaard."))
        return redirect(queries.item_url(point))
    return _item_page(request, case, point, minutes=form)


@require_POST
def resolve(request, pk, item):
    """Record a decision, or one that becomes an action."""
    case, point = _kept_item(request, pk, item)
    form = _resolution_form(request, case, point)
    if made := perform(form, actions.resolve, who=request.acting, case=case, item=point):
        messages.success(
            request,
            _("De afspraak staat in het verslag en in het plan.")
            if made.organisation_id
            else _("Het besluit is vastgelegd."),
        )
        return redirect(queries.item_url(point) + "#besluiten")
    return _item_page(request, case, point, resolution=form)


@require_POST
def finish(request, pk, item):
    """The case was discussed; the minutes are fixed, with what stands in them on the screen."""
    case, point = _kept_item(request, pk, item)
    typed = MinutesForm.SEEN in request.POST
    form = MinutesForm(request.POST, row=point) if typed else Form(request.POST)
    if perform(form, _finish, who=request.acting, case=case, item=point):
        messages.success(request, _("De casus is besproken en het verslag is afgerond."))
        return redirect(point.conference)
    return _item_page(request, case, point, **{"minutes" if typed else "finish": form})


def _finish(who, case, item, **typed):
    if typed:
        actions.minute(who, case, item, **typed)
    actions.finish(who, case, item)


@require_safe
def of_case(request, number):
    """The tab "Overleg" of a case."""
    case = open_case(request.acting, number)
    return case_page(
        request,
        "conferences/of_case.html",
        case,
        {"items": queries.of_case(case), "keeps": "direct" in case.scopes, "now": queries.today_begins()},
        tab=TAB,
    )


def _item(request, pk, number):
    """The case and the agenda item, when its case is open and to be seen; else 404."""
    shown = get_object_or_404(Conference, pk=pk)
    bare = get_object_or_404(shown.agenda.select_related("case"), pk=number)
    case = open_case(request.acting, bare.case.number)
    point = next((each for each in queries.of_case(case) if each.pk == bare.pk), None)
    if point is None:
        raise Http404
    return case, point


def _kept_item(request, pk, number):
    """As `_item`, for who keeps its minutes."""
    case, point = _item(request, pk, number)
    rules.may_keep(case.scopes)
    return case, point


def _item_page(request, case, point, **given):
    keeps = "direct" in case.scopes
    writes = keeps and not point.held_at and not point.conference.cancelled_at
    forms = (
        {
            "attendance": _people_form(case, point),
            **_guest_forms(case, point),
            "minutes": MinutesForm(row=point),
            "resolution": _resolution_form(request, case, point),
            "finish": None,
        }
        if writes
        else {}
    )
    return case_page(
        request,
        "conferences/item.html",
        case,
        {"item": point, "keeps": keeps, "writes": writes, "has_come": _has_come(point), **forms, **given},
        tab=TAB,
    )


def _has_come(point) -> bool:
    return timezone.localdate(point.conference.at) <= timezone.localdate()


def _people_form(case, point, data=None) -> PeopleForm:
    come = _has_come(point)
    return PeopleForm(
        data,
        row=point,
        initial=lambda: {"people": [each.account_id for each in point.attendance.all() if each.present or not come]},
        professionals=queries.professionals(case),
        label=_("Wie was er bij?") if come else _("Wie is uitgenodigd?"),
    )


def _guest_forms(case, point) -> dict:
    """The form of the third parties, when the case has any; and from the day on one per third party that may hear more."""
    form = _guests_form(case, point)
    if not form.fields["guests"].choices and not point.guests.all():
        return {}
    offers = []
    for guest in point.guests.all() if _has_come(point) else ():
        if found := queries.may_hear(case, guest):
            offers.append((guest, HeardForm(found=found, auto_id=f"id_heard_{guest.pk}_%s")))
    return {"guests": form, "offers": offers}


def _guests_form(case, point, data=None) -> GuestsForm:
    come = _has_come(point)
    return GuestsForm(
        data,
        row=point,
        initial=lambda: {"guests": [each.third_party_id for each in point.guests.all() if each.present or not come]},
        bound=bound(case),
    )


def _resolution_form(request, case, point) -> ResolutionForm:
    posted = request.POST if request.resolver_match.url_name == "resolve" else None
    return ResolutionForm(
        posted,
        members=[each for each in members_of(case) if not each.until],
        domains=LifeDomain.objects.filter(house=case.house_id, active=True),
        professionals=queries.professionals(case),
        earliest=timezone.localdate(point.conference.at),
        retain_until=case.retain_until,
    )


def _conference_form(request, houses, **stands) -> ConferenceForm:
    chairs = {house.pk: list(authorised(house, roles=[Role.PROCESS_DIRECTOR])) for house in houses}
    return ConferenceForm(posted(request), houses=houses, chairs=chairs, **stands)


def _add_form(request, shown) -> AddForm:
    cases = queries.may_be_put(request.acting, shown)
    wanted = request.GET.get("casus", "")
    initial = {"case": next((case.pk for case in cases if case.number == wanted), None)}
    return AddForm(posted(request), cases=cases, initial=initial)


def _directed(request, agenda) -> set[int]:
    """Numbers of the cases on this agenda that one directs."""
    return {
        case.pk
        for case in (item.case for item in agenda)
        if (director := case.directors.get("process")) and director.account_id == request.acting.account_id
    }
