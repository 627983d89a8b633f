"""Where else a person is seen: the referrals and cases that the reader may see. Later rooms fill this."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from eenplan.access.acting import Acting
from eenplan.people.models import Person


@dataclass(frozen=True)
class Mention:
    """One place where the person stands: `kind` is its Dutch label ("Casus"), `part` what the person is there.

    `url` may be empty, for who sees that it is there but has no page of it.
    """

    kind: str
    title: str
    url: str
    part: str = ""
    status: str = ""
    tone: str = "neutral"
    on: date | None = None


_sources: list[tuple[int, Callable[[Acting, Person], Iterable[Mention]]]] = []


def register(position: int, find: Callable[[Acting, Person], Iterable[Mention]]) -> None:
    """Add a source; called from `AppConfig.ready`. It reads what the reader may see and loads no other persons."""
    _sources.append((position, find))


def mentions(who: Acting, person: Person) -> list[Mention]:
    """Everywhere `who` may see this person, in the order of the rooms."""
    return [found for _position, find in sorted(_sources, key=lambda source: source[0]) for found in find(who, person)]
