"""What happens in one request or job, written in the same transaction.

Rooms call `record` for acts: it writes at once, so that an act that is rolled back takes its line along. Rows about persons
report themselves when they are loaded, and are written together at the end: a page cannot forget to log, and there is one
line per person shown (R-72, WGS 1.8(4)).
"""

import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from django.db import connection

from eenplan.access.acting import Acting, acting
from eenplan.law.codes import PURPOSE_OF_ROLE, Purpose, Role

#: the processing activity of WGS 2.26(a), written with every line of purpose a
ACTIVITY = "casusoverleg (WGS 2.26 onder a)"

_INSERT = """
INSERT INTO audit_event (at, trace, account_id, organisation_id, house_id, role, purpose, action, thing, case_id,
                         subject_id, categories, outcome, access_point, detail, salt, subject_digest, digest)
SELECT now(), %s, %s, %s, line.house, %s, %s, line.action, line.thing, line.case_id, line.subject,
       line.categories::smallint[], line.outcome, %s, line.detail, '', '', ''
  FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::bigint[], %s::bigint[], %s::text[], %s::text[], %s::text[])
       AS line(house, action, thing, case_id, subject, categories, outcome, detail)
"""


@dataclass(frozen=True)
class Line:
    action: str
    house: int | None = None
    thing: str = ""
    case: int | None = None
    subject: int | None = None
    categories: tuple[int, ...] = ()
    outcome: str = "ok"
    detail: str = ""

    def row(self) -> tuple:
        categories = "{" + ",".join(map(str, sorted(self.categories))) + "}"
        return (
            self.house,
            self.action,
            self.thing[:80],
            self.case,
            self.subject,
            categories,
            self.outcome,
            self.detail[:300],
        )


@dataclass
class Shown:
    house: int
    categories: set[int] = field(default_factory=set)


@dataclass
class Trail:
    """The persons shown in one request, and what the request reads them for."""

    access_point: str = ""
    action: str = "read"
    house: int | None = None
    case: int | None = None
    trace: uuid.UUID = field(default_factory=uuid.uuid4)
    shown: dict[tuple[int, int | None], Shown] = field(default_factory=dict)

    def write(self) -> None:
        """Append one line per person and case shown, in the current transaction, in one statement."""
        shown, self.shown = self.shown, {}
        for person, case in list(shown):  # shown in a case, and by itself: one line, that of the case
            if case and (alone := shown.pop((person, None), None)):
                shown[person, case].categories |= alone.categories
        lines = [
            Line(self.action, seen.house, case=case or self.case, subject=person, categories=tuple(seen.categories))
            for (person, case), seen in shown.items()
        ]
        if lines:
            _insert(acting(), self, lines)


_trail: ContextVar[Trail | None] = ContextVar("trail", default=None)


@contextmanager
def trail(access_point: str) -> Iterator[Trail]:
    """Gather lines for one request or job; the caller writes them inside its transaction."""
    gathered = Trail(access_point)
    token = _trail.set(gathered)
    try:
        yield gathered
    finally:
        _trail.reset(token)


def record(
    action: str,
    *,
    house: int | None = None,
    thing: str = "",
    case: int | None = None,
    subjects: Iterable[int] = (),
    categories: Iterable[int] = (),
    outcome: str = "ok",
    detail: str = "",
) -> None:
    """Log an act: one line per subject, or one line when it is about nobody in particular.

    `house`, `case` and `subjects` are numbers; `detail` holds no personal data (it is never erased).
    """
    about_whom: list[int | None] = [*dict.fromkeys(subjects)] or [None]
    lines = [Line(action, house, thing, case, subject, tuple(categories), outcome, detail) for subject in about_whom]
    _insert(acting(), _trail.get() or Trail("eenplan"), lines)


def about(*, house: int | None = None, case: int | None = None, action: str = "read") -> None:
    """Say in which case, house and act the persons loaded from now on are read."""
    if current := _trail.get():
        current.house, current.case, current.action = house, case, action


def at_access_point(name: str) -> None:
    """Say through which page or command the lines of this request come."""
    if current := _trail.get():
        current.access_point = name


def loaded(person: int, house: int, case: int | None = None, *categories: int) -> None:
    """A row about a person came out of the database: it will be logged as read, whatever the page does with it.

    A page that shows more than its rows say (a BSN, an address) calls it again with those categories.
    """
    if current := _trail.get():
        current.shown.setdefault((person, case), Shown(house)).categories.update(categories)


def _insert(who: Acting, gathered: Trail, lines: list[Line]) -> None:
    # A line without a house belongs to the acting account's own, so that its supervisors find it.
    own = next(iter(who.roles), None)
    columns = list(zip(*((line.house or gathered.house or own, *line.row()[1:]) for line in lines), strict=True))
    held = sorted(set().union(*who.roles.values())) if who.roles else []
    purposes = {PURPOSE_OF_ROLE.get(Role(role), Purpose.PROCESSING) for role in held}
    purpose = ACTIVITY if Purpose.PROCESSING in purposes else ", ".join(sorted(purposes))
    with connection.cursor() as cursor:
        cursor.execute(
            _INSERT,
            [
                gathered.trace,
                who.account_id,
                who.organisation_id,
                ", ".join(held),
                purpose,
                gathered.access_point[:120],
                *map(list, columns),
            ],
        )
