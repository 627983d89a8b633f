"""What is typed on the pages of a case."""

import django_filters
from django import forms
from django.core.validators import MaxValueValidator
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from eenplan.cases import queries
from eenplan.cases.models import Case, Closing, ClosingOpinion, Departure, Member, Phase
from eenplan.cases.rules import Status
from eenplan.network import queries as network
from eenplan.network.models import Organisation, Professional
from eenplan.people.dates import PartialDate
from eenplan.people.forms import EnterPersonForm
from eenplan.people.models import Person, Relation
from eenplan.people.queries import named
from eenplan.referrals.models import Decision
from eenplan.ui.forms import Form, ModelForm
from eenplan.ui.meanwhile import Watched


class CaseFilter(django_filters.FilterSet):
    """The list of cases by number or name, status, kind, and mine only."""

    q = django_filters.CharFilter(label=_("Nummer of naam"), method="search", max_length=100)
    status = django_filters.ChoiceFilter(
        label=_("Status"), choices=Status.choices, method="of_status", empty_label=_("alle")
    )
    kind = django_filters.ChoiceFilter(label=_("Soort"), choices=Decision.CaseKind.choices, empty_label=_("alle"))
    mine = django_filters.BooleanFilter(label=_("Alleen mijn zaken"), method="only_mine", widget=forms.CheckboxInput)

    class Meta:
        model = Case
        fields: list[str] = []
        form = Form

    @property
    def used(self) -> bool:
        """Was anything asked for?"""
        return any(self.form.cleaned_data.values()) if self.form.is_valid() else True

    def search(self, cases, name, value):
        """Each word stands in the name of one person in the case, or all of it in the number."""
        with_name = Member.objects.filter(named(value, "person__"), case=OuterRef("pk"), until=None)
        return cases.filter(Q(number__icontains=value.strip()) | Q(Exists(with_name)))

    def of_status(self, cases, name, value):
        """The cases that stand at this point of the road."""
        return queries.in_status(cases, value)

    def only_mine(self, cases, name, value):
        """The cases that I or my organisation direct."""
        return cases.filter(queries.directed_by(self.request.acting)) if value else cases


class CircleForm(Form):
    """To whom a person stands in which relation, and why that person belongs in the case (R-12)."""

    circle_of = forms.ModelChoiceField(Member.objects.none(), label=_("In de directe kring van"), empty_label=None)
    relation = forms.ChoiceField(
        label=_("Relatie tot deze betrokkene"), choices=[("", _("kies een relatie")), *Relation.Kind.choices]
    )
    reason = forms.CharField(
        label=_("Waarom hoort deze persoon bij de casus?"), max_length=300, widget=forms.Textarea({"rows": 2})
    )

    def __init__(self, *args, case, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["circle_of"]
        field.queryset = case.members.filter(part=Member.Part.SUBJECT, until=None).select_related("person")
        field.label_from_instance = lambda member: member.person.full_name


class FoundInCircleForm(CircleForm):
    """One of the persons that were found."""

    person = forms.ModelChoiceField(
        Person.objects.none(), label=_("Persoon"), widget=forms.RadioSelect, empty_label=None
    )
    field_order = ("person",)

    def __init__(self, *args, found, agrees=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = found
        self.fields["person"].label_from_instance = lambda person: " – ".join(
            [person.full_name, PartialDate.parse(person.birth_date).in_words(), *(agrees or {}).get(person.pk, [])]
        )
        if len(found) == 1:
            self.fields["person"].initial = found[0].pk


class EnterInCircleForm(CircleForm, EnterPersonForm):
    """Somebody the house does not know yet."""

    field_order = ("given_names", "prefix", "family_name", "birth_date", "sex", "bsn")


class ChooseOrganisationForm(Form):
    """Which organisation of the house is to take part; stands in the address."""

    organisatie = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Organisatie"), empty_label=_("kies een organisatie")
    )

    def __init__(self, *args, case, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisatie"].queryset = queries.may_join(case)


class ProfessionalsForm(Form):
    """Which professionals of an organisation take part."""

    professionals = forms.ModelMultipleChoiceField(
        Professional.objects.none(), label=_("Professionals"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, professionals, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["professionals"].queryset = professionals
        self.fields["professionals"].label_from_instance = _at_work


class InvolveForm(ProfessionalsForm):
    """Why an organisation takes part, and who on its behalf."""

    reason = forms.CharField(
        label=_("Waarom is deze organisatie nodig?"),
        max_length=300,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Deze reden blijft bij de casusdeelname staan."),
    )
    field_order = ("reason", "professionals")


class OfferForm(Form):
    """Whom to ask."""

    professional = forms.ModelChoiceField(
        Professional.objects.none(), label=_("Wie vraagt u?"), empty_label=_("kies een professional")
    )

    def __init__(self, *args, professionals, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["professional"].queryset = professionals
        self.fields["professional"].label_from_instance = _at_work


class AnswerForm(Form):
    """Yes or no to a request to direct: the two buttons."""

    answer = forms.ChoiceField(
        choices=[("accept", _("aanvaarden")), ("decline", _("niet aanvaarden"))],
        error_messages={
            "required": _("Kies aanvaarden of niet aanvaarden."),
            "invalid_choice": _("Kies aanvaarden of niet aanvaarden."),
        },
    )


class PhaseForm(Watched, ModelForm):
    """The AVE phase and who bears which responsibility in it."""

    phase = forms.TypedChoiceField(
        label=_("AVE-fase"),
        coerce=int,
        widget=forms.RadioSelect,
        choices=[
            (1, _("AVE 1 – geen probleem of een vermoeden")),
            (2, _("AVE 2 – een vraag of probleem")),
            (3, _("AVE 3 – complexe problemen op meerdere leefgebieden")),
            (4, _("AVE 4 – totale escalatie")),
        ],
    )

    class Meta:
        model = Phase
        fields = ["phase", "operational", "administrative", "reason"]

    def __init__(self, *args, case, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("operational", "administrative"):
            self.fields[name].queryset = network.participants(case.house)
            self.fields[name].empty_label = _("nog niet belegd")

    def values_of(self, row: Case) -> dict:
        """The present phase; why it changes is said anew."""
        present = row.phases.values("pk", "phase", "operational", "administrative").first()
        return dict(present or {"pk": None})


class OpinionForm(Watched, ModelForm):
    """What the own organisation thinks of closing."""

    agrees = forms.TypedChoiceField(
        label=_("Kan deze casus worden afgesloten?"),
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        choices=[("yes", _("ja")), ("no", _("nee"))],
    )

    class Meta:
        model = ClosingOpinion
        fields = ["agrees", "motive"]


class DepartureForm(ModelForm):
    """Why another organisation is to take part no longer."""

    class Meta:
        model = Departure
        fields = ["reason"]


class ClosingForm(ModelForm):
    """The joint decision to close."""

    understood = forms.BooleanField(label=_("Ik sluit deze casus namens de kerndeelnemers af"))

    class Meta:
        model = Closing
        fields = ["outcome", "motive", "follow_up"]

    def __init__(self, *args, case, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["follow_up"].queryset = network.participants(case.house)
        self.fields["follow_up"].empty_label = _("niemand")
        self.fields["follow_up"].help_text = _("De organisatie die na de afsluiting contact houdt.")


def _at_work(professional) -> str:
    return f"{professional.account.name}, {professional.function} ({professional.organisation.name})"


class EmergencyForm(Form):
    """Which case, why, and for how long."""

    number = forms.CharField(
        label=_("Casusnummer"), max_length=30, help_text=_("Zoeken kan hier niet: u weet om welke casus het gaat.")
    )
    reason = forms.CharField(
        label=_("Waarom kan dit niet wachten?"), max_length=500, min_length=10, widget=forms.Textarea({"rows": 3})
    )
    hours = forms.IntegerField(label=_("Aantal uren"), min_value=1, initial=1)

    def __init__(self, *args, longest, **kwargs):
        super().__init__(*args, **kwargs)
        hours = self.fields["hours"]
        hours.max_value = longest
        hours.validators.append(MaxValueValidator(longest))
        hours.widget.attrs["max"] = longest
        hours.help_text = _("Hooguit %(hours)s.") % {"hours": longest}


class JudgeForm(Form):
    """Was emergency access justified, and what was found."""

    justified = forms.TypedChoiceField(
        label=_("Oordeel"),
        choices=[("1", _("Terecht")), ("0", _("Niet terecht"))],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
    )
    finding = forms.CharField(label=_("Bevinding"), max_length=2000, widget=forms.Textarea({"rows": 4}))
