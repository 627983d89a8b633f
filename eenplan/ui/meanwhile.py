"""Two people at the same thing: whoever comes second is told what the other wrote, and loses nothing."""

import datetime
import hashlib
import json
import re
from typing import Any

from django import forms
from django.db import connection
from django.shortcuts import get_object_or_404
from django.utils.choices import flatten_choices
from django.utils.formats import localize
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import get_text_list
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from eenplan.ui.forms import Careful

MEANWHILE = _(
    "Dit is intussen gewijzigd, door een ander of in een ander venster. Wat u typte staat er nog en is niet opgeslagen. "
    "Vergelijk, en sla opnieuw op als u het zo wilt."
)


def held(row):
    """The row as it stands now, for this transaction alone: whoever comes second waits here, and finds what the first wrote.

    By its number and not `FOR UPDATE`, which asks for the right to change the row: also what is only written beside a row
    (an opinion, a phase) goes one after the other.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, %s))", [row._meta.db_table, row.pk])
    now = get_object_or_404(row._meta.model, pk=row.pk)
    for field in row._meta.concrete_fields:
        setattr(row, field.attname, getattr(now, field.attname))
    row._prefetched_objects_cache = {}
    return row


class Watched(Careful):
    """A form that changes what others may change at the same time; `row` is what it changes, of a model form its `instance`.

    `initial` is what stands there now: the fields of the row unless given; as a function it is asked again once the row is
    held. A name in it that is no field is watched all the same. When somebody else changed any of it since the page was drawn,
    nothing is saved: what was typed stays, what was not touched follows the other, at each field stands what the other made of
    it, and sending again saves knowingly.
    """

    SEEN = "een-seen"

    def __init__(self, data=None, *args, row=None, initial=None, **kwargs):
        self.row = row or kwargs.get("instance")
        if self.row is not None and data is not None:
            held(self.row)
        stands = initial() if callable(initial) else initial
        if row is not None and stands is None:
            stands = self.values_of(row)
        super().__init__(data, *args, initial=stands, **kwargs)

    def values_of(self, row) -> dict:
        """What the fields of this form are in the row."""
        return forms.model_to_dict(row, fields=list(self.base_fields))

    def full_clean(self):
        super().full_clean()
        #: per field that another changed: what stands there now, and its version
        self.meanwhile: dict[str, dict[str, Any]] = {}
        if not self.is_bound or self.row is None:
            return
        seen, now = json.loads(self._seen()), self.versions()
        changed = [name for name in seen if name in now and seen[name] != now[name]]
        told = [name for name in changed if not self._follows(name, seen[name], now[name])]
        self.meanwhile = {name: {"values": self._stands(name), "version": now[name]} for name in told}
        for name in told:
            if name in self.fields:
                self.add_error(name, forms.ValidationError(self._other(name), code="changed"))
        if told:
            self.add_error(None, forms.ValidationError(MEANWHILE, code="changed"))

    def seen_field(self) -> SafeString:
        """The hidden field by which the next submission is compared; `{% form %}` draws it."""
        if self.row is None:
            return SafeString("")
        return format_html('<input type="hidden" name="{}" value="{}">', self.SEEN, json.dumps(self.versions()))

    def _seen(self) -> str:
        given, pair = self.data.get(self.SEEN, ""), '"[a-z_]+": "[0-9a-f]{16}"'
        return given if re.fullmatch(rf"\{{({pair}(, {pair})*)?\}}", given) else "{}"

    def versions(self) -> dict[str, str]:
        """Of what stands in each field now."""
        return {name: _fingerprint(self._stands(name)) for name in self.initial}

    def _follows(self, name: str, seen: str, now: str) -> bool:
        """Did both write the same? What was not touched here takes over what the other wrote."""
        if name not in self.fields:
            return False
        key = self.add_prefix(name)
        sent = _fingerprint(self._values(key) if key in self.data else [])
        if sent == seen:
            self._put(key, self._stands(name))
        return sent == now

    def _stands(self, name: str) -> list[str]:
        """What stands there now, as a browser sends it."""
        if name not in self.fields:
            return [str(self.initial[name])]
        field = self[name].field
        value = field.prepare_value(self.get_initial_for_field(field, name))
        if isinstance(field.widget, forms.CheckboxInput):
            return ["on"] if value else []
        sent: Any = field.widget.format_value(value)
        return [str(each) for each in (sent if isinstance(sent, list | tuple) else [sent]) if each is not None]

    def _other(self, name: str) -> str:
        return gettext("Hier staat intussen: %(now)s") % {"now": self._says(name)}

    def _says(self, name: str) -> str:
        """What stands in a field now, in words."""
        field, stands = self.fields[name], self._stands(name)
        if isinstance(field.widget, forms.CheckboxInput):
            return gettext("aangevinkt") if stands else gettext("niet aangevinkt")
        value = field.prepare_value(self.get_initial_for_field(field, name))
        if isinstance(value, datetime.date):
            return str(localize(value))
        choices: Any = flatten_choices(getattr(field, "choices", ()))
        labels = {str(key): label for key, label in choices}
        said = [str(labels.get(each, each)) for each in stands if each]
        return f"“{get_text_list(said, gettext('en'))}”" if said else gettext("niets")


def _fingerprint(values) -> str:
    """Of what a browser sends: order, ends of lines and spaces around it say nothing."""
    plain = sorted(text for value in values if (text := str(value).replace("\r\n", "\n").strip()))
    return hashlib.sha256(repr(plain).encode()).hexdigest()[:16]
