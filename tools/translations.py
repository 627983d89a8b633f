"""The English catalogue. Source texts are Dutch; English must be complete. Needs no gettext programs.

python tools/translations.py update     take new and changed texts into the catalogue, drop those that are gone
python tools/translations.py check      fail on anything missing, doubtful, left over or not compiled
python tools/translations.py compile    make the .mo file that Django reads
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import django
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "eenplan"
PO = SOURCE / "locale" / "en" / "LC_MESSAGES" / "django.po"
MO = PO.with_suffix(".mo")
#: Dutch texts of libraries, in which the reader is "u"; written by hand
POLITE = SOURCE / "locale" / "nl" / "LC_MESSAGES" / "django.po"

KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}")


def main(arguments: list[str]) -> int:
    """Run one of the three commands; returns the exit status."""
    commands = {"update": update, "check": check, "compile": compile_catalogue}
    if len(arguments) != 1 or arguments[0] not in commands:
        print(__doc__, file=sys.stderr)
        return 2
    settings.configure()
    django.setup()
    problems = commands[arguments[0]]()
    for problem in problems:
        print(problem)
    return bool(problems)


def update() -> list[str]:
    """Bring the catalogue up to the source; says what is left to translate."""
    catalogue = _catalogue()
    catalogue.update(_source(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    # Dates in the header would make every update a change.
    catalogue.creation_date = catalogue.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
    catalogue.header_comment = "# English texts of Eenplan; the source texts are Dutch."
    PO.parent.mkdir(parents=True, exist_ok=True)
    with PO.open("wb") as file:
        write_po(file, catalogue, width=110, sort_output=True, include_lineno=False)
    compile_catalogue()
    return []


def compile_catalogue() -> list[str]:
    """Write the .mo files."""
    MO.write_bytes(_compiled(_catalogue()))
    POLITE.with_suffix(".mo").write_bytes(_compiled(_polite()))
    return []


def check() -> list[str]:
    """Everything that keeps the catalogue from being complete, one line each."""
    source, catalogue = _source(), _catalogue()
    wanted = {_key(message): message for message in source if message.id}
    present = {_key(message): message for message in catalogue if message.id}
    problems = [f"missing: {_text(wanted[key])}" for key in wanted.keys() - present.keys()]
    problems += [f"left over: {_text(present[key])}" for key in present.keys() - wanted.keys()]
    for key in wanted.keys() & present.keys():
        problems += [f"{doubt}: {_text(present[key])}" for doubt in _doubts(present[key])]
    if not MO.exists() or MO.read_bytes() != _compiled(catalogue):
        problems.append("django.mo is not made from this django.po: run the command compile")
    polite = POLITE.with_suffix(".mo")
    if not polite.exists() or polite.read_bytes() != _compiled(_polite()):
        problems.append("the .mo of nl is not made from its .po: run the command compile")
    problems += [
        f"placeholders differ: {_text(each)}"
        for each in _polite()
        if each.id and "placeholders differ" in _doubts(each)
    ]
    return sorted(problems)


def _doubts(message: Message) -> Iterator[str]:
    translations = message.string if isinstance(message.string, tuple) else (message.string,)
    if not all(translations):
        yield "not translated"
    elif message.fuzzy:
        yield "fuzzy"
    elif _placeholders(translations) != _placeholders(message.id):
        yield "placeholders differ"


def _source() -> Catalog:
    """All texts in code and templates."""
    catalogue = Catalog(project="Eenplan", charset="utf-8")
    for path in sorted(SOURCE.rglob("*")):
        if path.suffix in (".py", ".html", ".txt") and "migrations" not in path.parts:
            for _line, ids, comments, context in _texts(path):
                catalogue.add(ids, None, [(str(path.relative_to(ROOT)), 0)], auto_comments=comments, context=context)
    return catalogue


def _texts(path: Path) -> Iterator[tuple]:
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        # What Django makes of a template reads as Python once its lines start at the margin.
        text = "\n".join(line.lstrip() for line in templatize(text, str(path)).splitlines())
    return extract("python", io.BytesIO(text.encode()), KEYWORDS, comment_tags=("Translators",))


def _catalogue() -> Catalog:
    if PO.exists():
        with PO.open("rb") as file:
            catalogue = read_po(file, locale="en")
    else:
        catalogue = Catalog(locale="en", project="Eenplan", charset="utf-8", fuzzy=False)
    return catalogue


def _polite() -> Catalog:
    with POLITE.open("rb") as file:
        return read_po(file, locale="nl")


def _compiled(catalogue: Catalog) -> bytes:
    file = io.BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def _key(message: Message) -> tuple:
    return message.context, message.id


def _text(message: Message) -> str:
    text = message.id[0] if isinstance(message.id, tuple) else message.id
    where = ", ".join(file for file, _line in message.locations[:2])
    return f"{text!r} ({where})"


def _placeholders(text: str | tuple[str, ...]) -> set[str]:
    return set(PLACEHOLDER.findall(" ".join(text) if isinstance(text, tuple) else text))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
