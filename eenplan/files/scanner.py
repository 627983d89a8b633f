"""The hook for a virus scanner: `EENPLAN_SCANNER`.

Nothing: only the test file of EICAR is found, so that the hook can be tried. `clamd:/run/clamd.sock` or
`clamd:host:port`: a running ClamAV. `package.module.function`: called with the content, answers what it found, or "".
"""

import io
import socket
import struct
import zipfile
from collections.abc import Iterator

from django.conf import settings
from django.utils.module_loading import import_string

#: written in two parts, so that a scanner does not take this file for the test file
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE!$H+H*"
#: what an archive begins with
ARCHIVE = b"PK\x03\x04"
PATIENCE = 30
CHUNK = 2**16


class Unreachable(Exception):
    """The scanner gives no answer: nothing is taken in until it does."""


def scan(content: bytes) -> str:
    """The name of what was found, or "". Raises Unreachable."""
    kind, _colon, address = settings.SCANNER.partition(":")
    if not kind:
        return _test_file(content)
    if kind == "clamd":
        return _clamd(address, content)
    return import_string(kind)(content)


def _test_file(content: bytes) -> str:
    return "EICAR" if any(EICAR in part for part in _parts(content)) else ""


def _parts(content: bytes) -> Iterator[bytes]:
    """The content, and what is packed in it (`receive` has found that it can be unpacked)."""
    yield content
    if content.startswith(ARCHIVE):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for entry in archive.infolist():
                yield archive.read(entry)


def _clamd(address: str, content: bytes) -> str:
    """Stream the content to clamd: pieces with their length, an empty one at the end; "stream: OK" or "… FOUND"."""
    try:
        with _connected(address) as clamd:
            clamd.sendall(b"zINSTREAM\0")
            for start in range(0, len(content), CHUNK):
                piece = content[start : start + CHUNK]
                clamd.sendall(struct.pack("!L", len(piece)) + piece)
            clamd.sendall(struct.pack("!L", 0))
            answer = _answer(clamd)
    except OSError as error:
        raise Unreachable from error
    if answer.endswith("OK"):
        return ""
    if answer.endswith("FOUND"):
        return answer.removeprefix("stream: ").removesuffix(" FOUND")
    raise Unreachable(answer)


def _connected(address: str) -> socket.socket:
    host, colon, port = address.rpartition(":")
    if colon:
        return socket.create_connection((host, int(port)), PATIENCE)
    clamd = socket.socket(socket.AF_UNIX)
    clamd.settimeout(PATIENCE)
    clamd.connect(address)
    return clamd


def _answer(clamd: socket.socket) -> str:
    answer = b""
    while piece := clamd.recv(4096):
        answer += piece
    return answer.rstrip(b"\0\n").decode("utf-8", "replace")
