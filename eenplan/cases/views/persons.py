"""Who a case is about: the circle, who joins it and who leaves it."""

from functools import partial
from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from eenplan import audit
from eenplan.cases import actions, queries, rules
from eenplan.cases.forms import EnterInCircleForm, FoundInCircleForm
from eenplan.cases.pages import case_page, open_case
from eenplan.cases.views.common import confirm
from eenplan.law.codes import DataCategory
from eenplan.people import entering, finding
from eenplan.people.forms import FindPersonForm
from eenplan.people.models import Person
from eenplan.ui.forms import Form
from eenplan.ui.http import form_page, perform, posted


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
    found = perform(form, finding.find_person, who=request.acting, house=case.house)
    found = entering.corrected(form, request.acting, case.house) if found is None else found
    if found:
        people = Person.objects.filter(pk__in=[person.pk for person in found]).select_related("address")
        chosen = FoundInCircleForm(case=case, found=people, agrees={person.pk: person.agrees for person in found})
        return _choose(request, case, chosen, people, entering.searched_for(form))
    if form.is_valid() and not form.errors and not found.too_many:
        messages.warning(request, _("Niemand gevonden in dit huis. Controleer de gegevens, of voer de persoon in."))
        return _enter(request, case, EnterInCircleForm(case=case, initial=entering.carried(request.POST)))
    context = {"too_many": found.too_many}
    return case_page(request, "cases/find_person.html", case, context, tab="cases:people", form=form)


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


def _choose(request, case, form, found, searched_for=()):
    target = (
        f"{reverse('cases:found_person', args=[case.number])}?{urlencode({'persoon': [one.pk for one in found]}, True)}"
    )
    context = {"found": found, "target": target, "searched_for": searched_for}
    return case_page(request, "cases/found_person.html", case, context, tab="cases:people", form=form)


@form_page
def enter_person(request, number):
    """Enter somebody the house does not know yet, straight into the circle, after asking whether it does."""
    case = open_case(request.acting, number)
    rules.may_steer(case.scopes)
    if entering.CARRIED in request.POST:
        return _enter(request, case, EnterInCircleForm(case=case, initial=entering.carried(request.POST)))
    form = EnterInCircleForm(posted(request), case=case)
    doubles = entering.doubles(form, request.acting, case.house)
    chosen = doubles.chosen(request.POST.get("same"))
    act = partial(actions.add_found_to_circle, person=chosen) if chosen else actions.enter_in_circle
    if (chosen or not doubles) and (member := perform(form, act, who=request.acting, case=case)):
        return _joined(request, case, member)
    return _enter(request, case, form, doubles)


def _enter(request, case, form, doubles=None):
    return case_page(request, "cases/enter_person.html", case, {"doubles": doubles}, tab="cases:people", form=form)


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
    return confirm(
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
