"""What the law asks of reading and reviewing the log."""

from datetime import datetime

from django.utils.translation import gettext as _

from eenplan.law.rules import Refusal, cites

#: so many lines a page hands over at once; more is for the command, which streams
AT_MOST_LINES = 50_000


@cites("R-76", "BGS 1.12")
def may_close(closed_at: datetime | None) -> None:
    """A review is closed once; what came to light later belongs to the next one."""
    if closed_at is not None:
        raise Refusal(
            _("Deze logcontrole is al afgerond."), "BGS 1.12", _("Leg vast wat u later vond bij de volgende maand.")
        )


@cites("R-74")
def may_hand_over(lines: int) -> None:
    """A page gives a bounded file; the command gives any period."""
    if lines > AT_MOST_LINES:
        raise Refusal(
            _("Deze periode heeft meer dan %(most)s logregels.") % {"most": AT_MOST_LINES},
            "BGS 1.12",
            _("Kies een kortere periode, of vraag het beheer om `eenplan audit export`."),
        )
