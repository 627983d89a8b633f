"""Makes the template database, in two steps; a program of its own, because it works as the owner."""

import sys

import django
from django.core.management import call_command
from django.core.management.commands.migrate import Command as Tables
from django.db import transaction


def migrate() -> None:
    """The tables and no more: neither policies nor rows."""
    from eenplan.cli import database

    database.extensions()
    call_command(Tables(), interactive=False, verbosity=0)


def fill() -> None:
    """Policies, reference data and the world."""
    from eenplan.cli import database
    from tests.support import world

    database.migrate(quiet=True)
    with transaction.atomic():
        world.build()


if __name__ == "__main__":
    django.setup()
    {"migrate": migrate, "fill": fill}[sys.argv[1]]()
