"""The forms of exchange: supplying, correcting, sharing, and the filter above the list."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from eenplan.exchange import rules
from eenplan.law.codes import DataCategory
from eenplan.ui.forms import Form

_FREE_TEXT = _(
    "Schrijf alleen op wat voor deze casus nodig is. Geen nationaliteit, afkomst, godsdienst, politieke "
    "voorkeur, seksuele gerichtheid of lidmaatschap van een vakbond: de wet staat dat hier niet toe "
    "(WGS 2.29 lid 1)."
)


class _Checked(Form):
    """Finds words that hint at special categories: `warned` holds them until they were confirmed (R-25)."""

    def clean(self):
        words = rules.special_words(*(self.cleaned_data.get(name, "") for name in ("text", "motivation", "conditions")))
        self.warned = words if set(words) - set(self.data.get("confirmed", "").split(",")) else []
        self.cleaned_data["confirmed"] = ",".join(words)
        return self.cleaned_data


class CorrectForm(_Checked):
    """What is told; ground and motivation are asked of an organisation under medical secrecy only (R-22)."""

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
        help_text=_("Kort. Bij toestemming: wanneer gegeven en door wie, betrokkene of wettelijk vertegenwoordiger."),
    )
    conditions = forms.CharField(
        label=_("Voorwaarden of beperkingen"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Bijvoorbeeld: niet verder verstrekken zonder overleg. Ze blijven zichtbaar bij het gegeven."),
    )

    def __init__(self, *args, supplier, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = [
            ("", _("Kies een categorie")),
            *((each.value, each.label) for each in rules.may_offer(supplier.kind)),
        ]
        if not supplier.medical_secrecy:
            del self.fields["ground"], self.fields["motivation"]


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
    field_order = ("person", "category", "text", "ground", "motivation", "conditions", "recipients")

    def __init__(self, *args, members, others, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [
            ("", _("Kies een persoon")),
            *(
                (member.person_id, f"{member.person} ({member.get_part_display()})")
                for member in members
                if not member.until
            ),
        ]
        self.offer(others)


class ShareForm(_Recipients):
    """More organisations that may read an item."""

    def __init__(self, *args, others, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["recipients"].label = _("Wie mag dit ook lezen?")
        self.fields["recipients"].help_text = _("Wie een gegeven eenmaal kreeg, houdt het zolang zij deelneemt.")
        self.offer(others)


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
