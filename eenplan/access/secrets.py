"""Passwords apart from the account: the database gives one hash to a process that proves it is about this one (docs/adr/0021)."""

import uuid

from django.db import transaction

from eenplan.access.acting import bound, proof


def password_of(account: int) -> str:
    """The hash of the password; empty when there is none."""
    with transaction.atomic():
        ((found,),) = bound("SELECT access_password(%s, %s)", account, proof("password", account))
    return found or ""


def keep_password(account: int, hashed: str) -> uuid.UUID:
    """Set the hash of the password; the new stamp, with which sessions of before end."""
    with transaction.atomic():
        ((stamp,),) = bound("SELECT access_set_password(%s, %s, %s)", account, hashed, proof("set-password", account))
    return stamp


def linked(provider: str, uid: str) -> int | None:
    """The account that this login of an organisation opens."""
    return bound("SELECT access_linked(%s, %s)", provider, uid)[0][0]
