"""Who writes a plan, who finishes an action, what belongs to a version, and which plans may be aligned."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from eenplan.law.calendar import past, written
from eenplan.law.codes import ActionKind
from eenplan.law.rules import Refusal, cites

#: the three legs on which a plan stands, in their usual order (R-17, F1.3)
LEGS = {
    "repression": gettext_lazy("repressie"),
    "administrative": gettext_lazy("bestuurlijk"),
    "care": gettext_lazy("zorg"),
}


@cites("BGS 2.17", "WGS 2.31(5)", "R-11")
def may_write(writes: bool) -> None:
    """The plan is written by those who direct: the case director and the process director (F2.4)."""
    if not writes:
        raise Refusal(
            _("Alleen de casusregisseur en de procesregisseur schrijven het plan."),
            "BGS 2.17",
            _("Bespreek uw voorstel met de casusregisseur of breng het in het casusoverleg."),
        )


@cites("WGS 2.31(6)", "R-15")
def may_finish(own: bool, takes_part: bool, final: bool) -> None:
    """Only who takes part for the responsible organisation marks its action done, and once (F1.8, WGS 1.3(4))."""
    if not (own and takes_part):
        raise Refusal(
            _("Alleen de verantwoordelijke organisatie rondt haar afspraak af."),
            "WGS 2.31(6)",
            _("Vraag de verantwoordelijke professional hoe het ervoor staat."),
        )
    if final:
        raise Refusal(
            _("Deze afspraak is al afgerond of vervallen."),
            "WGS 2.31(6)",
            _("Maak een nieuwe afspraak als er nog iets moet gebeuren."),
        )


@cites("BGS 2.17", "R-11")
def may_change(final: bool) -> None:
    """What is done, replaced or dropped stays as it is: the plan remembers it."""
    if final:
        raise Refusal(
            _("Dit onderdeel is al afgerond, gewijzigd of vervallen."),
            "BGS 2.17",
            _("Bekijk het plan zoals het nu is en voeg zo nodig iets toe."),
        )


@cites("WGS 1.8(7)", "R-15")
def due_in_time(due_on: date, today: date, retain_until: date, settled: bool = False) -> None:
    """An action is due from today on, unless its date was settled before, and not after the data of its case end."""
    if past(due_on, today) and not settled:
        raise Refusal(
            _("De datum waarop de afspraak gereed is, ligt in het verleden."),
            "WGS 2.31(5)",
            _("Kies vandaag of een latere datum."),
        )
    if due_on > retain_until:
        raise Refusal(
            _("De afspraak loopt door na de uiterste bewaardatum van de casus."),
            "WGS 1.8(7)",
            _("Kies een datum tot en met %(date)s.") % {"date": written(retain_until)},
        )


@cites("BGS 2.17", "WGS 2.31(5)")
def may_adopt(strategy: str, changed: bool, adopted_on: date, earliest: date, today: date) -> None:
    """A version is adopted when it fills in a strategy, says something new, and is not dated before its time."""
    if not strategy.strip():
        raise Refusal(
            _("Het plan vult de gezamenlijke strategie in, en die ontbreekt nog."),
            "BGS 2.17",
            _("Schrijf eerst de strategie."),
        )
    if not changed:
        raise Refusal(
            _("Er is niets gewijzigd sinds de vorige vaststelling."),
            "BGS 2.17",
            _("Wijzig eerst de strategie, een doel of een afspraak."),
        )
    if not earliest <= adopted_on <= today:
        raise Refusal(
            _("Het plan kan niet op deze datum zijn vastgesteld."),
            "BGS 2.17",
            _("Kies een datum van %(first)s tot en met vandaag.") % {"first": written(earliest)},
        )


@cites("BGS 2.17", "R-11")
def in_version(added_in: int, dropped_in: int | None, version: int) -> bool:
    """What belongs to a version: added in it or before, and not yet dropped in it."""
    return added_in <= version and (dropped_in is None or dropped_in > version)


@cites("R-15")
def late(due_on: date, done: bool, today: date) -> bool:
    """An action is late from the day after its date, until it is done."""
    return not done and past(due_on, today)


@cites("R-17")
def empty_legs(kinds: Iterable[str]) -> list[str]:
    """The legs (repressie – bestuurlijk – zorg) without any action, by their Dutch names."""
    filled = Counter(ActionKind(kind).leg for kind in kinds)
    return [str(label) for leg, label in LEGS.items() if not filled[leg]]


@cites("BGS 2.19", "BGS 2.20(2)", "R-11")
def one_circle(persons: Collection[int], circles: Mapping[int, Collection[int]]) -> bool:
    """Are these at least two persons, all in one circle? `circles` holds per referred person who is in it."""
    return len(set(persons)) > 1 and any(set(persons) <= {centre, *circle} for centre, circle in circles.items())


@cites("BGS 2.20(2)", "R-11")
def may_align(in_one_circle: bool, conditions: Mapping[str, bool], motivation: str) -> None:
    """Plans are aligned within one direct circle, with the three conditions confirmed and motivated."""
    if not in_one_circle:
        raise Refusal(
            _("Deze personen staan niet in elkaars directe kring."),
            "BGS 2.20(2)",
            _("Kies ten minste twee plannen: van een betrokkene en van personen uit diens kring."),
        )
    if missing := [name for name, confirmed in conditions.items() if not confirmed]:
        raise Refusal(
            _("Nog niet bevestigd: %(conditions)s.") % {"conditions": get_text_list(missing, _("en"))},
            "BGS 2.20(2)",
            _("Afstemmen kan alleen als alle drie de voorwaarden zijn vervuld."),
        )
    if not motivation.strip():
        raise Refusal(_("De motivering ontbreekt."), "BGS 2.20(2)", _("Schrijf op waarom afstemmen nodig is."))


@cites("R-11", "R-15")
def same_day(actions: Iterable) -> list[tuple[date, list]]:
    """Days on which several organisations have something due in one family: a plain fact to talk about."""
    days = defaultdict(list)
    for action in actions:
        days[action.due_on].append(action)
    return [(day, due) for day, due in sorted(days.items()) if len({action.organisation_id for action in due}) > 1]
