"""The forms of holding."""

from django import forms
from django.utils.translation import gettext_lazy as _

from eenplan.retention.models import Hold
from eenplan.ui.forms import Form
from eenplan.ui.meanwhile import Watched


class PlaceForm(Form):
    """Why the case may not be destroyed yet, and who looks at it again."""

    kind = forms.ChoiceField(
        label=_("Wat verhindert de vernietiging?"), choices=Hold.Kind.choices, widget=forms.RadioSelect
    )
    ground = forms.CharField(
        label=_("Grond"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Welke vordering of welk voorschrift, met kenmerk. Noem geen personen."),
    )
    reviewer = forms.TypedChoiceField(label=_("Wie beoordeelt dit opnieuw?"), coerce=int)
    review_on = forms.DateField(label=_("Opnieuw beoordelen op"), widget=forms.DateInput)

    def __init__(self, *args, reviewers, **kwargs):
        super().__init__(*args, **kwargs)
        self.reviewers = {each.pk: each for each in reviewers}
        self.fields["reviewer"].choices = [
            ("", _("Kies een professional")),
            *((each.pk, f"{each.account.name} – {each.organisation.name}") for each in self.reviewers.values()),
        ]

    def clean_reviewer(self):
        return self.reviewers[self.cleaned_data["reviewer"]]


class ReviewForm(Watched, Form):
    """Still needed: when it is judged again."""

    review_on = forms.DateField(label=_("Opnieuw beoordelen op"), widget=forms.DateInput)

    def values_of(self, row: Hold) -> dict:
        """When it was last judged; until when is said anew."""
        return {"reviewed_at": row.reviewed_at}


class EndForm(Form):
    """No longer needed, and why."""

    end_reason = forms.CharField(
        label=_("Waarom is het niet meer nodig?"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
