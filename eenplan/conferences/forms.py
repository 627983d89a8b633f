"""The forms of conferences."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from eenplan.conferences import rules
from eenplan.law.codes import ActionKind
from eenplan.ui.forms import Form
from eenplan.ui.meanwhile import Watched


class ConferenceForm(Watched, Form):
    """When, where, and who is in the chair."""

    house = forms.TypedChoiceField(label=_("Huis"), coerce=int)
    at = forms.DateTimeField(label=_("Datum en tijd"))
    place = forms.CharField(
        label=_("Plaats"), max_length=120, help_text=_("Een kamer, adres of videolink; geen namen van personen.")
    )
    chair = forms.TypedChoiceField(label=_("Voorzitter"), coerce=int)

    def __init__(self, *args, houses, chairs, **kwargs):
        super().__init__(*args, **kwargs)
        self.houses = {house.pk: house for house in houses}
        self.chairs = {(house, each.account_id) for house, found in chairs.items() for each in found}
        self.fields["house"].choices = [(house.pk, house.name) for house in houses]
        if len(houses) == 1:
            del self.fields["house"]
        names = {each.account_id: each.account.name for found in chairs.values() for each in found}
        self.fields["chair"].choices = names.items()

    def clean_at(self):
        if wrong := rules.fits_calendar(self.cleaned_data["at"], timezone.now()):
            raise forms.ValidationError(wrong)
        return self.cleaned_data["at"]

    def clean(self):
        house = self.cleaned_data.get("house") or next(iter(self.houses))
        if "chair" in self.cleaned_data and (house, self.cleaned_data["chair"]) not in self.chairs:
            self.add_error("chair", _("Kies een procesregisseur van dit huis."))
        self.cleaned_data["house"] = self.houses[house]
        return self.cleaned_data


class AddForm(Form):
    """Put a case on the agenda."""

    case = forms.TypedChoiceField(label=_("Casus"), coerce=int)
    question = forms.CharField(
        label=_("Vraag aan het overleg"),
        max_length=500,
        help_text=_("Wat moet dit overleg opleveren?"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args, cases, **kwargs):
        super().__init__(*args, **kwargs)
        self.cases = {case.pk: case for case in cases}
        self.fields["case"].choices = [("", _("Kies een casus")), *((case.pk, _label(case)) for case in cases)]


class PeopleForm(Watched, Form):
    """Professionals of the case: invited beforehand, present afterwards."""

    people = forms.TypedMultipleChoiceField(coerce=int, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, professionals, label, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["people"].label = label
        self.fields["people"].choices = _named(professionals)


class GuestsForm(Watched, Form):
    """Third parties of the case that signed for secrecy: invited beforehand, present afterwards."""

    guests = forms.TypedMultipleChoiceField(
        label=_("Derden aan tafel"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, bound, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["guests"].choices = [(each.pk, each.full) for each in bound]


class HeardForm(Form):
    """What a third party heard at the table, of what was provided to it."""

    items = forms.TypedMultipleChoiceField(
        label=_("Gedeeld aan tafel"), coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, found, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["items"].choices = [
            (item.pk, f"{item.person} – {item.get_category_display()}: {item.text[:80]}") for item in found
        ]


class MinutesForm(Watched, Form):
    """The minutes in three steps."""

    picture = forms.CharField(
        label=_("Beeldvorming"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Wat is er aan de hand, en wat weten we niet?"),
    )
    judgement = forms.CharField(
        label=_("Oordeelsvorming"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Wat vinden we daarvan: zorgen, krachten, wat moet er gebeuren?"),
    )
    conclusion = forms.CharField(
        label=_("Besluitvorming"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Wat spreken we in hoofdlijnen af? Besluiten staan hieronder."),
    )


class ResolutionForm(Form):
    """A decision; with the rest filled in, an action of the plan."""

    PARTS = ("kind", "domain", "responsible", "due_on")
    needed_when = dict.fromkeys(("person", *PARTS), _("bij een afspraak"))

    text = forms.CharField(label=_("Besluit of afspraak"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    person = forms.TypedChoiceField(label=_("Over"), coerce=int, required=False, empty_value=None)
    kind = forms.ChoiceField(label=_("Soort"), required=False, choices=[("", _("Kies een soort")), *ActionKind.choices])
    domain = forms.TypedChoiceField(label=_("Leefgebied"), coerce=int, required=False, empty_value=None)
    responsible = forms.TypedChoiceField(label=_("Verantwoordelijke"), coerce=int, required=False, empty_value=None)
    due_on = forms.DateField(label=_("Gereed op"), required=False, widget=forms.DateInput)

    def __init__(self, *args, members, domains, professionals, earliest, retain_until, **kwargs):
        super().__init__(*args, **kwargs)
        self.earliest, self.retain_until = earliest, retain_until
        is_action = any(self.data.get(name) for name in self.PARTS)
        for name in self.PARTS:  # all of an action, or none of it
            self.fields[name].required = is_action
        self.fields["person"].required = is_action
        self.fields["person"].choices = [
            ("", _("De casus als geheel")),
            *((member.person_id, str(member.person)) for member in members),
        ]
        self.fields["domain"].choices = [("", _("Kies een leefgebied")), *((each.pk, each.name) for each in domains)]
        self.fields["responsible"].choices = [("", _("Kies wie het doet")), *_named(professionals)]

    @property
    def unfolded(self):
        """Show the part that makes it an action when something in it was filled in or went wrong."""
        return any(self[name].value() or self[name].errors for name in self.PARTS)

    def clean_due_on(self):
        due_on = self.cleaned_data["due_on"]
        if due_on and (wrong := rules.due_fits(due_on, self.earliest, self.retain_until)):
            raise forms.ValidationError(wrong)
        return due_on


class MoveForm(Form):
    direction = forms.ChoiceField(choices=[("up", _("omhoog")), ("down", _("omlaag"))])


def _named(professionals) -> list[tuple[int, str]]:
    return [
        (each.account_id, f"{each.account.name} – {each.participation.organisation.name}") for each in professionals
    ]


def _label(case) -> str:
    return f"{case.number} – {', '.join(str(member.person) for member in case.subjects)}"
