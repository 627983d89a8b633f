"""Codes of the registry in words: municipalities, also those long gone and what became of them, and countries."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "reference" / "municipality_codes.csv"
COUNTRIES = FILE.with_name("country_codes.csv")
#: the country in whose registry this is: no address there is abroad
NETHERLANDS = "6030"


@dataclass(frozen=True, slots=True)
class MunicipalityCode:
    """A line of national table 33. `since` and `until` are 'YYYY-MM-DD' or empty, `successor` is a code."""

    code: str
    name: str
    since: str
    until: str
    successor: str


@cache
def municipality_codes() -> dict[str, MunicipalityCode]:
    with FILE.open(encoding="utf-8", newline="") as lines:
        return {line["code"]: MunicipalityCode(**line) for line in csv.DictReader(lines)}


def municipality_name(code: str) -> str:
    """The name that belongs to a code of four digits, then or now; empty when the table does not know it."""
    municipality = municipality_codes().get(code)
    return municipality.name if municipality else ""


def present_code(code: str) -> str:
    """The code of the municipality in which an older one has merged: '0530' (Hellevoetsluis) → '1992'."""
    municipality = municipality_codes().get(code)
    return present_code(municipality.successor) if municipality and municipality.successor else code


@cache
def _country_codes() -> dict[str, str]:
    with COUNTRIES.open(encoding="utf-8", newline="") as lines:
        return {line["code"]: line["name"] for line in csv.DictReader(lines)}


def country_name(code: str) -> str:
    """The country that belongs to a code of national table 34; empty when the table does not know it."""
    return _country_codes().get(code, "")
