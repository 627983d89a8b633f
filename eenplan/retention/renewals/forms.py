"""The forms of renewing."""

from django import forms
from django.utils.translation import gettext_lazy as _

from eenplan.law.calendar import months_after
from eenplan.law.codes import Criterion
from eenplan.retention.models import RenewalVoice
from eenplan.retention.renewals import rules
from eenplan.ui.forms import Form
from eenplan.ui.meanwhile import Watched


def _text(label, help_text="", rows=3):
    return forms.CharField(
        label=label, max_length=5000, widget=forms.Textarea(attrs={"rows": rows}), help_text=help_text
    )


class ReopenForm(Form):
    """Process a closed case again (ground b)."""

    motive = _text(
        _("Waarom is het risico op terugval groot?"),
        _("De organisaties die deelnamen lezen dit. Noem geen namen; het casusnummer staat erbij."),
    )
    new_end = forms.DateField(
        label=_("Bewaren tot"), widget=forms.DateInput, help_text=_("Ten hoogste twee jaar langer (BGS 1.16 lid 3).")
    )

    def __init__(self, *args, retain_until, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["new_end"].initial = months_after(retain_until, rules.LONGEST)


class ProposeForm(ReopenForm):
    """Keep an open case for longer (ground a): it still meets the four criteria."""

    motive = _text(_("Waarom is langer verwerken nodig?"))
    criterion_a = _text(f"a. {Criterion.CIRCLE.label}", rows=2)
    criterion_b = _text(f"b. {Criterion.DOMAINS.label}", rows=2)
    criterion_c = _text(f"c. {Criterion.HARM.label}", rows=2)
    criterion_d = _text(f"d. {Criterion.COOPERATION.label}", rows=2)
    field_order = ["motive", "criterion_a", "criterion_b", "criterion_c", "criterion_d", "new_end"]


class VoiceForm(Watched, Form):
    """What the own organisation says."""

    kind = forms.ChoiceField(choices=RenewalVoice.Kind.choices, widget=forms.HiddenInput)
    agrees = forms.TypedChoiceField(
        label=_("Akkoord?"),
        choices=[("ja", _("Ja")), ("nee", _("Nee"))],
        coerce=lambda given: given == "ja",
        widget=forms.RadioSelect,
    )
    motive = forms.CharField(
        label=_("Toelichting"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args, kind=None, **kwargs):
        super().__init__(*args, auto_id=f"id_{kind}_%s", **kwargs)  # two of these may stand on one page
        if kind:
            self.fields["kind"].initial = kind
            self.fields["agrees"].label = (
                _("Geeft uw organisatie opdracht tot hernieuwing?")
                if kind == RenewalVoice.Kind.ORDER
                else _("Stemt u ermee in dat de gegevens van uw organisatie langer worden bewaard?")
            )
