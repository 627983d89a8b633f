"""The forms of informing."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from eenplan.law.codes import ExceptionGround
from eenplan.rights.models import InformationDuty, InformationOutcome
from eenplan.ui.forms import Form
from eenplan.ui.meanwhile import Watched

#: said in so many words, so that nobody lets a person be informed by not choosing
NO_OBJECTION = "none"


class OpinionForm(Watched, Form):
    """No objection, or an exception with motivation and a date to look at it again."""

    ground = forms.ChoiceField(
        label=_("Mag deze persoon worden geïnformeerd?"),
        choices=[
            ("", _("Kies een antwoord")),
            (NO_OBJECTION, _("Ja, geen bezwaar")),
            *((ground.value, ground.label) for ground in ExceptionGround),
        ],
        help_text=_("Kies anders de uitzondering van UAVG 41 die nu nodig is."),
    )
    needed_when = dict.fromkeys(("motivation", "review_on"), _("bij een uitzondering"))

    motivation = forms.CharField(
        label=_("Waarom is de uitzondering nodig?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Alleen het contactpunt leest dit."),
    )
    review_on = forms.DateField(label=_("Opnieuw beoordelen op"), required=False, widget=forms.DateInput)

    def clean_ground(self):
        ground = self.cleaned_data["ground"]
        return "" if ground == NO_OBJECTION else ground

    def clean(self):
        super().clean()
        if self.cleaned_data.get("ground"):
            for name in ("motivation", "review_on"):
                if not self.cleaned_data.get(name) and name not in self.errors:
                    self.add_error(name, _("Vul dit in bij een uitzondering."))
        return self.cleaned_data


class NoteForm(OpinionForm):
    """What an organisation told the contact point."""

    organisation = forms.TypedChoiceField(label=_("Organisatie"), coerce=int)
    field_order = ["organisation"]

    def values_of(self, row: InformationDuty) -> dict:
        """How many opinions there are: a colleague may just have written down the same one."""
        return {"opinions": row.opinions.count()}

    def __init__(self, *args, organisations, **kwargs):
        super().__init__(*args, **kwargs)
        self.organisations = {each.pk: each for each in organisations}
        self.fields["organisation"].choices = [(each.pk, each.name) for each in organisations]

    def clean_organisation(self):
        return self.organisations[self.cleaned_data["organisation"]]


class _Acts(Watched, Form):
    """One of the acts of the file, on what was done before."""

    def values_of(self, row: InformationDuty) -> dict:
        return {"outcomes": row.outcomes.count()}


class InformForm(_Acts):
    """When and how the person was informed."""

    needed_when = {
        "handed_by": _("bij een brief aan een geheim adres"),
        "address": _("bij een brief, als het adres hiernaast niet volledig is"),
    }

    on = forms.DateField(label=_("Geïnformeerd op"), widget=forms.DateInput)
    manner = forms.ChoiceField(
        label=_("Hoe"),
        choices=InformationOutcome.Manner.choices,
        widget=forms.RadioSelect,
        help_text=_("Bij een brief bewaren wij de brief zoals u hem verstuurt."),
    )
    handed_by = forms.CharField(
        label=_("Door wie wordt de brief overhandigd?"),
        required=False,
        max_length=200,
        help_text=_("Dan gaat er niets met de post en staat er geen adres op de brief."),
    )
    motivation = forms.CharField(
        label=_("Toelichting"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    address = forms.CharField(
        label=_("Adres voor de post"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Het komt alleen in de brief."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate()
        self.fields["manner"].initial = InformationOutcome.Manner.LETTER


class OmitForm(_Acts):
    """Put it off, on a ground, until a date."""

    ground = forms.ChoiceField(
        label=_("Grond"), choices=[("", _("Kies een grond")), *InformationOutcome.Ground.choices]
    )
    motivation = forms.CharField(
        label=_("Motivering"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("De deelnemers aan de casus lezen dit. Noem niet wat een organisatie u in vertrouwen schreef."),
    )
    review_on = forms.DateField(label=_("Opnieuw beoordelen op"), widget=forms.DateInput)


class ReopenForm(_Acts):
    """Why nothing stands in the way any more."""

    motivation = forms.CharField(
        label=_("Wat is er veranderd?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
