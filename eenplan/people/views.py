"""The page of a person, and who may know a secret address."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from eenplan import audit
from eenplan.law.codes import DataCategory, Role
from eenplan.people import actions, queries, rules
from eenplan.people.forms import DiscloseForm
from eenplan.people.mentions import mentions
from eenplan.people.models import Address, AddressDisclosure, Person
from eenplan.ui.http import form_page, page, perform, posted

#: what the page shows about somebody, for the line in the log
SHOWN = [DataCategory.IDENTITY, DataCategory.BSN, DataCategory.HOUSING, DataCategory.RELATIONS]


def _person(number) -> Person:
    return get_object_or_404(Person.objects.select_related("address"), pk=number)


def _address(person) -> Address | None:
    return getattr(person, "address", None)


@require_safe
def person(request, pk):
    """Who somebody is, where he lives, with whom, and in which referrals and cases that the reader may see."""
    shown = _person(pk)
    audit.loaded(shown.pk, shown.house_id, None, *SHOWN)
    address = _address(shown)
    return page(
        request,
        "people/person.html",
        {
            "shown": shown,
            "address": address,
            "address_hidden": shown.address_secret and address is None,
            "age": queries.age(shown),
            "minor": queries.is_minor(shown),
            "kin": queries.kin(shown),
            "families": queries.families(shown),
            "mentions": mentions(request.acting, shown),
            "directs": request.acting.has(Role.PROCESS_DIRECTOR, house=shown.house_id),
            "disclosures": _disclosures(shown) if shown.address_secret else [],
        },
    )


def _disclosures(person):
    return list(person.disclosures.select_related("organisation").order_by("organisation__name"))


@form_page
def disclose(request, pk):
    """Name an organisation that may know the secret address."""
    shown = _person(pk)
    rules.may_disclose(request.acting.roles_in(shown.house_id))
    form = DiscloseForm(posted(request), person=shown)
    if perform(form, actions.disclose_address, who=request.acting, person=shown):
        messages.success(request, _("Deze organisatie ziet het adres nu."))
        return redirect("people:person", shown.pk)
    return page(request, "people/disclose.html", {"shown": shown, "disclosures": _disclosures(shown)}, form=form)


@require_POST
def withdraw(request, pk, disclosure):
    """Take a secret address back from an organisation."""
    shown = _person(pk)
    named = get_object_or_404(AddressDisclosure.objects.filter(person=shown), pk=disclosure)
    actions.withdraw_address(request.acting, named)
    messages.success(request, _("Deze organisatie ziet het adres niet meer."))
    return redirect("people:disclose", shown.pk)
