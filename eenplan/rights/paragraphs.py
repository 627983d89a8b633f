"""Paragraphs that stand in every letter to a person: why data are kept, how long, and what one can do. Plain Dutch (B1)."""

from django.utils.translation import gettext as _

from eenplan.network.models import House
from eenplan.ui.letters import Letter


def why(letter: Letter, house: House) -> None:
    """Purpose and legal ground (WGS 2.25)."""
    letter.heading(_("Waarom gebruiken wij gegevens?"))
    letter.text(
        house.purpose,
        _(
            "Dat mag volgens de Wet gegevensverwerking door samenwerkingsverbanden (artikel 2.25 en verder). "
            "Daarin staat ook welke gegevens wij mogen gebruiken en wie ze mag zien."
        ),
    )


def how_long(letter: Letter, house: House) -> None:
    """The term (WGS 1.8(7))."""
    letter.heading(_("Hoe lang bewaren wij de gegevens?"))
    letter.text(
        _(
            "Tot ze niet meer nodig zijn, en ten hoogste %(years)s jaar nadat wij ze voor het eerst gebruikten. "
            "Alleen in bijzondere gevallen mag het langer; dan telkens ten hoogste twee jaar."
        )
        % {"years": house.retention_years}
    )


def rights(letter: Letter, house: House) -> None:
    """What one can ask, of whom, and where to complain (AVG 12-22)."""
    letter.heading(_("Wat kunt u doen?"))
    letter.text(_("U kunt het contactpunt van het huis vragen:"))
    letter.items(
        [
            _("welke gegevens wij over u hebben (inzage);"),
            _("om onjuiste gegevens te verbeteren;"),
            _("om gegevens te wissen of minder te gebruiken;"),
            _("om te stoppen, omdat u het er niet mee eens bent (bezwaar)."),
        ]
    )
    letter.text(_("U krijgt binnen een maand antwoord. Het kost u niets."))
    complaint(letter, house)


def complaint(letter: Letter, house: House) -> None:
    """The contact point, and the authority for who is not content."""
    letter.heading(_("Contactpunt"))
    letter.text(house.contact or house.name)
    letter.heading(_("Bent u niet tevreden?"))
    letter.text(
        _("U kunt een klacht indienen bij de Autoriteit Persoonsgegevens: autoriteitpersoonsgegevens.nl, 088 1805 250.")
    )


def road(handed_by: str, address: list[str]) -> list[str]:
    """How a letter goes, below the name: by post to the address, or handed over by somebody, with no address on it (R-78)."""
    return [_("Persoonlijk overhandigd door %(who)s") % {"who": handed_by}] if handed_by else address
