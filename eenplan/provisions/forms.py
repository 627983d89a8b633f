"""The forms of what leaves the case."""

from itertools import groupby

from django import forms
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from eenplan.files.forms import FileField
from eenplan.law.calendar import months_after
from eenplan.provisions import rules
from eenplan.provisions.models import Provision, Reply, ThirdParty, Told
from eenplan.ui.forms import Form, ModelForm
from eenplan.ui.meanwhile import Watched

_FREE_TEXT = _("Noem geen inhoud van gegevens: iedere kerndeelnemer van de casus leest dit.")


class ThirdPartyForm(ModelForm):
    """Who is admitted, for which expertise and role, and why."""

    class Meta:
        model = ThirdParty
        fields = ["organisation", "name", "function", "email", "expertise", "role", "reason"]
        widgets = {name: forms.Textarea(attrs={"rows": 2}) for name in ("expertise", "role", "reason")}
        help_texts = {
            "organisation": _("Een organisatie zonder wettelijke grondslag, zoals Halt, een school of een corporatie."),
            "expertise": _("Welke deskundigheid ontbreekt zonder deze derde?"),
            "role": _("Wat doet de derde in het plan van aanpak?"),
            "reason": _("Waarom is dat in deze casus nodig?"),
        }

    def __init__(self, *args, organisations, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations
        self.fields["organisation"].empty_label = gettext("Kies een organisatie")


class StatementForm(Form):
    """The signed secrecy statement."""

    signed_on = forms.DateField(label=_("Ondertekend op"), widget=forms.DateInput)
    file = FileField(label=_("Ondertekende verklaring"))

    def clean_signed_on(self):
        signed_on = self.cleaned_data["signed_on"]
        if signed_on > timezone.localdate():
            raise forms.ValidationError(_("Kies vandaag of een eerdere datum."))
        return signed_on


class RecipientForm(Watched, Form):
    """To whom. The choices carry what the provision needs to know about each."""

    recipient = forms.ChoiceField(label=_("Aan wie wilt u verstrekken?"), widget=forms.RadioSelect)

    def __init__(self, *args, recipients, **kwargs):
        super().__init__(*args, **kwargs)
        self.choices = {key: fields for _heading, found in recipients for key, _label, fields in found}
        self.fields["recipient"].choices = [
            (heading, [(key, label) for key, label, _fields in found]) for heading, found in recipients if found
        ]

    def clean_recipient(self):
        return self.choices[self.cleaned_data["recipient"]]

    def values_of(self, row: Provision) -> dict:
        return {"recipient": f"{row.kind}:{row.organisation_id or row.third_party_id or row.to_house_id}"}


class ItemsForm(Watched, Form):
    """Which items; what may not leave the case stands there with the reason, and cannot be ticked."""

    items = forms.TypedMultipleChoiceField(
        label=_("Wat heeft de ontvanger nodig?"), coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, found, network, **kwargs):
        super().__init__(*args, **kwargs)
        self.held = [(item, held_back(item, network)) for item in found if held_back(item, network)]
        free = [item for item in found if not held_back(item, network)]
        self.fields["items"].choices = [
            (str(theirs[0].person), [(item.pk, _label(item)) for item in theirs])
            for theirs in (list(each) for _number, each in groupby(free, lambda item: item.person_id))
        ]

    def values_of(self, row: Provision) -> dict:
        return {"items": list(row.choices.values_list("item", flat=True))}


def held_back(item, network: bool) -> str:
    """Why this item may not leave the case to this kind of recipient; empty when it may."""
    if item.consent_withdrawn_on:
        return gettext("De toestemming is ingetrokken (WGS 2.29 lid 2).")
    if item.restricted:
        return gettext("Het gebruik is beperkt op verzoek van de betrokkene (AVG 18).")
    if network and item.supplier.medical_secrecy:
        return gettext("Gegevens onder medisch beroepsgeheim gaan nooit naar een ander huis (BGS 1.10).")
    return ""


def _label(item):
    mark = gettext("bijzonder of strafrechtelijk: instemming vereist") if item.category in rules.SPECIAL else ""
    notes = [item.supplier.name, mark, *item.caveats]
    return format_html(
        "<span><strong>{}</strong>: {}<br><small>{}</small></span>",
        item.get_category_display(),
        item.text[:160],
        " · ".join(note for note in notes if note),
    )


class MotivationForm(Watched, Form):
    """Why it is necessary, and on which basis it may go."""

    basis = forms.ChoiceField(label=_("Grondslag"), widget=forms.RadioSelect, choices=Provision.Basis.choices)
    task = forms.CharField(
        label=_("Welke taak of plicht"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Van de ontvanger, met het artikel als u het weet; verenigbaar met het doel van de casus."),
    )
    necessity = forms.CharField(
        label=_("Waarom is dit noodzakelijk?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_FREE_TEXT,
    )


class AnswerForm(Watched, Form):
    """The answer of one's own organisation."""

    needed_when = {"reason": _("bij bezwaar")}

    answer = forms.ChoiceField(label=_("Antwoord namens uw organisatie"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Toelichting"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Bij bezwaar: welke zwaarwegende reden er is."),
    )

    def __init__(self, *args, explicit, **kwargs):
        super().__init__(*args, **kwargs)
        agrees, no_objection, objects = Reply.Answer.AGREES, Reply.Answer.NO_OBJECTION, Reply.Answer.OBJECTS
        offered = (agrees, objects) if explicit else (no_objection, objects)
        self.fields["answer"].choices = [(each.value, str(each.label).capitalize()) for each in offered]


class CheckForm(Watched, Form):
    """What is checked before it goes."""

    accuracy_checked = forms.BooleanField(
        label=_("De gegevens zijn gecontroleerd: juist, actueel en niet meer dan nodig")
    )
    secrecy_noted = forms.BooleanField(label=_("De ontvanger weet dat hij geheim moet houden (WGS 1.11)"))
    rac_reference = forms.CharField(
        label=_("Kenmerk van de rechtmatigheidstoets"),
        max_length=80,
        help_text=_("Van het RAC-advies over dit soort verstrekking aan een derde (WGS 1.7 lid 2)."),
    )
    feedback_due = forms.DateField(
        label=_("Terugkoppeling uiterlijk op"),
        widget=forms.DateInput,
        help_text=_("Binnen een jaar (WGS 1.7 lid 4)."),
    )
    field_order = ("rac_reference", "feedback_due", "accuracy_checked", "secrecy_noted")

    def __init__(self, *args, third_party, **kwargs):
        super().__init__(*args, **kwargs)
        if not third_party:
            del self.fields["rac_reference"]
        self.fields["feedback_due"].initial = months_after(timezone.localdate(), rules.FEEDBACK_MONTHS)

    def values_of(self, row: Provision) -> dict:
        """What was checked already; what was not keeps the proposal of the form."""
        return {name: value for name, value in super().values_of(row).items() if value}


class FeedbackForm(Form):
    """What the recipient reports."""

    received_on = forms.DateField(label=_("Ontvangen op"), initial=timezone.localdate, widget=forms.DateInput)
    followed_up = forms.TypedChoiceField(
        label=_("Is er iets mee gedaan?"),
        coerce=lambda value: value == "ja",
        widget=forms.RadioSelect,
        choices=[("ja", _("Ja")), ("nee", _("Nee"))],
    )
    text = forms.CharField(
        label=_("Hoe doeltreffend en bruikbaar was het?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Of waarom er niets mee is gedaan. Geen gegevens over personen."),
    )
    next_due = forms.DateField(
        label=_("Volgende terugkoppeling"),
        required=False,
        widget=forms.DateInput,
        help_text=_("Binnen een jaar. Laat leeg als er niets meer te verwachten is."),
    )


class ToldForm(Form):
    """That the recipient was told what changed."""

    choice = forms.IntegerField(widget=forms.HiddenInput)
    change = forms.ChoiceField(widget=forms.HiddenInput, choices=Told.Change.choices)
    how = forms.CharField(label=_("Hoe en aan wie gemeld"), max_length=300)


class KnownForm(Form):
    """About whom, to which house, and why."""

    person = forms.TypedChoiceField(label=_("Over wie"), coerce=int)
    house = forms.TypedChoiceField(label=_("Aan welk huis"), coerce=int)
    reason = forms.CharField(label=_("Waarom is dit nodig?"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args, members, houses, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [
            ("", gettext("Kies een persoon")),
            *((member.person_id, str(member.person)) for member in members if member.until is None),
        ]
        self.fields["house"].choices = [("", gettext("Kies een huis")), *((each.pk, each.name) for each in houses)]
