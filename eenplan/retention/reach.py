"""Which rows go with a case, a referral or a person: taken from the declarations, put into the database for its policies.

`retention_reach()` lists per table the columns by which its rows are found; `retention_names()` where a person is named by
something that keeps it: neither destroyed with the person nor letting go of it (SET_NULL). Both are written after each
migration, as the owner.
"""

from django.apps import apps
from django.db import connection
from django.db.models import SET_NULL, ForeignKey, Model

from eenplan.access.declarations import Declaration

ROOTS = {"case": "cases.Case", "referral": "referrals.Referral", "person": "people.Person"}

#: hold no data themselves, and go with the last row that hangs on them (retention_erase)
WITH_THE_LAST = {"people_family", "conferences_conference"}


def reach() -> list[tuple[str, str, list[str]]]:
    """(destroyed with, table, columns) of every declared table; no columns: reached in another way, or forgotten."""
    return sorted(
        (model.declaration.destroyed, model._meta.db_table, _keys(model, model.declaration.destroyed))
        for model in _declared()
        if model.declaration.destroyed in ROOTS
    )


def names() -> list[tuple[str, str]]:
    """(table, column) wherever a person is named by a row that stands by itself."""
    return sorted(
        (model._meta.db_table, field.column)
        for model in apps.get_models(include_auto_created=True)
        if getattr(model, "declaration", Declaration("")).destroyed != "person"
        for field in _links(model, "person")
        if field.remote_field.on_delete is not SET_NULL
    )


def write(**kwargs) -> None:
    """Put both lists into the database; a receiver of `post_migrate`."""
    swept = ", ".join(f"('{sort}', '{table}', '{{{','.join(keys)}}}'::text[])" for sort, table, keys in reach() if keys)
    naming = ", ".join(f"('{table}', '{key}')" for table, key in names())
    with connection.cursor() as cursor:
        _function(cursor, "retention_reach", "destroyed_with text, name text, keys text[]", swept)
        _function(cursor, "retention_names", "name text, key text", naming)


def _function(cursor, name: str, columns: str, values: str) -> None:
    head = f"CREATE OR REPLACE FUNCTION {name}() RETURNS TABLE ({columns}) LANGUAGE sql IMMUTABLE"
    cursor.execute(f"{head} AS $$ VALUES {values} $$")


def _keys(model: type[Model], sort: str) -> list[str]:
    if model is apps.get_model(ROOTS[sort]):
        return ["id"]
    return [field.column for field in _links(model, sort)]


def _links(model: type[Model], sort: str) -> list[ForeignKey]:
    root = apps.get_model(ROOTS[sort])
    return [
        field for field in model._meta.local_fields if isinstance(field, ForeignKey) and field.related_model is root
    ]


def _declared() -> list[type[Model]]:
    return [model for model in apps.get_models(include_auto_created=True) if hasattr(model, "declaration")]
