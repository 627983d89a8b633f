"""The destruction journal: what was destroyed, as keys that say nothing by themselves, kept outside the database and its backups.

A backup from before a destruction holds what was destroyed since. Once it is restored, `replay` destroys it again: cases,
referrals and persons, and what is destroyed by itself: an item, the words of one, a request. A line of the file is JSON with the
kind, the key (see retention_key in policies.sql), rule, article, moment and, where there is one, the number of the certificate.
"""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import connection, transaction

from eenplan.access.acting import act_as, take_up_to
from eenplan.network.models import House
from eenplan.retention.engine import system_account
from eenplan.retention.models import JournalLine
from eenplan.runtime.home import JOURNAL

FIELDS = ("kind", "key", "number", "rule", "article", "at")
PORTION = 1000
#: functions of the database that destroy again what their room destroyed, and tell how many things
_replays = ["retention_replay"]


def register(function: str) -> None:
    """Add the function of a later room; called from `AppConfig.ready`."""
    _replays.append(function)


class Unreadable(Exception):
    """The file is no destruction journal; says which line."""


def place() -> Path:
    """Where the journal stands, outside the database."""
    return settings.HOME / JOURNAL


def export(house: House) -> int:
    """Add to the file what it does not hold yet; returns how many lines. Who was stopped halfway is caught up with."""
    with _alone(place()) as file:
        known = {line["key"] for line in _lines(file)}
        with act_as(system_account(house)):
            take_up_to(minutes=60)
            fresh = [
                line
                for line in JournalLine.objects.filter(house=house).order_by("pk").values(*FIELDS)
                if line["key"] not in known
            ]
        file.seek(0, os.SEEK_END)
        for line in fresh:
            file.write(json.dumps(line, default=str) + "\n")
        file.flush()
        os.fsync(file.fileno())
    return len(fresh)


def replay(path: Path) -> int:
    """Destroy in a restored database what the journal says was destroyed; returns how many things. Runs as the owner.

    Once more is no harm. Raises Unreadable.
    """
    with open(path, encoding="utf-8") as file:
        lines = list(_lines(file))
    total = 0
    for start in range(0, len(lines), PORTION):
        portion = json.dumps(lines[start : start + PORTION])
        with transaction.atomic(), connection.cursor() as cursor:
            for function in _replays:
                cursor.callproc(function, [portion])
                total += cursor.fetchone()[0]
    return total


@contextmanager
def _alone(path: Path) -> Iterator[IO[str]]:
    """The file, made when absent, for one writer at a time; half a last line, left by a crash, is cut off."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    with open(descriptor, "r+", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        whole = file.read()
        file.seek(0)
        file.truncate(len(whole[: whole.rfind("\n") + 1].encode()))
        file.seek(0)
        yield file


def _lines(file: IO[str]) -> Iterator[dict]:
    for number, text in enumerate(file, 1):
        if not text.endswith("\n"):
            return  # a crash stopped the writing here; the database still has this line
        try:
            line = json.loads(text)
            yield {field: str(line[field]) for field in FIELDS}
        except (ValueError, KeyError, TypeError):
            raise Unreadable(number) from None
