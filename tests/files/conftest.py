"""Files as people hand them in, made in memory."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from eenplan.files.receiving import ODT, receive


def packed(files: dict[str, str | bytes], packing=zipfile.ZIP_DEFLATED) -> bytes:
    """An archive that holds these files."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", packing) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return whole.getvalue()


PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(20)
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + bytes(30)
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
WORD = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    f'<Override PartName="/word/document.xml" ContentType="{MAIN}"/></Types>',
    "word/document.xml": "<w/>",
}
DOCX = packed(WORD)
OPEN_TEXT = packed({"mimetype": ODT, "content.xml": "<office/>"})


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.fixture
def received():
    """`received("brief.pdf", PDF)`: what is kept of it, or ValidationError."""
    return lambda name, content: receive(upload(name, content))
