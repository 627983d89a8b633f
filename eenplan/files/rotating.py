"""A new key: whatever is kept locked is locked again with the newest, in batches; whoever is interrupted runs it again."""

from django.apps import apps
from django.db import models, transaction

from eenplan.files import vault
from eenplan.files.models import LockedField

BATCH = 20


def rotate() -> dict[str, int]:
    """{"relocked", "already", "closed"}: how many values went over, had the newest key, or open with no key. Runs as owner."""
    count = {"relocked": 0, "already": 0, "closed": 0}
    for table in apps.get_models():
        fields = [field.attname for field in table._meta.fields if isinstance(field, LockedField)]
        last = 0
        while fields and (done := _batch(table, fields, last, count)):
            last = done
    return count


def _batch(table: type[models.Model], fields: list[str], after: int, count: dict[str, int]) -> int:
    """Go on after this row; the number of the last row that was seen, 0 at the end."""
    with transaction.atomic():
        rows = list(table._default_manager.select_for_update(of=("self",)).filter(pk__gt=after).order_by("pk")[:BATCH])
        for row in rows:
            for field in fields:
                if getattr(row, field) is not None:
                    count[_relock(row, field)] += 1
    return rows[-1].pk if rows else 0


def _relock(row: models.Model, field: str) -> str:
    locked = getattr(row, field)
    if vault.newest(locked):
        return "already"
    try:
        setattr(row, field, vault.relock(locked))
    except vault.CannotOpen:
        return "closed"
    row.save(update_fields=[field])
    return "relocked"
