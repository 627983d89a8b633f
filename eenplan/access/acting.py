"""Who acts. The only place where an identity is handed to the database.

    with act_as(account):      # one transaction; row security answers for this account
        Case.objects.all()     # what this account may see

Outside such a block every guarded table is empty to the application role.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.db import connection, transaction

from eenplan.law.codes import Role


@dataclass(frozen=True)
class Acting:
    """An account at work: on behalf of one organisation, with roles per house. `account_id` None is nobody."""

    account_id: int | None
    name: str
    organisation_id: int | None
    roles: dict[int, frozenset[str]]

    def houses(self, *roles: Role) -> list[int]:
        """Numbers of the houses where the account has one of these roles (any role when none is named)."""
        return [house for house, held in self.roles.items() if not roles or held & set(roles)]

    def roles_in(self, house: int) -> frozenset[str]:
        """The roles of the account in this house; none in a house where it does not work."""
        return self.roles.get(house, frozenset())

    def has(self, *roles: Role, house: int | None = None) -> bool:
        """May the right button be drawn? The database decides; this only asks beforehand."""
        return any(house in (None, mine) for mine in self.houses(*roles))


NOBODY = Acting(None, "", None, {})
_acting: ContextVar[Acting] = ContextVar("acting", default=NOBODY)


def acting() -> Acting:
    """Who acts now; `NOBODY` outside `act_as`."""
    return _acting.get()


@contextmanager
def act_as(account) -> Iterator[Acting]:
    """Open a transaction in which `account` acts; the previous identity returns afterwards."""
    previous = _acting.get()
    with transaction.atomic():
        now = _begin(account.pk, account.name)
        token = _acting.set(now)
        try:
            yield now
        finally:
            _acting.reset(token)
        if not connection.needs_rollback:  # a rollback brings the previous identity back by itself
            _begin(previous.account_id, previous.name)


def _begin(account_id: int | None, name: str) -> Acting:
    with connection.cursor() as cursor:
        cursor.execute("SELECT house_id, organisation_id, role FROM access_begin(%s)", [account_id])
        rows = cursor.fetchall()
    if not rows:
        return Acting(None, name, None, {})
    roles: dict[int, set[str]] = {}
    for house, _organisation, role in rows:
        roles.setdefault(house, set()).add(role)
    return Acting(account_id, name, rows[0][1], {house: frozenset(held) for house, held in roles.items()})
