"""Reading the lines of one person list (persoonslijst); how the lines hang together is told in `lo3`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from operator import gt
from typing import Any

from eenplan.people import bsn as bsn_rules
from eenplan.people.dates import UNKNOWN, InvalidDate, PartialDate
from eenplan.people.lo3_columns import (
    ADDRESS,
    AUTHORITY,
    CHILD,
    COLUMNS,
    DEATH,
    LIMITS,
    PARENT_1,
    PARENT_2,
    PARTNER,
    PERSON,
    REGISTRATION,
    Category,
    named,
)
from eenplan.people.names import STANDARD_VALUE, TITLES, Name
from eenplan.people.person_list import (
    Address,
    AddressKind,
    Authority,
    Child,
    Parent,
    Partner,
    PersonList,
    Protection,
)
from eenplan.people.places import NETHERLANDS, country_name, municipality_name

STANDARD_CODE = "0000"  # what the registry writes for an unknown municipality or country
STILLBORN = "L"
#: national table 61; 3D is both parents and a third party
CODES_OF_AUTHORITY = frozenset({"", "1", "2", "12", "D", "1D", "2D", "3D"})
DECEASED = "O"


#: "2500 AA Den Haag"
DUTCH_TOWN = re.compile(r"([1-9][0-9]{3}) ?([A-Z]{2}) +(.+)")


@dataclass(frozen=True, slots=True)
class Line:
    """A line with the cells we read; `cells` is None when the line does not fit the heading.

    `bsn` is then what stands where the BSN should.
    """

    number: int
    label: str
    cells: list[str] | None
    bsn: str = ""


class Why(StrEnum):
    """Why a line is rejected, beside the sentence that says so."""

    NO_LIST = "no_list"  # belongs to no person list
    BROKEN = "broken"  # too few or too many cells
    WITHDRAWN = "withdrawn"  # the registry itself has withdrawn the list
    NO_BSN = "no_bsn"
    INVALID_BSN = "invalid_bsn"
    REPEATED_BSN = "repeated_bsn"
    UNREADABLE = "unreadable"  # a fact of the person that must be right is not
    OTHER_PERSON = "other_person"  # the house knows somebody else under this BSN
    REUSED = "reused"  # taken over as somebody new: the BSN was of a person whose list was withdrawn
    FOLLOWS = "follows"  # belongs to a list whose first line says why


@dataclass(frozen=True, slots=True)
class Remark:
    """A doubt about a list that was taken over; names lines and elements, never the data of a person."""

    line: int
    label: str
    text: str


class Unusable(Exception):
    """The list cannot be taken over."""

    def __init__(self, why: Why, reason: str) -> None:
        super().__init__(reason)
        self.why = why


@dataclass(slots=True)
class Occurrence:
    """One partner or child: what is current, and the history below it."""

    line: int
    current: dict[str, str]
    history: list[dict[str, str]] = field(default_factory=list)


class ListReader:
    """Reads the lines of one person list.

    What must be right about the person (BSN, birth, sex, death) makes the list unusable when it is not. What
    is doubtful elsewhere is left out with a remark.
    """

    def __init__(self, lines: list[Line]) -> None:
        self.label = lines[0].label
        self.remarks: list[Remark] = []
        self.lines = [(line.number, _fitting(line)) for line in lines]
        self.line, self.first = self.lines[0]
        self.current_lines = {self.line}
        self._person = PERSON.cells(self.first)
        self._registration = REGISTRATION.cells(self.first)

    def refuse_withdrawn(self) -> None:
        reason = {"W": "gewist", "F": "opgeschort als fout"}.get(self._registration["suspension"])
        if reason:
            raise Unusable(Why.WITHDRAWN, f"De registratie heeft deze persoonslijst {reason}.")

    def bsn(self) -> str:
        text = self._person["bsn"]
        if not text:
            raise Unusable(Why.NO_BSN, "Er is geen BSN; voer de persoon zo nodig met de hand in.")
        try:
            return bsn_rules.parse(text)
        except bsn_rules.InvalidBsn as error:
            raise Unusable(Why.INVALID_BSN, f"{named('01.01.20')}: {error}") from error

    def person(self) -> PersonList:
        cells = self._person
        return PersonList(
            label=self.label,
            lines=tuple(number for number, _ in self.lines),
            a_number=self._a_number(PERSON, cells, self.line),
            bsn=self.bsn(),
            name=self._name(PERSON, cells, self.line),
            name_use=self._one_of("EPVN", PERSON, "name_use", cells, self.line, otherwise="E"),
            sex=self._sex(),
            born=self._certain_date(PERSON, "born", cells),
            birth_place=self._birth_place(),
            birth_country=_known_code(cells["birth_country"]),
            died=self._died(),
            address=self._address(),
            secret=self._registration["secrecy"] not in ("", "0"),
            suspension=self._one_of("OERM", REGISTRATION, "suspension", self._registration, self.line),
            suspended_since=self._suspended_since(),
            parents=self._parents(),
            partners=self._partners(),
            children=self._children(),
            authority=self._authority(),
            current_lines=len(self.current_lines),  # known only now that the relatives have been read
        )

    # the person

    def _sex(self) -> str:
        sex = self._person["sex"] or "O"
        if sex not in ("M", "V", "O"):
            raise Unusable(Why.UNREADABLE, f"{named('01.04.10')} is geen M, V of O.")
        return sex

    def _died(self) -> PartialDate | None:
        cells = DEATH.cells(self.first)
        if cells["died"]:
            return self._certain_date(DEATH, "died", cells)
        return _died_by(self._registration)

    def _suspended_since(self) -> PartialDate | None:
        if not self._registration["suspension"]:
            return None
        return self._date(REGISTRATION, "suspended_since", self._registration, self.line)

    def _birth_place(self) -> str:
        """The name of a Dutch municipality, then or now, or a place abroad in words."""
        place = self._person["birth_place"]
        if place == STANDARD_VALUE or not place.strip("0"):
            return ""
        if not place.isdigit():
            return place
        name = municipality_name(place.zfill(4))
        if not name:
            self._remark(self.line, "01.03.20", "is geen bekende gemeentecode")
        return name or place

    # the address

    def _address(self) -> Address:
        cells = ADDRESS.cells(self.first)
        if cells["country"]:
            return self._address_abroad(cells)
        street = _known(cells["street"] or cells["short_street"])
        return Address(
            kind=_kind_at_home(street, cells),
            street=street,
            house_number=self._house_number(cells),
            house_letter=cells["house_letter"],
            addition=cells["addition"],
            designation=cells["designation"],
            postcode=self._postcode(cells),
            locality=_known(cells["locality"]),
            location=_known(cells["location"]),
            since=self._date(ADDRESS, "since", cells, self.line),
            **self._registered_at(cells),
        )

    def _address_abroad(self, cells: dict[str, str]) -> Address:
        lines = tuple(line for number in "123" if (line := _known(cells[f"abroad_{number}"])))
        country = _known_code(cells["country"])
        if country == NETHERLANDS:
            return self._address_in_lines(lines, cells)
        name = country_name(country)
        if country and not name:
            self._remark(self.line, "08.13.10", "is geen bekende landcode")
        return Address(
            kind=AddressKind.ABROAD if country or lines else AddressKind.UNKNOWN,
            country=country,
            country_name=name,
            lines=lines,
            since=self._date(ADDRESS, "abroad_since", cells, self.line),
            **self._registered_at(cells),
        )

    def _address_in_lines(self, lines: tuple[str, ...], cells: dict[str, str]) -> Address:
        """A Dutch address of somebody who is registered as living abroad: its last line is the town, its first the street."""
        where = DUTCH_TOWN.fullmatch(lines[-1]) if len(lines) > 1 else None
        return Address(
            kind=AddressKind.DOMESTIC if lines else AddressKind.UNKNOWN,
            street=lines[0] if where else "",
            postcode=where[1] + where[2] if where else "",
            locality=where[3] if where else "",
            lines=lines[1:-1] if where else lines,
            since=self._date(ADDRESS, "abroad_since", cells, self.line),
            **self._registered_at(cells),
        )

    def _registered_at(self, cells: dict[str, str]) -> dict[str, Any]:
        """The municipality of registration, and what is being investigated about the address."""
        code = _known_code(cells["municipality"].zfill(4) if cells["municipality"] else "")
        name = municipality_name(code) if code else ""
        if code and not name:
            self._remark(self.line, "08.09.10", "is geen bekende gemeentecode")
        investigated = bool(cells["investigation"]) and not cells["investigation_ended"]
        return {
            "municipality": code,
            "municipality_name": name,
            "under_investigation": investigated,
            # code 089999: the investigation has found that the person does not live there
            "not_found_there": investigated and cells["investigation"].endswith("9999"),
        }

    def _house_number(self, cells: dict[str, str]) -> str:
        number = cells["house_number"].lstrip("0")
        if number and not (number.isascii() and number.isdigit()):
            self._remark(self.line, "08.11.20", "is geen getal en is niet overgenomen")
            return ""
        return number

    def _postcode(self, cells: dict[str, str]) -> str:
        postcode = cells["postcode"].replace(" ", "").upper()
        digits, letters = postcode[:4], postcode[4:]
        fits = len(postcode) == 6 and digits.isdigit() and digits[0] != "0" and letters.isalpha()
        if postcode and not (fits and postcode.isascii()):
            self._remark(self.line, "08.11.60", "is geen Nederlandse postcode en is niet overgenomen")
            return ""
        return postcode

    # the relatives

    def _parents(self) -> tuple[Parent, ...]:
        parents = []
        for number, category in ((1, PARENT_1), (2, PARENT_2)):
            cells = category.cells(self.first)
            if _names_somebody(cells):
                parents.append(
                    Parent(
                        number=number,
                        since=self._date(category, "since", cells, self.line),
                        **self._relative(category, cells, self.line),
                    )
                )
        return tuple(parents)

    def _partners(self) -> tuple[Partner, ...]:
        return tuple(self._partner(occurrence) for occurrence in self._occurrences(PARTNER))

    def _partner(self, occurrence: Occurrence) -> Partner:
        cells, line = occurrence.current, occurrence.line
        ended = bool(cells["until"] or cells["end_reason"])
        began = cells if cells["since"] or not ended else _beginning_in(occurrence.history) or cells
        return Partner(
            bond=self._one_of("HP", PARTNER, "bond", cells, line),
            since=self._date(PARTNER, "since", began, line),
            until=self._date(PARTNER, "until", cells, line) if ended else None,
            end_reason=cells["end_reason"],
            **self._relative(PARTNER, cells, line),
        )

    def _children(self) -> tuple[Child, ...]:
        """The children, without those who were born dead: they are nobody's case."""
        return tuple(
            Child(**self._relative(CHILD, occurrence.current, occurrence.line))
            for occurrence in self._occurrences(CHILD)
            if occurrence.current["registration"] != STILLBORN
        )

    def _relative(self, category: Category, cells: dict[str, str], line: int) -> dict[str, Any]:
        return {
            "line": line,
            "a_number": self._a_number(category, cells, line),
            "bsn": self._bsn_of_relative(category, cells, line),
            "name": self._name(category, cells, line),
            "sex": self._one_of("MVO", category, "sex", cells, line, otherwise="O"),
            "born": self._date(category, "born", cells, line),
        }

    def _bsn_of_relative(self, category: Category, cells: dict[str, str], line: int) -> str:
        if not cells["bsn"]:
            return ""
        column = f"{category.number}.01.20"
        try:
            bsn = bsn_rules.parse(cells["bsn"])
        except bsn_rules.InvalidBsn:
            self._remark(line, column, "is geen BSN; de relatie is op naam overgenomen")
            return ""
        if bsn == self._person["bsn"].zfill(9):
            self._remark(line, column, "is het BSN van de persoon zelf; de relatie is op naam overgenomen")
            return ""
        return bsn

    def _occurrences(self, category: Category) -> list[Occurrence]:
        """The current occurrences of a category that name somebody, each with its history."""
        found: list[Occurrence] = []
        announced = category.number
        for line, picked in self.lines:
            if announced not in (category.number, category.history_number) and category.is_empty(picked):
                announced = ""
                continue
            cells = category.cells(picked)
            if self._begins_occurrence(category, announced, cells, line, found):
                found.append(Occurrence(line, cells))
            else:
                found[-1].history.append(cells)
            announced = cells["announces"]
        current = [occurrence for occurrence in found if _names_somebody(occurrence.current)]
        self.current_lines.update(occurrence.line for occurrence in current)
        return current

    def _begins_occurrence(
        self, category: Category, announced: str, cells: dict[str, str], line: int, found: list[Occurrence]
    ) -> bool:
        if announced in (category.number, category.history_number):
            return announced == category.number
        another = not _same_relative(found[-1].current, cells)
        self._remark(
            line,
            f"{category.number}.H",
            "kondigt deze regel niet aan; gelezen als " + ("een volgend voorkomen" if another else "geschiedenis"),
        )
        return another

    # authority

    def _authority(self) -> Authority | None:
        cells = AUTHORITY.cells(self.first)
        said = _authority(cells, self._date(AUTHORITY, "since", cells, self.line))
        if said and said.undetermined:
            self._remark(self.line, "11.32.10", "heeft een waarde die wij niet kennen: gezag niet te bepalen")
        return said

    # single values

    def _name(self, category: Category, cells: dict[str, str], line: int) -> Name:
        title = cells["title"]
        if title and title not in TITLES:
            self._remark(line, f"{category.number}.02.20", "is niet bekend en is niet overgenomen")
            title = ""
        return Name(_known(cells["given_names"]), title, cells["prefix"], _known(cells["family_name"]))

    def _a_number(self, category: Category, cells: dict[str, str], line: int) -> str:
        number = cells["a_number"]
        if number and not (len(number) == 10 and number.isascii() and number.isdigit()):
            self._remark(line, f"{category.number}.01.10", "heeft geen tien cijfers en is niet overgenomen")
            return ""
        return number

    def _one_of(
        self,
        allowed: str,
        category: Category,
        element: str,
        cells: dict[str, str],
        line: int,
        otherwise: str = "",
    ) -> str:
        value = cells.get(element, "")
        if value and value not in tuple(allowed):
            column = f"{category.number}.{category.elements[element]}"
            self._remark(line, column, "heeft een waarde die wij niet kennen; niet overgenomen")
            value = ""
        return value or otherwise

    def _certain_date(self, category: Category, element: str, cells: dict[str, str]) -> PartialDate:
        """A date of the person that must be right; without it the list is unusable."""
        if _as_date(cells[element]) is None:
            column = f"{category.number}.{category.elements[element]}"
            raise Unusable(Why.UNREADABLE, f"{named(column)} is geen datum.")
        return self._date(category, element, cells, self.line)

    def _date(self, category: Category, element: str, cells: dict[str, str], line: int) -> PartialDate:
        text = cells[element]
        value = _as_date(text)
        column = f"{category.number}.{category.elements[element]}"
        if value is None:
            self._remark(line, column, "is geen datum en is overgenomen als onbekend")
        elif value.known and not value.month and not text.endswith("0000"):
            self._remark(line, column, "heeft een dag zonder maand; alleen het jaar is overgenomen")
        return value or UNKNOWN

    def _remark(self, line: int, column: str, text: str) -> None:
        self.remarks.append(Remark(line, self.label, f"{named(column)} {text}."))


def protection(line: Line, unusable: Unusable) -> Protection | None:
    """What an unusable list says that protects a person, as far as it can be read; None when it does not say whose it is."""
    cells = line.cells
    person = PERSON.cells(cells) if cells else {}
    try:
        bsn = bsn_rules.parse(person.get("bsn") or line.bsn)
    except bsn_rules.InvalidBsn:
        return None
    told = () if unusable.why in (Why.WITHDRAWN, Why.REPEATED_BSN) else (str(unusable),)
    if not cells:  # cells that have shifted say nothing that can be trusted, but somebody has to look
        return Protection(line.number, unusable.why, bsn, "", Name(), UNKNOWN, told)
    registration, died = REGISTRATION.cells(cells), DEATH.cells(cells)["died"]
    parents = ((number, category.cells(cells)["bsn"].zfill(9)) for number, category in ((1, PARENT_1), (2, PARENT_2)))
    return Protection(
        line.number,
        unusable.why,
        bsn,
        person["a_number"],
        Name(_known(person["given_names"]), "", person["prefix"], _known(person["family_name"])),
        _as_date(person["born"]) or UNKNOWN,
        told,
        registration["secrecy"] not in ("", "0"),
        (_as_date(died) if died else None) or _died_by(registration),
        registration["suspension"],
        _authority(AUTHORITY.cells(cells), UNKNOWN),
        tuple(parents),
    )


def _died_by(registration: dict[str, str]) -> PartialDate | None:
    return UNKNOWN if registration["suspension"] == DECEASED else None


def _authority(cells: dict[str, str], since: PartialDate) -> Authority | None:
    code, curatorship = cells["minor"], cells["curatorship"] == "1"
    if not code and not curatorship:
        return None
    undetermined = code not in CODES_OF_AUTHORITY
    return Authority(
        code=code,
        parents=() if undetermined else tuple(parent for parent in (1, 2) if str(parent) in code or "3" in code),
        third_party="D" in code,
        undetermined=undetermined,
        curatorship=curatorship,
        since=since,
    )


def _fitting(line: Line) -> list[str]:
    """The cells of a line that fits the heading and holds no text too long to be the registry's."""
    if line.cells is None:
        raise Unusable(Why.BROKEN, f"Regel {line.number} heeft te veel of te weinig kolommen.")
    if any(map(gt, map(len, line.cells), LIMITS)):
        column = next(
            column for column, cell, limit in zip(COLUMNS, line.cells, LIMITS, strict=True) if len(cell) > limit
        )
        raise Unusable(Why.BROKEN, f"Regel {line.number}: {named(column)} is te lang.")
    return line.cells


@lru_cache(maxsize=50_000)
def _as_date(text: str) -> PartialDate | None:
    """Eight digits as a date; of a day without a month only the year; None when it is no date at all."""
    try:
        return PartialDate.from_registry(text)
    except InvalidDate:
        pass
    try:
        return PartialDate.from_registry(f"{text[:4]}0000") if len(text) == 8 and text[4:6] == "00" else None
    except InvalidDate:
        return None


def _known(text: str) -> str:
    return "" if text == STANDARD_VALUE else text


def _known_code(code: str) -> str:
    return "" if code in (STANDARD_VALUE, STANDARD_CODE) else code


def _kind_at_home(street: str, cells: dict[str, str]) -> AddressKind:
    if not street and not _known(cells["location"]):
        return AddressKind.UNKNOWN
    return AddressKind.LETTER if cells["function"] == "B" else AddressKind.DOMESTIC


def _names_somebody(cells: dict[str, str]) -> bool:
    """A name or a BSN; a parent of whom nothing but the existence is known is nobody to us."""
    return bool(cells["bsn"] or _known(cells["given_names"]) or _known(cells["family_name"]))


def _same_relative(one: dict[str, str], other: dict[str, str]) -> bool:
    for number in ("a_number", "bsn"):
        if one[number] and other[number]:
            return one[number] == other[number]
    return all(one[part] == other[part] for part in ("given_names", "family_name", "born"))


def _beginning_in(history: Iterable[dict[str, str]]) -> dict[str, str] | None:
    """The latest correct history that says when the bond began."""
    return next((cells for cells in history if cells["since"] and cells["incorrect"] != "O"), None)
