"""Putting a backup back into an empty installation: what is there already is never overwritten."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from eenplan.cli.backup import archive
from eenplan.cli.backup.making import PATIENT
from eenplan.runtime.dsn import database, dsn
from eenplan.runtime.errors import CommandError
from eenplan.runtime.home import JOURNAL, anchors, home, unfinished
from eenplan.runtime.programs import program, signing_in
from eenplan.runtime.roles import provision
from eenplan.runtime.start import started

#: which variable of the environment goes before which file in the home
KEYS = {"file-key": "EENPLAN_FILE_KEYS", "anchor-key": "EENPLAN_ANCHOR_KEY", "secret-key": "SECRET_KEY"}

_FILLED = """
SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
   AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
"""


@dataclass
class Restored:
    """`destroyed` things were destroyed again; `newer` lines of the journal are from after the backup; `old_keys` signed anchors
    and are not known here."""

    destroyed: int
    newer: int
    migrations: int
    old_keys: list[str]


def restore(path: Path, identity, content: archive.Content, journal: Path | None) -> Restored:
    """Put everything back and destroy again what was destroyed since; `content` is what a check of this file gave.

    In this order: files that are not there yet, the database in one transaction, the tables of this version with keys of
    their own, the journal. Stopped anywhere, the same command goes on; until it has ended neither web nor worker starts, because
    what was destroyed stands there again.
    """
    files = _files(content, journal)
    newer = files[home() / JOURNAL].count(b"\n") - content.journal.count(b"\n")
    with database():
        provision()
        kept = _kept_note()
        goes_on = kept.get("at") == content.manifest.at and _filled()
        if not goes_on:
            _refuse_unless_empty(content)
            _note(content, compared=False)
        for place, text in files.items():
            _put(place, text)
        if not goes_on:
            archive.read(path, identity, _load)
        if not (goes_on and kept["compared"]):
            _compare(content.manifest)
            _note(content, compared=True)
        with started("owner"):
            from eenplan.cli.database import migrate
            from eenplan.retention import journal as destruction

            migrations = migrate(quiet=True)
            try:
                destroyed = destruction.replay(home() / JOURNAL)
            except destruction.Unreadable as error:
                raise CommandError(f"{home() / JOURNAL}, regel {error}: dit is geen vernietigingsjournaal.") from None
        unfinished().unlink()
    old_keys = {*content.keys["anchor-old-keys"].split(",")} - {
        *os.environ.get("EENPLAN_ANCHOR_OLD_KEYS", "").split(",")
    }
    return Restored(destroyed, newer, migrations, sorted(old_keys - {""}))


def tell(told: dict) -> None:
    """Say what was done and what is left to do."""
    print(f"Back-up van {told['made_at']}: volledig en leesbaar, {told['rows']} rijen.")
    if "destroyed" not in told:
        return
    print(f"Teruggezet; {told['destroyed']} zaken opnieuw vernietigd volgens het journaal.")
    if not told["newer"]:
        print(
            "Het journaal heeft niets van na de back-up. Is er een nieuwer (het staat buiten de database), draai dan eerst:\n"
            "  eenplan retention replay --journal BESTAND"
        )
    if told["old_keys"]:
        print(f"Voeg toe aan EENPLAN_ANCHOR_OLD_KEYS: {','.join(told['old_keys'])}")
    print("Kijk daarna met `eenplan audit verify` en `eenplan check`, en start web en worker.")


def _files(content: archive.Content, journal: Path | None) -> dict[Path, bytes]:
    """What goes where in the home. Raises CommandError when something else is there already."""
    files = {anchors() / Path(name).name: text for name, text in content.anchors.items()}
    for name, variable in KEYS.items():
        if not os.environ.get(variable):
            files[home() / name] = content.keys[name].encode()
        elif not set(content.keys[name].split(",")) <= set(os.environ[variable].split(",")):
            raise CommandError(
                f"{variable} is een andere sleutel dan die van de back-up: haal haar weg, of zet de goede."
            )
    for place, text in files.items():
        if place.exists() and place.read_bytes() != text:
            raise CommandError(f"{place} bestaat al en is een andere dan die van de back-up: zet haar opzij.")
    files[home() / JOURNAL] = _joined(content.journal, home() / JOURNAL, journal)
    return files


def _joined(kept: bytes, *places: Path | None) -> bytes:
    """The journal of the backup and the later ones, every line once. Raises CommandError for a file that is no journal."""
    lines = dict.fromkeys(kept.splitlines(keepends=True))
    for place in filter(None, places):
        if place != home() / JOURNAL or place.exists():
            lines |= dict.fromkeys(_lines_of(place))
    return b"".join(lines)


def _lines_of(place: Path) -> Iterator[bytes]:
    try:
        lines = place.read_bytes().splitlines(keepends=True)
    except OSError as error:
        raise CommandError(f"{place}: {error.strerror}.") from None
    for number, line in enumerate(lines, 1):
        try:
            if line.endswith(b"\n") and json.loads(line)["key"]:  # half a last line is left by a crash
                yield line
        except (ValueError, KeyError, TypeError):
            raise CommandError(f"{place}, regel {number}: dit is geen vernietigingsjournaal.") from None


def _kept_note() -> dict:
    """What a restore that was stopped noted; empty when there was none."""
    try:
        return json.loads(unfinished().read_text())
    except (OSError, ValueError):
        return {}


def _note(content: archive.Content, compared: bool) -> None:
    """From here on a restore of this backup is not finished; `compared`: its rows were counted in the database."""
    _put(unfinished(), json.dumps({"at": content.manifest.at, "compared": compared}).encode())


def _filled() -> bool:
    with psycopg.connect(dsn("owner"), autocommit=True) as connection:
        ((number,),) = connection.execute(_FILLED).fetchall()
    return number > 0


def _refuse_unless_empty(content: archive.Content) -> None:
    manifest = content.manifest
    if _filled():
        raise CommandError("De database is niet leeg. Zet terug in een nieuwe, lege database; er is niets gewijzigd.")
    with psycopg.connect(dsn("owner"), autocommit=True) as connection:
        if connection.info.user != manifest.owner:
            raise CommandError(f"De back-up is van eigenaar {manifest.owner}: geef DATABASE_URL met die rol.")
        if connection.info.server_version // 10000 < manifest.server_version // 10000:
            raise CommandError(
                f"De back-up is van PostgreSQL {manifest.server_version // 10000}; deze database is ouder."
            )
    _refuse_later_version(manifest)


def _refuse_later_version(manifest: archive.Manifest) -> None:
    """A database of a later version cannot be brought back to this one."""
    from eenplan import __version__

    if _numbers(manifest.version) > _numbers(__version__):
        raise CommandError(
            f"De back-up is van Eenplan {manifest.version}, dit is {__version__}: installeer eerst die versie."
        )


def _numbers(version: str) -> list[int]:
    return [int(number) for number in version.split(".") if number.isdigit()]


def _put(place: Path, text: bytes) -> None:
    """Write a file that only we read: complete or not at all."""
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = place.with_name(f".{place.name}.part")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.rename(place)


def _load(content: archive.Content, pieces: Iterator[bytes]) -> None:
    """Let pg_restore fill the database in one transaction: all of it, or nothing."""
    where, environment = signing_in(dsn("owner"))
    environment["PGOPTIONS"] = PATIENT
    arguments = [
        str(program("pg_restore", content.manifest.server_version)), "--single-transaction", "--exit-on-error", "--no-owner",
        # Privileges come from the access rules, after this. The dump has those on functions of PostgreSQL too, which a superuser
        # took away and the owner may not.
        "--no-privileges", "--no-comments", f"--dbname={where}",
    ]  # fmt: skip
    with subprocess.Popen(arguments, env=environment, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        archive.feed(process, pieces)
        complaint = process.stderr.read().decode(errors="replace").strip()
        if process.wait():
            raise CommandError(f"De back-up is niet teruggezet; de database is nog leeg.\n{complaint}")


def _compare(manifest: archive.Manifest) -> None:
    """Does every table have the rows it had? Raises CommandError."""
    with psycopg.connect(dsn("owner"), options=PATIENT) as connection:
        for table, rows in manifest.rows.items():
            name = sql.Identifier(*table.split(".", 1))
            ((found,),) = connection.execute(sql.SQL("SELECT count(*) FROM {}").format(name)).fetchall()
            expected = 0 if table in manifest.left_out else rows
            if found != expected:
                raise CommandError(f"{table} heeft na het terugzetten {found} rijen in plaats van {expected}.")
