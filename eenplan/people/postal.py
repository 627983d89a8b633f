"""How an address is written, on a screen and on an envelope: as far as it is known, and nothing is made up (R-78, F6)."""

from typing import Protocol

from django.utils.translation import gettext as _


class Where(Protocol):
    """The parts of an address, in words; what is not known is empty."""

    street: str
    number: str
    postcode: str
    locality: str
    municipality: str
    lines: str
    country: str


def parts(where: Where) -> list[str]:
    """Street, lines, postcode, town (else the municipality) and country, as far as they are known."""
    written = [
        f"{where.street} {where.number}".strip(),
        where.postcode,
        town(where),
        *where.lines.splitlines(),
        where.country,
    ]
    return [part.strip() for part in written if part.strip()]


def lines(where: Where) -> list[str]:
    """The lines of an envelope under the name."""
    place = f"{postcode(where.postcode)}  {town(where)}".strip()
    written = [f"{where.street} {where.number}".strip(), *where.lines.splitlines(), place, where.country]
    return [line.strip() for line in written if line.strip()]


def town(where: Where) -> str:
    """The town, else the municipality in which the street lies: a municipality alone is no address."""
    at_home = (where.street or where.postcode) and not where.country
    return where.locality or (where.municipality if at_home else "")


def postcode(written: str) -> str:
    """As the post writes it: '3011AA' becomes '3011 AA'."""
    return (
        f"{written[:4]} {written[4:]}"
        if len(written) == 6 and written[:4].isdigit() and written[4:].isalpha()
        else written
    )


def lacking(where: Where) -> list[str]:
    """What the post needs and this address does not say; nothing when a letter can be sent there."""
    if where.country:
        return [] if where.lines.strip() or where.street else [_("adres in het buitenland")]
    if where.lines.strip() and not where.street:
        return [_("land")]
    needed = {
        _("straat"): where.street,
        _("huisnummer"): where.number or any(letter.isdigit() for letter in where.street),
        _("postcode"): where.postcode,
        _("woonplaats"): town(where),
    }
    return [part for part, known in needed.items() if not known]
