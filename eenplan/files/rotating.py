"""A new key: every kept file is locked again with the newest, in batches; whoever is interrupted runs it again."""

from django.apps import apps
from django.db import transaction

from eenplan.files import vault
from eenplan.files.models import StoredFile

BATCH = 20


def rotate() -> dict[str, int]:
    """{"relocked", "already", "closed"}: how many files went over, had the newest key, or open with no key. Runs as owner."""
    count = {"relocked": 0, "already": 0, "closed": 0}
    for table in (model for model in apps.get_models() if issubclass(model, StoredFile)):
        last = 0
        while done := _batch(table, last, count):
            last = done
    return count


def _batch(table: type[StoredFile], after: int, count: dict[str, int]) -> int:
    """Go on after this row; the number of the last row that was seen, 0 at the end."""
    with transaction.atomic():
        rows = list(table.objects.select_for_update(of=("self",)).filter(pk__gt=after).order_by("pk")[:BATCH])
        for row in rows:
            count[_relock(row)] += 1
    return rows[-1].pk if rows else 0


def _relock(row: StoredFile) -> str:
    if vault.newest(row.locked):
        return "already"
    try:
        row.locked = vault.relock(row.locked)
    except vault.CannotOpen:
        return "closed"
    row.save(update_fields=["locked"])
    return "relocked"
