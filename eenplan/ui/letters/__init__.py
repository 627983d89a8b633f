"""Letters as tagged PDF (PDF/UA-1, EN 301 549): one layout, filled with plain data, so that no room draws its own."""

import json
import re
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import typst
from django.utils.translation import get_language, gettext

from eenplan.law.calendar import written
from eenplan.ui.text import cleaned

_LAYOUT = Path(__file__).with_name("letter.typ")
_FONTS = Path(__file__).with_name("fonts")
#: how the typesetter names what no font of ours can show
_MISSING = re.compile(r"the text `(\".*?\")` could not be displayed", re.DOTALL)
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
#: so many different texts are replaced one by one; then everything that is not Latin
_TRIES = 12


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
        if text := _title(text):
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
            "subject": _title(self.subject) or gettext("Brief"),
            "dated": self.dated.isoformat(),
            "references": [[gettext("Datum"), written(self.dated)], *map(list, self.references)],
            "language": (get_language() or "nl")[:2],
        }
        return _set(json.dumps(_cleaned(data), ensure_ascii=False))


def _title(text: str) -> str:
    """A heading in which there is something to read; a tagged PDF takes no other."""
    return cleaned(text, one_line=True).strip()


def _cleaned(data):
    """The same lists and dictionaries, with clean texts: not everything that is printed came in by a form."""
    if isinstance(data, str):
        return cleaned(data)
    if isinstance(data, dict):
        return {key: _cleaned(value) for key, value in data.items()}
    return [_cleaned(value) for value in data] if isinstance(data, list | tuple) else data


def _set(letter: str) -> bytes:
    """The PDF of a letter in JSON. What no font has becomes a replacement sign: a letter that says less beats none."""
    for _try in range(_TRIES):
        try:
            return _compiled(letter)
        except typst.TypstError as error:
            told = _MISSING.findall(str(error))
            if not told:
                raise
            missing = "".join(map(_unescaped, told))
            if not missing:  # a sign that goes onto another one is not named
                break
            letter = letter.translate(dict.fromkeys(map(ord, missing), _REPLACEMENT))
    return _compiled(re.sub("[^\x00-\u024f]", _REPLACEMENT, letter))


def _compiled(letter: str) -> bytes:
    return typst.compile(_LAYOUT, sys_inputs={"letter": letter}, pdf_standards=["ua-1"], font_paths=_fonts())


@cache
def _fonts() -> typst.Fonts:
    """Ours and those of the typesetter, never the machine's: a letter looks alike everywhere."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[_FONTS])


def _unescaped(text: str) -> str:
    """The signs in a message, where \\u{f0b7} stands for one of them; what every font has is not among them."""
    plain = re.sub(r"\\u\{([0-9a-f]+)\}", lambda match: chr(int(match[1], 16)), text)
    return re.sub("[ -~]", "", plain)
