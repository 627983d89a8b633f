"""What a writer is told about free text before it is kept: a later room knows what a text gives away, and registers here.

Nothing is refused: who sends the same text again keeps it knowingly (`eenplan.ui.http.perform`).
"""

from collections.abc import Callable

#: what there is to say about a text, in the language of the writer; "" when nothing
Caution = Callable[[str], str]

_sources: list[Caution] = []


def register(source: Caution) -> None:
    """Add a source; called from `AppConfig.ready`. It reads as who acts, and logs what it answered."""
    _sources.append(source)


def about(text: str) -> list[str]:
    """All that there is to say about a text."""
    return [said for source in _sources if (said := source(text))] if text else []
