"""The commands that keep the installation running."""

from __future__ import annotations

import argparse
import os
import sys

from eenplan.runtime.dsn import dsn, running, where
from eenplan.runtime.errors import CommandError
from eenplan.runtime.home import JOURNAL, anchors, unfinished
from eenplan.runtime.proxies import networks
from eenplan.runtime.start import started

PORT = int(os.environ.get("PORT") or 8000)


def register(commands) -> None:
    """Add `dsn`, `where`, `migrate`, `serve`, `worker`, `demo` and `django`."""
    command = commands.add_parser("dsn", help="de verbinding met de draaiende database")
    command.add_argument("--role", choices=["app", "owner"], default="app")
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=show_dsn)

    command = commands.add_parser("migrate", help="breng de database op de stand van deze versie")
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=migrate)

    command = commands.add_parser("serve", help="start de webserver")
    command.add_argument("--host", default="127.0.0.1")
    command.add_argument("--port", type=int, default=PORT, help="0: een vrije poort")
    command.add_argument("--port-file", help="schrijf hierin op welke poort de server luistert")
    command.add_argument("--workers", type=int, default=2, help="processen (standaard 2)")
    command.add_argument("--threads", type=int, default=4, help="draden per proces (standaard 4)")
    command.set_defaults(run=serve)

    command = commands.add_parser("worker", help="voer de taken op de achtergrond uit")
    command.add_argument("--concurrency", type=int, default=2, help="taken tegelijk (standaard 2)")
    command.set_defaults(run=worker)

    command = commands.add_parser("demo", help="alles tegelijk, met een fictief huis")
    command.add_argument("--port", type=int, default=PORT)
    command.add_argument("--fresh", action="store_true", help="met nieuwe gegevens; de oude krijgen een andere naam")
    command.set_defaults(run=demo)

    command = commands.add_parser("where", help="waar alles van deze installatie staat")
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=show_places)

    command = commands.add_parser("django", help="een beheeropdracht van Django")
    command.add_argument("--role", choices=["app", "owner"], default="app")
    command.add_argument("arguments", nargs=argparse.REMAINDER, metavar="...")
    command.set_defaults(run=django)


def show_dsn(options) -> dict:
    """Print how to connect to the running database."""
    if not running():
        raise CommandError("De database draait niet; start haar met `eenplan demo` of `eenplan serve`.")
    connection = dsn(options.role)
    if not options.json:
        print(connection)
    return {"role": options.role, "dsn": connection}


def show_places(options) -> dict:
    """Print where home, database, files, anchors and journal lie."""
    places = where()
    places |= {"anchors": anchors(), "journal": places["home"] / JOURNAL}
    if not options.json:
        for what, place in places.items():
            print(f"{what:9} {place}{'' if place.exists() else '  (is er nog niet)'}")
    return {"ok": True, **{what: str(place) for what, place in places.items()}}


def migrate(options) -> dict:
    """Roles, tables, access rules and reference data, as the owner."""
    with started("owner"):
        from eenplan.cli import database

        return {"ok": True, "applied": database.migrate(quiet=options.json)}


def serve(options) -> None:
    """Serve the pages until stopped."""
    address = f"http://{options.host}:{options.port}"
    if options.host in ("127.0.0.1", "localhost", "::1"):
        os.environ.setdefault("EENPLAN_URL", address)
    elif "EENPLAN_URL" not in os.environ:
        raise CommandError("Zet EENPLAN_URL op het openbare adres, bijvoorbeeld https://eenplan.example.")
    _names_its_proxies()
    _refuse_half_restored()
    with started():
        from eenplan.cli import database, web

        database.collect_static()
        web.run(f"{options.host}:{options.port}", options.workers, options.threads, options.port_file)


def _names_its_proxies() -> None:
    """TLS is done by a proxy. Without its name every visitor would have its address, and one could use up all sign-ins."""
    proxies = networks(os.environ.get("EENPLAN_TRUSTED_PROXIES", ""))
    if os.environ["EENPLAN_URL"].startswith("https:") and not proxies:
        raise CommandError(
            "Zet EENPLAN_TRUSTED_PROXIES op het adres van de proxy die TLS doet, bijvoorbeeld 127.0.0.1 of 10.0.0.0/24: alleen "
            "zij mag vertellen wie er werkelijk vraagt."
        )


def _refuse_half_restored() -> None:
    """In a database that was put back stands what was destroyed since, until the journal was replayed."""
    if unfinished().exists():
        raise CommandError(
            "Het terugzetten van de back-up is niet af: geef dezelfde opdracht `eenplan restore` nog eens, dan gaat zij verder."
        )


def worker(options) -> None:
    """Run background jobs until stopped."""
    _refuse_half_restored()
    with started():
        from eenplan.cli import worker

        worker.run(options.concurrency)


def demo(options) -> None:
    """A whole trial installation, until Ctrl-C."""
    from eenplan.cli import demo

    demo.run(options.port, options.fresh)


def django(options) -> None:
    """Pass a command on to Django."""
    with started(options.role):
        from django.core.management import execute_from_command_line

        execute_from_command_line(["eenplan django", *options.arguments])
    sys.stdout.flush()
