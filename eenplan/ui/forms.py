"""How every form looks and fails: one renderer, one bound field, and forms that survive hostile input.

`FORM_RENDERER = "eenplan.ui.forms.Renderer"` (with `django.forms` in INSTALLED_APPS) gives every form,
also those of allauth and django-filter, our templates, classes and error texts next to the field.
`Form` and `ModelForm` are the base of the forms of the rooms: they clean what was pasted, bound the length of free text,
turn a NUL byte, which PostgreSQL refuses, into an error at the field, and ask which hour of the doubled one was meant.
"""

import hashlib
from typing import Any, ClassVar

from django import forms
from django.core import validators
from django.core.exceptions import ValidationError
from django.forms.renderers import TemplatesSetting
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from eenplan.ui import cautions
from eenplan.ui.text import cleaned

#: free text is at most this long unless the field says otherwise
LONGEST_TEXT = 10_000
#: the largest number a field takes unless it says otherwise (PostgreSQL's `integer`)
LARGEST_NUMBER = 2_147_483_647

CLASSES = {
    "text": "ams-text-input",
    "email": "ams-text-input",
    "number": "ams-text-input",
    "tel": "ams-text-input",
    "url": "ams-text-input",
    "search": "ams-text-input",
    "password": "ams-password-input",
    "date": "ams-date-input",
    "datetime-local": "ams-date-input",
    "time": "ams-time-input",
    "file": "ams-file-input",
    "select": "ams-select",
    "checkbox": "een-check",
    "radio": "een-check",
}


class BoundField(forms.BoundField):
    """A field on the page: its class, where its error link leads, whether to say "niet verplicht"."""

    def __init__(self, form, field, name):
        super().__init__(form, field, name)
        widget = field.widget
        widget.attrs.pop("placeholder", None)  # a text that goes away is no label
        if not isinstance(widget, forms.MultiWidget):
            widget.attrs.pop("maxlength", None)  # browsers count otherwise and cut a pasted text silently; we say so
        if type(widget) is forms.DateInput:
            widget.input_type, widget.format = "date", "%Y-%m-%d"
        elif type(widget) is forms.TimeInput:
            widget.input_type, widget.format = "time", "%H:%M"
        elif type(widget) is forms.DateTimeInput:
            widget.input_type, widget.format = "datetime-local", "%Y-%m-%dT%H:%M"
        elif isinstance(widget, forms.Textarea) and widget.attrs.get("rows") == "10":
            widget.attrs["rows"] = "4"  # Django's default is taller than most texts

    def build_widget_attrs(self, attrs, widget=None):
        widget = widget or self.field.widget
        attrs = super().build_widget_attrs(attrs, widget)
        kind = "textarea" if isinstance(widget, forms.Textarea) else getattr(widget, "input_type", "")
        extra = "ams-text-area" if kind == "textarea" else CLASSES.get(kind, "")
        given = widget.attrs.get("class", "")
        if extra and extra not in given.split():
            attrs["class"] = f"{extra} {given}".strip()
        # `required` makes an empty field red before anything was typed; say it to assistive technology only
        if attrs.pop("required", False) and kind not in ("radio", "hidden"):
            attrs["aria-required"] = "true"
        limit = getattr(self.field, "max_length", None)
        if kind == "textarea" and limit:
            attrs["data-limit"] = str(limit)
        return attrs

    @property
    def anchor(self):
        """The id of the first control, for the links of the error summary."""
        return f"{self.auto_id}_0" if self.choice_group else self.id_for_label or self.auto_id

    @property
    def single_check(self):
        """A lone tick box: its label stands behind the box."""
        return isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def choice_group(self):
        """Radios or tick boxes under one question (and not, say, the three parts of a date)."""
        return isinstance(self.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple)

    @property
    def optional(self):
        """True when the label must say that the field may stay empty."""
        # a draft may leave open what is needed later
        needed = self.field.required or getattr(self.field, "needed_later", False) or self.condition
        return not (needed or self.single_check or self.field.disabled or self.is_hidden)

    @property
    def condition(self):
        """When a field is needed that may otherwise stay empty, as the form says in `needed_when`."""
        return "" if self.field.required else getattr(self.form, "needed_when", {}).get(self.name, "")


class Renderer(TemplatesSetting):
    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"
    formset_template_name = "ui/forms/formset.html"
    bound_field_class = BoundField


#: which of the two hours between two and three, in the night when the clock goes back
HOURS = [("first", _("De eerste keer (nog zomertijd)")), ("second", _("De tweede keer (al wintertijd)"))]


class Careful(forms.BaseForm):
    """Clean, bounded text and numbers, no NUL byte past this point, and moments that mean one moment.

    `needed_when` says of a field that may stay empty when it may not, as its label then reads: "(nodig bij een afspraak)".
    """

    HEEDED = "een-heeded"

    needed_when: ClassVar[dict[str, Any]] = {}
    #: where an address belongs, it is no slip that it is typed
    asks_for_addresses: ClassVar[bool] = False
    #: of the texts about which the writer was told something (`cautions`)
    heeded: str = ""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.CharField) and field.max_length is None:
                field.max_length = LONGEST_TEXT
                field.validators.append(validators.MaxLengthValidator(LONGEST_TEXT))
            elif type(field) is forms.IntegerField and field.max_value is None:
                field.max_value = LARGEST_NUMBER
                field.validators.append(validators.MaxValueValidator(LARGEST_NUMBER))
            if type(field) is forms.IntegerField and field.min_value is None:
                field.min_value = -LARGEST_NUMBER
                field.validators.append(validators.MinValueValidator(-LARGEST_NUMBER))

    def full_clean(self):
        poisoned = {key: name for name in self.fields for key in self._keys(name) if self._carries_nul(key)}
        for key in poisoned:
            self._put(key, [str(value).replace("\x00", "\N{REPLACEMENT CHARACTER}") for value in self._values(key)])
        self._clean_texts()
        shown = self.data
        doubled = self._settle_doubled_hours() if self.is_bound else {}
        super().full_clean()
        self.data = shown  # a form that is drawn again shows what was typed, not the moment it was taken for
        for name in set(poisoned.values()):
            self.errors.pop(name, None)
            self.add_error(name, _("Dit veld bevat een teken dat niet is toegestaan. Typ de tekst opnieuw."))
        for name, text in doubled.items():
            self.errors.pop(name, None)
            self.add_error(name, text)

    def caution(self) -> bool:
        """Add as errors what there is to say about the free texts of a valid form; the same texts again were sent knowingly."""
        areas = [name for name, field in self.fields.items() if isinstance(field.widget, forms.Textarea)]
        text = "\n".join(filter(None, (self.cleaned_data.get(name) for name in areas)))
        seen = hashlib.sha256(text.encode()).hexdigest()[:16]
        if self.asks_for_addresses or not text or self.data.get(self.add_prefix(self.HEEDED)) == seen:
            return False
        for said in cautions.about(text):
            self.add_error(None, ValidationError(said, code="caution"))
            self.heeded = seen
        return bool(self.heeded)

    def heeded_field(self) -> SafeString:
        """The hidden field by which the same texts pass; `{% form %}` draws it."""
        hidden = format_html('<input type="hidden" name="{}" value="{}">', self.add_prefix(self.HEEDED), self.heeded)
        return hidden if self.heeded else SafeString("")

    def _clean_texts(self):
        """What people paste, as they meant it (`eenplan.ui.text`); a password stays as it is."""
        for name, field in self.fields.items():
            if not self.is_bound or not isinstance(field, forms.CharField) or field.disabled:
                continue
            if isinstance(field.widget, forms.PasswordInput):
                continue
            shown = isinstance(field.widget, forms.widgets.Input | forms.MultiWidget)
            one_line = shown and not isinstance(field.widget, forms.HiddenInput)
            for key in self._keys(name):
                values = self._values(key) if key in self.data else []
                if values != (
                    clean := [cleaned(value, one_line) if isinstance(value, str) else value for value in values]
                ):
                    self._put(key, clean)

    def _settle_doubled_hours(self) -> dict[str, Any]:
        """Ask which hour was meant where a moment came twice or never: {name: what to say} of those not settled."""
        open_moments: dict[str, Any] = {}
        for name, field in list(self.fields.items()):
            if not isinstance(field, forms.DateTimeField) or field.disabled:
                continue
            try:
                field.clean(field.widget.value_from_datadict(self.data, self.files, self.add_prefix(name)))
            except ValidationError as error:
                if error.code == "ambiguous_timezone" and error.params:
                    open_moments |= self._settle(name, error.params["datetime"])
        return open_moments

    def _settle(self, name, moment) -> dict[str, Any]:
        zone = timezone.get_current_timezone()
        first, second = (moment.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
        if first.utcoffset() < second.utcoffset():
            return {name: _("Dit tijdstip was er niet: in deze nacht ging de klok van 2.00 naar 3.00 uur.")}
        asked = f"{name}_hour"
        question = forms.ChoiceField(label=_("Welk uur bedoelt u?"), choices=HOURS, widget=forms.RadioSelect)
        fields = {each: field for each, field in self.fields.items() if each != asked}
        self.fields = {}
        for each, field in fields.items():
            self.fields |= {each: field} | ({asked: question} if each == name else {})
        chosen = {"first": first, "second": second}.get(str(self.data.get(self.add_prefix(asked))))
        if chosen is None:
            return {
                name: _(
                    "In deze nacht ging de klok terug: dit uur was er twee keer. Kies hieronder welk uur u bedoelt."
                )
            }
        self._put(self.add_prefix(name), [chosen.isoformat()])
        return {}

    def _keys(self, name):
        """What the browser calls this field; a field of several inputs has a number behind each."""
        key = self.add_prefix(name)
        if not isinstance(self.fields[name].widget, forms.MultiWidget):
            return [key]
        return [given for given in self.data if given.startswith(f"{key}_")]

    def _values(self, key):
        return self.data.getlist(key) if hasattr(self.data, "getlist") else [self.data[key]]

    def _put(self, key, values):
        """Go on as if this was sent; what came with the request stays as it is."""
        data: Any = self.data.copy()
        if hasattr(data, "setlist"):
            data.setlist(key, values)
        else:
            data[key] = values[0] if values else ""
        self.data = data

    def _carries_nul(self, key):
        if not self.is_bound or key not in self.data:
            return False
        return any("\x00" in value for value in self._values(key) if isinstance(value, str))


class Form(Careful, forms.Form):
    """The base of the forms of the rooms."""


class ModelForm(Careful, forms.ModelForm):
    """The base of the model forms of the rooms."""
