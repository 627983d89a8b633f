"""The forms of referral and triage. A draft may stay incomplete; what submitting needs stands in `rules.missing`."""

from django import forms
from django.utils.translation import gettext_lazy as _

from eenplan.access.models import Account
from eenplan.law.codes import Role
from eenplan.network.models import House, Organisation
from eenplan.network.queries import participants, professionals
from eenplan.people.forms import EnterPersonForm
from eenplan.people.models import Relation
from eenplan.referrals import rules
from eenplan.referrals.models import Assessment, Decision, Referral, ReferredPerson
from eenplan.ui.forms import Form, ModelForm
from eenplan.ui.meanwhile import Watched


class StartForm(Form):
    """In which house; asked only of who refers in several."""

    def __init__(self, *args, houses: list[House], **kwargs):
        super().__init__(*args, **kwargs)
        if len(houses) > 1:
            self.fields["house"] = forms.ModelChoiceField(
                House.objects.filter(pk__in=[house.pk for house in houses]),
                label=_("Huis"),
                empty_label=_("Kies een huis"),
            )
        self.only = houses[0]

    def clean(self):
        return {"house": self.only, **(super().clean() or {})}


#: what a draft may leave open but a submitted referral may not
NEEDED = ("occasion", "goal", "criterion_a", "criterion_b", "criterion_c", "criterion_d", "informed", "urgency")


def yes_no(**kwargs):
    """Two radio buttons that give True, False, or None when neither was chosen."""
    return forms.TypedChoiceField(
        choices=[("True", _("ja")), ("False", _("nee"))],
        widget=forms.RadioSelect,
        coerce=lambda value: value == "True",
        empty_value=None,
        **kwargs,
    )


class ContentForm(Watched, ModelForm):
    """Why this referral: occasion, the four criteria, and what the house needs to know."""

    needed_when = {"informed_reason": _("bij ‘nee’")}

    informed = yes_no(label=_("Is de betrokkene geïnformeerd over de aanmelding?"), required=False)
    partners = forms.ModelMultipleChoiceField(
        Organisation.objects.none(),
        label=_("Al betrokken partners"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Referral
        fields = [
            "occasion",
            "goal",
            "tried",
            "criterion_a",
            "criterion_b",
            "criterion_c",
            "criterion_d",
            "framework_multiple",
            "framework_chains",
            "framework_system",
            "framework_area",
            "informed",
            "informed_reason",
            "urgency",
            "ave_phase",
            "checked",
        ]
        widgets = {"urgency": forms.RadioSelect, "informed_reason": forms.Textarea({"rows": 2})}
        help_texts = {
            **{f"criterion_{letter}": text for letter, text in rules.CRITERIA.items()},
            "occasion": _("Wat is er gebeurd, en waarom nu?"),
            "goal": _("Wat moet de gezamenlijke aanpak opleveren?"),
            "tried": _("Welke hulp, zorg, straf of maatregelen zijn al ingezet, en met welk resultaat?"),
            "informed_reason": _(
                "Nodig bij 'nee': waarom kon of mocht het niet, bijvoorbeeld vanwege veiligheid of "
                "een lopend onderzoek?"
            ),
            "checked": _("Uw organisatie blijft verantwoordelijk voor wat zij aanmeldt (BGS 1.6)."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["partners"].queryset = participants(self.instance.house)
        self.fields["urgency"].required = False
        self.fields["checked"].label = _("Ik heb gecontroleerd dat de gegevens juist en van voldoende kwaliteit zijn")
        self.fields["ave_phase"].choices = [("", _("niet bepaald")), *self.fields["ave_phase"].choices[1:]]
        for letter in rules.CRITERIA:
            self.fields[f"criterion_{letter}"].label = rules.criterion_label(letter)
        for name in NEEDED:
            self.fields[name].needed_later = True

    def clean_urgency(self):
        return self.cleaned_data["urgency"] or self.instance.urgency


class Part:
    """Who somebody is on the referral: referred, or in the circle of one who is, with relation and reason (R-12)."""

    def __init__(self, *args, subjects: list[ReferredPerson], **kwargs):
        super().__init__(*args, **kwargs)
        self.people = {str(row.person_id): row.person for row in subjects}
        if not self.people:  # the first one is who the referral is about
            return
        self.fields["part"] = forms.ChoiceField(
            label=_("Rol op de aanmelding"), choices=ReferredPerson.Part.choices, widget=forms.RadioSelect
        )
        self.fields["circle_of"] = forms.ChoiceField(
            label=_("In de directe kring van"),
            required=False,
            choices=[("", _("Kies een betrokkene")), *((key, person.full_name) for key, person in self.people.items())],
        )
        self.fields["relation"] = forms.ChoiceField(
            label=_("Relatie"),
            required=False,
            choices=[("", _("Kies een relatie")), *Relation.Kind.choices],
            help_text=_("Deze persoon is de … van de betrokkene."),
        )
        self.fields["reason"] = forms.CharField(
            label=_("Waarom hoort deze persoon erbij?"),
            required=False,
            max_length=300,
            help_text=_("Alleen wie nodig is voor de aanpak; bijvoorbeeld: woont in het gezin."),
        )
        for name in ("circle_of", "relation", "reason"):
            self.fields[name].needed_later = True  # above the three stands when
        if len(self.people) == 1:
            self.fields["circle_of"].initial = next(iter(self.people))

    def clean(self):
        given = super().clean()
        if not self.people:
            return {**given, "part": ReferredPerson.Part.SUBJECT}
        if given.get("part") == ReferredPerson.Part.CIRCLE:
            for name in ("circle_of", "relation", "reason"):
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, _("Vul dit in voor iemand uit de directe kring."))
        return {**given, "circle_of": self.people.get(given.get("circle_of"))}


class NamePersonForm(Part, Form):
    """Put a person who was found on the referral."""


class NewPersonForm(Part, EnterPersonForm):
    """Enter a person whom the house does not know, and put him on the referral."""


class JudgeForm(Watched, Form):
    """The judgement of one core organisation; its answers are the arguments of `actions.judge`."""

    judgement = forms.ChoiceField(
        label=_("Oordeel van uw organisatie"), widget=forms.RadioSelect, choices=Assessment.Judgement.choices
    )
    motive = forms.CharField(label=_("Motivering"), widget=forms.Textarea)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        criteria = {f"criterion_{letter}": yes_no(label=rules.criterion_label(letter)) for letter in rules.CRITERIA}
        self.fields = {**criteria, **self.fields}

    def clean(self):
        given = super().clean()
        return {
            "met": {letter for letter in rules.CRITERIA if given.get(f"criterion_{letter}")},
            "judgement": given.get("judgement"),
            "motive": given.get("motive"),
        }


class DecisionForm(Form):
    """What a joint decision needs, by its outcome; its answers are arguments of `actions.decide`."""

    case_kind = forms.ChoiceField(label=_("Soort casus"), choices=Decision.CaseKind.choices, widget=forms.RadioSelect)
    purpose = forms.CharField(label=_("Doel van deze casus"), widget=forms.Textarea({"rows": 3}), max_length=2000)
    process_director = forms.ModelChoiceField(
        Account.objects.none(), label=_("Procesregisseur"), empty_label=_("Kies een procesregisseur")
    )
    route = forms.ChoiceField(
        label=_("Advies: welke route dan wel?"), widget=forms.RadioSelect, choices=Decision.Route.choices
    )
    motive = forms.CharField(label=_("Motivering"), widget=forms.Textarea)

    #: the fields that belong to one outcome only
    _only = {"case_kind": "admit", "purpose": "admit", "process_director": "admit", "route": "reject"}

    def __init__(self, *args, outcome: str, house: House, **kwargs):
        super().__init__(*args, **kwargs)
        for name, belongs in self._only.items():
            if belongs != outcome:
                del self.fields[name]
        if outcome == Decision.Outcome.ADMIT:
            directors = professionals(house, roles=[Role.PROCESS_DIRECTOR]).values("account")
            self.fields["process_director"].queryset = Account.objects.filter(pk__in=directors).order_by("sort_key")
            self.fields["purpose"].help_text = _(
                "Eén of twee zinnen. Zij komen onder het doel van het huis te staan "
                "en liggen daarna vast (WGS 1.8 lid 5)."
            )
        self.fields["motive"].help_text = {
            "admit": _("Waarom is aan de criteria a–d voldaan?"),
            "complete": _("Wat moet de aanmelder aanvullen of uitleggen?"),
            "reject": _("Waarom niet, en wat raadt u de aanmelder aan? De aanmelder leest dit."),
        }[outcome]
