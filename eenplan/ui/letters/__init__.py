"""Letters as tagged PDF (PDF/UA-1, EN 301 549): one layout, filled with plain data, so that no room draws its own."""

import json
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import typst
from django.utils.translation import get_language, gettext

from eenplan.law.calendar import written

_LAYOUT = Path(__file__).with_name("letter.typ")


@dataclass
class Letter:
    """A letter under construction: `heading`, `text`, `items` and `table` add to it, `pdf` draws it.

    `addressee` is a list of lines; `references` are pairs (label, value) above the subject.
    """

    sender: str
    addressee: list[str]
    subject: str
    dated: date
    references: list[tuple[str, str]] = field(default_factory=list)
    blocks: list[dict[str, Any]] = field(default_factory=list)

    def heading(self, text: str, level: int = 2) -> None:
        self.blocks.append({"kind": "heading", "level": level, "text": text})

    def text(self, *paragraphs: str) -> None:
        """Paragraphs; a line break of the writer stays a new paragraph."""
        for line in (line for paragraph in paragraphs for line in paragraph.splitlines() if line.strip()):
            self.blocks.append({"kind": "text", "text": line})

    def items(self, items: list[str]) -> None:
        if items:
            self.blocks.append({"kind": "list", "items": items})

    def table(self, head: list[str], rows: list[list[str]]) -> None:
        if rows:
            self.blocks.append({"kind": "table", "head": head, "rows": rows})

    def pdf(self) -> bytes:
        """The letter as PDF/UA-1. What people typed stands in it as text, never as markup."""
        data = asdict(self) | {
            "dated": self.dated.isoformat(),
            "references": [[gettext("Datum"), written(self.dated)], *map(list, self.references)],
            "language": (get_language() or "nl")[:2],
        }
        return typst.compile(_LAYOUT, sys_inputs={"letter": json.dumps(data)}, pdf_standards=["ua-1"])
