"""`eenplan retention`: apply the terms, and bring a restored backup in line with what was destroyed since."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path

from eenplan.runtime.errors import CommandError
from eenplan.runtime.start import started


def register(commands) -> None:
    retention = commands.add_parser("retention", help="bewaartermijnen en vernietigen")
    actions = retention.add_subparsers(required=True, metavar="HANDELING")

    command = actions.add_parser("run", help="scherm af, vernietig en waarschuw volgens de termijnen")
    command.add_argument("--as-of", type=_day, metavar="DATUM", help="peildatum, JJJJ-MM-DD (standaard vandaag)")
    command.add_argument("--dry-run", action="store_true", help="laat alleen zien wat er zou gebeuren")
    command.add_argument("--house", metavar="CODE", help="alleen dit huis")
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=run)

    command = actions.add_parser("replay", help="vernietig in een teruggezette back-up wat sindsdien vernietigd was")
    command.add_argument("--journal", type=Path, required=True, metavar="BESTAND", help="het vernietigingsjournaal")
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=replay)


def _day(text: str) -> date:
    return date.fromisoformat(text)


def run(options) -> dict:
    """Apply the terms; exit status 1 when something could not be destroyed. Raises CommandError."""
    with started():
        from eenplan.law.rules import Refusal
        from eenplan.network.models import House
        from eenplan.retention import engine, journal

        houses = House.objects.filter(code=options.house) if options.house else House.objects.all()
        if not houses:
            raise CommandError(f"Er is geen huis {options.house}." if options.house else "Er is nog geen huis.")
        found = {}
        for house in houses.order_by("code"):
            try:
                found[house.code] = engine.run(house, options.as_of, options.dry_run)
            except Refusal as refusal:
                raise CommandError(f"{house.code}: {refusal}") from None
            finally:
                if not options.dry_run:
                    journal.export(house)
    outcomes = [{"house": house, **asdict(one)} for house, all_of in found.items() for one in all_of]
    if not options.json:
        _tell(outcomes, options.dry_run)
    return {"ok": all(one["action"] != "failed" for one in outcomes), "dry_run": options.dry_run, "outcomes": outcomes}


def _tell(outcomes: list[dict], dry_run: bool) -> None:
    from eenplan.law.articles import cited
    from eenplan.retention.words import ACTIONS, THINGS

    if dry_run:
        print("Proef: er is niets gewijzigd.")
    for one in outcomes:
        print(
            f"{one['house']:12} {one['rule']:6} {cited(one['article']):16} {ACTIONS[one['action']]:16}"
            f" {one['number']:6} {THINGS.get(one['what'], one['what'])}"
        )
    if not any(one["number"] for one in outcomes):
        print("Niets heeft zijn termijn bereikt.")


def replay(options) -> dict:
    """Destroy again, as the owner. Raises CommandError for a file that is no journal."""
    if not options.journal.is_file():
        raise CommandError(f"{options.journal} is er niet.")
    with started("owner"):
        from eenplan.retention import journal

        try:
            destroyed = journal.replay(options.journal)
        except journal.Unreadable as error:
            raise CommandError(f"{options.journal}, regel {error}: dit is geen vernietigingsjournaal.") from None
    if not options.json:
        print(f"{destroyed} opnieuw vernietigd.")
    return {"ok": True, "destroyed": destroyed}
