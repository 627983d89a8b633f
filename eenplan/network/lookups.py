"""How often somebody may look for persons: a daily limit per account and house, counted by the database (docs/adr/0024)."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from eenplan.access.acting import acting
from eenplan.law.codes import Role
from eenplan.law.rules import Refusal, cites
from eenplan.network.models import House, Lookup
from eenplan.network.queries import professionals


def look(kind: Lookup.Kind, houses: Iterable[int] | None = None) -> None:
    """Count one search, or one opened person, of who acts in these houses (all of his own); Refusal beyond the limit."""
    asked = list(acting().houses() if houses is None else houses)
    with connection.cursor() as cursor:
        cursor.execute("SELECT network_look(%s, %s)", [kind, asked])
        (beyond,) = cursor.fetchone()
    if beyond is not None:
        raise _no_more(kind, House.objects.get(pk=beyond))


@contextmanager
def counted(house: House) -> Iterator[None]:
    """Around a function of the database that searches and counts itself: beyond the limit a Refusal."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        for kind in Lookup.Kind:
            if getattr(getattr(error.__cause__, "diag", None), "constraint_name", None) == f"network_{kind}":
                raise _no_more(kind, House.objects.get(pk=house.pk)) from None  # its limits as they are now
        raise


@cites("WGS 2.28(1)", "WGS 1.8(2)")
def _no_more(kind: str, house: House) -> Refusal:
    """Whoever looks up many persons is stopped, and told whom to ask."""
    limit = getattr(house, kind)
    said = (
        _("U heeft vandaag al %(limit)s keer naar personen gezocht: meer staat %(house)s niet toe.")
        if kind == Lookup.Kind.SEARCH
        else ngettext(
            "U heeft vandaag al %(limit)s persoon buiten uw casussen geopend: meer staat %(house)s niet toe.",
            "U heeft vandaag al %(limit)s personen buiten uw casussen geopend: meer staat %(house)s niet toe.",
            limit,
        )
    )
    asked = ", ".join(one.account.name for one in professionals(house, roles=[Role.ADMINISTRATOR]))
    return Refusal(
        said % {"limit": limit, "house": house.name},
        "WGS 2.28(1)",
        _("Morgen kunt u verder. Kan het niet wachten, vraag dan een collega of de beheerder: %(who)s.")
        % {"who": asked or "–"},
    )
