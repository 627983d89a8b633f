"""The forms of the plan."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from eenplan.cases.models import Case, Delegate
from eenplan.law.codes import ActionKind
from eenplan.plans import queries
from eenplan.plans.models import Action, FamilyPlan, Goal, Plan
from eenplan.provisions.models import ThirdParty
from eenplan.provisions.queries import third_parties
from eenplan.ui.forms import Form, ModelForm
from eenplan.ui.meanwhile import Watched

#: what stands below free text about a person (R-25)
NOTICE = _("Alleen wat nodig is. Geen nationaliteit, afkomst, geloof of andere bijzondere gegevens.")


class Strategy(Watched, ModelForm):
    class Meta:
        model = Plan
        fields = ["summary"]
        labels = {"summary": _("Gezamenlijke strategie")}
        help_texts = {"summary": _("Wat willen we samen bereiken, en in welke volgorde?")}
        widgets = {"summary": forms.Textarea}

    def clean_summary(self):
        return self.cleaned_data["summary"].strip()


class GoalForm(Watched, ModelForm):
    class Meta:
        model = Goal
        fields = ["domain", "text"]
        help_texts = {"text": NOTICE}
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, house: int, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["domain"].queryset = queries.domains(house)
        self.fields["domain"].empty_label = _("Kies een leefgebied")


class Responsible(forms.ModelChoiceField):
    """A professional on the case; with the name comes the organisation that is responsible."""

    def label_from_instance(self, delegate: Delegate) -> str:
        return f"{delegate.participation.organisation.name} – {delegate.account.name}"


class Executor(forms.ModelChoiceField):
    """A third party that may hear and do something in this case: its secrecy statement was signed (BGS 2.21)."""

    def label_from_instance(self, third_party: ThirdParty) -> str:
        return third_party.full


class ActionForm(Watched, ModelForm):
    """An action with all of R-15: what, who, when."""

    needed_when = {"domain": _("als de afspraak bij geen doel hoort")}

    delegate = Responsible(
        Delegate.objects.none(),
        label=_("Verantwoordelijke"),
        help_text=_("Eén professional op de casus; alleen diens organisatie rondt de afspraak af."),
    )

    executor = Executor(
        ThirdParty.objects.none(),
        label=_("Uitgevoerd door een derde"),
        required=False,
        help_text=_("De verantwoordelijke hierboven blijft aanspreekbaar; de derde ziet het plan niet."),
    )

    class Meta:
        model = Action
        fields = ["text", "kind", "goal", "domain", "starts_on", "due_on"]
        labels = {"goal": _("Bij doel"), "domain": _("Leefgebied")}
        help_texts = {
            "text": _("Schrijf zo dat iedereen weet wanneer de afspraak klaar is."),
            "domain": _("Alleen nodig als de afspraak bij geen doel hoort."),
        }
        widgets = {"text": forms.Textarea(attrs={"rows": 3}), "kind": forms.RadioSelect}

    field_order = ["text", "kind", "goal", "domain", "delegate", "executor", "starts_on", "due_on"]

    def __init__(self, *args, plan: Plan, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = ActionKind.choices
        self.fields["goal"].queryset = plan.goals.filter(dropped_in=None).select_related("domain")
        self.fields["goal"].empty_label = _("geen doel")
        self.fields["domain"].empty_label = _("geen leefgebied")
        self.fields["delegate"].empty_label = _("Kies een professional")
        self.fields["domain"].queryset = queries.domains(plan.house_id)
        self.fields["executor"].empty_label = _("geen derde")
        self.fields["executor"].queryset = third_parties(plan.case).filter(until=None, statement__isnull=False)
        self.fields["delegate"].queryset = (
            plan.case.delegates.filter(until=None)
            .select_related("account", "participation__organisation")
            .order_by("participation__organisation__sort_key", "account__sort_key")
        )

    def values_of(self, row: Action) -> dict:
        """Also who is responsible, when that professional still takes part."""
        responsible = row.case.delegates.filter(account=row.responsible_id, until=None).first()
        return {**super().values_of(row), "delegate": responsible}

    def clean(self):
        super().clean()
        given = self.cleaned_data
        starts, due = given.get("starts_on"), given.get("due_on")
        if starts and due and starts > due:
            self.add_error("due_on", _("De afspraak is gereed voordat zij begint."))
        if given.get("goal"):
            given["domain"] = None
        return given


class Adopt(Form):
    adopted_on = forms.DateField(
        label=_("Vastgesteld op"),
        initial=timezone.localdate,
        help_text=_("De datum van het overleg waarin het plan is vastgesteld."),
    )


class PlansOfPersons(forms.ModelMultipleChoiceField):
    def label_from_instance(self, plan: Plan) -> str:
        return plan.person.full_name


class Align(ModelForm):
    """The three conditions of BGS 2.20(2), each confirmed on its own."""

    plans = PlansOfPersons(Plan.objects.none(), label=_("Plannen van"), widget=forms.CheckboxSelectMultiple)

    class Meta:
        model = FamilyPlan
        fields = ["name", "in_circle", "interdependent", "necessary", "motivation"]
        labels = {
            "in_circle": _("a. De personen staan in elkaars directe kring."),
            "interdependent": _("b. Hun problemen hangen samen."),
            "necessary": _("c. Afstemming is noodzakelijk om de problemen aan te pakken."),
        }
        help_texts = {"name": _("Bijvoorbeeld: Gezin De Vries."), "motivation": NOTICE}

    field_order = ["plans", "name", "in_circle", "interdependent", "necessary", "motivation"]

    def __init__(self, *args, case: Case, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["plans"].queryset = case.plans.select_related("person").order_by("pk")
        for name in ("in_circle", "interdependent", "necessary"):
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = _(
                "Bevestig deze voorwaarde; anders is afstemmen niet toegestaan."
            )
