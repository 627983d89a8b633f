"""The panels on the overview of a case, and where it is closed. Later rooms add theirs."""

from collections.abc import Callable

#: where a panel can stand: the overview of an open case, what little is shown of a closed one (R-53), the pages of closing
_panels: dict[str, list[tuple[int, str, Callable]]] = {"overview": [], "closed": [], "closing": []}


def register(position: int, template: str, context: Callable, *, on: str = "overview") -> None:
    """Add a panel: `context(who, case)` gives what `template` shows, or None when there is nothing to show."""
    _panels[on].append((position, template, context))


def panels(who, case, on: str) -> list[tuple[str, dict]]:
    """Template and context of every panel that has something to show there, in order."""
    ordered = sorted(_panels[on], key=lambda panel: panel[0])
    drawn = ((template, context(who, case)) for _position, template, context in ordered)
    return [(template, context) for template, context in drawn if context is not None]
