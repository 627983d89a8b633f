"""What the engine's outcomes and the destroyed tables are called."""

from django.apps import apps
from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "shielded": _("afgeschermd"),
    "warned": _("gewaarschuwd"),
    "destroyed": _("vernietigd"),
    "anonymised": _("geanonimiseerd"),
    "failed": _("mislukt"),
}
THINGS = {
    "case": _("casussen"),
    "referral": _("aanmeldingen"),
    "person": _("personen"),
    "item": _("gegevens"),
    "request": _("verzoeken van betrokkenen"),
    "grant": _("toegangen"),
}


def table(name: str) -> str:
    """What the rows of a table are called, in the plural."""
    return next((str(m._meta.verbose_name_plural) for m in apps.get_models() if m._meta.db_table == name), name)
