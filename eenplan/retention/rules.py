"""When a case goes, who decides that it goes earlier, and what of it is counted. Plain functions over plain values.

What has reached its term, the database finds (`retention_reached`).
"""

from collections.abc import Collection, Hashable, Mapping
from datetime import date, timedelta
from typing import TypeVar

from django.utils.translation import gettext as _

from eenplan.law.calendar import written
from eenplan.law.rules import Refusal, cites

Value = TypeVar("Value", bound=Hashable)
#: after all were told that a case is destroyed earlier; within it, one of them or a hold stops it
TIME_TO_OBJECT = timedelta(days=14)


@cites("WGS 1.8(7)", "R-51")
def end_of_case(term: date, told_on: date | None, destroy_on: date | None, held: bool = False) -> date | None:
    """The day on which a case goes: its term, or earlier when all decided so and two weeks have passed since they were told.

    None while a legal claim or a statutory rule holds it (R-57).
    """
    if held:
        return None
    if told_on is None or destroy_on is None:
        return term
    return min(term, max(told_on + TIME_TO_OBJECT, destroy_on))


@cites("WGS 1.8(7)", "R-51")
def may_release(scopes: Collection[str], necessary: bool | None) -> None:
    """That a case is no longer necessary is decided by its core participants, after an evaluation that found so."""
    if "decide" not in scopes:
        raise Refusal(
            _("Alleen kerndeelnemers van de casus beslissen dat gegevens niet langer nodig zijn."),
            "WGS 2.31(8)",
            _("Breng het in het casusoverleg in."),
        )
    if necessary is not False:
        raise Refusal(
            _("De laatste evaluatie vond verdere verwerking nog nodig, of er is nog geen evaluatie."),
            "WGS 1.8(7)",
            _("Leg eerst een evaluatie vast met de conclusie dat verdere verwerking niet noodzakelijk is."),
        )


@cites("WGS 1.8(7)", "R-51")
def earlier_than_term(destroy_on: date, today: date, retain_until: date) -> None:
    """Earlier destruction is after today, so that everybody can still object, and before the term."""
    if not today < destroy_on < retain_until:
        raise Refusal(
            _("Eerder vernietigen kan vanaf morgen en vóór de uiterste datum."),
            "WGS 1.8(7)",
            _("Kies een datum na vandaag en vóór %(last)s.") % {"last": written(retain_until)},
        )


#: in statistics, fewer than this many are not shown: they could be recognised (default)
SMALL_CELL = 5


@cites("BGS 1.16(1)")
def shown(numbers: Mapping[Value, int]) -> dict[Value, int | None]:
    """How many of each, or None where so few that somebody could be recognised.

    One that alone is left out could be reckoned from the total, so the smallest of the others goes with it.
    """
    hidden = {value for value, number in numbers.items() if 0 < number < SMALL_CELL}
    rest = [value for value in numbers if value not in hidden]
    if len(hidden) == 1 and rest:
        hidden.add(min(rest, key=lambda value: numbers[value]))
    return {value: None if value in hidden else number for value, number in numbers.items()}
