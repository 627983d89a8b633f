"""The fictional families of the demonstration, as a file of the registry; `python -m tests.people.example_file`.

Three generations in the made-up town of Waterdam: divorced parents of whom one lives at a secret address, a new
partner, a widow, a boy under guardianship, somebody who left the country, and two lists that an import rejects.
"""

from collections.abc import Iterator
from pathlib import Path

from eenplan.people.bsn import with_check_digit
from eenplan.people.lo3_columns import COLUMNS
from tests.people.registry_file import as_bytes

FILE = Path(__file__).parents[2] / "eenplan" / "people" / "reference" / "fictional_person_lists.csv"

#: key: (given names, prefix, family name, born, sex)
PEOPLE = {
    "willem": ("Willem Hendrik", "van", "Dalen", "19550218", "M"),
    "truus": ("Geertruida", "", "Bakker", "19570000", "V"),
    "jeroen": ("Jeroen", "van", "Dalen", "19830412", "M"),
    "marieke": ("Marieke Anna", "", "Østergård", "19850930", "V"),
    "petra": ("Petra", "", "Kuipers", "19870100", "V"),
    "daan": ("Daan", "van", "Dalen", "20140305", "M"),
    "sofie": ("Sofie Truus", "van", "Dalen", "20180914", "V"),
    "noor": ("Noor", "van", "Dalen", "20230621", "V"),
    "esther": ("Esther", "de", "Wit", "19840803", "V"),
    "ruben": ("Ruben", "de", "Wit", "20111123", "M"),
    "zoe": ("Zoë", "", "Łukasiewicz", "19900507", "V"),
    "bram": ("Bram", "", "Peeters", "19950000", "M"),
    "gerda": ("Gerda", "", "Wolters", "19610102", "V"),
    "henk": ("Henk Jan", "ter", "Braak", "19591224", "M"),
    "kees": ("Kees", "", "Zonder", "19700707", "M"),
}
_valid = (bsn for eight in range(99980000, 99990000) if (bsn := with_check_digit(str(eight))))
BSN = dict(zip(PEOPLE, _valid, strict=False))

#: key: number in the street where the person lives, of whom no other address is told below
HOMES = {"willem": 4, "truus": 4, "jeroen": 12, "petra": 12, "daan": 12, "noor": 12, "gerda": 30, "henk": 30}

#: what a list holds beside name and address
MORE = {
    "willem": {"06.08.10": "20210300", "07.67.20": "O", "07.67.10": "20210300"},
    "truus": {"01.61.10": "N"},
    "petra": {"01.61.10": "V"},
    "marieke": {
        "07.70.10": "7",
        "08.11.10": "Schuilhof",
        "08.11.20": "8",
        "08.11.60": "1999ZZ",
        "08.11.70": "Waterdam",
        "08.10.10": "W",
    },
    "daan": {"11.32.10": "12", "11.85.10": "20200115"},
    "sofie": {"11.32.10": "2", "11.85.10": "20200115", "07.70.10": "7", "08.11.10": "Schuilhof", "08.11.20": "8"},
    "esther": {
        "07.67.20": "E",
        "07.67.10": "20220901",
        "08.13.10": "5010",
        "08.13.20": "20220901",
        "08.13.30": "Havenstraat 5",
        "08.13.40": "2000 Antwerpen",
    },
    "ruben": {"11.32.10": "D", "11.85.10": "20221001", "08.10.10": "B", "08.11.10": "Kadeplein", "08.11.20": "1"},
    "zoe": {"08.11.10": "."},
    "bram": {"08.11.10": "Sluisweg", "08.11.20": "9", "08.11.30": "B", "08.83.10": "081120", "08.83.20": "20260301"},
    "kees": {"01.01.20": ""},
}

#: parents of each child; the first is number 1
PARENTS = {
    "jeroen": ("willem", "truus"),
    "daan": ("jeroen", "marieke"),
    "sofie": ("jeroen", "marieke"),
    "noor": ("jeroen", "petra"),
    "ruben": ("esther",),
}

#: one, other, kind of bond, begin, end and reason of the end
BONDS = (
    ("willem", "truus", "H", "19800501", "20210300", "O"),
    ("jeroen", "marieke", "H", "20120601", "20191210", "S"),
    ("jeroen", "petra", "P", "20220214", "", ""),
    ("gerda", "henk", "P", "20050909", "", ""),
)


def content() -> bytes:
    """The file: everybody once, and one list too many."""
    lists = [line for place, key in enumerate(PEOPLE, 1) for line in _list(f"V{place:02}", key)]
    return as_bytes(*lists, *_list("V99", "henk"), heading=["", *COLUMNS, ""])


def _list(label: str, key: str) -> list[list[str]]:
    """A person list: everything current on the first line, further partners and children on the next."""
    first = {**_named("01", key), "01.61.10": "E", "07.70.10": "0", **_home(key), **MORE.get(key, {})}
    for number, parent in enumerate(PARENTS.get(key, ()), 2):
        first |= _named(f"0{number}", parent) | {f"0{number}.62.10": PEOPLE[key][3]}
    below = [_named("09", child) for child, parents in PARENTS.items() if key in parents]
    lines = [dict(first)]
    for column, occurrences in (("05", list(_partners(key))), ("09", below)):
        for place, cells in enumerate(occurrences):
            if place == len(lines):
                lines.append({})
            lines[place] |= cells | ({f"{column}.H": column} if place + 1 < len(occurrences) else {})
    return [[label if not place else "", *map(line.get, COLUMNS), ""] for place, line in enumerate(lines)]


def _named(category: str, key: str) -> dict[str, str]:
    given_names, prefix, family_name, born, sex = PEOPLE[key]
    cells = {
        "01.20": BSN[key],
        "02.10": given_names,
        "02.30": prefix,
        "02.40": family_name,
        "03.10": born,
        "04.10": sex,
    }
    return {f"{category}.{element}": cell for element, cell in cells.items() if (category, element) != ("09", "04.10")}


def _home(key: str) -> dict[str, str]:
    if key not in HOMES:
        return {}
    return {
        "08.10.10": "W",
        "08.10.30": "20150808",
        "08.11.10": "Havenlaan",
        "08.11.20": str(HOMES[key]),
        "08.11.60": "1999AB",
        "08.11.70": "Waterdam",
    }


def _partners(key: str) -> Iterator[dict[str, str]]:
    for one, other, bond, since, until, reason in BONDS:
        if key in (one, other):
            cells = _named("05", other if key == one else one)
            cells |= {"05.15.10": bond, "05.06.10": since, "05.07.10": until, "05.07.40": reason}
            yield cells


if __name__ == "__main__":
    FILE.write_bytes(content())
