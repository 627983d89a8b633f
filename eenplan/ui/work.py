"""One line in "mijn werk": what a room wants somebody to do."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from eenplan.law.calendar import past


@dataclass(frozen=True)
class WorkItem:
    """`kind` is the Dutch label of the sort of work; `due` the last day, or moment, at which it is in time."""

    kind: str
    title: str
    url: str
    due: date | datetime | None = None
    about: str = ""
    icon: str = "checklist"

    @property
    def day(self) -> date | None:
        """The day by which a list sorts it."""
        return timezone.localdate(self.due) if isinstance(self.due, datetime) else self.due

    @property
    def late(self) -> bool:
        """Has its date passed? The same answer as on its page (`{% due %}`)."""
        return past(self.due)
