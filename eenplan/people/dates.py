"""Dates as the registry knows them: month and day, or everything, may be unknown (F6.3).

Stored as text of ten characters in which an unknown part is zero: '1961-05-12', '1961-05-00', '1961-00-00'
and '0000-00-00' for a date of which nothing is known. Where there is no date (nobody died) there is no
PartialDate either.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Self

from django.utils import timezone

MONTHS = {
    "nl": (
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ),
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
}
#: a month as it is typed, whole or cut short → its number
_MONTH = {
    name[:length].lower(): str(number)
    for names in MONTHS.values()
    for number, name in enumerate(names, 1)
    for length in range(3, len(name) + 1)
} | {"mrt": "3"}
UNKNOWN_IN_WORDS = {"nl": "onbekend", "en": "unknown"}

_STORED = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_REGISTRY = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_APART = r"(?: ?[-/.] ?| )"
_TYPED = re.compile(
    rf"(?:(?:(\d{{1,2}}){_APART})?(\d{{1,2}}){_APART})?(\d{{4}})|(\d{{1,2}}){_APART}(\d{{1,2}}){_APART}'?(\d{{2}})",
    re.ASCII,
)
_WITHOUT_SIGNS = re.compile(r"(\d{2})(\d{2})(\d{4})|(\d{4})(\d{2})(\d{2})", re.ASCII)
#: nobody we look for was born before
_EARLIEST = 1850
#: a whole date inside other words
WHOLE_DATE = re.compile(
    r"\b(?:\d{1,2}[-/. ]+(?:\d{1,2}|[a-z]{3,9}\.?)[-/. ]+\d{2,4}|\d{4}-\d{2}-\d{2}|\d{8})\b", re.ASCII | re.IGNORECASE
)


class InvalidDate(ValueError):
    """The text is no date, complete or not. The message is Dutch and never repeats the text."""


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date of which the day, the month and day, or everything is unknown: unknown parts are 0."""

    year: int
    month: int = 0
    day: int = 0

    def __post_init__(self) -> None:
        if not _exists(self.year, self.month, self.day):
            raise InvalidDate("Deze datum bestaat niet.")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what is stored ('1961-05-00'); the empty text means unknown."""
        return cls._read(_STORED, text) if text else cls(0)

    @classmethod
    def from_registry(cls, text: str) -> Self:
        """Read eight digits as in the registry's files ('19610500'); the empty text means unknown."""
        return cls._read(_REGISTRY, text) if text else cls(0)

    @classmethod
    def from_typed(cls, text: str) -> Self:
        """Read what a person types: '12-5-1961', '12-5-61', '12 mei 1961', '12051961', '5-1961', '1961' or '1961-05-12'.

        Nothing means unknown. A year of two digits is the last one that is not in the future.
        """
        text = _months_in_digits(text.strip())
        if not text or _STORED.fullmatch(text):
            return cls.parse(text)
        if _WITHOUT_SIGNS.fullmatch(text):
            return cls._without_signs(text)
        match = _TYPED.fullmatch(text)
        if not match:
            raise InvalidDate("Vul een datum in als dag-maand-jaar, maand-jaar of jaar.")
        if any(part is not None and not int(part) for part in match.groups()[:5]):
            raise InvalidDate("Deze datum bestaat niet.")  # who does not know a part leaves it out
        day, month, year = (int(part or 0) for part in (match[1] or match[4], match[2] or match[5], match[3]))
        return cls(year or _century(int(match[6])), month, day)

    @classmethod
    def read(cls, text: str) -> Self | None:
        """The date that is typed in a search box, or None when it is none."""
        try:
            typed = cls.from_typed(text)
        except InvalidDate:
            return None
        return typed if typed.known else None

    @classmethod
    def _without_signs(cls, text: str) -> Self:
        """Eight digits: day, month, year, or the other way round as in the registry."""
        try:
            written = cls(int(text[4:]), int(text[2:4]), int(text[:2]))
        except InvalidDate:
            written = None
        return written if written and written.year >= _EARLIEST else cls.from_registry(text)

    @classmethod
    def from_date(cls, day: date) -> Self:
        return cls(day.year, day.month, day.day)

    @classmethod
    def _read(cls, form: re.Pattern[str], text: str) -> Self:
        match = form.fullmatch(text)
        if not match:
            raise InvalidDate("Dit is geen datum.")
        return cls(*map(int, match.groups()))

    def __str__(self) -> str:
        """The text that is stored."""
        return f"{self.year:04}-{self.month:02}-{self.day:02}"

    @property
    def known(self) -> bool:
        """Something of it is known."""
        return self.year > 0

    @property
    def complete(self) -> bool:
        return self.day > 0

    def in_words(self, language: str = "nl") -> str:
        """'12 mei 1961', 'mei 1961', '1961' or 'onbekend'."""
        if not self.known:
            return UNKNOWN_IN_WORDS[language]
        parts = [str(self.year)]
        if self.month:
            parts.insert(0, MONTHS[language][self.month - 1])
        if self.day:
            parts.insert(0, str(self.day))
        return " ".join(parts)

    @property
    def sort_key(self) -> str:
        """Orders by date; what is less known comes first in its year, what is unknown comes last of all."""
        return str(self) if self.known else "9999-99-99"

    @property
    def first_day(self) -> date | None:
        """The earliest day it can have been."""
        return date(self.year, self.month or 1, self.day or 1) if self.known else None

    @property
    def last_day(self) -> date | None:
        """The latest day it can have been."""
        if not self.known:
            return None
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def age_on(self, day: date) -> tuple[int, int] | None:
        """Youngest and oldest possible age in whole years of somebody born on this date; None when unknown.

        Who is born on 29 February has a birthday on 1 March in other years.
        """
        if self.first_day is None or self.last_day is None:
            return None
        return _years_between(self.last_day, day), _years_between(self.first_day, day)

    def is_adult_on(self, day: date) -> bool | None:
        """Eighteen or older (BW 1:233); None when the known parts do not decide it."""
        ages = self.age_on(day)
        if ages is None or ages[0] < 18 <= ages[1]:
            return None
        return ages[0] >= 18

    def may_equal(self, other: "PartialDate") -> bool:
        """The known parts of both do not contradict each other."""
        pairs = ((self.year, other.year), (self.month, other.month), (self.day, other.day))
        return all(mine == theirs or not mine or not theirs for mine, theirs in pairs)


def _months_in_digits(text: str) -> str:
    """'12 mei 1961' → '12 5 1961'; a word that is no month stays."""
    return re.sub(r"[a-z]+\.?", lambda word: _MONTH.get(word[0].rstrip("."), word[0]), text.lower())


def _century(two_digits: int) -> int:
    """The last year that ends so and is not in the future."""
    today = timezone.localdate().year
    return today - (today - two_digits) % 100


def _exists(year: int, month: int, day: int) -> bool:
    """A calendar day, or one with unknown parts from the right: a day without month or year says nothing."""
    if not year or not month:
        return 0 <= year <= 9999 and month == 0 and day == 0
    if not (1 <= year <= 9999 and 1 <= month <= 12):
        return False
    return 0 <= day <= calendar.monthrange(year, month)[1]


def _years_between(birth: date, day: date) -> int:
    had_no_birthday_yet = (day.month, day.day) < (birth.month, birth.day)
    return max(0, day.year - birth.year - had_no_birthday_yet)


UNKNOWN = PartialDate(0)
