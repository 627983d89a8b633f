"""The forms of keeping and destroying."""

from django import forms
from django.utils.translation import gettext_lazy as _

from eenplan.retention.models import Kind, Release, ReleaseVoice
from eenplan.retention.queries import DIMENSIONS
from eenplan.ui.forms import Form, ModelForm


class ReleaseForm(ModelForm):
    """That a case is no longer necessary, why, and from when (R-51)."""

    class Meta:
        model = Release
        fields = ["destroy_on", "motive"]
        labels = {"motive": _("Waarom zijn de gegevens niet langer nodig?")}
        help_texts = {"destroy_on": _("Na het afsluiten, en vóór de uiterste datum van de casus.")}
        widgets = {"motive": forms.Textarea(attrs={"rows": 3})}


class ReleaseVoiceForm(ModelForm):
    """What the own organisation says of destroying earlier."""

    agrees = forms.TypedChoiceField(
        label=_("Mogen de gegevens eerder worden vernietigd?"),
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        choices=[("yes", _("ja")), ("no", _("nee"))],
    )

    class Meta:
        model = ReleaseVoice
        fields = ["agrees", "motive"]


class Filter(Form):
    """Above the list of certificates."""

    soort = forms.ChoiceField(
        label=_("Soort"),
        required=False,
        choices=[("", _("alle")), *Kind.choices],
        widget=forms.Select(attrs={"data-submit": "yes"}),
    )


class Counted(Form):
    """How the remainder is counted."""

    soort = forms.ChoiceField(
        label=_("Van"),
        required=False,
        choices=[(Kind.CASE, _("vernietigde casussen")), (Kind.REFERRAL, _("niet toegelaten aanmeldingen"))],
        widget=forms.Select(attrs={"data-submit": "yes"}),
    )
    naar = forms.ChoiceField(
        label=_("Naar"),
        required=False,
        choices=[(field, dimension.label) for field, dimension in DIMENSIONS.items()],
        widget=forms.Select(attrs={"data-submit": "yes"}),
    )
