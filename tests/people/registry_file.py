"""Small registry files for tests: every column the registry has in the categories that matter here."""

import csv
import io

from eenplan.people.bsn import with_check_digit
from eenplan.people.lo3 import Reading
from eenplan.people.lo3_columns import COLUMNS

#: columns of the registry that must never be read, and one that it gives twice
UNREAD = [
    "04.05.10",
    "04.63.10",
    "04.65.10",
    "04.H",
    "06.88.10",
    "06.88.10",
    "10.39.10",
    "12.35.20",
    "13.31.10",
    "02.03.20",
    "02.03.30",
    "01.H",
    "08.H",
]
HEADING = ["", *sorted([*COLUMNS, *UNREAD]), ""]


def number(serial):
    """The valid BSN number `serial` of this test."""
    found = (bsn for eight in range(90000000, 99999999) if (bsn := with_check_digit(str(eight))))
    return next(bsn for place, bsn in enumerate(found) if place == serial)


def first_line(label="A1", **changes):
    """The first line of a person list: an ordinary woman, but for the changes (`e01_02_40="Boer"`)."""
    ordinary = {
        "01.01.10": "1234567890",
        "01.01.20": number(0),
        "01.02.10": "Anna Maria",
        "01.02.30": "de",
        "01.02.40": "Boer",
        "01.03.10": "19850512",
        "01.03.20": "0518",
        "01.03.30": "6030",
        "01.04.10": "V",
        "01.61.10": "E",
        "07.70.10": "0",
        "08.09.10": "0599",
        "08.10.10": "W",
        "08.10.30": "20150808",
        "08.11.10": "Boterdiep",
        "08.11.20": "31",
        "08.11.60": "3077AW",
    }
    return next_line(label, **{_named(column): text for column, text in ordinary.items()} | changes)


def next_line(label="", **cells):
    by_column = {name[1:].replace("_", "."): text for name, text in cells.items()}
    unknown = set(by_column) - set(HEADING)
    assert not unknown, f"no such columns: {unknown}"
    return [label, *(by_column.get(column, "") for column in HEADING[1:])]


def partner(**changes):
    return {
        "e05_01_20": number(5),
        "e05_02_10": "Jan",
        "e05_02_40": "Smit",
        "e05_03_10": "19800101",
        "e05_04_10": "M",
        "e05_15_10": "H",
    } | changes


def child(given_names, **changes):
    return {
        "e09_02_10": given_names,
        "e09_02_30": "de",
        "e09_02_40": "Boer",
        "e09_03_10": "20100101",
    } | changes


def as_bytes(*lines, heading=HEADING, separator=";", encoding="utf-8"):
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator, lineterminator="\r\n").writerows([heading, *lines])
    return text.getvalue().encode(encoding)


def read(*lines):
    """The person lists in a file of these lines, and the account of it."""
    reading = Reading(io.BytesIO(as_bytes(*lines)))
    return list(reading), reading.account


def read_one(*lines):
    [person], account = read(*lines)
    return person, account


def _named(column):
    return "e" + column.replace(".", "_")
