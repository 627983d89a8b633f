"""One line in "mijn werk": what a room wants somebody to do."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class WorkItem:
    """`kind` is the Dutch label of the sort of work, `late` whether its date has passed."""

    kind: str
    title: str
    url: str
    due: date | None = None
    about: str = ""
    icon: str = "checklist"
    late: bool = False
