"""`eenplan <command>`: finds the command, runs it, and tells in one sentence what went wrong."""

from __future__ import annotations

import argparse
import errno
import importlib
import json
import signal
import sys
from collections.abc import Sequence

from eenplan import __version__
from eenplan.runtime.errors import CommandError
from eenplan.runtime.logs import database_away

#: where each command comes from; the module defines `register(commands)`
SOURCES = {
    "eenplan.cli.commands": ("dsn", "where", "migrate", "serve", "worker", "demo", "django"),
    "eenplan.network.commands": ("house",),
    "eenplan.people.commands": ("import-persons",),
    "eenplan.files.commands": ("files",),
    "eenplan.cli.access": ("access",),
    "eenplan.audit.commands": ("audit",),
    "eenplan.retention.commands": ("retention",),
    "eenplan.cli.check": ("check",),
    "eenplan.cli.backup": ("backup", "backup-key", "restore"),
    "eenplan.cli.bench": ("bench",),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Entry point of the console script; returns the exit status."""
    arguments = sys.argv[1:] if arguments is None else arguments
    options = parser(next(iter(arguments), "")).parse_args(arguments)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):  # what a command started is stopped with it
        signal.signal(number, signal.default_int_handler)
    try:
        result = options.run(options)
    except CommandError as error:
        return _failed(options, str(error))
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        if not (reason := _not_ours(error)):
            raise
        return _failed(options, reason)
    if getattr(options, "json", False):
        print(json.dumps(result if isinstance(result, dict) else {}, ensure_ascii=False, default=str))
    if not isinstance(result, dict):
        return 0
    return int(result.get("status", result.get("ok") is False))


def parser(command: str = "") -> argparse.ArgumentParser:
    """The parser for one command, so that `dsn` does not import the code of an import; for all when none is named."""
    parser = argparse.ArgumentParser(prog="eenplan", description="Eenplan: één gezin, één plan, één regisseur.")
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(title="opdrachten", required=True, metavar="OPDRACHT")
    for source in [source for source, names in SOURCES.items() if command in names] or SOURCES:
        importlib.import_module(source).register(commands)
    return parser


def _not_ours(error: Exception) -> str:
    """In one sentence what went wrong, when the database or a disk did; nothing when the fault is in the program."""
    if database_away(error):
        return f"De database antwoordt niet of kan niet verder: {' '.join(str(error).split())}"
    if isinstance(error, OSError) and (error.filename or error.errno in (errno.ENOSPC, errno.EDQUOT)):
        return f"{error.filename or 'De schijf'}: {error.strerror}."
    return ""


def _failed(options: argparse.Namespace, message: str) -> int:
    print(f"eenplan: {message}", file=sys.stderr)
    if getattr(options, "json", False):
        print(json.dumps({"ok": False, "error": message}, ensure_ascii=False))
    return 1
