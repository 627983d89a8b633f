"""What later rooms add to the page that shows what is destroyed when."""

from collections.abc import Callable

_panels: list[tuple[str, Callable]] = []


def register(template: str, context: Callable) -> None:
    """Add a panel: `context(who)` gives what `template` shows, or None when there is nothing to show."""
    _panels.append((template, context))


def panels(who) -> list[tuple[str, dict]]:
    """Template and context of every panel that has something to show."""
    drawn = ((template, context(who)) for template, context in _panels)
    return [(template, context) for template, context in drawn if context is not None]
