"""Making a backup: one moment of the database with the keys, anchors and journal that belong to it, checked after writing."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO

import psycopg
from psycopg import sql
from pyrage import x25519

from eenplan import __version__
from eenplan.access.acting import NOT_DUMPED
from eenplan.cli.backup import archive
from eenplan.runtime.dsn import dsn
from eenplan.runtime.errors import CommandError
from eenplan.runtime.programs import program, signing_in

#: Tables whose rows stay behind. A restored house makes its own keys of who acts; and nobody is signed in there.
LEFT_OUT = (*NOT_DUMPED, "django_session", "web_cache")
#: the name of a backup in a folder, by its moment in UTC
NAMED = re.compile(r"eenplan-(\d{8}T\d{6})Z\.age")
#: what a backup that was killed left behind, by the same moment
LEFT = re.compile(rf"\.{NAMED.pattern}\.part")
#: days after which nobody is still writing it
WRITTEN = 2
#: a clock that jumped ahead would make every earlier backup old at once: so many of the newest stay, whatever their age
STAY = 2
#: the limits that hold for people at work do not hold for a backup
PATIENT = "-c statement_timeout=0 -c idle_in_transaction_session_timeout=0 -c lock_timeout=60s"

_TABLES = """
SELECT n.nspname || '.' || c.relname, n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' ORDER BY 1
"""
# Tables whose row security hides rows from us: no policy that says "all" for us, or one that takes away.
_HIDING = """
SELECT c.relname FROM pg_class c
 WHERE c.relkind IN ('r', 'p') AND c.relrowsecurity AND row_security_active(c.oid)
   AND (NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polpermissive AND p.polcmd IN ('*', 'r')
                       AND (p.polroles = '{0}' OR current_user::regrole = ANY (p.polroles))
                       AND pg_get_expr(p.polqual, c.oid) = 'true')
        OR EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND NOT p.polpermissive AND p.polcmd IN ('*', 'r')
                       AND (p.polroles = '{0}' OR current_user::regrole = ANY (p.polroles))))
 ORDER BY 1
"""


@dataclass
class Made:
    """The file of a backup and what is in it."""

    path: Path
    at: str
    bytes: int
    rows: int
    tables: int


def make(target: Path, recipients: list[x25519.Recipient]) -> Made:
    """Write and check a backup; as the owner, with Django up. Whatever goes wrong, no file stands at `target`.

    The server need not be able to read what it made before: a key made for this one file, and forgotten, checks it.
    """
    once = x25519.Identity.generate()
    path = target / f"eenplan-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.age" if target.is_dir() else target
    if path.exists():
        raise CommandError(f"{path} bestaat al.")
    draft = path.with_name(f".{path.name}.part")
    try:
        with (
            _dumping() as (content, dump),
            open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file,
        ):
            archive.write(file, [*recipients, once.to_public()], content, dump)
            os.fsync(file.fileno())
        archive.check(draft, once)
        draft.rename(path)
    except OSError as error:
        raise CommandError(f"De back-up is niet gemaakt, {path}: {error.strerror or error}.") from None
    finally:
        draft.unlink(missing_ok=True)
    counted = content.manifest.rows
    return Made(path, content.manifest.at, path.stat().st_size, sum(counted.values()), len(counted))


def remember(made: Made) -> None:
    """Note in the home when the last good backup was made, for `eenplan check`."""
    from django.conf import settings

    note = {"at": made.at, "file": str(made.path.absolute()), "bytes": made.bytes, "rows": made.rows}
    draft = settings.HOME / ".last-backup.json.part"
    draft.write_text(json.dumps(note))
    draft.rename(settings.HOME / "last-backup.json")


def forget(folder: Path, days: int) -> list[Path]:
    """Remove backups in this folder that are older than so many days, by their names; returns them. Two always stay.

    What killed backups left goes too.
    """
    old = _older(folder, NAMED, days, stay=STAY) + _older(folder, LEFT, WRITTEN)
    for path in old:
        path.unlink()
    return old


def _older(folder: Path, named: re.Pattern, days: int, stay: int = 0) -> list[Path]:
    """The files of such a name from before so many days ago, without the newest ones that stay."""
    oldest = datetime.now(UTC) - timedelta(days=days)
    found = [(path, name[1]) for path in sorted(folder.iterdir()) if (name := named.fullmatch(path.name))]
    return [path for path, moment in found[: len(found) - stay] if _moment(moment) < oldest]


def _moment(text: str) -> datetime:
    return datetime.strptime(text, "%Y%m%dT%H%M%S").replace(tzinfo=UTC)


@contextmanager
def _dumping() -> Iterator[tuple[archive.Content, IO[bytes]]]:
    """The content, and the output of a pg_dump of the same moment; a dump that fails is a CommandError at the end."""
    with psycopg.connect(dsn("owner"), options=PATIENT) as connection:
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        ((snapshot,),) = connection.execute("SELECT pg_export_snapshot()").fetchall()
        content = _content(connection)
        where, environment = signing_in(dsn("owner"))
        arguments = [
            str(program("pg_dump", connection.info.server_version)), "--format=custom", f"--snapshot={snapshot}",
            # The owner is bound by row security too, and has a policy that shows him everything (asked above). Without
            # this option pg_dump refuses to read such a table.
            "--enable-row-security",
            *(f"--exclude-table-data=public.{table}" for table in LEFT_OUT), f"--dbname={where}",
        ]  # fmt: skip
        environment["PGOPTIONS"] = PATIENT
        with subprocess.Popen(arguments, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as dump:
            try:
                yield content, dump.stdout
            except BaseException:
                dump.kill()
                raise
            complaint = dump.stderr.read().decode(errors="replace").strip()
            if dump.wait():
                raise CommandError(f"De back-up is niet gemaakt: {complaint}")


def _content(connection: psycopg.Connection) -> archive.Content:
    from django.conf import settings

    from eenplan.audit import anchors
    from eenplan.retention import journal

    if hidden := [name for (name,) in connection.execute(_HIDING).fetchall()]:
        raise CommandError(
            f"De eigenaar ziet niet alle rijen van {', '.join(hidden)}: de back-up zou niet volledig zijn."
            " Draai `eenplan migrate`, of neem de regels weg die niet van Eenplan zijn."
        )
    manifest = archive.Manifest(
        version=__version__,
        at=datetime.now(UTC).isoformat(timespec="seconds"),
        owner=connection.info.user,
        server_version=connection.info.server_version,
        migrations=[list(row) for row in connection.execute("SELECT app, name FROM django_migrations ORDER BY id")],
        rows={table: _count(connection, *names) for table, *names in connection.execute(_TABLES).fetchall()},
        left_out=[f"public.{table}" for table in LEFT_OUT],
    )
    keys = {
        "file-key": ",".join(settings.FILE_KEYS),
        "anchor-key": settings.ANCHOR_KEY,
        "anchor-old-keys": ",".join(settings.ANCHOR_OLD_KEYS),
        "secret-key": settings.SECRET_KEY,
    }
    seals = {path.name: path.read_bytes() for path in anchors.files()}
    place = journal.place()
    return archive.Content(manifest, keys, place.read_bytes() if place.exists() else b"", seals)


def _count(connection: psycopg.Connection, schema: str, table: str) -> int:
    question = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(schema, table))
    ((number,),) = connection.execute(question).fetchall()
    return number
