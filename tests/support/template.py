"""Fills the template database; a program of its own, because it works as the owner."""

import django
from django.db import transaction


def main() -> None:
    django.setup()
    from eenplan.cli import database
    from tests.support import world

    database.migrate(quiet=True)
    with transaction.atomic():
        world.build()


if __name__ == "__main__":
    main()
