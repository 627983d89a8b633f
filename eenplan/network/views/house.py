"""The house: purpose, working area, contact point, terms and the settings that widen power."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from eenplan.network import actions, forms, queries
from eenplan.network.models import Proposal
from eenplan.network.terms import TERMS, unit_for
from eenplan.network.views.common import administered, change, house_page, said, url
from eenplan.ui.forms import Form
from eenplan.ui.http import form_page, posted


@require_safe
def house(request, code=None):
    """A house: purpose, working area, contact point and terms. Without code: the first one somebody works in."""
    mine = list(queries.houses(request.acting))
    shown = next((house for house in mine if code in (None, house.code)), None)
    if shown is None:
        raise Http404
    values = {name: getattr(shown, name) for name in TERMS} | {"triage_weekday": WEEKDAYS[shown.triage_weekday - 1]}
    becomes = queries.widened(shown)
    terms = [(term, values[name], unit_for(term, values[name]), becomes.get(name)) for name, term in TERMS.items()]
    return house_page(
        request,
        "network/house.html",
        shown,
        tab="house",
        terms=terms,
        areas=queries.working_area(shown),
        others=[other for other in mine if other != shown],
    )


@form_page
def edit(request, code):
    """Change name, purpose, contact point and terms."""
    mine = administered(request, code)
    return change(
        request,
        mine,
        forms.HouseForm(posted(request), instance=mine),
        actions.change_house,
        {"house": mine},
        title=_("Huis wijzigen"),
        submit=_("Opslaan"),
        done=said(_("De gegevens van het huis zijn opgeslagen.")),
        back=url("house", mine),
        note=_(
            "Wat strenger wordt geldt meteen. Wat ruimer wordt (langer bewaren, meer uitstel, minder beoordelingen) "
            "is een voorstel, dat een tweede beheerder of de manager bevestigt."
        ),
    )


@form_page
def area_add(request, code):
    """Let a municipality join the working area."""
    mine = administered(request, code)
    return change(
        request,
        mine,
        forms.AddAreaForm(posted(request), house=mine),
        actions.add_area,
        {"house": mine},
        title=_("Gemeente toevoegen"),
        submit=_("Toevoegen"),
        done=_("De gemeente hoort bij het werkgebied."),
        back=url("house", mine),
    )


@form_page
def area(request, code, pk):
    """Change from when until when a municipality belongs to the house."""
    mine = administered(request, code)
    shown = get_object_or_404(mine.working_area.select_related("municipality"), pk=pk)
    form = forms.AreaForm(posted(request), row=shown)
    return change(
        request,
        mine,
        form,
        actions.change_area,
        {"area": shown},
        title=shown.municipality.name,
        submit=_("Opslaan"),
        done=_("Het werkgebied is gewijzigd."),
        back=url("house", mine),
    )


#: by its name in the address: what is proposed, the field of the house, and what widens and narrows it is called
SETTINGS = {
    "vier-ogen": (
        Proposal.Kind.FOUR_EYES_OFF,
        "four_eyes",
        gettext_lazy("Vier ogen uitzetten"),
        gettext_lazy("Vier ogen aanzetten"),
    ),
    "noodtoegang": (
        Proposal.Kind.BREAK_GLASS_ON,
        "break_glass",
        gettext_lazy("Noodtoegang aanzetten"),
        gettext_lazy("Noodtoegang uitzetten"),
    ),
}


@form_page
def setting(request, code, name):
    """Propose the setting that widens power; the safe one is switched at once."""
    mine = administered(request, code)
    if name not in SETTINGS:
        raise Http404
    kind, field, widen, narrow = SETTINGS[name]
    safe = kind == Proposal.Kind.FOUR_EYES_OFF  # what the field is where power is narrow
    back = url("house", mine)
    if getattr(mine, field) is not safe:
        given = {"house": mine, field: safe}
        done = _("Het geldt vanaf nu.")
        form = Form(posted(request))
        return change(
            request, mine, form, actions.change_house, given, title=narrow, submit=narrow, done=done, back=back
        )
    return change(
        request,
        mine,
        forms.SettingForm(posted(request)),
        actions.propose,
        {"house": mine, "kind": kind},
        title=widen,
        submit=_("Voorstellen"),
        done=_("Vastgelegd. Waar een tweede paar ogen nodig is, wacht het bij Vier ogen."),
        back=back,
        note=_("Dit verruimt wat mensen kunnen. Een tweede beheerder of de manager bevestigt het."),
    )
