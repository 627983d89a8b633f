"""The rows of each page fetched by hand, as the owner on the same connection: the floor under what a page can cost."""

from __future__ import annotations

from functools import cache

from eenplan.cli.bench import databases, scripts
from eenplan.cli.bench.explicit import values
from eenplan.cli.bench.visitors import Visitor


def fetch(page: str, visitor: Visitor, turn: int) -> list[list]:
    """The rows of the page for this visitor."""
    from django.db import connection, transaction

    found = []
    with transaction.atomic(), connection.cursor() as cursor, databases.role(cursor, "owner"):
        for statement in _statements()[page]:
            cursor.execute(statement.format(**values(visitor), case=visitor.case(turn), word=visitor.word(turn)))
            found.append(cursor.fetchall())
    return found


@cache
def _statements() -> dict[str, list[str]]:
    return {
        page: [each for each in text.split(";\n") if each.strip()] for page, text in scripts.parts("handwritten.sql")
    }
