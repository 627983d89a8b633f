"""What is taken in, and what is not, whatever it is called."""

import socket
import struct
import threading
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from eenplan.files.receiving import ENDINGS, LONGEST_STEM, ODT, receive
from eenplan.files.scanner import EICAR
from tests.files.conftest import DOCX, JPEG, OPEN_TEXT, PDF, PNG, WORD, packed, upload

ALLOWED = {"pdf": PDF, "png": PNG, "jpg": JPEG, "jpeg": JPEG, "docx": DOCX, "odt": OPEN_TEXT, "txt": b"Beste lezer,"}


def code(refused) -> str:
    return refused.value.code


def outcome(file) -> tuple[str, str]:
    """What became of a file: ("kept", its name) or ("refused", why)."""
    try:
        return "kept", receive(file).name
    except ValidationError as refused:
        return "refused", refused.code


def small_by_its_own_account(packing) -> bytes:
    """A document that says it is of 1 kB, and unpacks to far more than any."""
    content = bytearray(packed({**WORD, "word/document.xml": bytes(40 * 2**20)}, packing))
    size = content.rindex(b"PK\x01\x02") + 24
    content[size : size + 4] = struct.pack("<L", 1000)
    return bytes(content)


@pytest.mark.parametrize(("ending", "content"), ALLOWED.items())
def test_the_closed_list_is_taken_in(ending, content, received):
    kept = received(f"verslag.{ending}", content)
    assert kept.name == f"verslag.{ending}"
    assert kept.content == content
    assert ending in ENDINGS[kept.content_type]


@pytest.mark.law("R-77", "WGS 1.8(8)")
@pytest.mark.parametrize(
    "content",
    [
        b"MZ\x90\x00\x03" + bytes(100),  # a program
        b"GIF89a" + bytes(40),
        b"\x7fELF" + bytes(100),
        packed({"a.txt": "x"}),
        packed({"[Content_Types].xml": "<x/>", "xl/workbook.xml": "<x/>"}),
        packed({**WORD, "word/vbaProject.bin": b"macro"}),
        packed({"mimetype": ODT, "content.xml": "<x/>", "Basic/Standard/Module1.xml": "macro"}),
        packed({"mimetype": ODT, "content.xml": "<x/>", "Scripts/python/a.py": "macro"}),
        packed({**WORD, "bom": bytes(110 * 2**20)}),
        DOCX[:-30],
        DOCX[:51] + b"\xff" + DOCX[52:],  # damaged on the way
        bytes(range(256)),
        b"PK\x03\x04",
    ],
)
def test_anything_else_is_refused_whatever_it_is_called(content, received):
    for name in ("verslag.pdf", "verslag.docx", "verslag.txt", "verslag"):
        with pytest.raises(ValidationError) as refused:
            received(name, content)
        assert code(refused) == "kind"


@pytest.mark.law("R-77")
@pytest.mark.parametrize("packing", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA, zipfile.ZIP_DEFLATED])
def test_an_archive_that_lies_about_its_size_does_not_fill_the_memory(packing, received):
    content = small_by_its_own_account(packing)
    tracemalloc.start()
    try:
        with pytest.raises(ValidationError) as refused:
            received("bom.docx", content)
        assert code(refused) == "kind"
        assert tracemalloc.get_traced_memory()[1] < 2**24
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("name", ["plaatje.pdf", "pagina.html", "plaatje.svg", "start.exe", "verslag.pdf.scr"])
def test_a_name_that_says_something_else_than_the_content_is_refused(name, received):
    content = b"<script>alert(1)</script>" if name.endswith(("html", "svg")) else PNG
    with pytest.raises(ValidationError) as refused:
        received(name, content)
    assert code(refused) == "ending"


def test_a_letter_that_begins_like_a_picture_is_a_letter(received):
    assert received("brief.txt", b"BMW gezien voor de deur").content_type == "text/plain"
    assert received("brief.txt", b"PKN is een kerk").content_type == "text/plain"
    assert received("brief.txt", b"MZ is de afkorting").content_type == "text/plain"


@pytest.mark.law("R-77")
def test_harmful_content_is_refused_through_the_hook_also_when_it_is_packed(received):
    for name, content in (("a.txt", EICAR), ("a.docx", packed({**WORD, "word/x.bin": EICAR})), ("a.pdf", PDF + EICAR)):
        with pytest.raises(ValidationError) as refused:
            received(name, content)
        assert code(refused) == "harmful"


def test_a_house_can_plug_in_its_own_scanner(received, settings):
    settings.SCANNER = "tests.files.test_receiving.finds_everything"
    with pytest.raises(ValidationError) as refused:
        received("a.txt", b"onschuldig")
    assert code(refused) == "harmful"


def finds_everything(content: bytes) -> str:
    return "iets"


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (b"stream: OK\0", ("kept", "a.pdf")),
        (b"stream: Win.Test FOUND\0", ("refused", "harmful")),
        (b"", ("refused", "scanner")),
    ],
)
def test_clamav_is_asked_piece_by_piece_and_without_an_answer_nothing_is_taken_in(answer, expected, settings):
    content = b"%PDF-" + bytes(200_000)
    heard = []

    def serve(listening):
        link, _address = listening.accept()
        with link, link.makefile("rb") as sent:
            heard.append(sent.read(10))
            while size := struct.unpack("!L", sent.read(4))[0]:
                heard.append(sent.read(size))
            link.sendall(answer)

    with socket.create_server(("127.0.0.1", 0)) as listening:
        settings.SCANNER = f"clamd:127.0.0.1:{listening.getsockname()[1]}"
        clamd = threading.Thread(target=serve, args=[listening])
        clamd.start()
        assert outcome(upload("a.pdf", content)) == expected
        clamd.join(5)
    assert b"".join(heard) == b"zINSTREAM\0" + content


def test_a_scanner_that_is_not_there_lets_nothing_through(received, settings):
    settings.SCANNER = "clamd:/nergens/clamd.sock"
    with pytest.raises(ValidationError) as refused:
        received("a.txt", b"onschuldig")
    assert code(refused) == "scanner"


def test_what_is_too_large_or_empty_is_refused_with_the_limit(received, settings):
    settings.FILE_LIMIT = 2**20
    with pytest.raises(ValidationError, match="1 MB"):
        received("a.txt", b"a" * (2**20 + 1))
    with pytest.raises(ValidationError) as refused:
        received("a.txt", b"")
    assert code(refused) == "empty"


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("../../etc/passwd", "passwd.txt"),
        ("C:\\Users\\jan\\verslag.txt", "verslag.txt"),
        ("a\x00b\u202etxt.txt", "a b txt.txt"),
        ('wie: "wat" <waar>?.TXT', "wie- -wat- -waar--.txt"),
        ("   .txt", "bestand.txt"),
        ("...", "bestand.txt"),
        ("", "bestand.txt"),
        ("ë" * 300 + ".txt", "ë" * LONGEST_STEM + ".txt"),
    ],
)
def test_a_name_keeps_what_it_says_and_loses_what_could_hurt(given_name, kept):
    file = upload("x", b"tekst")
    file._name = given_name
    assert receive(file).name == kept


@given(st.text(max_size=400))
def test_any_name_becomes_one_that_can_be_kept_and_sent(name):
    file = upload("x", b"tekst")
    file._name = name
    result, kept = outcome(file)
    if result == "refused":
        assert kept == "ending"
        return
    assert kept.endswith(".txt")
    assert len(kept) <= 200
    assert kept.isprintable()
    assert not set(kept) & set('/\\:*?"<>|')


@given(st.binary(max_size=300))
def test_any_content_is_taken_in_or_refused_in_words(content):
    assert outcome(upload("x", content))[1] in {f"x.{endings[0]}" for endings in ENDINGS.values()} | {"kind", "empty"}


# --- what programs really write ---------------------------------------------------------------------------------------

FINDINGS = Path(__file__).parents[3] / "shared" / "findings" / "inputs"
RELATION = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"{mode}/></Relationships>'
)
EXTERNAL = ' TargetMode="External"'
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OPEN = (
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)
FETCHED = ("attachedTemplate", "frame", "image", "subDocument", "oleObject", "font", "mailMergeSource")


def related(kind, target="http://elders.test/x", mode=EXTERNAL) -> bytes:
    return packed({**WORD, "word/_rels/settings.xml.rels": RELATION.format(kind=kind, target=target, mode=mode)})


def open_text(content) -> bytes:
    return packed({"mimetype": ODT, "content.xml": content})


REACHING = {
    **{kind: related(kind) for kind in FETCHED},
    "a template in the network": related("attachedTemplate", r"\\\\elders\\x.dotm"),
    "an object inside": related("oleObject", "embeddings/a.bin", ""),
    "a control": related("control", "activeX/a.xml", ""),
    "a chunk of another kind": related("aFChunk", "a.html", ""),
    "a field that starts a program": packed({**WORD, "word/document.xml":
        f"<w:a {W}><w:instrText>DDE</w:instrText><w:instrText>AUTO c:\\\\x</w:instrText></w:a>"}),
    "a field that takes in a file": packed({**WORD, "word/footer1.xml": f'<w:fldSimple {W} w:instr="INCLUDETEXT x"/>'}),
    "a picture from elsewhere": open_text(f'<draw:image {OPEN} xlink:href="https://elders.test/x.png"/>'),
    "a section from elsewhere": open_text(f'<text:section-source {OPEN} xlink:href="../x.odt"/>'),
}  # fmt: skip


@pytest.mark.law("R-77")
@pytest.mark.parametrize("content", REACHING.values(), ids=REACHING)
def test_a_document_that_reaches_out_when_it_is_opened_is_refused_with_the_reason(content, received):
    with pytest.raises(ValidationError) as refused:
        received("brief.docx", content)
    assert code(refused) == "external"


@pytest.mark.parametrize("content", [
    related("hyperlink"),
    related("image", "media/a.png", ""),
    related("styles", "styles.xml", ""),
    packed({**WORD, "word/document.xml": f"<w:instrText {W}>PAGE</w:instrText>"}),
])  # fmt: skip
def test_a_link_to_click_on_and_what_lies_inside_are_taken(content, received):
    assert received("brief.docx", content).content == content


def test_links_in_an_open_document_are_taken(received):
    content = open_text(
        f'<text:a {OPEN} xlink:href="https://elders.test/"><draw:image xlink:href="Pictures/a.png"/></text:a>'
    )
    assert received("brief.odt", content).content_type == ODT


def test_a_document_is_known_by_its_list_of_contents_and_not_by_the_names_of_its_parts(received):
    types = WORD["[Content_Types].xml"].replace("document.xml", "document2.xml")
    assert received("online.docx", packed({"[Content_Types].xml": types, "word/document2.xml": "<w/>"}))
    with pytest.raises(ValidationError):
        received("leeg.docx", packed({"[Content_Types].xml": types, "word/document.xml": "<w/>"}))


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig", "utf-16"])
def test_text_in_the_encodings_of_windows_is_kept_as_text(encoding, received):
    text = "Gesprek met moeder: café, zoë\r\nen “zo” verder – €"
    assert received("kladblok.txt", text.encode(encoding)).content.decode() == text


def test_a_document_that_means_to_overwhelm_its_reader_is_refused(received):
    bomb = '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><a>&c;</a>'
    with pytest.raises(ValidationError):
        received("bom.docx", packed({**WORD, "word/settings.xml": bomb}))


@pytest.mark.skipif(not FINDINGS.exists(), reason="needs shared/findings beside the repository")
def test_the_files_that_once_went_wrong_go_right(received):
    assert received("a.docx", (FINDINGS / "word-online.docx").read_bytes())
    assert "café" in received("a.txt", (FINDINGS / "kladblok-ansi.txt").read_bytes()).content.decode()
    with pytest.raises(ValidationError) as refused:
        received("a.docx", (FINDINGS / "word-remote-template.docx").read_bytes())
    assert code(refused) == "external"
