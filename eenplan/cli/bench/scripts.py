"""SQL of the benchmark, kept in files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent


def read(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


def parts(name: str) -> Iterator[tuple[str, str]]:
    """Title and text of each part of a script; a line that begins with `-- ## ` gives the title of a part."""
    for part in read(name).split("\n-- ## ")[1:]:
        title, text = part.split("\n", 1)
        yield title, text
