"""The forms of requests: registering, identifying, extending, holding back, answering, deciding."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from eenplan.law.codes import ExceptionGround
from eenplan.network.models import House, Organisation
from eenplan.people.forms import BsnField, PartialDateField
from eenplan.rights.models import Answer, Applicant, Request
from eenplan.ui.forms import Form


def _not_later_than_today(day):
    if day > timezone.localdate():
        raise forms.ValidationError(_("Deze datum ligt in de toekomst."))
    if day.year < 2020:
        raise forms.ValidationError(_("Deze datum ligt te ver terug. Controleer het jaar."))


class _Past(forms.DateField):
    def __init__(self, **kwargs):
        super().__init__(**{"initial": timezone.localdate, "validators": [_not_later_than_today], **kwargs})


class HandedBy(forms.CharField):
    """By whom a letter is handed over to who lives secretly (R-78)."""

    def __init__(self, **kwargs):
        super().__init__(
            label=_("Door wie wordt het antwoord overhandigd?"),
            max_length=200,
            required=False,
            help_text=_(
                "Alleen bij een geheim adres: dan gaat er niets met de post en staat er geen adres op de brief."
            ),
            **kwargs,
        )


class RegisterForm(Form):
    """A request as it came in; asks nothing that is not needed to find and answer."""

    needed_when = {"authority": _("als een ander het vraagt")}

    house = forms.ModelChoiceField(House.objects.none(), label=_("Huis"), empty_label=None)
    kind = forms.ChoiceField(label=_("Wat wordt gevraagd?"), choices=Request.Kind.choices, widget=forms.RadioSelect)
    asked = forms.CharField(
        label=_("Toelichting van de aanvrager"),
        widget=forms.Textarea,
        help_text=_("In eigen woorden: waar gaat het om, en bij verbetering: wat klopt er niet?"),
    )
    received_on = _Past(label=_("Ontvangen op"), help_text=_("Vanaf deze dag loopt de termijn van een maand."))
    how = forms.ChoiceField(
        label=_("Hoe kwam het binnen?"),
        choices=[(how.value, how.label) for how in Applicant.How if how != Applicant.How.PORTAL],
    )
    name = forms.CharField(
        label=_("Geslachtsnaam van de betrokkene"), max_length=200, help_text=_("Met of zonder voorvoegsel.")
    )
    birth_date = PartialDateField(label=_("Geboortedatum van de betrokkene"))
    bsn = BsnField(label=_("BSN van de betrokkene"), help_text=_("Alleen als de aanvrager het zelf gaf."))
    capacity = forms.ChoiceField(
        label=_("Wie vraagt het?"), choices=Applicant.Capacity.choices, widget=forms.RadioSelect
    )
    applicant_name = forms.CharField(
        label=_("Naam van de aanvrager, voluit"), max_length=200, help_text=_("Zo staat de naam op de brief.")
    )
    authority = forms.CharField(
        label=_("Waaruit blijkt de bevoegdheid?"),
        max_length=300,
        required=False,
        help_text=_("Bij een vertegenwoordiger of gemachtigde: uittreksel gezagsregister, volmacht."),
    )
    address = forms.CharField(
        label=_("Postadres voor het antwoord"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
    handed_by = HandedBy()

    def __init__(self, *args, houses, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["house"].queryset = House.objects.filter(pk__in=houses)
        self.fields["house"].initial = houses[0] if houses else None
        if len(houses) == 1:
            self.fields["house"].widget = forms.HiddenInput()

    def clean(self):
        given = super().clean()
        if given.get("capacity") not in (None, "", "person") and not given.get("authority"):
            self.add_error("authority", _("Leg vast waaruit blijkt dat deze persoon namens de betrokkene mag vragen."))
        return given


class IdentifyForm(Form):
    """How it was made sure who asks (AVG 12(6))."""

    identity = forms.ChoiceField(
        label=_("Hoe is de identiteit gecontroleerd?"), choices=Applicant.Identity.choices, widget=forms.RadioSelect
    )
    identity_checked_on = _Past(label=_("Gecontroleerd op"))


class JudgeForm(Form):
    """Is the check enough? Said by a second person."""

    needed_when = {"doubt": _("als u nee zegt")}

    enough = forms.TypedChoiceField(
        label=_("Is zo zeker genoeg wie dit vraagt?"),
        choices=[("yes", _("Ja, zoek de persoon op")), ("no", _("Nee, controleer opnieuw"))],
        coerce=lambda said: said == "yes",
        empty_value=None,
        widget=forms.RadioSelect,
    )
    doubt = forms.CharField(
        label=_("Wat ontbreekt er?"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Wie het verzoek behandelt, leest dit."),
    )


class ByHandForm(Form):
    """By whom letters are handed over."""

    handed_by = HandedBy()


class SearchForm(Form):
    """Better details, to find the person again."""

    name = forms.CharField(label=_("Naam van de betrokkene"), max_length=200)
    birth_date = PartialDateField(label=_("Geboortedatum van de betrokkene"))
    bsn = BsnField(label=_("BSN van de betrokkene"))


class AnotherAddressForm(Form):
    """A letter: when it goes to another address than the registry's, somebody says that this is right."""

    address_checked = forms.BooleanField(
        label=_("Ik heb nagegaan dat de brief naar dit adres moet, en niet naar het woonadres."), required=False
    )

    def __init__(self, *args, differs: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        if not differs:
            del self.fields["address_checked"]


class ExtendForm(AnotherAddressForm):
    """Why answering takes longer than a month (AVG 12(3))."""

    field_order = ["reason"]

    reason = forms.CharField(
        label=_("Waarom is er meer tijd nodig?"),
        widget=forms.Textarea,
        max_length=2000,
        help_text=_("Dit staat in de brief aan de aanvrager. Schrijf in gewone taal."),
    )


class HoldBackForm(Form):
    """One exception, about one part."""

    ground = forms.ChoiceField(
        label=_("Op welke grond?"),
        choices=[("", _("Kies een grond")), *ExceptionGround.choices],
        help_text=_("UAVG 41 lid 1. De brief noemt de grond, niet uw organisatie."),
    )
    motivation = forms.CharField(
        label=_("Waarom is dit noodzakelijk en evenredig?"),
        widget=forms.Textarea,
        max_length=2000,
        help_text=_("Voor het contactpunt en het toezicht; de aanvrager leest dit niet."),
    )
    review_on = forms.DateField(label=_("Opnieuw beoordelen op"), help_text=_("Binnen een jaar."))


class AnswerForm(Form):
    """The answer of an organisation that was consulted; what it holds back stands in `HoldBackForm`.

    `on_behalf`: the contact point records it, and says of whom and how it has the answer.
    """

    remark = forms.CharField(
        label=_("Opmerking voor het contactpunt"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
        required=False,
    )

    def __init__(self, *args, on_behalf: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["remark"].required = on_behalf


class FinishForm(Form):
    """What was done about a measure."""

    result = forms.CharField(label=_("Wat is er gedaan?"), widget=forms.Textarea, max_length=2000)


class DecideForm(AnotherAddressForm):
    """The decision. What speaks of others too is left out row by row; what is about others only never comes this far."""

    outcome = forms.ChoiceField(label=_("Besluit"), widget=forms.RadioSelect)
    motive = forms.CharField(
        label=_("Uitleg aan de aanvrager"),
        widget=forms.Textarea,
        max_length=4000,
        help_text=_("Dit staat in de brief. Schrijf in gewone taal en noem niemand anders."),
    )
    decided_by = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Besluit genomen door een andere deelnemer"),
        required=False,
        empty_label=_("Nee, door het contactpunt"),
        help_text=_("De brief noemt deze deelnemer (BGS 1.2)."),
    )
    left_out = forms.MultipleChoiceField(required=False)
    items = forms.TypedMultipleChoiceField(
        label=_("Om welke gegevens gaat het?"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    instruction = forms.CharField(
        label=_("Wat moet er gebeuren?"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000, required=False
    )
    read = forms.BooleanField(
        label=_("Ik heb alles gelezen; wat ook over anderen gaat, heb ik aangevinkt en blijft weg."),
        error_messages={"required": _("Lees eerst wat de brief vertelt, en vink dit aan.")},
    )

    def __init__(self, *args, request, organisations, chapters, items, outcomes, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = [(each.value, each.label) for each in outcomes]
        self.fields["decided_by"].queryset = organisations
        self.fields["left_out"].choices = [
            (entry.key, entry.title) for chapter in chapters for entry in chapter.entries
        ]
        self.fields["items"].choices = [
            (
                item.pk,
                gettext("%(category)s, van %(supplier)s: %(text)s")
                % {"category": item.get_category_display(), "supplier": item.supplier.name, "text": item.text[:80]},
            )
            for item in items
        ]
        if request.kind in (Request.Kind.RECTIFICATION, Request.Kind.ERASURE):
            self.needed_when = {"items": _("als u het verzoek (deels) toewijst")}
        if request.kind == Request.Kind.ACCESS:
            del self.fields["items"], self.fields["instruction"]
        if not chapters:
            del self.fields["read"]

    def clean(self):
        given = super().clean()
        given.pop("read", None)
        return given


def outcomes(request: Request, withheld: int, missing: int) -> list[Answer.Outcome]:
    """Only what the rules allow now: access follows from the exceptions (BGS 1.2)."""
    chosen = Answer.Outcome
    if request.searched_at is None:
        return [chosen.DISMISSED]
    if request.person_id is None:
        return [chosen.UNKNOWN, chosen.DISMISSED]
    if request.kind == Request.Kind.ACCESS:
        return (
            [chosen.PARTIAL, *([chosen.REFUSED] if withheld else []), chosen.DISMISSED]
            if withheld + missing
            else [chosen.GRANTED, chosen.DISMISSED]
        )
    return [chosen.GRANTED, chosen.PARTIAL, chosen.REFUSED, chosen.DISMISSED]
