"""The forms of monitoring."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from eenplan.cases.models import Case
from eenplan.law.calendar import months_after
from eenplan.monitoring.models import Evaluation, Progress, Score
from eenplan.monitoring.rules import Moment
from eenplan.plans.forms import NOTICE
from eenplan.plans.models import Action, Goal
from eenplan.plans.queries import domains
from eenplan.ui.forms import Form, ModelForm


class Filter(Form):
    """Which actions of the list: where they stand today, and whose."""

    stand = forms.ChoiceField(choices=Moment.choices, required=False, widget=forms.HiddenInput)
    wie = forms.ChoiceField(
        label=_("Van wie"),
        required=False,
        choices=[
            ("", _("alle in mijn casussen")),
            ("mij", _("van mij")),
            ("organisatie", _("van mijn organisatie")),
            ("regie", _("waar ik regie voer")),
        ],
        widget=forms.Select(attrs={"data-submit": "yes"}),
    )


class Report(ModelForm):
    """One way to say how a goal or action stands."""

    class Meta:
        model = Progress
        fields = ["state", "text"]
        labels = {"text": _("Wat is er gebeurd?")}
        help_texts = {"text": NOTICE}
        widgets = {"state": forms.RadioSelect, "text": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, part: Goal | Action, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [(state.value, state.label) for state in Progress.TOLD]
        if isinstance(part, Action):
            self.fields["state"].help_text = _(
                "Wie “behaald” kiest, rondt de afspraak af; wat u schrijft is het resultaat."
            )


class EvaluationForm(Form):
    needed_when = {"next_on": _("als het werk doorgaat")}

    held_on = forms.DateField(label=_("Gehouden op"), initial=timezone.localdate)
    conclusion = forms.CharField(label=_("Conclusie"), widget=forms.Textarea, help_text=NOTICE)
    necessary = forms.TypedChoiceField(
        label=_("Is verdere verwerking noodzakelijk?"),
        choices=[("yes", _("ja")), ("no", _("nee"))],
        coerce=lambda given: given == "yes",
        widget=forms.RadioSelect,
        help_text=_("Zo niet, dan worden de gegevens na afsluiten eerder vernietigd (WGS 1.8 lid 7)."),
    )
    advice = forms.ChoiceField(label=_("Vervolg"), choices=Evaluation.Advice.choices, widget=forms.RadioSelect)
    next_on = forms.DateField(
        label=_("Volgende evaluatie"), required=False, help_text=_("Laat leeg bij afschalen en afsluiten.")
    )

    def __init__(self, *args, case: Case, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["next_on"].initial = months_after(timezone.localdate(), case.house.evaluation_months)


class ScoreForm(Form):
    """One judgement per life domain; what is not judged stays empty."""

    measured_on = forms.DateField(
        label=_("Gemeten op"),
        initial=timezone.localdate,
        help_text=_("Beoordeel met informatie van de laatste dertig dagen."),
    )
    source = forms.CharField(
        label=_("Bron"), max_length=200, help_text=_("Bijvoorbeeld: gesprek met betrokkene, overleg met de wijkagent.")
    )

    def __init__(self, *args, house: int, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [("", _("niet beoordeeld")), *Score._meta.get_field("value").choices]
        self.domains = {f"domain_{domain.pk}": domain for domain in domains(house)}
        for name, domain in self.domains.items():
            self.fields[name] = forms.TypedChoiceField(
                label=domain.name, choices=choices, coerce=int, required=False, empty_value=None
            )

    def judged(self):
        """The fields of the life domains, to be drawn together."""
        return [self[name] for name in self.domains]

    def clean(self):
        """The judgements together, as `values`: domain to value."""
        given = super().clean()
        values = {domain: given.get(name) for name, domain in self.domains.items() if given.get(name)}
        if not values and not self.errors:
            raise forms.ValidationError(_("Geef van ten minste één leefgebied een oordeel."))
        return {"measured_on": given.get("measured_on"), "source": given.get("source"), "values": values}
