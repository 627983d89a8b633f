"""`eenplan bench`: fill a database of any size and measure its pages, away from the data of the installation.

Everything lives in a PostgreSQL of its own below EENPLAN_HOME/bench, one database per number of cases; removing that
folder removes it all.
"""

from __future__ import annotations

CASES = (1_000, 100_000)


def register(commands) -> None:
    """Add `bench seed`, `bench run`, `bench log` and `bench destroy`."""
    bench = commands.add_parser("bench", help="meet de snelheid, in een eigen database met verzonnen casussen")
    actions = bench.add_subparsers(required=True, metavar="HANDELING")

    command = actions.add_parser("seed", help="vul een database met zoveel casussen")
    command.add_argument("--cases", type=_positive, required=True, metavar="N")
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=seed)

    command = actions.add_parser("run", help="meet de pagina's; vult eerst wat ontbreekt of verouderd is")
    command.add_argument("--cases", type=_positive, nargs="+", default=list(CASES), metavar="N")
    command.add_argument(
        "--requests", type=_positive, default=120, metavar="N", help="verzoeken per pagina (standaard 120)"
    )
    command.add_argument("--log-lines", type=_positive, default=200_000, metavar="N", help="logregels om te verzegelen")
    command.add_argument(
        "--destroyed", type=_positive, default=10_000, metavar="N", help="casussen om te vernietigen (standaard 10.000)"
    )
    command.add_argument("--report", metavar="BESTAND", help="schrijf het verslag ook hierheen (Markdown)")
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=run)

    command = actions.add_parser(
        "log", help="meet wat een logregel kost om te schrijven, te verzegelen en na te rekenen"
    )
    command.add_argument(
        "--lines", type=_positive, default=1_000_000, metavar="N", help="logregels (standaard 1 miljoen)"
    )
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=log)

    command = actions.add_parser("destroy", help="meet hoeveel casussen per seconde worden vernietigd")
    command.add_argument("--cases", type=_positive, default=10_000, metavar="N", help="casussen (standaard 10.000)")
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=destroy)


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError
    return number


def seed(options) -> dict:
    """Make the database of this number of cases anew."""
    from eenplan.cli.bench import databases, seeding

    with databases.server():
        return {"ok": True, **seeding.seed(options.cases)}


def run(options) -> dict:
    """Measure, compare with the targets, and write the report."""
    from pathlib import Path

    from eenplan.cli.bench import databases, measuring, report, seeding

    with databases.server():
        for cases in options.cases:
            seeding.ensure(cases)
        found = measuring.everything(sorted(options.cases), options.requests, options.log_lines, options.destroyed)
    text = report.markdown(found)
    print(text)
    if options.report:
        Path(options.report).write_text(text + "\n", encoding="utf-8")
    return report.judged(found)


def log(options) -> dict:
    """Measure the log by itself: ten million lines are a matter of time, not of memory."""
    from eenplan.cli.bench import databases, logbook

    with databases.server():
        return {"ok": True, **logbook.measure(options.lines)}


def destroy(options) -> dict:
    """Measure destruction by itself."""
    from eenplan.cli.bench import databases, destroying

    with databases.server():
        found = destroying.measure(options.cases)
    if not options.json:
        print(f"{found['cases']} casussen in {found['seconds']} s: {found['cases_per_second']} per seconde.")
    return {"ok": True, **found}
