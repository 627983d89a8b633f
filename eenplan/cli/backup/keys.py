"""For whom a backup is locked: a public key on the machine that makes it, the private one with whoever keeps it."""

from __future__ import annotations

import os
from pathlib import Path

from pyrage import IdentityError, RecipientError, x25519

from eenplan.runtime.errors import CommandError

RECIPIENT = "EENPLAN_BACKUP_RECIPIENT"
IDENTITY = "EENPLAN_BACKUP_IDENTITY"


def make(path: Path) -> str:
    """Write a new private key to a file that only its owner reads; returns the public one."""
    identity = x25519.Identity.generate()
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}.") from None
    with open(descriptor, "w") as file:
        file.write(f"# public key: {identity.to_public()}\n{identity}\n")
    return str(identity.to_public())


def recipients(given: str | None) -> list[x25519.Recipient]:
    """The public keys of `--recipient` or the environment: the key itself, or a file with one on each line."""
    told = given or os.environ.get(RECIPIENT)
    if not told:
        raise CommandError(
            "Voor wie is de back-up? Maak eenmaal een sleutel met `eenplan backup-key BESTAND`, bewaar dat bestand buiten"
            f" deze machine, en geef de openbare helft met --recipient of {RECIPIENT}."
        )
    try:
        return [x25519.Recipient.from_str(line) for line in _lines(told)]
    except RecipientError:
        raise CommandError(
            f"{told} is geen openbare sleutel (age1…) en geen bestand met een openbare sleutel."
        ) from None


def identity(given: str | None) -> x25519.Identity:
    """The private key in the file of `--identity` or the environment."""
    told = given or os.environ.get(IDENTITY)
    if not told:
        raise CommandError(f"Geef met --identity of {IDENTITY} het bestand met de sleutel van de back-up.")
    try:
        return x25519.Identity.from_str(_lines(told)[0])
    except (IdentityError, IndexError):
        raise CommandError(f"{told} is geen sleutel van een back-up (AGE-SECRET-KEY-1…).") from None


def _lines(told: str) -> list[str]:
    path = Path(told)
    try:
        text = path.read_text() if path.is_file() else told
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{path} is niet te lezen: {error}") from None
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
