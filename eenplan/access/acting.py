"""Who acts. The only place where an identity is handed to the database, with its proof (docs/adr/0020).

    with act_as(account):       # one transaction; row security answers for this account
        Case.objects.all()      # what this account may see
    with signing_in(number):    # nobody acts yet; only what is this account's own is open
    with as_installation():     # nobody stands behind it: the log is kept, nobody's data is seen

Outside such a block every guarded table is empty to the application role.
"""

import hmac
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

import psycopg
from django.conf import settings
from django.db import OperationalError, connection, transaction
from psycopg.errors import InvalidAuthorizationSpecification

from eenplan.law.codes import Role

#: tables whose rows leave no installation: a dump leaves them out, and after a restore both keys are new
NOT_DUMPED = ("access_key",)


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

#: purpose of a proof: what it opens
_ENTRANCES = {
    "nobody": "SELECT FROM access_rest(%s, %s)",
    "act": "SELECT house_id, organisation_id, role FROM access_begin(%s, %s)",
    "sign-in": "SELECT FROM access_sign_in(%s, %s)",
    "installation": "SELECT FROM access_install(%s, %s)",
}
_proven: ContextVar[tuple[str, int]] = ContextVar("proven", default=("nobody", 0))


class NoProof(OperationalError):
    """The database does not take our word: our key is not the one that the last `eenplan migrate` gave it."""


def acting() -> Acting:
    """Who acts now; `NOBODY` outside `act_as`."""
    return _acting.get()


@contextmanager
def act_as(account) -> Iterator[Acting]:
    """Open a transaction in which `account` acts; the previous identity returns afterwards."""
    with _proving("act", account.pk) as rows:
        now = _acting_by(rows, account)
        token = _acting.set(now)
        try:
            yield now
        finally:
            _acting.reset(token)


@contextmanager
def signing_in(number: int = 0) -> Iterator[None]:
    """Open a transaction in which the account of this number signs in; 0: somebody who is not known."""
    with _proving("sign-in", number):
        yield


def signs_in(number: int) -> None:
    """Within `signing_in`: it is known now who it is. Where somebody acts, or outside it, nothing changes."""
    if _proven.get()[0] == "sign-in":
        prove("sign-in", number)
        _proven.set(("sign-in", number))


def open_own() -> None:
    """What opens the account that acts may change in this transaction: on the pages for that, and on no other."""
    _purpose, number = _proven.get()
    bound("SELECT FROM access_open_own(%s, %s)", number, proof("own", number))


@contextmanager
def as_installation() -> Iterator[None]:
    """Open a transaction for what the installation does by itself."""
    with _proving("installation", 0):
        yield


@contextmanager
def _proving(purpose: str, subject: int) -> Iterator[list[tuple]]:
    nested, previous = connection.in_atomic_block, _proven.get()
    with transaction.atomic():
        rows = prove(purpose, subject)
        token = _proven.set((purpose, subject))
        try:
            yield rows
        finally:
            _proven.reset(token)
        if nested and not connection.needs_rollback:  # else the end of the transaction takes the identity away
            prove(*previous)


def take_up_to(minutes: int) -> None:
    """What follows in this transaction may take longer than the fifteen seconds of a page, for a statement and for a lock."""
    with connection.cursor() as cursor:
        limit = f"{minutes}min"
        cursor.execute(
            "SELECT set_config('statement_timeout', %s, true), set_config('lock_timeout', %s, true)", [limit, limit]
        )


def prove(purpose: str, subject: int) -> list[tuple]:
    """Enter as this subject for the rest of the transaction; what the entrance answers. Raises `NoProof`."""
    return bound(_ENTRANCES[purpose], subject, proof(purpose, subject))


def proof(purpose: str, subject: int) -> bytes:
    """The signature under a purpose and a subject that the database takes in this transaction, once more or often."""
    ((challenge,),) = bound("SELECT access_challenge()")
    return hmac.digest(settings.IDENTITY_KEY.encode(), f"{purpose}|{subject}|{challenge}".encode(), "sha256")


def bound(statement: str, *values: object) -> list[tuple]:
    """Ask with the values apart from the statement: in its text, which other connections of our role can see, stands `$1`."""
    connection.ensure_connection()
    try:
        with connection.wrap_database_errors, psycopg.Cursor(connection.connection) as cursor:
            cursor.execute(statement, values or None, prepare=False)
            return cursor.fetchall()
    except OperationalError as error:
        if unproven(error):
            raise NoProof("identity without proof") from error
        raise


def unproven(error: Exception | None) -> bool:
    """Did the database refuse who acts, at the entrance or in the middle of the work?"""
    return isinstance(error, NoProof) or isinstance(error and error.__cause__, InvalidAuthorizationSpecification)


def _acting_by(rows: list[tuple], account) -> Acting:
    if not rows:
        return Acting(None, account.name, None, {})
    roles: dict[int, set[str]] = {}
    for house, _organisation, role in rows:
        roles.setdefault(house, set()).add(role)
    return Acting(account.pk, account.name, rows[0][1], {house: frozenset(held) for house, held in roles.items()})
