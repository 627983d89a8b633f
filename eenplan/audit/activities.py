"""The register of processing activities (AVG 30) as data; every log line and export points to one of these by its URI."""

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_NAMESPACE = uuid.UUID("6f0a1c1e-6d1c-5f6d-9a52-2f7d8a3f5e10")


@dataclass(frozen=True)
class Activity:
    """One processing activity. `confidential`: the person concerned hears of it through the contact point (BGS 1.2, 1.3)."""

    code: str
    name: "StrOrPromise"
    purpose: "StrOrPromise"
    basis: str
    persons: "StrOrPromise"
    data: "StrOrPromise"
    recipients: "StrOrPromise"
    kept: "StrOrPromise"
    confidential: bool = False

    @property
    def uri(self) -> str:
        """Where the register describes it."""
        return f"{settings.ADDRESS.geturl().rstrip('/')}{reverse('audit:activities')}#{self.code}"

    @property
    def uuid(self) -> uuid.UUID:
        """The same for every installation: VNG's log wants an id beside the URI."""
        return uuid.uuid5(_NAMESPACE, self.code)


_CLOSED_LIST = _("De twaalf categorieën van WGS 2.30 lid 1, waaronder het BSN en gezondheidsgegevens")
_TERM = _("Zodra niet meer nodig, uiterlijk vijf jaar na de eerste verwerking (WGS 1.8 lid 7)")

ACTIVITIES = (
    Activity(
        "casusoverleg",
        _("Casusoverleg"),
        _(
            "Complexe problematiek gezamenlijk aanpakken: aanmelden, wegen, informatie delen, afspreken, volgen, afsluiten."
        ),
        "WGS 2.25, 2.26 onder a en 2.31; AVG 6 lid 1 onder c en e, 9 lid 2 onder g",
        _("Betrokkenen, personen uit hun directe kring, medewerkers van deelnemers"),
        _CLOSED_LIST,
        _("Deelnemers die aan de casus deelnemen; verder alleen na de stappen van WGS 1.7"),
        _TERM,
        confidential=True,
    ),
    Activity(
        "prioriteitenlijst",
        _("Lijst met geprioriteerde casussen"),
        _("Casussen aanwijzen die voorrang krijgen, volgens openbare criteria."),
        "WGS 2.26 onder b en 2.32; AVG 6 lid 1 onder c en e",
        _("Betrokkenen"),
        _CLOSED_LIST,
        _("Kerndeelnemers (WGS 2.27 lid 1)"),
        _("Onverwijld van de lijst zodra niet meer nodig (BGS 2.22)"),
        confidential=True,
    ),
    Activity(
        "rechtmatigheid",
        _("Rechten en rechtmatigheid"),
        _(
            "Verzoeken van betrokkenen behandelen, hen informeren, datalekken melden, toezicht houden en het log controleren."
        ),
        "WGS 1.8 lid 2 onder b en lid 4; BGS 1.1–1.4; AVG 12–22, 33 en 34",
        _("Betrokkenen, personen uit hun directe kring, medewerkers van deelnemers"),
        _("Dezelfde gegevens, voor zover het verzoek of het toezicht dat vraagt; loggegevens"),
        _("Betrokkene, toezichthouder, rechter"),
        _("Loggegevens ten minste vijf jaar (NEN 7513); verzoeken zolang de casus"),
    ),
    Activity(
        "beheer",
        _("Beheer en beveiliging"),
        _("Toegang verlenen aan wie is aangewezen en gescreend, het systeem beheren en beveiligen."),
        "WGS 1.8 lid 2 onder c en lid 8; BGS 1.11 en 1.12",
        _("Medewerkers van deelnemers"),
        _("Naam, functie, organisatie en contactgegevens (WGS 2.30 lid 1 onder c); loggegevens"),
        _("Beheer en toezicht van het huis"),
        _("Zolang het account bestaat; loggegevens ten minste vijf jaar (NEN 7513)"),
    ),
)
_CASEWORK, _PRIORITY, _LEGALITY, _MAINTENANCE = ACTIVITIES


def activity_of(purpose: str) -> Activity:
    """The activity that a log line with this purpose belongs to."""
    if "casusoverleg" in purpose:
        return _CASEWORK
    if "lijst" in purpose:
        return _PRIORITY
    return _LEGALITY if "b" in purpose.split(", ") else _MAINTENANCE
