"""The forms of the register of leaks."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from eenplan.law.codes import DataCategory
from eenplan.rights.models import Leak
from eenplan.ui.forms import Form, ModelForm
from eenplan.ui.meanwhile import Watched

_NO_NAMES = _("Schrijf geen namen of andere gegevens van personen op.")


class DescribeForm(Watched, ModelForm):
    """What happened, to what, and what was done about it."""

    categories = forms.TypedMultipleChoiceField(
        label=_("Welke soorten gegevens?"),
        choices=DataCategory.choices,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Leak
        fields = ["what", "categories", "persons", "consequences", "measures"]
        widgets = {name: forms.Textarea(attrs={"rows": 3}) for name in ("what", "consequences", "measures")}
        help_texts = {
            "what": _NO_NAMES,
            "consequences": _("Wat kunnen de personen hiervan merken?"),
            "measures": _("Wat is gedaan om het te stoppen, te herstellen en te voorkomen?"),
        }


class RegisterForm(DescribeForm):
    """A new leak: the clock runs from the discovery."""

    house = forms.TypedChoiceField(label=_("Huis"), coerce=int)
    discovered_at = forms.DateTimeField(
        label=_("Ontdekt op"),
        help_text=_("Vanaf dit moment lopen de 72 uur. Het is later niet te wijzigen."),
        widget=forms.DateTimeInput,
    )
    field_order = ["house", "discovered_at"]

    def __init__(self, *args, houses, **kwargs):
        super().__init__(*args, **kwargs)
        self.houses = {house.pk: house for house in houses}
        self.fields["house"].choices = [(house.pk, house.name) for house in houses]
        if len(houses) == 1:
            del self.fields["house"]
        self.fields["discovered_at"].initial = timezone.localtime()

    def clean(self):
        super().clean()
        house = self.cleaned_data.get("house") or next(iter(self.houses))
        return self.cleaned_data | {"house": self.houses[house]}

    def _post_clean(self):
        """The action makes the row."""


class ReportForm(Watched, Form):
    """Reported to the authority, or why that is not needed."""

    needed_when = {
        "reported_at": _("bij melden"),
        "reference": _("bij melden"),
        "report_reason": _("bij niet of te laat melden"),
    }

    report = forms.ChoiceField(label=_("Besluit"), choices=Leak.Report.choices, widget=forms.RadioSelect)
    reported_at = forms.DateTimeField(label=_("Gemeld op"), required=False, widget=forms.DateTimeInput)
    reference = forms.CharField(label=_("Kenmerk van de AP"), required=False, max_length=60)
    report_reason = forms.CharField(
        label=_("Toelichting"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Nodig als u niet meldt, of later dan 72 uur na de ontdekking."),
    )

    def clean(self):
        super().clean()
        needed = {"reported": ("reported_at", "reference"), "not_needed": ("report_reason",)}
        _need(self, needed.get(self.cleaned_data.get("report", ""), ()))
        return self.cleaned_data


class TellForm(Watched, Form):
    """The persons were told, or on which ground not."""

    needed_when = {
        "informed_on": _("als zij zijn geïnformeerd"),
        "informing_reason": _("als zij niet zijn geïnformeerd"),
    }

    informing = forms.ChoiceField(label=_("Besluit"), choices=[("", _("Kies een besluit")), *Leak.Informing.choices])
    informed_on = forms.DateField(label=_("Geïnformeerd op"), required=False, widget=forms.DateInput)
    informing_reason = forms.CharField(
        label=_("Toelichting"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Hoe de personen zijn geïnformeerd, of waarom dat niet hoeft of nog niet kan."),
    )

    def clean(self):
        super().clean()
        if informing := self.cleaned_data.get("informing"):
            _need(self, ["informed_on" if informing == Leak.Informing.INFORMED else "informing_reason"])
        return self.cleaned_data

    def clean_informed_on(self):
        day = self.cleaned_data["informed_on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(_("Deze datum ligt in de toekomst."))
        return day


class AskForm(Form):
    """Ask somebody of an organisation."""

    professional = forms.TypedChoiceField(label=_("Aan wie"), coerce=int)
    question = forms.CharField(
        label=_("Vraag"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Wie u vraagt, ziet alleen deze vraag en niet de rest van het dossier."),
    )

    def __init__(self, *args, professionals, **kwargs):
        super().__init__(*args, **kwargs)
        self.professionals = {each.pk: each for each in professionals}
        self.fields["professional"].choices = [
            ("", _("Kies een professional")),
            *((each.pk, f"{each.organisation.name} – {each.account.name}") for each in self.professionals.values()),
        ]

    def clean_professional(self):
        return self.professionals[self.cleaned_data["professional"]]


class AnswerForm(Form):
    """What the organisation knows."""

    answer = forms.CharField(
        label=_("Antwoord"), max_length=5000, widget=forms.Textarea(attrs={"rows": 6}), help_text=_NO_NAMES
    )


def _need(form, names) -> None:
    for name in names:
        if not form.cleaned_data.get(name) and name not in form.errors:
            form.add_error(name, _("Vul dit in bij dit besluit."))
