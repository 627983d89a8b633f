"""The panels on the overview of a case. Later rooms add theirs."""

from collections.abc import Callable

_panels: dict[bool, list[tuple[int, str, Callable]]] = {False: [], True: []}


def register(position: int, template: str, context: Callable, *, closed: bool = False) -> None:
    """Add a panel: `context(who, case)` gives what `template` shows, or None when there is nothing to show.

    With `closed` it stands on what little is shown of a closed case (R-53), else on the overview of an open one.
    """
    _panels[closed].append((position, template, context))


def panels(who, case) -> list[tuple[str, dict]]:
    """Template and context of every panel that has something to show, in order."""
    ordered = sorted(_panels[case.closed_at is not None], key=lambda panel: panel[0])
    drawn = ((template, context(who, case)) for _position, template, context in ordered)
    return [(template, context) for template, context in drawn if context is not None]
