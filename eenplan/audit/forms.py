"""What a supervisor fills in: for which purpose the log is read, which lines, and what was found."""

from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from eenplan.audit import naming, words
from eenplan.audit.exports import Shape
from eenplan.audit.models import Event
from eenplan.ui.forms import Form
from eenplan.ui.meanwhile import Watched

_NOT_NAMED = [("", _("Kies een doel"))]


class PurposeForm(Form):
    """Nobody reads the log without saying what for (WGS 1.8(4), R-73)."""

    purpose = forms.ChoiceField(label=_("Waarvoor leest u het log?"), choices=[*_NOT_NAMED, *words.Purpose.choices])


class OfHouse(PurposeForm):
    """Of one of the houses under supervision; who supervises one need not choose."""

    house = forms.TypedChoiceField(label=_("Huis"), coerce=int)

    def __init__(self, *args, houses: dict[int, str], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["house"].choices = list(houses.items())
        self.fields["house"].initial = next(iter(houses), None)
        if len(houses) == 1:
            self.fields["house"].required = False
            self.fields["house"].widget = forms.HiddenInput()
            self.fields["house"].empty_value = next(iter(houses))


class Period(OfHouse):
    """From one day to another, both included."""

    since = forms.DateField(label=_("Van"))
    until = forms.DateField(label=_("Tot en met"))

    def clean(self):
        super().clean()
        found = self.cleaned_data
        if found.get("since") and found.get("until") and found["since"] > found["until"]:
            self.add_error("until", _("De laatste dag ligt voor de eerste. Draai ze om."))
        return found


class LogFilter(Period):
    """Which lines to read."""

    organisation = forms.TypedChoiceField(label=_("Organisatie"), coerce=int, required=False, empty_value=None)
    case = forms.CharField(label=_("Casusnummer"), required=False, max_length=40)
    person = forms.CharField(label=_("Persoon (BSN, nummer)"), required=False, max_length=20)
    action = forms.ChoiceField(label=_("Handeling"), required=False)
    outcome = forms.ChoiceField(label=_("Uitkomst"), choices=[("", _("Alle")), *Event.Outcome.choices], required=False)
    access_point = forms.CharField(label=_("Toegangspunt"), required=False, max_length=120)
    emergency = forms.BooleanField(label=_("Alleen noodprocedure"), required=False)

    def __init__(self, *args, houses: dict[int, str], **kwargs):
        super().__init__(*args, houses=houses, **kwargs)
        self.fields["since"].required = self.fields["until"].required = False
        self.fields["action"].choices = [("", _("Alle")), *words.kinds()]
        among = {number: name for house in houses for number, name in naming.among("organisation", house)}
        self.fields["organisation"].choices = [("", _("Alle")), *sorted(among.items(), key=lambda each: each[1])]

    def clean_case(self):
        return self._found(
            "case", _("Geen casus met dit nummer. Neem het over van de casus, bijvoorbeeld HUIS-2026-0012.")
        )

    def clean_person(self):
        return self._found("person", _("Geen persoon met dit BSN of nummer in uw huis."))

    def _found(self, kind: str, message) -> int | None:
        text = self.cleaned_data[kind].strip()
        numbers = naming.find(kind, text) if text else []
        if text and not numbers:
            raise ValidationError(message)
        return numbers[0] if numbers else None

    def conditions(self) -> dict:
        """What the filter asks of the lines, as conditions for a queryset."""
        asked = self.cleaned_data
        zone = timezone.get_default_timezone()
        wanted = {
            "house_id": asked["house"],
            "at__gte": asked["since"] and timezone.datetime.combine(asked["since"], timezone.datetime.min.time(), zone),
            "at__lt": asked["until"]
            and timezone.datetime.combine(asked["until"] + timedelta(days=1), timezone.datetime.min.time(), zone),
            "organisation_id": asked["organisation"],
            "case_id": asked["case"],
            "subject_id": asked["person"],
            "action__startswith": words.EMERGENCY if asked["emergency"] else asked["action"],
            "outcome": asked["outcome"],
            "access_point__icontains": asked["access_point"].strip(),
        }
        return {name: value for name, value in wanted.items() if value}

    def described(self) -> str:
        """What was asked, for the line in the log; a person is that line's subject and stands here no second time."""
        asked = {name: value for name, value in self.cleaned_data.items() if value and name not in ("person", "house")}
        return "&".join(f"{name}={value}" for name, value in asked.items())


class ExportForm(Period):
    """A period of the log in the shape of a standard (R-74)."""

    shape = forms.ChoiceField(label=_("Vorm"), choices=Shape.choices)
    field_order = ("shape", "house", "since", "until", "purpose")


class EvidenceForm(Period):
    """The audit file of a period (R-86)."""

    field_order = ("house", "since", "until", "purpose")


class ReviewForm(Watched, Form):
    """What the monthly look at the log brought (R-76)."""

    findings = forms.CharField(
        label=_("Bevindingen"),
        widget=forms.Textarea,
        help_text=_("Wat viel op, wat is uitgezocht? Geen namen en geen cijfers per medewerker."),
    )
    measures = forms.CharField(
        label=_("Maatregelen"), widget=forms.Textarea, required=False, help_text=_("Wat is afgesproken, en met wie?")
    )
