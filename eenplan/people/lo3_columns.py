"""The elements of a person list that we read, by category and name.

Nationality (category 04), residence title (10), travel documents (12) and the franchise (13) are left out on
purpose (R-25, BGS 1.9). Of relatives place and country of birth are left out too: they identify nobody here
and say much about descent.
"""


class Category:
    """The elements of one category that we read; cells are asked for by name."""

    def __init__(self, number: str, **elements: str) -> None:
        self.number = number
        self.history_number = str(int(number) + 50)
        self.elements = elements
        self.columns = [f"{number}.{element}" for element in elements.values()]
        self._cells = slice(0, 0)

    def place_at(self, start: int) -> None:
        """Say where in a line of picked cells this category begins."""
        self._cells = slice(start, start + len(self.columns))

    def cells(self, picked: list[str]) -> dict[str, str]:
        return dict(zip(self.elements, picked[self._cells], strict=True))

    def is_empty(self, picked: list[str]) -> bool:
        return not any(picked[self._cells])


_NAME = {"given_names": "02.10", "title": "02.20", "prefix": "02.30", "family_name": "02.40"}
_CHILD = {"a_number": "01.10", "bsn": "01.20", **_NAME, "born": "03.10"}
_IDENTITY = {**_CHILD, "sex": "04.10"}

PERSON = Category("01", **_IDENTITY, birth_place="03.20", birth_country="03.30", name_use="61.10")
PARENT_1 = Category("02", **_IDENTITY, since="62.10")
PARENT_2 = Category("03", **_IDENTITY, since="62.10")
PARTNER = Category(
    "05",
    **_IDENTITY,
    since="06.10",
    until="07.10",
    end_reason="07.40",
    bond="15.10",
    incorrect="84.10",
    announces="H",
)
DEATH = Category("06", died="08.10")
REGISTRATION = Category("07", suspended_since="67.10", suspension="67.20", secrecy="70.10")
ADDRESS = Category(
    "08",
    municipality="09.10",
    function="10.10",
    since="10.30",
    short_street="11.10",
    street="11.15",
    house_number="11.20",
    house_letter="11.30",
    addition="11.40",
    designation="11.50",
    postcode="11.60",
    locality="11.70",
    location="12.10",
    country="13.10",
    abroad_since="13.20",
    abroad_1="13.30",
    abroad_2="13.40",
    abroad_3="13.50",
    investigation="83.10",
    investigation_ended="83.30",
)
CHILD = Category("09", **_CHILD, registration="89.10", announces="H")
AUTHORITY = Category("11", minor="32.10", curatorship="33.10", since="85.10")


def _side_by_side(*categories: Category) -> list[str]:
    """Give each category its place in a line of picked cells; gives the columns of such a line."""
    columns: list[str] = []
    for category in categories:
        category.place_at(len(columns))
        columns += category.columns
    return columns


COLUMNS = _side_by_side(PERSON, PARENT_1, PARENT_2, PARTNER, DEATH, REGISTRATION, ADDRESS, CHILD, AUTHORITY)

#: longest text per element; what is longer cannot have come from the registry
_LIMITS = {
    "02.10": 200,
    "02.40": 200,
    "02.30": 10,
    "03.30": 40,
    "11.20": 5,
    "11.30": 1,
    "11.40": 4,
    "11.50": 2,
    "11.60": 7,
}
LIMITS = [_LIMITS.get(column[3:], 80) for column in COLUMNS]

IN_WORDS = {
    "01.10": "A-nummer",
    "01.20": "BSN",
    "02.20": "adellijke titel of predicaat",
    "03.10": "geboortedatum",
    "03.20": "geboorteplaats",
    "04.10": "geslacht",
    "06.10": "datum huwelijk of partnerschap",
    "07.10": "datum ontbinding",
    "08.10": "datum overlijden",
    "09.10": "gemeente van inschrijving",
    "10.30": "datum aanvang adres",
    "11.20": "huisnummer",
    "11.60": "postcode",
    "13.20": "datum vertrek",
    "15.10": "soort verbintenis",
    "32.10": "indicatie gezag minderjarige",
    "61.10": "naamgebruik",
    "62.10": "datum ingang ouderschap",
    "67.10": "datum opschorting",
    "67.20": "reden opschorting",
    "85.10": "ingangsdatum geldigheid",
}


def named(column: str) -> str:
    words = IN_WORDS.get(column[3:])
    return f"{column} ({words})" if words else column
