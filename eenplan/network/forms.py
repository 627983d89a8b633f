"""The forms of the administration of the network."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from eenplan.access.folding import fold
from eenplan.law.codes import Purpose, StatutoryGround, TrainingTopic
from eenplan.network import queries, rules
from eenplan.network.models import (
    Authorisation,
    House,
    HouseOrganisation,
    Municipality,
    Organisation,
    OrganisationKind,
    Professional,
)
from eenplan.network.terms import TERMS
from eenplan.ui.forms import Form, ModelForm
from eenplan.ui.meanwhile import Watched

phone_number = RegexValidator(r"^\+?[0-9 ()-]{6,20}$", _("Vul een telefoonnummer in, met alleen cijfers en spaties."))


def today():
    return timezone.localdate()


class Until:
    """A last day that comes after the first. `until` is the first day on which something no longer holds."""

    def clean(self):
        given = super().clean()
        since, until = given.get("since") or given.get("designated_on"), given.get("until")
        if since and until and until <= since:
            self.add_error("until", ValidationError(_("Het einde ligt niet na het begin."), code="order"))
        return given


class HouseForm(Watched, ModelForm):
    """Name, purpose, contact point and terms."""

    triage_weekday = forms.TypedChoiceField(
        label=TERMS["triage_weekday"].label,
        coerce=int,
        help_text=TERMS["triage_weekday"].why,
        choices=[(day + 1, WEEKDAYS[day]) for day in range(5)],
    )

    class Meta:
        model = House
        fields = ["name", "purpose", "contact", "partners_direct", *TERMS]
        help_texts = {name: format_lazy("{} {}.", term.why, term.source) for name, term in TERMS.items()} | {
            "contact": _("Waar betrokkenen terechtkunnen met hun vragen en verzoeken (BGS 1.1)."),
            "partners_direct": _("Anders is de procesregisseur van het huis zelf: in dienst van een gemeente."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, term in TERMS.items():
            self.fields[name].widget.attrs |= {"min": term.least, "max": term.most}


class AreaForm(Until, Watched, Form):
    """When a municipality belongs to the working area."""

    since = forms.DateField(label=_("Vanaf"), initial=today)
    until = forms.DateField(
        label=_("Tot"), required=False, help_text=_("Eerste dag waarop de gemeente er niet meer bij hoort.")
    )


class AddAreaForm(AreaForm):
    """A municipality that joins the working area."""

    municipality = forms.ModelChoiceField(
        Municipality.objects.none(), label=_("Gemeente"), empty_label=_("Kies een gemeente")
    )
    field_order = ["municipality"]

    def __init__(self, *args, house, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["municipality"].queryset = Municipality.objects.filter(region=house.region_id)
        self.fields["municipality"].help_text = _("Gemeenten van de veiligheidsregio %(region)s.") % {
            "region": house.region
        }


class OrganisationChoice(forms.ModelChoiceField):
    """Organisations by name, saying which have no statutory ground, and which another house is asked for."""

    house: House | None = None

    def label_from_instance(self, organisation):
        shown = f"{organisation.name} – {organisation.get_ground_display()}"
        if self.house is None or organisation.home_id in (None, self.house.pk):
            return shown
        return _("%(organisation)s (wij vragen het %(house)s)") % {"organisation": shown, "house": organisation.home}


class JoinForm(Form):
    """An organisation that Eenplan knows, in this house."""

    organisation = OrganisationChoice(
        Organisation.objects.none(), label=_("Organisatie"), empty_label=_("Kies een organisatie")
    )
    since = forms.DateField(label=_("Neemt deel vanaf"), initial=today)

    def __init__(self, *args, house, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].house = house
        self.fields["organisation"].queryset = queries.joinable(house)


class ContactForm(Watched, ModelForm):
    """Name and contact details of an organisation."""

    oin = forms.CharField(
        label=_("OIN"),
        required=False,
        max_length=20,
        help_text=_("Twintig cijfers."),
        validators=[RegexValidator(r"^[0-9]{20}$", _("Een OIN heeft twintig cijfers."))],
    )
    phone = forms.CharField(label=_("Telefoon"), required=False, max_length=20, validators=[phone_number])

    class Meta:
        model = Organisation
        fields = ["name", "oin", "email", "phone"]


class OrganisationForm(ContactForm):
    """An organisation that Eenplan does not know yet."""

    kind = forms.ChoiceField(
        label=_("Soort"),
        choices=[("", _("Kies een soort")), *OrganisationKind.choices],
        help_text=_("Een burgemeester en een college van B&W zijn twee organisaties, ook van dezelfde gemeente."),
    )
    ground = forms.ChoiceField(
        label=_("Wettelijke grondslag"),
        choices=[("", _("Kies een grondslag")), *StatutoryGround.choices],
        help_text=_(
            "Bepaalt of de organisatie mag beslissen, en ligt hierna vast. Geen: alleen als incidentele derde."
        ),
    )
    since = forms.DateField(label=_("Neemt deel vanaf"), initial=today)

    class Meta(ContactForm.Meta):
        fields = ["name", "kind", "ground", "medical_secrecy", "since", "oin", "email", "phone"]
        help_texts = {
            "medical_secrecy": _("Staat los van de grondslag: ook een GGD kan eraan gebonden zijn (WGS 2.29 lid 2).")
        }


class EndForm(Form):
    """From which day something no longer holds."""

    until = forms.DateField(label=_("Eindigt per"), initial=today, help_text=_("Vandaag: het is direct voorbij."))

    def __init__(self, *args, since, **kwargs):
        super().__init__(*args, **kwargs)
        self.since = since

    def clean_until(self):
        until = self.cleaned_data["until"]
        if until < self.since:
            raise ValidationError(_("Het einde ligt vóór het begin."), code="order")
        return until


class ScreeningForm(ModelForm):
    """A VOG or screening, and until when the house relies on it (BGS 1.11)."""

    class Meta:
        model = Authorisation
        fields = ["screening", "screened_on", "screening_valid_until"]
        widgets = {"screening": forms.RadioSelect}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["screening"].choices = Authorisation.Screening.choices
        self.fields["screening"].initial = Authorisation.Screening.VOG

    def clean(self):
        given = super().clean()
        on, valid = given.get("screened_on"), given.get("screening_valid_until")
        if on and on > today():
            self.add_error("screened_on", ValidationError(_("Deze datum ligt in de toekomst."), code="future"))
        if on and valid and valid <= on:
            self.add_error(
                "screening_valid_until",
                ValidationError(_("De geldigheid eindigt vóór de screening zelf."), code="order"),
            )
        return given


class AuthoriseForm(Until, ScreeningForm):
    """A role in the house, from when until when, on which screening."""

    role = forms.ChoiceField(
        label=_("Rol"), choices=[("", _("Kies een rol")), *((role, role.label) for role in queries.ROLES)]
    )
    designated_on = forms.DateField(label=_("Aangewezen op"), initial=today)

    class Meta(ScreeningForm.Meta):
        fields = ["role", "designated_on", "until", *ScreeningForm.Meta.fields, "no_commercial_duties"]
        labels = {"no_commercial_duties": _("Verklaart geen commerciële taken te hebben")}
        help_texts = {
            "no_commercial_duties": _("Verplicht voor een private deelnemer (WGS 1.4)."),
        }


def _roles_by_purpose():
    return [
        (
            f"{purpose.label} ({purpose.value})",
            [(role.value, role.label) for role in queries.ROLES if rules.purpose_of(role) == purpose],
        )
        for purpose in Purpose
    ]


class ProfessionalForm(AuthoriseForm):
    """Somebody new: who it is, for which organisation, in which roles."""

    name = forms.CharField(label=_("Naam"), max_length=200)
    email = forms.EmailField(label=_("E-mailadres om in te loggen"), max_length=254)
    organisation = OrganisationChoice(
        Organisation.objects.none(), label=_("Organisatie"), empty_label=_("Kies een organisatie")
    )
    function = forms.CharField(label=_("Functie"), max_length=120)
    phone = forms.CharField(label=_("Telefoon"), max_length=20, required=False, validators=[phone_number])
    role = None  # type: ignore[assignment]  # more than one at once
    roles = forms.MultipleChoiceField(
        label=_("Rollen in dit huis"),
        widget=forms.CheckboxSelectMultiple,
        choices=_roles_by_purpose,
        error_messages={"required": _("Kies ten minste één rol.")},
    )

    class Meta(AuthoriseForm.Meta):
        fields = [name for name in AuthoriseForm.Meta.fields if name != "role"]

    field_order = ["name", "email", "organisation", "function", "phone", "roles"]

    def __init__(self, *args, house, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = queries.participants(house)


class WorkForm(Watched, ModelForm):
    """What a professional does and where to reach him."""

    phone = forms.CharField(label=_("Telefoon"), required=False, max_length=20, validators=[phone_number])

    class Meta:
        model = Professional
        fields = ["function", "phone"]


class StaffFilter(Form):
    """Which professionals the list shows."""

    q = forms.CharField(label=_("Naam"), required=False, max_length=100)
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Organisatie"), required=False, empty_label=_("Alle organisaties")
    )
    role = forms.ChoiceField(
        label=_("Rol"),
        required=False,
        choices=[("", _("Alle rollen")), *((role, role.label) for role in queries.ROLES)],
    )

    def __init__(self, *args, house, **kwargs):
        super().__init__(*args, **kwargs)
        self.house = house
        self.fields["organisation"].queryset = Organisation.objects.filter(
            pk__in=HouseOrganisation.objects.filter(house=house).values("organisation")
        )

    def narrow(self, staff):
        """The professionals that were asked for; all of them when the question makes no sense."""
        wanted = self.cleaned_data if self.is_valid() else {}
        if wanted.get("q"):
            for word in fold(wanted["q"]).split() or [wanted["q"]]:
                staff = staff.filter(account__sort_key__contains=word)
        if wanted.get("organisation"):
            staff = staff.filter(organisation=wanted["organisation"])
        if wanted.get("role"):
            held = Authorisation.objects.filter(queries.authorised(wanted["role"]), house=self.house)
            staff = staff.filter(pk__in=held.values("professional"))
        return staff


class TrainingForm(Form):
    """Which topics a professional was trained in, and when (BGS 1.17)."""

    topics = forms.MultipleChoiceField(
        label=_("Onderwerpen"),
        widget=forms.CheckboxSelectMultiple,
        choices=TrainingTopic.choices,
        error_messages={"required": _("Kies ten minste één onderwerp.")},
    )
    followed_on = forms.DateField(label=_("Gevolgd op"), initial=today)

    def clean_followed_on(self):
        day = self.cleaned_data["followed_on"]
        if day > today():
            raise ValidationError(_("Deze datum ligt in de toekomst."), code="future")
        return day


class ContactPersonForm(Watched, Form):
    """Who answers for an organisation which authorisations are still needed."""

    contact = forms.ModelChoiceField(
        Professional.objects.none(), label=_("Contactpersoon"), required=False, empty_label=_("Niemand")
    )

    def __init__(self, *args, row: HouseOrganisation, **kwargs):
        super().__init__(*args, row=row, **kwargs)
        field = self.fields["contact"]
        field.queryset = queries.professionals(row.house, row.organisation)
        field.label_from_instance = lambda one: f"{one.account.name}, {one.function}"


class SettingForm(Form):
    """Why four eyes are switched off, or emergency access on."""

    reason = forms.CharField(
        label=_("Reden"),
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Leg de keuze voor aan de rechtmatigheidsadviescommissie (RAC) en noem haar advies."),
    )


class SuspendForm(Form):
    """Why an account seems stolen."""

    reason = forms.CharField(label=_("Waarom"), max_length=300, widget=forms.Textarea({"rows": 3}))


class NeededForm(Form):
    """Still needed, and why; or not."""

    needed = forms.TypedChoiceField(
        label=_("Nog nodig?"),
        choices=[("1", _("Ja, nog nodig")), ("0", _("Nee, beëindigen"))],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(label=_("Waarom"), max_length=300)
