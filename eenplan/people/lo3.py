"""Reading the registry's own file of person lists (persoonslijsten) in the numbering of the Logisch Ontwerp.

The file is a table: UTF-8, semicolons between the cells, a heading with element numbers ("01.02.40" is
element 02.40 in category 01). What the columns do not say, the file says by convention:

- A person list takes one line or more. Its first line has a label in the first column; a line without a label
  belongs to the list above it.
- The first line holds the current state of every category. A category ends in a marker column ("05.H") that
  says what *the next line* holds of that category: its own number ("05") announces a further occurrence
  (another partner), its number plus fifty ("55") history of the occurrence above, nothing announces nothing.
- Categories run down independently: one line can hold a former address next to a third child.
- An occurrence can be empty above its history: it was registered by mistake, and counts for nothing.
- A marriage that has ended holds the date of its end; the date of its beginning stands in its history.

What we may not know (nationality and more, see `lo3_columns`) is dropped where a line is taken apart, before
anything else looks at it (R-25, BGS 1.9).

Who reads a file takes the lists one by one and asks afterwards what became of every line:

    reading = Reading(stream)
    for person in reading:
        ...
    reading.account

A file that is broken further down raises `FileRefused` on the way, so keep what you do with the lists in one
transaction.
"""

import csv
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from operator import itemgetter
from typing import BinaryIO

from eenplan.people.lo3_columns import COLUMNS
from eenplan.people.lo3_list import Line, ListReader, Remark, Unusable, Why, protection
from eenplan.people.person_list import PersonList, Protection

SEPARATOR = ";"


class FileRefused(Exception):
    """The file cannot be read; nothing of it may be kept. The message is Dutch, for whoever imports."""


@dataclass(frozen=True, slots=True)
class RejectedLine:
    """A line that was not taken over. Reasons name lines and elements, never the data of a person."""

    line: int
    label: str
    why: Why
    reason: str


@dataclass(slots=True)
class Account:
    """What became of every line below the heading: `lines` is always `imported + history + len(rejected)`.

    A line counts as imported when it holds something of the current state, and as history when it does not,
    or only of the categories that we leave unread.
    """

    lines: int = 0
    lists: int = 0
    persons: int = 0
    imported: int = 0
    history: int = 0
    rejected: list[RejectedLine] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    protections: list[Protection] = field(default_factory=list, repr=False)  # of persons, unlike the rest

    def reject(self, lines: Sequence[int], label: str, why: Why, reason: str) -> None:
        """Give the reason at the first of these lines; the others follow it."""
        self.rejected.append(RejectedLine(lines[0], label, why, reason))
        follows = f"Hoort bij de afgewezen persoonslijst op regel {lines[0]}."
        self.rejected += [RejectedLine(line, label, Why.FOLLOWS, follows) for line in lines[1:]]

    def take_back(self, person: PersonList, why: Why, reason: str) -> None:
        """Reject, with all of its lines, a person list that was read but cannot be kept."""
        self.persons -= 1
        self.imported -= person.current_lines
        self.history -= len(person.lines) - person.current_lines
        self.reject(person.lines, person.label, why, reason)
        self.protections.append(Protection.of(person, why))

    def explain(self, line: int, more: str) -> None:
        """Add to the reason of a rejected line."""
        self.rejected = [
            replace(each, reason=f"{each.reason} {more}") if each.line == line else each for each in self.rejected
        ]

    def rejected_lists(self) -> Counter[Why]:
        """How many person lists were rejected for which reason."""
        return Counter(line.why for line in self.rejected if line.why not in (Why.FOLLOWS, Why.NO_LIST))


class Reading:
    """One passage through a file of person lists, from first line to last."""

    def __init__(self, stream: BinaryIO) -> None:
        self.account = Account()
        self._rows = csv.reader(_decoded(stream), delimiter=SEPARATOR, strict=True)
        self._first_line_of: dict[str, int] = {}

    def __iter__(self) -> Iterator[PersonList]:
        for lines in self._lists():
            person = self._judge(lines)
            if person:
                yield person
        if not self.account.lines:
            raise FileRefused("Het bestand heeft een kopregel maar geen persoonslijsten.")

    def _lists(self) -> Iterator[list[Line]]:
        """Lines together per person list."""
        together: list[Line] = []
        for line in self._lines():
            self.account.lines += 1
            if line.label:
                if together:
                    yield together
                together = [line]
            elif together:
                together.append(line)
            else:
                reason = "Hoort bij geen persoonslijst: het label ontbreekt."
                self.account.reject([line.number], "", Why.NO_LIST, reason)
        if together:
            yield together

    def _lines(self) -> Iterator[Line]:
        heading = self._next_row()
        if heading is None:
            raise FileRefused("Het bestand is leeg.")
        positions, width = _positions(heading), len(heading)
        pick, number_of_person = itemgetter(*positions), positions[COLUMNS.index("01.01.20")]
        nothing = [""] * len(COLUMNS)
        while (row := self._next_row()) is not None:
            number = self._rows.line_num
            if not row:
                yield Line(number, "", nothing)
            elif len(row) != width:
                yield Line(number, row[0].strip(), None, "".join(row[number_of_person : number_of_person + 1]))
            else:
                # Only here a whole line is in hand; what we may not know goes no further.
                yield Line(number, row[0].strip(), _tidy(pick(row)))

    def _next_row(self) -> list[str] | None:
        try:
            return next(self._rows, None)
        except csv.Error as error:
            raise FileRefused(
                f"Het bestand is vanaf regel {self._rows.line_num} niet te lezen als tabel: een ander "
                "scheidingsteken dan de puntkomma, een aanhalingsteken dat niet sluit, of een verboden teken."
            ) from error

    def _judge(self, lines: list[Line]) -> PersonList | None:
        """Take over a person list, or reject all of its lines."""
        first = lines[0]
        self.account.lists += 1
        try:
            reader = ListReader(lines)
            reader.refuse_withdrawn()
            self._refuse_repeated(reader.bsn(), first.number)
            person = reader.person()
        except Unusable as unusable:
            numbers = [line.number for line in lines]
            self.account.reject(numbers, first.label, unusable.why, str(unusable))
            if protects := protection(first, unusable):
                self.account.protections.append(protects)
            return None
        self.account.persons += 1
        self.account.imported += len(reader.current_lines)
        self.account.history += len(lines) - len(reader.current_lines)
        self.account.remarks += reader.remarks
        return person

    def _refuse_repeated(self, bsn: str, line: int) -> None:
        """Of two lists with one BSN nobody but the registry knows which is right; the first stands."""
        earlier = self._first_line_of.setdefault(bsn, line)
        if earlier != line:
            raise Unusable(Why.REPEATED_BSN, f"BSN staat eerder in het bestand (regel {earlier}).")


def _decoded(stream: BinaryIO) -> Iterator[str]:
    """The lines as text, accents as one letter with their base (NFC)."""
    for number, raw in enumerate(stream, start=1):
        try:
            line = raw.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            raise FileRefused(f"Het bestand is geen UTF-8 (regel {number}).") from error
        if "\0" in line:
            raise FileRefused(f"Het bestand is beschadigd of geen tekst: regel {number} bevat een nulteken.")
        yield line if line.isascii() else unicodedata.normalize("NFC", line)


def _positions(heading: list[str]) -> list[int]:
    """Where the columns that we read stand; refuses a heading that lacks one or holds one twice."""
    heading = [title.strip() for title in heading]
    if len(heading) == 1:
        for separator, name in ((",", "komma's"), ("\t", "tabs"), ("|", "rechte strepen")):
            if separator in heading[0]:
                raise FileRefused(f"Het bestand scheidt kolommen met {name}; verwacht zijn puntkomma's.")
    missing = [column for column in COLUMNS if column not in heading]
    if len(missing) == len(COLUMNS):
        raise FileRefused("De kopregel heeft geen elementnummers (01.01.20) met puntkomma's ertussen.")
    if missing:
        raise FileRefused(f"Deze kolommen ontbreken: {_enumerated(missing)}.")
    twice = [column for column in COLUMNS if heading.count(column) > 1]
    if twice:
        raise FileRefused(f"Deze kolommen staan er meer dan eens: {_enumerated(twice)}.")
    if heading[0] in COLUMNS:
        raise FileRefused("De eerste kolom is niet die van de labels van de persoonslijsten.")
    return [heading.index(column) for column in COLUMNS]


def _tidy(cells: tuple[str, ...]) -> list[str]:
    """Without space around the text, and single spaces within."""
    together = SEPARATOR.join(cells)
    if together.isprintable() and not any(space in f";{together};" for space in ("; ", " ;", "  ")):
        return list(cells)  # nearly all lines, and cell by cell takes long
    return [" ".join(cell.split()) for cell in cells]


def _enumerated(columns: list[str]) -> str:
    shown = ", ".join(columns[:8])
    return f"{shown} en nog {len(columns) - 8}" if len(columns) > 8 else shown
