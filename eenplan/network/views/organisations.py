"""Who takes part: the organisations, since when, and who answers for them."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from eenplan.network import actions, forms, queries
from eenplan.network.models import Organisation, Proposal
from eenplan.network.views.common import administered, change, house_page, known_house, said, url
from eenplan.ui.http import form_page, posted


@require_safe
def organisations(request, code):
    """The participation matrix: which kinds take part since when, and which are missing."""
    mine = known_house(request, code)
    rows, former = queries.matrix(mine)
    usual = [row for row in rows if not row.third_party_only]
    return house_page(
        request,
        "network/organisations.html",
        mine,
        tab="organisations",
        rows=rows,
        former=former,
        present=sum(not row.missing for row in usual),
        usual=len(usual),
        missing=[row.kind.label for row in usual if row.missing],
    )


@form_page
def organisation_join(request, code):
    """Let a known organisation take part."""
    mine = administered(request, code)
    return change(
        request,
        mine,
        forms.JoinForm(posted(request), house=mine),
        actions.add_organisation,
        {"house": mine},
        title=_("Deelnemer toevoegen"),
        submit=_("Toevoegen"),
        done=_joined,
        back=url("organisations", mine),
        crumb=_("Deelnemers"),
        template="network/join.html",
    )


def _joined(made):
    if isinstance(made, Proposal):
        return _("Gevraagd aan %(house)s: de organisatie neemt deel zodra zij daar ja zegt.") % {
            "house": made.house.name
        }
    return _("De organisatie neemt deel.")


def _founded(made):
    if queries.participants(made.house).filter(pk=made.organisation_id).exists() or made.since > timezone.localdate():
        return _("De organisatie is toegevoegd en neemt deel.")
    return _("De organisatie is toegevoegd. Zij neemt deel zodra een tweede haar grondslag bevestigt.")


@form_page
def organisation_new(request, code):
    """Add an organisation that Eenplan does not know yet."""
    mine = administered(request, code)
    return change(
        request,
        mine,
        forms.OrganisationForm(posted(request)),
        actions.found_organisation,
        {"house": mine},
        title=_("Nieuwe organisatie"),
        submit=_("Toevoegen"),
        done=_founded,
        back=url("organisations", mine),
        crumb=_("Deelnemers"),
    )


@require_safe
def organisation(request, code, pk):
    """An organisation: ground, contact, when it takes part, and who works there for this house."""
    mine = known_house(request, code)
    shown = get_object_or_404(Organisation.objects.select_related("home"), pk=pk)
    parts = list(shown.houses.filter(house=mine).select_related("contact__account").order_by("-since"))
    if not parts:
        raise Http404
    waits = Organisation.objects.filter(queries.without_ground_yet(), pk=pk).exists()
    return house_page(
        request,
        "network/organisation.html",
        mine,
        tab="organisations",
        organisation=shown,
        parts=parts,
        current=next((part for part in parts if part.until is None), None),
        people=queries.professionals(mine, shown),
        waits=waits,
    )


@form_page
def organisation_edit(request, code, pk):
    """Change name and contact details of an organisation that takes part."""
    mine = administered(request, code)
    shown = get_object_or_404(Organisation.objects.filter(houses__house=mine).distinct(), pk=pk)
    elsewhere = shown.home if shown.home_id != mine.pk else None
    return change(
        request,
        mine,
        forms.ContactForm(posted(request), instance=shown),
        actions.change_organisation,
        {"house": mine, "organisation": shown},
        title=_("Contactgegevens wijzigen"),
        submit=_("Opslaan"),
        done=said(_("De contactgegevens zijn opgeslagen.")),
        back=url("organisation", mine, shown.pk),
        crumb=shown.name,
        note=elsewhere
        and _("%(house)s houdt deze gegevens bij: uw wijziging is een vraag aan dat huis.") % {"house": elsewhere},
    )


@form_page
def contact_person(request, code, pk):
    """Name who answers for an organisation in reviews."""
    mine = administered(request, code)
    part = get_object_or_404(mine.organisations.select_related("organisation", "house"), pk=pk, until=None)
    return change(
        request,
        mine,
        forms.ContactPersonForm(posted(request), row=part),
        actions.name_contact,
        {"participation": part},
        title=_("Contactpersoon van %(name)s") % {"name": part.organisation.name},
        submit=_("Opslaan"),
        done=_("De contactpersoon is vastgelegd."),
        back=url("organisation", mine, part.organisation_id),
        crumb=part.organisation.name,
        note=_("Deze professional antwoordt bij toetsingen welke autorisaties van de organisatie nog nodig zijn."),
    )


@form_page
def participation_end(request, code, pk):
    """Let an organisation leave the house."""
    mine = administered(request, code)
    part = get_object_or_404(mine.organisations.select_related("organisation"), pk=pk, until=None)
    return change(
        request,
        mine,
        forms.EndForm(posted(request), since=part.since),
        actions.end_participation,
        {"participation": part},
        title=_("Deelname van %(name)s beëindigen") % {"name": part.organisation.name},
        submit=_("Deelname beëindigen"),
        done=_("De deelname eindigt, met de rollen van haar professionals."),
        back=url("organisation", mine, part.organisation_id),
        crumb=part.organisation.name,
        variant="danger",
        note=_(
            "De rollen van haar professionals in dit huis eindigen op dezelfde dag. "
            "Wat zij in casussen inbrachten blijft bij die casussen."
        ),
    )
