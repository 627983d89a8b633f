"""What somebody may not see is written as "Afgeschermd", never left empty (R-78): one value for pages, letters and exports."""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _


class Shielded(str):
    """A text that says something is kept from the reader: in a template a mark with the reason, elsewhere the word.

    Who asks for a value that may be hidden gets the value or this, and writes down whatever it got.
    """

    reason: str

    def __new__(cls, reason: str = "", text: str = "") -> "Shielded":
        made = super().__new__(cls, text or _("Afgeschermd"))
        made.reason = str(reason or _("Deze informatie is er wel, maar is voor u niet zichtbaar."))
        return made

    def __html__(self) -> SafeString:
        from eenplan.ui.templatetags.ui import icon  # the tags draw with this, and this with their icon

        return format_html(
            '<span class="een-shielded" title="{}">{}<span>{}</span><span class="ams-visually-hidden">. {}</span></span>',
            self.reason,
            icon("lock"),
            str.__str__(self),
            self.reason,
        )
