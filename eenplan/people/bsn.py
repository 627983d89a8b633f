"""The citizen service number (burgerservicenummer, BSN): nine digits that pass the eleven-test (F6.1).

A trap lies in this test: the weighted sum of 000000012 is exactly zero, and the registry uses that number as
a test BSN. So a sum of zero is fine; the one number refused by name is 000000000.
"""

from operator import mul

WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
NOBODY = "000000000"


class InvalidBsn(ValueError):
    """The text is no BSN. The message is Dutch and never repeats the number."""


def is_valid(bsn: str) -> bool:
    """Nine ASCII digits, not all zero, weighted sum divisible by eleven."""
    if len(bsn) != 9 or not (bsn.isascii() and bsn.isdigit()) or bsn == NOBODY:
        return False
    return _weighted_sum(bsn) % 11 == 0


def parse(text: str) -> str:
    """The BSN that somebody typed or a file holds, as nine digits; spaces and dots may separate them.

    Spreadsheets drop the zero in front, so eight digits are completed.
    """
    digits = text.replace(" ", "").replace(".", "")
    if len(digits) not in (8, 9) or not (digits.isascii() and digits.isdigit()):
        raise InvalidBsn("Een BSN bestaat uit negen cijfers.")
    bsn = digits.zfill(9)
    if not is_valid(bsn):
        raise InvalidBsn("Dit nummer voldoet niet aan de elfproef voor een BSN.")
    return bsn


def slips(text: str) -> list[str]:
    """The BSNs one slip away from this number that is none: a digit wrong, or two neighbours changed places.

    A BSN itself has none, since no such slip passes the eleven-test: so two people never differ by it alone.
    """
    typed = text.replace(" ", "").replace(".", "").zfill(9)
    if len(typed) != 9 or not (typed.isascii() and typed.isdigit()):
        return []
    wrong = {typed[:place] + digit + typed[place + 1 :] for place in range(9) for digit in "0123456789"}
    swapped = {typed[:place] + typed[place + 1] + typed[place] + typed[place + 2 :] for place in range(8)}
    return sorted(number for number in wrong | swapped if is_valid(number) and number != typed)


def with_check_digit(first_eight: str) -> str | None:
    """The BSN that begins with these eight digits; for one in eleven beginnings there is none."""
    check = _weighted_sum(first_eight) % 11
    bsn = f"{first_eight}{check}"
    return bsn if is_valid(bsn) else None


def _weighted_sum(digits: str) -> int:
    return sum(map(mul, map(int, digits), WEIGHTS))
