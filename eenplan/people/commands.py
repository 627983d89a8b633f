"""`eenplan import-persons`: bring the registry's own file into a house."""

import os
import sys
from dataclasses import asdict
from pathlib import Path

from eenplan.runtime.start import started

#: exit status when lists of known persons wait for a human
WAITS = 3


def register(commands) -> None:
    """Add `import-persons`."""
    command = commands.add_parser(
        "import-persons",
        help="lees persoonslijsten van de BRP in",
        description="Leest een bestand met persoonslijsten in een huis in: alles of niets. Regels die niet "
        "worden overgenomen staan daarna, met de reden, in BESTAND.rejected.csv. Wacht er een lijst van een bekende "
        "persoon op een mens, dan eindigt de opdracht met status 3.",
    )
    command.add_argument("file", type=Path, metavar="BESTAND")
    command.add_argument("--format", choices=["lo3"], default="lo3", help="persoonslijsten met elementnummers")
    command.add_argument("--house", required=True, metavar="CODE", help="het huis dat de personen krijgt")
    command.add_argument("--dry-run", action="store_true", help="doe alsof; wel met de afgewezen regels")
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=import_persons)


def import_persons(options) -> dict:
    """Import, and tell what became of every line; raises CommandError when nothing could be done."""
    with started():
        from eenplan.people import importing

        result, account = importing.import_file(
            options.file, options.house, rejections := _rejections(options.file), dry_run=options.dry_run
        )
    if result.rejected:
        print(f"Afgewezen regels staan in {rejections}", file=sys.stderr)
    if result.waiting:
        print(
            f"Let op: {result.waiting} lijsten van bekende personen wachten op een procesregisseur ('Mijn werk').",
            file=sys.stderr,
        )
    if not options.json:
        _tell(result, account, options)
    return asdict(result) | ({"status": WAITS} if result.waiting else {})


def _rejections(file: Path) -> Path:
    """Beside the file, or where we stand when that folder is closed to us."""
    folder = file.parent if os.access(file.parent, os.W_OK) else Path()
    return folder / f"{file.name}.rejected.csv"


def _tell(result, account, options) -> None:
    if options.dry_run:
        print("Proef: er is niets gewijzigd.")
    print(f"{result.persons} personen", end=": ")
    print(f"{result.created} nieuw, {result.updated} gewijzigd, {result.unchanged} gelijk.")
    print(f"{result.relations} relaties.")
    print(f"{result.lines} regels", end=": ")
    print(f"{result.imported} overgenomen, {result.history} historie, {result.rejected} afgewezen.")
    if result.waiting:
        print(f"{result.waiting} lijsten wachten op een mens; van {result.protected} is overgenomen wat beschermt.")
    for remark in account.remarks:
        print(f"Let op, regel {remark.line}: {remark.text}")
