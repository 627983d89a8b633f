"""The client programs of PostgreSQL, and how they sign in without showing a password in the list of processes."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict, make_conninfo

from .errors import CommandError
from .postgres import installed_binaries


def program(name: str, server_version: int) -> Path:
    """The program of that name, at least as new as the server (a number like 180006). Raises CommandError."""
    wanted = server_version // 10000
    for path in _candidates(name):
        if _major(path) >= wanted:
            return path
    raise CommandError(f"{name} van PostgreSQL {wanted} of nieuwer ontbreekt: installeer postgresql-client-{wanted}.")


def signing_in(dsn: str) -> tuple[str, dict[str, str]]:
    """The connection string without the password, and the environment that holds it."""
    parts = {name: str(value) for name, value in conninfo_to_dict(dsn).items()}
    password = parts.pop("password", "")
    return make_conninfo(**parts), {**os.environ, **({"PGPASSWORD": password} if password else {})}


def _candidates(name: str) -> Iterator[Path]:
    if found := shutil.which(name):
        yield Path(found)
    try:
        yield installed_binaries() / name
    except CommandError:
        return


def _major(path: Path) -> int:
    told = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.search(r"(\d+)", told)
    return int(found[1]) if found else 0
