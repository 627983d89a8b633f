"""The folder where this installation keeps its data and its secrets."""

from __future__ import annotations

import base64
import os
import secrets
from pathlib import Path

#: the destruction journal, in the home
JOURNAL = "destruction-journal.jsonl"


def anchors() -> Path:
    """The folder of the seals of the log, best on another machine."""
    return Path(os.environ.get("EENPLAN_ANCHORS") or home() / "anchors")


def home() -> Path:
    """The data folder: `EENPLAN_HOME`, or the usual place in the user's home; made on first use."""
    path = Path(os.environ.get("EENPLAN_HOME") or "~/.local/share/eenplan").expanduser().absolute()
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


def unfinished() -> Path:
    """Stands in the home from the moment a restore fills the database until what was destroyed is destroyed again."""
    return home() / "restore-unfinished.json"


def secret(name: str, folder: Path | None = None) -> str:
    """The secret of that name, made up on first use; only its owner can read the file."""
    return _kept((folder or home()) / name, secrets.token_urlsafe(48))


def key(name: str) -> str:
    """The key of that name, made up on first use: 32 bytes in the alphabet of Fernet."""
    return _kept(home() / name, base64.urlsafe_b64encode(secrets.token_bytes(32)).decode())


def _kept(path: Path, fresh: str) -> str:
    if not path.exists():
        _write_once(path, fresh)
    return path.read_text()


def _write_once(path: Path, text: str) -> None:
    """Whoever comes first writes; the link makes the complete file appear at once or not at all."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
