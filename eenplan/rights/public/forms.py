"""The form of the public page."""

from django import forms
from django.utils.translation import gettext_lazy as _

from eenplan.network.models import House
from eenplan.rights.models import PublicPage
from eenplan.ui.forms import ModelForm
from eenplan.ui.meanwhile import Watched


class PublicPageForm(Watched, ModelForm):
    """The own texts; what is left empty does not appear."""

    needed_when = {"report_url": _("bij een jaarverslag")}

    report_url = forms.URLField(
        label=_("Adres van het jaarverslag"), required=False, assume_scheme="https", help_text=_("Begint met https://")
    )

    class Meta:
        model = PublicPage
        fields = ["introduction", "rights", "priority_criteria", "report_title", "report_url"]
        help_texts = {
            "introduction": _("In gewone taal: wat doet het huis, en voor wie?"),
            "rights": _("Alleen wat bij dit huis anders is; de rechten zelf staan er al."),
            "priority_criteria": _(
                "Werkt het huis met een lijst van geprioriteerde casussen? Zet de criteria hier (WGS 2.32)."
            ),
            "report_title": _("Bijvoorbeeld: Jaarverslag 2025."),
        }

    def values_of(self, row: House) -> dict:
        """What stands on the page of the house, which may not have one yet."""
        return super().values_of(PublicPage.objects.filter(house=row).first() or PublicPage())

    def clean(self):
        given = super().clean()
        if given.get("report_title") and not given.get("report_url") and "report_url" not in self.errors:
            self.add_error("report_url", _("Zet erbij waar het jaarverslag te vinden is."))
        return given

    def _post_clean(self):
        """The action writes the row."""
