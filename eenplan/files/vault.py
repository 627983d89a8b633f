"""Encryption at rest. Keys come from `EENPLAN_FILE_KEYS`, newest first; without it one is made and kept in the home."""

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class CannotOpen(Exception):
    """No key of this installation opens the file."""


def lock(content: bytes) -> bytes:
    """The content, encrypted with the newest key."""
    return _keys().encrypt(content)


def unlock(locked: bytes | memoryview) -> bytes:
    """The content again. Raises CannotOpen when the key is gone or a byte was changed."""
    try:
        return _keys().decrypt(bytes(locked))
    except InvalidToken:
        raise CannotOpen from None


def newest(locked: bytes | memoryview) -> bool:
    """Does the newest key open it?"""
    try:
        Fernet(settings.FILE_KEYS[0]).decrypt(bytes(locked))
    except InvalidToken:
        return False
    return True


def relock(locked: bytes | memoryview) -> bytes:
    """The same content under the newest key: what a rotation does with every file. Raises CannotOpen."""
    return lock(unlock(locked))


def _keys() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in settings.FILE_KEYS])
