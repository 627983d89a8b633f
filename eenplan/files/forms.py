"""The field for a file in the forms of the rooms."""

from django import forms
from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from eenplan.files.receiving import ENDINGS, KINDS, receive

_ACCEPT = ",".join(f".{ending}" for endings in ENDINGS.values() for ending in endings)


class FileField(forms.FileField):
    """Its clean value is a `receiving.Checked`, or None when nothing was chosen. Give the form `request.FILES` too."""

    widget = forms.FileInput(attrs={"accept": _ACCEPT})
    default_error_messages = {
        "required": _("Kies een bestand."),
        "invalid": _("Er is geen bestand meegestuurd. Kies het bestand opnieuw."),
        "missing": _("Er is geen bestand meegestuurd. Kies het bestand opnieuw."),
    }

    def __init__(self, **kwargs):
        hint = format_lazy(
            _("{kinds}, ten hoogste {limit} MB."), kinds=", ".join(KINDS), limit=settings.FILE_LIMIT // 2**20
        )
        super().__init__(**{"label": _("Bestand"), "help_text": hint, "allow_empty_file": True, **kwargs})

    def clean(self, data, initial=None):
        upload = super().clean(data, initial)
        return receive(upload) if upload else None
