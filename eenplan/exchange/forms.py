"""The forms of exchange: items and what stands around them, consent, questions, and the filter above the list."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from eenplan.exchange import rules
from eenplan.exchange.consenting import Given
from eenplan.exchange.models import Consent
from eenplan.files.forms import FileField
from eenplan.law.codes import DataCategory, SharingGround
from eenplan.network.models import Organisation
from eenplan.ui.forms import Form

_FREE_TEXT = _(
    "Schrijf alleen op wat voor deze casus nodig is. Geen nationaliteit, afkomst, godsdienst, politieke "
    "voorkeur, seksuele gerichtheid of lidmaatschap van een vakbond: de wet staat dat hier niet toe "
    "(WGS 2.29 lid 1)."
)


class _Checked(Form):
    """Finds words that hint at special categories: `warned` holds them until they were confirmed (R-25)."""

    def clean(self):
        words = rules.special_words(*(typed for typed in self.cleaned_data.values() if isinstance(typed, str)))
        self.warned = words if set(words) - set(self.data.get("confirmed", "").split(",")) else []
        self.cleaned_data["confirmed"] = ",".join(words)
        return self.cleaned_data


class _Represented(Form):
    """Who speaks for the person; asked when a representative does."""

    needed_when = {
        "representative": _("als een vertegenwoordiger (mee) beslist"),
        "capacity": _("als een ander voor een volwassene beslist"),
        "incapacity": _("als een ander voor een volwassene beslist"),
    }

    representative = forms.CharField(
        label=_("Wie vertegenwoordigt betrokkene?"),
        max_length=200,
        required=False,
        help_text=_("De naam."),
    )
    capacity = forms.ChoiceField(
        label=_("Wat is de vertegenwoordiger?"),
        choices=Consent.Capacity.choices,
        required=False,
        help_text=_(
            "Een volwassene wordt vertegenwoordigd door een curator of mentor; is die er niet en kan hij zijn belangen "
            "hierin niet wegen, dan door wie hij schriftelijk machtigde of een naaste (BW 7:465)."
        ),
    )


class _Giving(_Represented):
    """How a consent was given; the fields of `Given`."""

    given_on = forms.DateField(label=_("Gegeven op"), widget=forms.DateInput)
    given_by = forms.ChoiceField(
        label=_("Gegeven door"),
        choices=[("", _("Kies wie")), *Consent.Giver.choices],
        help_text=_(
            "Tot 12 jaar de ouder of voogd, van 12 tot 16 beiden, vanaf 16 betrokkene zelf. Staat de leeftijd niet vast, dan "
            "beiden. Voor een volwassene beslist een ander alleen als die dat niet zelf mag of kan."
        ),
    )
    incapacity = forms.CharField(
        label=_("Waarom beslist een volwassene niet zelf?"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Bijvoorbeeld: de uitspraak van de rechter, of wie beoordeelde dat hij dit niet kan overzien."),
    )
    manner = forms.ChoiceField(label=_("Hoe gegeven"), choices=[("", _("Kies hoe")), *Consent.Manner.choices])

    def given(self):
        """The consent of this form, once its fields are valid; what was not asked plays no part."""
        said = {name: self.cleaned_data.pop(name) for name in GIVING}
        if said["given_by"] != Consent.Giver.REPRESENTATIVE:
            said["capacity"] = said["incapacity"] = ""
        return Given(**said)


#: in the order of the page
GIVING: tuple[str, ...] = ("given_on", "given_by", "representative", "capacity", "incapacity", "manner")


class CorrectForm(_Giving, _Checked):
    """What is told; ground, motivation and consent are asked of an organisation under medical secrecy only (R-22)."""

    needed_when = {
        **_Giving.needed_when,
        **dict.fromkeys(("given_on", "given_by", "manner"), _("bij een nieuwe toestemming")),
    }

    category = forms.TypedChoiceField(label=_("Categorie"), coerce=int)
    text = forms.CharField(label=_("Inhoud"), widget=forms.Textarea, help_text=_FREE_TEXT)
    ground = forms.ChoiceField(
        label=_("Op welke grond mag u dit delen?"),
        widget=forms.RadioSelect,
        choices=[(ground.value, ground.label) for ground in rules.SECRECY_GROUNDS],
        help_text=_("Uw organisatie heeft een medisch beroepsgeheim."),
    )
    motivation = forms.CharField(
        label=_("Motivering van de grond"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Kort: waarom geldt deze grond hier?"),
    )
    consent = forms.TypedChoiceField(
        label=_("Op welke toestemming?"),
        coerce=int,
        required=False,
        empty_value=None,
        help_text=_("Een nieuwe toestemming geldt voor deze categorie en voor alle deelnemers aan de casus."),
    )
    conditions = forms.CharField(
        label=_("Voorwaarden of beperkingen"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Bijvoorbeeld: niet verder verstrekken zonder overleg. Ze blijven zichtbaar bij het gegeven."),
    )

    field_order = ("category", "text", "ground", "motivation", "consent", *GIVING, "conditions")

    def __init__(self, *args, supplier, consents=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = [
            ("", _("Kies een categorie")),
            *((each.value, each.label) for each in rules.may_offer(supplier.kind)),
        ]
        if not supplier.medical_secrecy:
            for name in ("ground", "motivation", "consent", *GIVING):
                del self.fields[name]
            return
        self.fields["consent"].choices = [("", _("Een nieuwe, die ik hieronder vastleg")), *_named(consents)]
        self.fields["consent"].needed_later = True  # its empty choice is an answer
        for name in GIVING:  # whether they are needed follows from the ground and the chosen consent
            self.fields[name].required = False

    def clean(self):
        super().clean()
        if "given_on" in self.fields:
            self.cleaned_data["given"] = self._new_consent()
        return self.cleaned_data

    def _new_consent(self):
        """The consent that is recorded with the item; None when the ground or a recorded consent needs none."""
        if self.cleaned_data.get("ground") != SharingGround.CONSENT or self.cleaned_data.get("consent"):
            for name in GIVING:  # what stands there plays no part
                self.errors.pop(name, None)
                self.cleaned_data.pop(name, None)
            return None
        for name in ("given_on", "given_by", "manner"):
            if name not in self.errors and not self.cleaned_data[name]:
                self.add_error(name, _("Vul dit in bij een nieuwe toestemming."))
        return None if self.errors.keys() & set(GIVING) else self.given()


def _named(consents):
    """Consents to choose from: about whom, of when and for what."""
    return [(each.pk, f"{each.person}: {each} ({', '.join(each.covers()).lower()})") for each in consents]


class _Recipients(Form):
    recipients = forms.TypedMultipleChoiceField(
        label=_("Wie mag dit lezen?"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Alleen de organisaties die u aankruist, en de procesregisseur."),
    )

    def offer(self, organisations):
        groups = [(gettext("Kerndeelnemers"), True), (gettext("Overige deelnemers"), False)]
        self.fields["recipients"].choices = [
            (label, [(each.pk, each.name) for each in organisations if each.core is core])
            for label, core in groups
            if any(each.core is core for each in organisations)
        ]
        self.fields["recipients"].required = bool(organisations)


class SupplyForm(_Recipients, CorrectForm):
    """A new item: about whom, what, and for whom. Nothing is ticked beforehand: sharing is a choice (R-24)."""

    person = forms.TypedChoiceField(label=_("Over"), coerce=int)
    field_order = ("person", *CorrectForm.field_order, "recipients")

    def __init__(self, *args, members, others, line=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [("", _("Kies een persoon")), *_present(members)]
        self.offer(others)
        if line:  # what was asked is answered, no other person or category
            self.fields["person"].disabled = self.fields["category"].disabled = True


class ShareForm(_Recipients):
    """More organisations that may read an item."""

    def __init__(self, *args, others, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["recipients"].label = _("Wie mag dit ook lezen?")
        self.fields["recipients"].help_text = _("Wie een gegeven eenmaal kreeg, houdt het zolang zij deelneemt.")
        self.offer(others)


class MetForm(_Checked):
    """That the conditions of an item are met, and how."""

    how = forms.CharField(
        label=_("Hoe zijn de voorwaarden vervuld?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Daarna kan het gegeven verder worden verstrekt. Dit is niet terug te draaien."),
    )


class ReportForm(_Checked):
    """What is wrong in an item."""

    text = forms.CharField(
        label=_("Wat klopt er niet?"),
        max_length=2000,
        widget=forms.Textarea,
        help_text=_("En, als u het weet: wat is wel juist, en hoe weet u dat?"),
    )


class DestroyForm(_Checked):
    """Why an item is destroyed."""

    reason = forms.CharField(
        label=_("Waarom wordt dit gegeven vernietigd?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Deze reden blijft staan; herhaal het gegeven zelf niet."),
    )


class KeepForm(_Checked):
    """Why an item stays as it is."""

    answer = forms.CharField(
        label=_("Waarom blijft dit gegeven zoals het is?"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )


class RefuseForm(_Checked):
    """The weighty reasons for not supplying (WGS 1.5(1))."""

    text = forms.CharField(
        label=_("Welke zwaarwegende redenen verzetten zich?"), max_length=2000, widget=forms.Textarea
    )
    internal = forms.BooleanField(
        label=_("Alleen voor mijn eigen organisatie: anderen zien dat er geweigerd is, niet waarom"),
        required=False,
        initial=True,
    )


class ConsentForm(_Giving, _Checked):
    """A consent on its own, with all it covers, and its signed form. Give it `request.FILES` too."""

    person = forms.TypedChoiceField(label=_("Over"), coerce=int)
    categories = forms.TypedMultipleChoiceField(
        label=_("Voor welke gegevens?"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    recipients = forms.TypedMultipleChoiceField(
        label=_("Voor welke ontvangers?"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Kruis niets aan als de toestemming voor alle deelnemers aan de casus geldt."),
    )
    file = FileField(label=_("Ondertekend formulier"), required=False)
    field_order = ("person", *GIVING, "categories", "recipients", "file")

    def __init__(self, *args, supplier, members, others, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [("", _("Kies een persoon")), *_present(members)]
        self.fields["categories"].choices = [(each.value, each.label) for each in rules.may_offer(supplier.kind)]
        self.fields["recipients"].choices = [(each.pk, each.name) for each in others]

    def clean(self):
        super().clean()
        if not self.errors:
            self.cleaned_data["given"] = self.given()
        return self.cleaned_data


class WithdrawForm(_Represented):
    """When a consent was taken back, and by whom."""

    withdrawn_on = forms.DateField(
        label=_("Ingetrokken op"), widget=forms.DateInput, help_text=_("De dag waarop u dit hoorde.")
    )
    by = forms.ChoiceField(
        label=_("Ingetrokken door"),
        choices=[choice for choice in Consent.Giver.choices if choice[0] != Consent.Giver.BOTH],
        help_text=_("Betrokkene en wie hem vertegenwoordigt, mogen altijd intrekken (UAVG 5 lid 3)."),
    )
    field_order = ("withdrawn_on", "by", "representative", "capacity")


class AskForm(_Checked):
    """A question to one organisation: about whom, what, why and until when."""

    asked = forms.ModelChoiceField(
        label=_("Aan wie"), queryset=Organisation.objects.none(), empty_label=_("Kies een organisatie")
    )
    persons = forms.TypedMultipleChoiceField(label=_("Over wie"), coerce=int, widget=forms.CheckboxSelectMultiple)
    categories = forms.TypedMultipleChoiceField(
        label=_("Welke gegevens"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        choices=DataCategory.choices,
        help_text=_("Politiegegevens vraagt u alleen aan de politie, justitiële gegevens alleen aan het OM."),
    )
    reason = forms.CharField(
        label=_("Waarom is dit nodig voor de casus?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    due_on = forms.DateField(label=_("Antwoord uiterlijk"), widget=forms.DateInput)

    def __init__(self, *args, members, organisations, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["asked"].queryset = organisations
        self.fields["persons"].choices = _present(members)


def _present(members):
    """Who is in the case now, to choose from."""
    return [
        (member.person_id, f"{member.person} ({member.get_part_display()})") for member in members if not member.until
    ]


class FilterForm(Form):
    """Person and category above the list."""

    person = forms.TypedChoiceField(label=_("Persoon"), coerce=int, required=False, empty_value=None)
    category = forms.TypedChoiceField(
        label=_("Categorie"),
        coerce=int,
        required=False,
        empty_value=None,
        choices=[("", _("Alle categorieën")), *DataCategory.choices],
    )

    def __init__(self, *args, members, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [("", _("Iedereen")), *((each.person_id, str(each.person)) for each in members)]
