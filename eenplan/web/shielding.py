"""Which rule keeps what from whom. The same words for everybody who asks, so that they tell nothing about one thing."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Rule:
    """A group that sees things by its role, or something that is kept from most: by which rule."""

    what: "StrOrPromise"
    rule: "StrOrPromise"
    article: str


#: who sees things of a house by role; their names are on the pages of the network
GROUPS = (
    Rule(
        _("Toezichthouders van het huis"),
        _("lezen voor de controle op rechtmatigheid; elke keer gelogd"),
        "WGS 1.8(4)",
    ),
    Rule(
        _("Contactpunt"),
        _("na afsluiting alleen het omslag en de betrokkenen, om verzoeken te beantwoorden"),
        "BGS 1.1",
    ),
    Rule(_("Beheerders"), _("zien geen inhoud van casussen, personen of gegevens"), "WGS 1.8(2)"),
    Rule(
        _("Systeemtaken"),
        _("termijnen, import en verzegeling van het logboek; niemand leest daarbij mee"),
        "WGS 1.8(2)",
    ),
)

OF_CASES = (
    Rule(
        _("Een open casus"),
        _("alleen voor wie door een kerndeelnemer is genoemd, en de procesregisseur"),
        "WGS 2.31(4)",
    ),
    Rule(_("Een gesloten casus"), _("is afgeschermd tot zij wordt vernietigd"), "WGS 2.31(8)"),
    Rule(_("Een casus van een ander huis"), _("blijft binnen dat huis"), "WGS 1.8(5)"),
)

OF_ITEMS = (
    Rule(_("Gegevens"), _("alleen voor verstrekker, gekozen ontvangers en procesregisseur"), "WGS 2.31(4)"),
    Rule(_("Andere ontvangers van een gegeven"), _("alleen voor de verstrekker en de procesregisseur"), "WGS 2.31(4)"),
)

_ELSEWHERE = (
    Rule(
        _("Andere casussen en aanmeldingen"),
        _("wie een persoon ziet langs een weg die u niet ziet, staat hier niet"),
        "WGS 2.31(4)",
    ),
    Rule(_("Een geheim adres"), _("alleen voor organisaties die de procesregisseur aanwijst"), "AVG 32"),
)

OF_PERSONS = (
    Rule(
        _("Personen"),
        _("alleen via een aanmelding of casus die u ziet, of een dag lang na gericht zoeken"),
        "WGS 1.8(2)",
    ),
    *_ELSEWHERE,
)

IN_A_CASE = (
    *OF_ITEMS,
    *_ELSEWHERE,
    Rule(_("Het logboek"), _("alleen voor toezichthouders van het huis"), "WGS 1.8(4)"),
)
