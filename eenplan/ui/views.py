"""The style guide: every component drawn once, for whoever builds a page. Only in DEBUG or in the demo."""

import datetime

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from eenplan.ui.forms import Form
from eenplan.ui.http import page, posted


class Example(Form):
    """A form with one of everything."""

    what = forms.CharField(
        label=_("Wat moet er gebeuren?"),
        widget=forms.Textarea,
        help_text=_("Schrijf zo dat iedereen weet wanneer de afspraak klaar is."),
        max_length=500,
    )
    due = forms.DateField(label=_("Gereed op"))
    organisation = forms.ChoiceField(
        label=_("Verantwoordelijke organisatie"), choices=[("", _("Kies")), ("ggd", "GGD Waterdam")]
    )
    note = forms.CharField(label=_("Toelichting"), required=False)
    kind = forms.ChoiceField(
        label=_("Soort"), choices=[("care", _("Zorg")), ("law", _("Strafrecht"))], widget=forms.RadioSelect
    )
    people = forms.MultipleChoiceField(
        label=_("Voor wie"),
        choices=[("1", "Ricardo Vermeulen"), ("2", "Naomi Vermeulen")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    informed = forms.BooleanField(label=_("De betrokkene is geïnformeerd"), help_text=_("Zo niet: leg uit waarom."))


def styleguide(request):
    """Every component drawn, for who builds pages; in demonstration and debugging only."""
    if not (settings.DEBUG or getattr(settings, "DEMO", False)):
        raise Http404
    example = Example(posted(request))
    example.is_valid()
    return page(
        request,
        "ui/styleguide.html",
        {
            "title": _("Stijlgids"),
            "tabs": [
                {"label": _("Overzicht"), "url": "?", "current": True, "icon": "layout-dashboard"},
                {"label": _("Personen en relaties"), "url": "?", "icon": "users", "count": 4},
                {"label": _("Informatie"), "url": "?", "icon": "file-text"},
                {"label": _("Plan"), "url": "?", "icon": "target"},
                {"label": _("Logboek"), "url": "?", "icon": "history"},
            ],
            "road": [
                {"label": _("Aanmelding"), "state": "done", "note": "3 nov 2026"},
                {"label": _("Weging"), "state": "done", "note": "9 nov 2026"},
                {"label": _("Casusoverleg"), "state": "current", "note": _("26 november")},
                {"label": _("Plan van aanpak"), "state": "todo"},
                {"label": _("Voortgang"), "state": "todo"},
                {"label": _("Afsluiten"), "state": "todo"},
            ],
            "rows": Paginator(range(1, 200), 4).get_page(request.GET.get("page")),
            "tones": ["neutral", "info", "success", "warning", "danger", "accent"],
            "now": datetime.datetime(2026, 11, 21, 14, 5, tzinfo=datetime.UTC),
        },
        form=example,
    )
