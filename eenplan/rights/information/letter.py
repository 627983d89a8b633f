"""The letter by which somebody learns that the house keeps data about him, in plain Dutch (AVG 14, R-42)."""

from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import override

from eenplan.law.calendar import written
from eenplan.law.codes import DataCategory
from eenplan.network import queries as network
from eenplan.rights import paragraphs
from eenplan.rights.information import queries
from eenplan.rights.models import InformationDuty
from eenplan.ui.letters import Letter


def file_name(duty: InformationDuty) -> str:
    """Says nothing about anybody."""
    return f"brief-gegevens-{duty.pk}.pdf"


def write(duty: InformationDuty, dated: date, handed_by: str = "", address: str = "") -> bytes:
    """The letter as PDF/UA, to the recorded address unless another was asked after.

    Nothing of others, of who reported, or of the contents of the case stands in it.
    """
    with override("nl"):
        return _letter(duty, dated, handed_by, address).pdf()


def _letter(duty: InformationDuty, dated: date, handed_by: str, address: str) -> Letter:
    house = duty.house
    person = queries.persons([duty])[duty.pk]
    if address.strip():
        person = replace(person, address=[line for line in address.splitlines() if line.strip()])
    letter = Letter(
        sender=house.name,
        addressee=_addressee(person, handed_by),
        subject=_("Wij gebruiken gegevens over u")
        if not person.under_age
        else _("Wij gebruiken gegevens over uw kind"),
        dated=dated,
        references=[(_("Ons kenmerk"), f"INF-{duty.pk:06d}")],
    )
    _why(letter, house, duty, person)
    _what(letter, house, person)
    paragraphs.rights(letter, house)
    return letter


def _addressee(person: queries.PersonToInform, handed_by: str) -> list[str]:
    whom = [person.name]
    if person.under_age:
        whom = [_("Aan de voogd van") if person.third_party else _("Aan de ouder of voogd van"), person.name]
    elif person.curatorship:
        whom = [_("Aan de curator van"), person.name]
    return [*whom, *paragraphs.road(handed_by, person.address)]


def _why(letter: Letter, house, duty: InformationDuty, person: queries.PersonToInform) -> None:
    letter.text(
        _(
            "In het %(house)s werken organisaties samen: gemeente, politie, justitie en zorg. Zij helpen bij problemen die "
            "één organisatie niet alleen kan oplossen. Daarbij gebruiken zij sinds %(day)s ook gegevens over %(name)s. "
            "In deze brief leest u waarom, en wat u kunt doen."
        )
        % {"house": house.name, "day": written(duty.began_on), "name": person.name},
    )
    paragraphs.why(letter, house)


def _what(letter: Letter, house, person: queries.PersonToInform) -> None:
    categories = sorted({DataCategory.IDENTITY, *person.categories})
    letter.heading(_("Welke gegevens zijn het?"))
    letter.items([str(category.label) for category in categories])
    letter.text(
        _(
            "De gegevens komen van de organisaties die in het huis samenwerken. U kunt vragen welke dat in uw geval zijn."
        )
    )
    letter.heading(_("Wie is verantwoordelijk, en wie krijgt de gegevens?"))
    core = [organisation.name for organisation in network.participants(house, core_only=True)]
    letter.text(_("Samen verantwoordelijk zijn: %(names)s.") % {"names": ", ".join(core)})
    letter.text(
        _(
            "Alleen medewerkers die daarvoor nodig zijn, zien de gegevens. Ook zorgorganisaties en de reclassering kunnen "
            "meedoen. Iedereen heeft geheimhouding."
        )
    )
    paragraphs.how_long(letter, house)
