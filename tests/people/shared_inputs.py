"""Real input beside the repository, when it is there: `EENPLAN_SHARED` names its folder, else `../shared`."""

import csv
import os
from pathlib import Path

import pytest

SHARED = Path(os.environ.get("EENPLAN_SHARED", Path(__file__).parents[3] / "shared"))
INPUTS = SHARED / "findings" / "inputs"


def given(name: str) -> bytes:
    """The bytes of an input; the test is skipped, with a message, where it is not there."""
    path = INPUTS / name
    if not path.exists():
        pytest.skip(f"needs {name} in {INPUTS}")
    return path.read_bytes()


def bsn_of(content: bytes, label: str) -> str:
    """The BSN of the list with this label."""
    heading, *rows = csv.reader(content.decode("utf-8-sig").splitlines(), delimiter=";")
    return next(row[heading.index("01.01.20")].zfill(9) for row in rows if row[0] == label)
