"""What the rooms above call the things that stand in the log as numbers: the log keeps numbers, a reader wants names.

    naming.register("case", of=queries.numbers_of, find=queries.by_number)      # in AppConfig.ready

Kinds: "house", "organisation" and "oin" (network), "case" (cases), "person" (people; to find only, the log names nobody).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

_DIGITS_OF_BSN = 9


@dataclass(frozen=True)
class Names:
    """How things of one kind are named, found by a text, and listed for a house."""

    of: Callable[[Iterable[int]], dict[int, str]] = lambda numbers: {}
    find: Callable[[str], list[int]] = lambda text: []
    among: Callable[[int], list[tuple[int, str]]] = lambda house: []


_kinds: dict[str, Names] = {}


def register(kind: str, **functions) -> None:
    """`of(numbers)` → {number: name}, `find(text)` → numbers, `among(house)` → [(number, name)] to choose from."""
    _kinds[kind] = Names(**functions)


def names(kind: str, numbers: Iterable[int | None]) -> dict[int, str]:
    """The names of these numbers; one that is gone has none."""
    wanted = {number for number in numbers if number is not None}
    return _kinds.get(kind, Names()).of(wanted) if wanted else {}


def find(kind: str, text: str) -> list[int]:
    """The numbers that go by this name, or else the number itself: what is destroyed has only that.

    Nine digits are a BSN that nobody has here, and no number of ours.
    """
    found = _kinds.get(kind, Names()).find(text)
    return found or ([int(text)] if text.isdecimal() and text.isascii() and len(text) < _DIGITS_OF_BSN else [])


def among(kind: str, house: int) -> list[tuple[int, str]]:
    """What one may choose from in a house."""
    return _kinds.get(kind, Names()).among(house)
