"""What comes next in a case. Later rooms add their dates, so that this room knows none of them."""

from collections.abc import Callable, Iterable

from eenplan.cases.rules import Step

_sources: list[Callable] = []


def register(source: Callable) -> None:
    """Add a source: `source(case_numbers)` gives {case number (pk): [Step]} in one statement; called from `ready`."""
    _sources.append(source)


def planned(cases: Iterable[int]) -> dict[int, list[Step]]:
    """What the rooms have planned for these cases."""
    found: dict[int, list[Step]] = {}
    cases = list(cases)
    for source in _sources if cases else ():
        for case, steps in source(cases).items():
            found.setdefault(case, []).extend(steps)
    return found


def upcoming(planned: Iterable[Step], term: Step | None) -> list[Step]:
    """What comes next, the first date first; a date that was agreed on replaces the term of the same step."""
    planned = list(planned)
    agreed = {step.label for step in planned}
    return sorted([*planned, *(step for step in (term,) if step and step.label not in agreed)])
