"""`eenplan check`: what is unsafe or missing in a running installation, and what to do about it.

Asked as the application, of the running database and the settings of this process: run it with the environment of the web server.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from eenplan.runtime.start import started


@dataclass(frozen=True)
class Line:
    """One thing looked at: what is wrong with it, if anything, else what is well; and what to do about it."""

    name: str
    wrong: str
    well: str
    do: str = ""

    @property
    def ok(self) -> bool:
        return not self.wrong

    def told(self) -> dict:
        """As `--json` gives it."""
        return {"name": self.name, "ok": self.ok, "found": self.wrong or self.well, "do": "" if self.ok else self.do}


def register(commands) -> None:
    command = commands.add_parser("check", help="wat is er onveilig of ontbreekt er in deze installatie")
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=check)


def check(options) -> dict:
    """Look at everything; exit status 1 when a line is not well."""
    with started():
        lines = list(looked_at())
    if not options.json:
        for line in sorted(lines, key=lambda line: line.ok):
            print(f"goed  {line.name}: {line.well}" if line.ok else f"FOUT  {line.name}: {line.wrong}\n      {line.do}")
    wrong = sum(not line.ok for line in lines)
    return {"ok": not wrong, "wrong": wrong, "lines": [line.told() for line in lines]}


def looked_at() -> Iterator[Line]:
    """Every line. A part that cannot be asked is a line that is not well; the others are asked all the same."""
    from django.db import transaction

    from eenplan.cli.check import database, house

    for look in (*database.PARTS, *house.PARTS):
        try:
            with transaction.atomic():  # its own, so that a refusal of the database ends only this part
                found = list(look())
                transaction.set_rollback(True)
        except Exception as error:
            reason = " ".join(str(error).split())
            reason = f"niet na te gaan: {type(error).__name__} {reason}"
            found = [Line(look.__name__, reason, "", "Los dit eerst op.")]
        yield from found
