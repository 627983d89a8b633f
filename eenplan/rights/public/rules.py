"""Who writes the public page. Plain functions over plain values."""

from django.utils.translation import gettext as _

from eenplan.law.rules import Refusal, cites


@cites("BGS 1.1", "BGS 2.18", "WGS 1.12", "WGS 2.32", "R-45")
def may_write(writes: bool) -> None:
    """The public page of a house is written by its manager or administrator; everybody reads it."""
    if not writes:
        raise Refusal(
            _("De openbare pagina wordt bijgehouden door de manager of de beheerder van het huis."),
            "BGS 1.1",
            _("Geef hun door wat er moet veranderen."),
        )
