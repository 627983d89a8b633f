"""Reference data: the safety regions and municipalities of the Netherlands, from when they exist (R-96)."""

import csv
from collections.abc import Iterator
from pathlib import Path

from eenplan.network.models import Municipality, SafetyRegion

FOLDER = Path(__file__).parent / "reference"


def load() -> None:
    """Bring regions and municipalities to the state of the files; loading twice changes nothing. Runs as the owner."""
    SafetyRegion.objects.bulk_create(
        [SafetyRegion(code=row["code"], name=row["name"]) for row in _rows("safety_regions.csv")],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name"],
    )
    regions = dict(SafetyRegion.objects.values_list("code", "pk"))
    Municipality.objects.bulk_create(
        [
            Municipality(
                code=row["code"], name=row["name"], region_id=regions[row["safety_region"]], since=row["since"] or None
            )
            for row in _rows("municipalities.csv")
        ],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name", "region", "since"],
    )


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)
