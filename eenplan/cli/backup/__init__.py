"""`eenplan backup`, `backup-key` and `restore`: the whole installation in one encrypted file, and back (docs/backup.md)."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from eenplan.runtime.errors import CommandError
from eenplan.runtime.start import started


def register(commands) -> None:
    command = commands.add_parser("backup", help="de hele installatie in één versleuteld bestand")
    command.add_argument(
        "file", type=Path, metavar="BESTAND", help="of een map: dan krijgt het bestand een naam naar het moment"
    )
    command.add_argument("--recipient", metavar="SLEUTEL", help="openbare sleutel (age1…) of een bestand daarmee")
    command.add_argument("--keep", type=int, metavar="DAGEN", help="verwijder daarna uit de map wat ouder is")
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=backup)

    command = commands.add_parser("backup-key", help="maak een sleutel waarmee back-ups te lezen zijn")
    command.add_argument("file", type=Path, metavar="BESTAND")
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=make_key)

    command = commands.add_parser("restore", help="zet een back-up terug in een lege installatie")
    command.add_argument("file", type=Path, metavar="BESTAND")
    command.add_argument("--identity", metavar="BESTAND", help="het bestand met de sleutel")
    command.add_argument(
        "--journal", type=Path, metavar="BESTAND", help="het vernietigingsjournaal zoals het na de back-up was"
    )
    command.add_argument("--check", action="store_true", help="lees en tel alleen; zet niets terug")
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=restore)


def backup(options) -> dict:
    """Make and check a backup. Raises CommandError; then there is no file."""
    from eenplan.cli.backup import keys, making

    if options.keep is not None and not options.file.is_dir():
        raise CommandError("--keep kan alleen met een map.")
    recipients = keys.recipients(options.recipient)
    with started("owner"):
        made = making.make(options.file, recipients)
        making.remember(made)
    removed = [] if options.keep is None else making.forget(options.file, options.keep)
    if not options.json:
        print(f"{made.path}: {made.rows} rijen uit {made.tables} tabellen, {made.bytes} bytes, teruggelezen en geteld.")
        for path in removed:
            print(f"Verwijderd: {path}")
    return {"ok": True, **asdict(made), "removed": removed}


def make_key(options) -> dict:
    """Make a key pair: the private half in the file, the public half on the screen."""
    from eenplan.cli.backup import keys

    public = keys.make(options.file)
    if not options.json:
        print(f"Openbare sleutel: {public}")
        print(f"Bewaar {options.file} buiten deze machine: zonder dat bestand is geen back-up te lezen.")
    return {"ok": True, "recipient": public}


def restore(options) -> dict:
    """Check a backup and, unless only that was asked, put it back. Raises CommandError; then the database is as it was."""
    from eenplan.cli.backup import archive, keys, restoring

    identity = keys.identity(options.identity)
    if not options.file.is_file():
        raise CommandError(f"{options.file} is er niet.")
    content = archive.check(options.file, identity)
    told = {"ok": True, "made_at": content.manifest.at, "rows": sum(content.manifest.rows.values())}
    if not options.check:
        told |= asdict(restoring.restore(options.file, identity, content, options.journal))
    if not options.json:
        restoring.tell(told)
    return told
