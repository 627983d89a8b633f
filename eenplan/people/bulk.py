"""Many rows in one statement, several times faster than the ORM; values are given by column.

Row security, constraints and triggers do their work as ever. All rows of a call have the same columns.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db import connection
from django.db.models import Model
from psycopg import sql

BATCH = 10_000

_INSERT = "INSERT INTO {table} ({columns}) SELECT {columns} FROM json_populate_recordset(NULL::{table}, %s)"
_UPDATE = """UPDATE {table} SET ({columns}) = ROW ({values})
               FROM json_populate_recordset(NULL::{table}, %s) AS new WHERE {table}.id = new.id"""

_INSTEAD = " ON CONFLICT ({key}) DO UPDATE SET ({columns}) = ROW ({given})"

_DELETE = sql.SQL("DELETE FROM {} WHERE {} = ANY (%s::bigint[])")


def insert(model: type[Model], rows: Sequence[dict[str, Any]]) -> None:
    """Add rows; raises IntegrityError like any insert."""
    for batch in _batches(rows):
        _execute(_INSERT, model, list(batch[0]), batch)


def update(model: type[Model], rows: Sequence[dict[str, Any]]) -> None:
    """Give the rows with these `id`s these values."""
    for batch in _batches(rows):
        _execute(_UPDATE, model, [column for column in batch[0] if column != "id"], batch)


def put(model: type[Model], rows: Sequence[dict[str, Any]], key: str) -> None:
    """Add rows, or give the row with the same value of this unique column these values."""
    for batch in _batches(rows):
        _execute(_INSERT + _INSTEAD.replace("{key}", key), model, list(batch[0]), batch)


def delete(model: type[Model], column: str, numbers: Iterable[int]) -> None:
    """Remove the rows that have one of these numbers in this column."""
    with connection.cursor() as cursor:
        cursor.execute(_DELETE.format(_table(model), sql.Identifier(column)), [list(numbers)])


def _batches(rows: Sequence[dict[str, Any]]) -> Iterator[Sequence[dict[str, Any]]]:
    return (rows[start : start + BATCH] for start in range(0, len(rows), BATCH))


def _execute(statement: str, model: type[Model], columns: list[str], rows: Sequence[dict[str, Any]]) -> None:
    composed = sql.SQL(statement).format(
        table=_table(model),
        columns=sql.SQL(", ").join(map(sql.Identifier, columns)),
        values=sql.SQL(", ").join(sql.Identifier("new", column) for column in columns),
        given=sql.SQL(", ").join(sql.Identifier("excluded", column) for column in columns),
    )
    with connection.cursor() as cursor:
        cursor.execute(composed, [json.dumps(rows, ensure_ascii=False)])


def _table(model: type[Model]) -> sql.Identifier:
    return sql.Identifier(model._meta.db_table)
