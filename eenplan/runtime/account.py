"""The account under which PostgreSQL runs: it refuses to run as root."""

from __future__ import annotations

import os
import pwd
import shutil
import stat
import subprocess
from pathlib import Path

from .errors import CommandError

NAME = "eenplan-pg"


def server_account() -> pwd.struct_passwd | None:
    """An unprivileged account of its own when root runs us, else nobody but ourselves."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam(NAME)
    except KeyError:
        return _create()


def _create() -> pwd.struct_passwd:
    if not shutil.which("useradd"):
        raise CommandError(
            f"PostgreSQL draait niet als root en het account {NAME} bestaat niet: "
            "maak het aan of start Eenplan als gewone gebruiker."
        )
    subprocess.run(
        ["useradd", "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent",
         "--shell", "/usr/sbin/nologin", NAME],
        capture_output=True,
    )  # fmt: skip
    return pwd.getpwnam(NAME)


def identity(account: pwd.struct_passwd | None) -> dict:
    """Arguments for `subprocess` that make a program run as that account."""
    if account is None:
        return {}
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def can_enter(path: Path, account: pwd.struct_passwd | None) -> bool:
    """May the account reach this file or folder? Asked by trying, so that every kind of permission counts."""
    return subprocess.run(["test", "-x", path], cwd="/", **identity(account)).returncode == 0


def give(path: Path, account: pwd.struct_passwd | None) -> None:
    """Make a folder that only the account may enter; refuse one that somebody else made in its place."""
    owner = account.pw_uid if account else os.geteuid()
    try:
        path.mkdir(mode=0o700)
    except FileExistsError:
        found = path.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != owner:
            raise CommandError(f"{path} is niet van ons: verwijder het.") from None
    else:
        if account:
            os.chown(path, account.pw_uid, account.pw_gid)
    path.chmod(0o700)
