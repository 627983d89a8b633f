"""What pages read about the network, in few SQL statements."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from eenplan.access.acting import Acting
from eenplan.law.codes import Role
from eenplan.network.models import (
    Authorisation,
    House,
    HouseOrganisation,
    Organisation,
    OrganisationKind,
    Professional,
)
from eenplan.ui.work import WorkItem

#: a screening that ends within so many days is announced
SOON = timedelta(days=60)


def current(prefix: str = "") -> Q:
    """Condition for what is in force today: begun, and not ended."""
    today = timezone.localdate()
    return Q(**{f"{prefix}since__lte": today}) & (Q(**{f"{prefix}until": None}) | Q(**{f"{prefix}until__gt": today}))


def authorised(*roles: Role) -> Q:
    """Condition for an authorisation that counts today: designated, not ended, screening valid (R-70)."""
    today = timezone.localdate()
    condition = (Q(designated_on__lte=today, screening_valid_until__gt=today)
                 & (Q(until=None) | Q(until__gt=today)) & ~Q(role=Role.SYSTEM) & Q(professional__account__is_active=True))
    return condition & Q(role__in=roles) if roles else condition


def houses(who: Acting) -> QuerySet[House]:
    """The houses in which the acting account works."""
    return House.objects.filter(pk__in=who.houses()).select_related("region")


def participants(house: House, *, core_only: bool = False) -> QuerySet[Organisation]:
    """The organisations that take part in the house today, by name."""
    taking_part = HouseOrganisation.objects.filter(current(), house=house).values("organisation")
    found = Organisation.objects.filter(current(), pk__in=taking_part)
    return found.filter(ground__startswith="2.27(1)") if core_only else found


def professionals(house: House, organisation: Organisation | None = None, roles: Iterable[Role] = ()) -> QuerySet[Professional]:
    """Who is authorised in the house today, by name; of one organisation or with one of these roles when given.

    Each comes with its account and organisation (`.account.name`, `.organisation.name`, `.phone`).
    """
    held = Authorisation.objects.filter(authorised(*roles), house=house).values("professional")
    found = Professional.objects.filter(pk__in=held).select_related("account", "organisation").order_by("account__name")
    return found.filter(organisation=organisation) if organisation else found
