"""The page of a person, and who guards and knows a secret address."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from eenplan import audit
from eenplan.law.codes import DataCategory, Role
from eenplan.network.lookups import look
from eenplan.network.models import Lookup
from eenplan.people import actions, authority, guarding, postal, queries, rules
from eenplan.people.forms import DiscloseForm, SecrecyForm, SettleForm
from eenplan.people.guarding import candidates
from eenplan.people.mentions import mentions
from eenplan.people.models import AddressDisclosure, Person, WaitingList
from eenplan.ui.http import form_page, page, perform, posted

#: what the page shows about somebody, for the line in the log
SHOWN = [DataCategory.IDENTITY, DataCategory.BSN, DataCategory.HOUSING, DataCategory.RELATIONS]


def _shown(person: Person) -> list[DataCategory]:
    """Of who is not opened to the reader only who it is, and in an emergency where he lives."""
    if person.opened:
        return SHOWN
    return [DataCategory.IDENTITY, DataCategory.HOUSING] if hasattr(person, "address") else SHOWN[:1]


def _person(number) -> Person:
    return get_object_or_404(Person.objects.select_related("address", "citizen_number"), pk=number)


@require_safe
def person(request, pk):
    """Who somebody is, where he lives, with whom, and in which referrals and cases that the reader may see."""
    shown = _person(pk)
    audit.loaded(shown.pk, shown.house_id, None, *_shown(shown))
    known = mentions(request.acting, shown)
    if not known:
        look(Lookup.Kind.PERSON, [shown.house_id])
    return page(
        request,
        "people/person.html",
        {
            "shown": shown,
            "age": queries.age(shown),
            "minor": queries.is_minor(shown),
            "kin": queries.kin(shown),
            "families": queries.families(shown),
            "mentions": known,
            "third_party": authority.third_party(shown),
            "same_number": list(queries.namesakes_by_number(shown)) if shown.opened else [],
            "waiting": list(queries.waiting(shown)),
            "settles": request.acting.has(Role.PROCESS_DIRECTOR, house=shown.house_id),
            "guards": candidates(request.acting, shown).exists(),
            "disclosures": _disclosures(shown) if shown.address_secret else [],
        },
    )


@require_safe
def address(request, pk):
    """A secret address, for who may know it and asks to see it; everywhere else it is shielded (R-78)."""
    shown = _person(pk)
    if not shown.knows_secret_address:
        raise Http404
    actions.show_address(shown)
    context = {"shown": shown, "address": shown.address, "lines": postal.lines(shown.address)}
    return page(request, "people/address.html", context)


def _disclosures(person):
    return list(person.disclosures.select_related("organisation").order_by("organisation__sort_key"))


@form_page
def disclose(request, pk):
    """Name an organisation that may know the secret address."""
    shown = _guarded(request, pk)
    form = DiscloseForm(posted(request), candidates=candidates(request.acting, shown))
    if perform(form, actions.disclose_address, who=request.acting, person=shown):
        messages.success(request, _("Wie namens deze organisatie aan de casus deelneemt, ziet het adres nu."))
        return redirect("people:person", shown.pk)
    return _guard_page(request, shown, form)


def _guarded(request, pk) -> Person:
    shown = _person(pk)
    rules.may_guard_address(candidates(request.acting, shown).exists())
    return shown


def _guard_page(request, shown, form=None, secrecy=None, waive=None):
    housemates = guarding.secret_housemates(shown)
    return page(
        request,
        "people/disclose.html",
        {
            "shown": shown,
            "disclosures": _disclosures(shown),
            "secrecies": list(shown.secrecies.filter(until=None).select_related("account").order_by("pk")),
            "secrecy": secrecy or SecrecyForm(),
            "housemates": housemates,
            "beyond": None in housemates,
            "waiver": shown.waivers.filter(until=None).order_by("-pk").first() if not shown.address_secret else None,
            "waive": waive or SecrecyForm(),
        },
        form=form or DiscloseForm(candidates=candidates(request.acting, shown)),
    )


@require_POST
def keep_secret(request, pk):
    """Keep the address of somebody secret."""
    shown = _guarded(request, pk)
    form = SecrecyForm(request.POST)
    if perform(form, actions.keep_secret, who=request.acting, person=shown):
        messages.success(request, _("Het adres is nu geheim. Wijs aan wie het mag weten."))
        return redirect("people:disclose", shown.pk)
    return _guard_page(request, shown, secrecy=form)


@require_POST
def end_secrecy(request, pk, secrecy):
    """Keep the address of somebody secret no longer."""
    shown = _guarded(request, pk)
    ended = get_object_or_404(shown.secrecies, pk=secrecy)
    form = SecrecyForm(request.POST)
    if perform(form, actions.end_secrecy, who=request.acting, secrecy=ended):
        messages.success(request, _("Dit huis houdt het adres niet langer geheim."))
        return redirect("people:person", shown.pk)
    return _guard_page(request, shown, secrecy=form)


@require_POST
def waive(request, pk):
    """Open an address that is shielded because of somebody else who lives there."""
    shown = _guarded(request, pk)
    form = SecrecyForm(request.POST)
    if perform(form, actions.waive, who=request.acting, person=shown):
        messages.success(request, _("Het adres van deze persoon is open, met uw reden erbij."))
        return redirect("people:person", shown.pk)
    return _guard_page(request, shown, waive=form)


@require_POST
def end_waiver(request, pk, waiver):
    """Shield it again."""
    shown = _guarded(request, pk)
    ended = get_object_or_404(shown.waivers.filter(until=None), pk=waiver)
    actions.end_waiver(request.acting, ended)
    messages.success(request, _("Het adres van deze persoon is weer afgeschermd."))
    return redirect("people:disclose", shown.pk)


@require_safe
def waiting(request):
    """The lists of the registry that wait for somebody to say whose they are."""
    rules.may_see_waiting(request.acting.houses(*rules.WAITING_SEEN_BY))
    rows = list(WaitingList.objects.filter(settled_at=None).order_by("since", "pk"))
    persons = Person.objects.select_related("citizen_number").in_bulk({row.person_id for row in rows})
    opened = {pk: one for pk, one in persons.items() if one.opened}
    settles = request.acting.has(Role.PROCESS_DIRECTOR)
    return page(
        request, "people/waiting.html", {"rows": [(row, opened.get(row.person_id)) for row in rows], "settles": settles}
    )


@form_page
def settle(request, pk):
    """Say whose list this is."""
    row = get_object_or_404(WaitingList.objects.filter(settled_at=None), pk=pk)
    row.person = _person(row.person_id)
    form = SettleForm(posted(request))
    if perform(form, actions.settle, who=request.acting, row=row):
        messages.success(request, _("Vastgelegd. De eerstvolgende levering volgt uw beslissing."))
        return redirect("people:waiting")
    return page(request, "people/settle.html", {"row": row}, form=form)


@require_POST
def withdraw(request, pk, disclosure):
    """Take a secret address back from an organisation."""
    shown = _guarded(request, pk)
    named = get_object_or_404(AddressDisclosure.objects.filter(person=shown), pk=disclosure)
    actions.withdraw_address(request.acting, named)
    messages.success(request, _("Deze organisatie ziet het adres niet meer."))
    return redirect("people:disclose", shown.pk)
