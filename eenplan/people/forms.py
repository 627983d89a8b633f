"""Finding and entering a person, with dates that may be incomplete."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from eenplan.network.models import Organisation
from eenplan.people import bsn as numbers
from eenplan.people.dates import InvalidDate, PartialDate
from eenplan.people.models import Address, Person, WaitingList
from eenplan.ui.forms import Form, ModelForm
from eenplan.ui.meanwhile import Watched

#: "30 september 1990", whole in the first box
LONGEST = 20


class PartialDateWidget(forms.MultiWidget):
    """Day, month and year as three small inputs, each with its own label."""

    template_name = "people/partial_date.html"
    use_fieldset = True
    parts = ((_("dag"), 2), (_("maand"), 2), (_("jaar"), 4))

    def __init__(self, attrs=None):
        digits = {"inputmode": "numeric", "autocomplete": "off", "class": "ams-text-input"}
        super().__init__(
            [forms.TextInput({**digits, "size": size + 1, "maxlength": LONGEST}) for _label, size in self.parts], attrs
        )

    def decompress(self, value):
        try:
            date = PartialDate.parse(value or "")
        except InvalidDate:
            return ["", "", ""]
        return [part or "" for part in (date.day, date.month, date.year)]

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        for inside, (label, _size) in zip(context["widget"]["subwidgets"], self.parts, strict=True):
            inside["label"] = label
        return context

    def id_for_label(self, id_, index=None):
        return f"{id_}_0" if id_ else id_


class PartialDateField(forms.MultiValueField):
    """A date of which the day, or day and month, may be left out; gives '1985-00-00', and '' for nothing (F6.3).

    The month may be a word, the year of a whole date two digits, and the whole may stand in one box.
    """

    widget = PartialDateWidget
    default_error_messages = {"invalid": _("Vul een bestaande datum in. Laat leeg wat onbekend is.")}

    def __init__(self, **kwargs):
        kwargs.pop("max_length", None)
        super().__init__(
            fields=[forms.CharField(required=False, max_length=LONGEST) for _part in range(3)],
            require_all_fields=False,
            **kwargs,
        )

    def compress(self, data_list):
        day, month, year = (part.strip() for part in data_list or ["", "", ""])
        given = [part for part in (day, month, year) if part]
        if not given:
            return ""
        in_one_box = len(given) == 1 and len(given[0]) >= 4
        if not year and not in_one_box:
            raise ValidationError(_("Vul ten minste het jaar in."), code="year")
        if not in_one_box and len(year) != 4 and not (len(year) == 2 and day and month):
            raise ValidationError(_("Schrijf het jaar met vier cijfers."), code="year")
        try:
            date = PartialDate.from_typed("-".join(given)) if month or not (day and year) else None
        except InvalidDate:
            date = None
        if date is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        if date.first_day and date.first_day > timezone.localdate():
            raise ValidationError(_("Deze datum ligt in de toekomst."), code="future")
        return str(date)


class BsnField(forms.CharField):
    """A citizen service number that passes the eleven-test (F6.1); '' when left out."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})

    def __init__(self, **kwargs):
        super().__init__(**{"label": _("BSN"), "required": False, **kwargs, "max_length": 20})

    def clean(self, value):
        text = super().clean(value)
        try:
            return numbers.parse(text) if text else ""
        except numbers.InvalidBsn as error:
            raise ValidationError(str(error), code="bsn") from None


class FindPersonForm(Form):
    """By BSN, or by family name with birth date. Its answers are the arguments of `finding.find_person`."""

    needed_when = {
        "bsn": _("zonder naam en geboortedatum"),
        **dict.fromkeys(("family_name", "birth_date"), _("zonder BSN")),
    }

    bsn = BsnField()
    family_name = forms.CharField(
        label=_("Geslachtsnaam"),
        max_length=200,
        required=False,
        help_text=_(
            "Zoals u die kent: met of zonder voorvoegsel, ook de naam van de partner. "
            "Heeft iemand alleen een voornaam, vul die dan in."
        ),
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    birth_date = PartialDateField(label=_("Geboortedatum"), required=False)

    def clean(self):
        given = super().clean()
        if not self.errors and not given.get("bsn") and not (given.get("family_name") and given.get("birth_date")):
            raise ValidationError(_("Vul een BSN in, of een geslachtsnaam met een geboortedatum."), code="too_little")
        return given


#: SA, SD and SS are not given out
POSTCODE = re.compile(r"[1-9][0-9]{3}(?!SA|SD|SS)[A-Z]{2}", re.ASCII)
_OF_ADDRESS = ("address_kind", "street", "number", "postcode", "locality", "lines", "country")


class EnterPersonForm(ModelForm):
    """Somebody the house does not know yet. Its answers are the arguments of `finding.enter_person`."""

    family_name = forms.CharField(label=_("Geslachtsnaam"), max_length=200)  # only the registry knows people without
    birth_date = PartialDateField(label=_("Geboortedatum"), required=False, help_text=_("Laat leeg wat onbekend is."))
    bsn = BsnField()
    address_kind = forms.ChoiceField(
        label=_("Adres"), required=False, choices=[("", _("niet ingevuld")), *Address.Kind.choices]
    )
    street = forms.CharField(label=_("Straat"), max_length=120, required=False)
    number = forms.CharField(label=_("Huisnummer"), max_length=24, required=False)
    postcode = forms.CharField(label=_("Postcode"), max_length=12, required=False)
    locality = forms.CharField(label=_("Woonplaats"), max_length=120, required=False)
    lines = forms.CharField(
        label=_("Adres in het buitenland"), max_length=500, required=False, widget=forms.Textarea({"rows": 3})
    )
    country = forms.CharField(label=_("Land"), max_length=40, required=False)
    address_secret = forms.BooleanField(
        label=_("Het adres is geheim"),
        required=False,
        help_text=_(
            "Vandaag ziet alleen u het nog. Daarna alleen wie namens een aangewezen organisatie aan een casus met deze "
            "persoon deelneemt. Een opvang is altijd geheim. Woont er al iemand met een geheim adres, dan is het dat vanzelf."
        ),
    )

    asks_for_addresses = True
    #: whom this is not (entering.py)
    not_same = forms.CharField(required=False, max_length=250, widget=forms.HiddenInput)

    needed_when = {"street": _("bij een adres"), "lines": _("bij een adres in het buitenland")}

    class Meta:
        model = Person
        fields = ["given_names", "prefix", "family_name", "birth_date", "sex", "bsn"]

    def clean(self):
        super().clean()
        given = self.cleaned_data
        self.not_same = given.pop("not_same", "")
        kind, typed = (
            given.get("address_kind"),
            [given.get(part) for part in ("street", "number", "postcode", "locality")],
        )
        if not kind:
            given["address_kind"] = (
                Address.Kind.ABROAD if given.get("lines") else Address.Kind.DOMESTIC if any(typed) else ""
            )
        elif kind in (Address.Kind.DOMESTIC, Address.Kind.LETTER) and not any(typed):
            self.add_error(
                "street", ValidationError(_("Vul het adres in, of kies dat het onbekend is."), code="required")
            )
        elif kind == Address.Kind.ABROAD and not given.get("lines"):
            self.add_error("lines", ValidationError(_("Vul het adres in het buitenland in."), code="required"))
        if given.get("country", "").strip().casefold() in ("nederland", "the netherlands", "netherlands", "nl"):
            given["country"] = ""
        self._check_postcode(given)
        return given

    def _check_postcode(self, given) -> None:
        """Four digits and two letters in the Netherlands; abroad as it is written there."""
        written = given.get("postcode", "")
        given["postcode"] = postcode = "".join(written.split()).upper()
        if given["address_kind"] == Address.Kind.ABROAD:
            given["postcode"] = " ".join(written.split())
        elif postcode and not POSTCODE.fullmatch(postcode):
            self.add_error(
                "postcode",
                ValidationError(
                    _(
                        "Een postcode bestaat uit vier cijfers en twee letters, zoals 8200 AA. Laat leeg wat u niet weet."
                    ),
                    code="postcode",
                ),
            )


class CorrectPersonForm(Watched, EnterPersonForm):
    """What was typed about somebody on a draft. Its answers are the arguments of `actions.correct`."""

    def __init__(self, *args, instance: Person, **kwargs):
        address = None if instance.address_secret else getattr(instance, "address", None)
        written = {name: getattr(address, name) for name in _OF_ADDRESS[1:] if address}
        initial = {"bsn": instance.bsn, "address_kind": address.kind if address else "", **written}
        super().__init__(*args, instance=instance, initial=initial, **kwargs)
        for name in ("address_secret", *([] if not instance.address_secret else _OF_ADDRESS)):
            del self.fields[name]


class DiscloseForm(Form):
    """An organisation of the house that may know a secret address, and why."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Organisatie"), empty_label=_("Kies een organisatie")
    )
    reason = forms.CharField(
        label=_("Waarom moet deze organisatie het adres weten?"), max_length=300, widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, *args, candidates, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = candidates


class SettleForm(Form):
    """Whose list of the registry it is, and how that is known."""

    outcome = forms.ChoiceField(
        label=_("Om wie gaat het?"), choices=WaitingList.Outcome.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(label=_("Hoe weet u dat?"), max_length=300, widget=forms.Textarea({"rows": 2}))


class SecrecyForm(Form):
    """Why an address becomes secret, or is no longer."""

    reason = forms.CharField(label=_("Waarom?"), max_length=300, widget=forms.Textarea({"rows": 2}))
