"""A file on its way in: measured, recognised by its content, its name cleaned, scanned. Nothing of it is ever executed."""

import codecs
import io
import re
import unicodedata
import zipfile
import zlib
from contextlib import suppress
from pathlib import PurePosixPath
from typing import IO, NamedTuple

import puremagic
from defusedxml import DefusedXmlException, ElementTree
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from eenplan.files import scanner

TEXT = "text/plain"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
#: the closed list: content type, and the endings a name of that type may have; the first is given to a name without
ENDINGS = {
    "application/pdf": ("pdf",),
    "image/png": ("png",),
    "image/jpeg": ("jpg", "jpeg"),
    DOCX: ("docx",),
    ODT: ("odt",),
    TEXT: ("txt",),
}
BY_SIGNATURE = ("application/pdf", "image/png", "image/jpeg")
KINDS = ("PDF", "PNG", "JPEG", "DOCX", "ODT", "TXT")
LONGEST_STEM = 120
#: what reading an archive that is damaged, encrypted or made to hurt may raise
BROKEN = (
    ElementTree.ParseError, DefusedXmlException, zipfile.BadZipFile, zlib.error,
    ValueError, OSError, EOFError, RuntimeError, NotImplementedError,
)  # fmt: skip
#: how documents are packed; other ways are unpacked whole, whatever size an archive says, and so could fill the memory
PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
#: where Word and LibreOffice keep macros
MACROS = re.compile(r"vba|^(basic|scripts)/", re.IGNORECASE)
WORD_MAIN = f"{DOCX}.main+xml"
#: relationships of Word with what is run or taken in when the document is opened
RUNS = ("oleObject", "control", "aFChunk", "vbaProject")
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FIELDS, INSTRUCTION = (f"{_WORD}instrText", f"{_WORD}fldSimple"), f"{_WORD}instr"
#: fields of Word that take in a file or speak to a program
FETCHES = re.compile(r"\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK)\b", re.IGNORECASE)
XLINK = "{http://www.w3.org/1999/xlink}href"
#: an address outside the document, of the web or of a computer in the network
ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//|\\\\|\.\./", re.IGNORECASE)
#: elements of LibreOffice that lead somewhere only when somebody clicks
CLICKED = ("{urn:oasis:names:tc:opendocument:xmlns:text:1.0}a", "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}a")
#: what a document may grow to when it is opened, as a multiple of the limit on files
UNPACKED = 10


class Checked(NamedTuple):
    """A file that may be kept: `stored.put(*checked)`."""

    name: str
    content_type: str
    content: bytes


def receive(upload: UploadedFile) -> Checked:
    """The file that somebody handed in, checked. ValidationError says in Dutch why it is not taken, and what to do (R-77)."""
    if (upload.size or 0) > settings.FILE_LIMIT:
        raise ValidationError(
            _("Dit bestand is te groot: ten hoogste %(limit)s MB. Maak het kleiner, of splits het.")
            % {"limit": settings.FILE_LIMIT // 2**20},
            code="size",
        )
    content = upload.read()
    if not content:
        raise ValidationError(_("Dit bestand is leeg. Kies een ander bestand."), code="empty")
    kind, content = _recognised(content)
    if kind is None:
        raise ValidationError(
            _("Dit soort bestand wordt niet aangenomen. Kies %(kinds)s.") % {"kinds": get_text_list([*KINDS], _("of"))},
            code="kind",
        )
    name = _name(upload.name or "", kind)
    _scan(content)
    return Checked(name, kind, content)


def _recognised(content: bytes) -> tuple[str | None, bytes]:
    """What the bytes say, and the bytes to keep (text as UTF-8); the name and what the browser claims do not count."""
    if content.startswith(scanner.ARCHIVE):
        return _packed_kind(content), content
    text = None if content.startswith(b"%PDF-") else _text(content)
    if text is not None:  # before the signatures: "BM" begins a picture, and a letter about BMW
        return TEXT, text.encode()
    try:
        found = {match.mime_type for match in puremagic.magic_string(content)}
    except (puremagic.PureError, ValueError):
        return None, content
    return next((kind for kind in BY_SIGNATURE if kind in found), None), content


def _text(content: bytes) -> str | None:
    """What a plain text says, in the encodings in which Windows and others write it; None when it is no text."""
    encodings = (
        ("utf-16",) if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else ("utf-8-sig", "cp1252")
    )
    for encoding in encodings:
        with suppress(UnicodeDecodeError):
            text = content.decode(encoding)
            return None if re.search(r"[\x00-\x08\x0b\x0e-\x1f\x7f]", text) else text
    return None


def _packed_kind(content: bytes) -> str | None:
    """A text document of Word or LibreOffice, without macros and not a bomb; None for every other archive.

    ValidationError when it is one, but fetches or runs something else when it is opened.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = {entry.filename for entry in archive.infolist()}
            size = sum(entry.file_size for entry in archive.infolist())
            if (
                size > settings.FILE_LIMIT * UNPACKED
                or any(entry.compress_type not in PACKINGS for entry in archive.infolist())
                or any(MACROS.search(name) for name in names)
                or archive.testzip()
            ):
                return None
            kind = DOCX if _is_word(archive, names) else ODT if _is_open_text(archive, names) else None
            if kind and any(_reaches_out(archive.open(name)) for name in names if name.endswith((".rels", ".xml"))):
                raise ValidationError(
                    _(
                        "Dit document haalt bij het openen iets van elders op, of voert iets uit: een sjabloon, een object "
                        "of een kader. Bewaar het als PDF en kies dat bestand."
                    ),
                    code="external",
                )
            return kind
    except BROKEN:
        return None


def _is_word(archive: zipfile.ZipFile, names: set[str]) -> bool:
    """Does the list of contents name a main part of Word, that is there? What it is called differs by program."""
    if "[Content_Types].xml" not in names:
        return False
    parts = ElementTree.fromstring(archive.read("[Content_Types].xml"))
    return any(
        part.get("ContentType") == WORD_MAIN and (part.get("PartName") or "").lstrip("/") in names for part in parts
    )


def _is_open_text(archive: zipfile.ZipFile, names: set[str]) -> bool:
    declared = archive.read("mimetype").decode("latin-1") if "mimetype" in names else ""
    return declared.strip() == ODT and "content.xml" in names


def _reaches_out(part: IO[bytes]) -> bool:
    """Does a part of a document name something outside it, other than a link to click on, or something that runs?"""
    fields = ""
    for _event, element in ElementTree.iterparse(part):
        kind = (element.get("Type") or "").rsplit("/", 1)[-1]
        if kind in RUNS or (element.get("TargetMode") == "External" and kind != "hyperlink"):
            return True
        if ELSEWHERE.match(element.get(XLINK) or "") and element.tag not in CLICKED:
            return True
        if element.tag in FIELDS:  # Word parts the words of a field as it likes
            fields += f"{element.text or ''}{element.get(INSTRUCTION) or ''}"
        element.clear()
    return bool(FETCHES.search(fields))


def _name(given: str, kind: str) -> str:
    """The name without folders, hidden characters and what file systems cannot keep. Its ending fits the content."""
    text = unicodedata.normalize("NFC", given).replace("\\", "/")
    path = PurePosixPath("".join(" " if unicodedata.category(char)[0] in "CZ" else char for char in text))
    ending = path.suffix.lower().lstrip(".")
    if ending and ending not in ENDINGS[kind]:
        raise ValidationError(
            _(
                "De inhoud van dit bestand past niet bij de naam: het is geen %(ending)s. Bewaar het opnieuw als %(kind)s."
            )
            % {"ending": ending[:10], "kind": ENDINGS[kind][0]},
            code="ending",
        )
    stem = " ".join(re.sub(r'[:*?"<>|%/]', "-", path.stem).split()).strip(". ")[:LONGEST_STEM]
    return f"{stem or _('bestand')}.{ending or ENDINGS[kind][0]}"


def _scan(content: bytes) -> None:
    try:
        found = scanner.scan(content)
    except scanner.Unreachable:
        raise ValidationError(
            _("Bestanden kunnen nu niet op virussen worden gecontroleerd. Probeer het later opnieuw."), code="scanner"
        ) from None
    if found:
        raise ValidationError(
            _("In dit bestand is schadelijke inhoud gevonden; het is niet bewaard. Meld het uw beheerder."),
            code="harmful",
        )
