"""The last link of the chain, signed and kept outside the database: who replaces or cuts off the whole log is found.

An anchor is a small JSON file: sequence, hash and number of lines of the chain at a moment, with the public key and a signature
(Ed25519) over the rest, written as JSON with sorted keys and without spaces. Anybody can check it without Eenplan.

Whoever restores a backup older than the last anchor has anchors of lines that are no more. Two supervisors look at them once
and say so in a file that is signed alike (`.ack`): those anchors, by name and by what stands in them, are then no alarm any
more. Nothing else is excused by it.
"""

import base64
import json
import os
from binascii import Error as NotBase64
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings
from django.utils import timezone

from eenplan.audit import queries
from eenplan.runtime.errors import CommandError


@dataclass(frozen=True)
class Checked:
    """What all anchors together say of the chain. `broken` names the first file that does not fit, and why; `lost` are those
    whose lines were lost by a restore, which two supervisors acknowledged."""

    count: int = 0
    latest: str = ""
    broken: str = ""
    why: str = ""
    lost: int = 0

    @property
    def ok(self) -> bool:
        return not self.broken

    @property
    def moment(self) -> datetime | None:
        """When the latest was made."""
        return datetime.fromisoformat(self.latest) if self.latest else None


def public_key() -> str:
    """The public half of the key that signs now, in base64: to be kept by whoever wants to check."""
    return _text(_key().public_key().public_bytes_raw())


def write() -> Path | None:
    """Sign the last link and keep it in the folder of anchors; None when nothing was sealed yet."""
    last = queries.links()
    if not last:
        return None
    ((sequence, link),) = last.items()
    now = timezone.now()
    stated = {
        "sequence": sequence,
        "hash": link.hex(),
        "lines": sequence,
        "at": now.isoformat(timespec="seconds"),
        "key": public_key(),
    }
    return _keep(f"{now:%Y-%m-%dT%H%M%S}-{sequence}.json", stated)


def _keep(name: str, stated: dict) -> Path:
    """Sign it and keep it in the folder of anchors, under this name."""
    stated["signature"] = _text(_key().sign(_canonical(stated)))
    settings.ANCHORS.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = settings.ANCHORS / name
    draft = path.with_suffix(".draft")  # complete or not there at all, also when the power fails
    with open(draft, "w", encoding="utf-8") as file:
        json.dump(stated, file, indent=1, sort_keys=True)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    return path


def check() -> Checked:
    """Compare every anchor with the chain as it is now."""
    names: list[str] = []
    stated: list[dict] = []
    for path in sorted(settings.ANCHORS.glob("*.json")):
        try:
            stated.append(_read(path))
        except ValueError as error:
            return Checked(len(names), broken=path.name, why=str(error))
        names.append(path.name)
    try:
        excused = _excused()
    except ValueError as error:
        return Checked(len(names), broken=str(error), why="deze erkenning is geen, of is gewijzigd")
    lost = 0
    for name, anchor in _strange(dict(zip(names, stated, strict=True))).items():
        if excused.get(name) != anchor["hash"]:
            return Checked(len(names), broken=name, why="de keten in de database is hier een andere")
        lost += 1
    return Checked(len(names), _latest(stated), lost=lost)


def _latest(stated: list[dict]) -> str:
    """When the latest was made; one from days to come was made by a clock that was wrong."""
    soon = timezone.now() + timedelta(hours=1)
    return max((anchor["at"] for anchor in stated if datetime.fromisoformat(anchor["at"]) < soon), default="")


def acknowledge(reason: str, people: list[str]) -> tuple[Path, list[str]]:
    """Say of all anchors that do not fit now that their lines were lost; the file, and their names.

    `people` are the names of who looked at them. Raises ValueError when an anchor itself is none, or when all fit.
    """
    stated = {path.name: _read(path) for path in sorted(settings.ANCHORS.glob("*.json"))}
    excused = _excused()
    lost = {name: anchor["hash"] for name, anchor in _strange(stated).items() if excused.get(name) != anchor["hash"]}
    if not lost:
        raise ValueError("alle zegels passen al")
    now = timezone.now()
    said = {
        "at": now.isoformat(timespec="seconds"),
        "key": public_key(),
        "lost": lost,
        "people": people,
        "reason": reason,
    }
    return _keep(f"{now:%Y-%m-%dT%H%M%S}.ack", said), sorted(lost)


def _strange(stated: dict[str, dict]) -> dict[str, dict]:
    """The anchors, by the name of their file, whose link is another one in the database."""
    chain = queries.links([anchor["sequence"] for anchor in stated.values()])
    return {
        name: anchor for name, anchor in stated.items() if chain.get(anchor["sequence"], b"").hex() != anchor["hash"]
    }


def _excused() -> dict[str, str]:
    """{name of an anchor: its hash} of all acknowledgements. Raises ValueError with the name of the file that is none."""
    found: dict[str, str] = {}
    for path in sorted(settings.ANCHORS.glob("*.ack")):
        try:
            said = _signed(path)
            if len(set(said["people"])) < 2:
                raise ValueError
            found |= said["lost"]
        except (KeyError, TypeError, ValueError):
            raise ValueError(path.name) from None
    return found


def _read(path: Path) -> dict:
    """The anchor in this file. Raises ValueError when it is none of ours, or changed."""
    try:
        stated = _signed(path)
        return {**stated, "sequence": int(stated["sequence"]), "hash": str(stated["hash"])}
    except (KeyError, TypeError):
        raise ValueError("het bestand is geen zegel") from None


def _signed(path: Path) -> dict:
    """What stands in this file. Raises ValueError when we did not sign exactly that."""
    try:
        stated = json.loads(path.read_bytes())
        signature = base64.b64decode(stated.pop("signature"))
        if stated["key"] not in _trusted():
            raise ValueError("ondertekend met een sleutel die hier niet bekend is")
        Ed25519PublicKey.from_public_bytes(base64.b64decode(stated["key"])).verify(signature, _canonical(stated))
        datetime.fromisoformat(stated["at"])
        return stated
    except InvalidSignature:
        raise ValueError("de handtekening klopt niet") from None
    except (KeyError, TypeError, AttributeError, NotBase64, json.JSONDecodeError, UnicodeDecodeError):
        raise ValueError("het bestand is geen zegel") from None


def _trusted() -> set[str]:
    return {public_key(), *settings.ANCHOR_OLD_KEYS}


def _key() -> Ed25519PrivateKey:
    try:
        return Ed25519PrivateKey.from_private_bytes(base64.urlsafe_b64decode(settings.ANCHOR_KEY))
    except ValueError:
        raise CommandError("EENPLAN_ANCHOR_KEY is geen sleutel van 32 bytes in base64.") from None


def _canonical(stated: dict) -> bytes:
    return json.dumps(stated, sort_keys=True, separators=(",", ":")).encode()


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def entries() -> Iterator[dict]:
    """Every anchor and acknowledgement as it stands in its file, for the audit file."""
    for path in files():
        yield {"bestand": path.name, "inhoud": path.read_text(encoding="utf-8", errors="replace")}


def files() -> list[Path]:
    """All anchors and acknowledgements."""
    return sorted(path for path in settings.ANCHORS.glob("*") if path.suffix in (".json", ".ack"))
