"""One file that holds a whole installation: a tar in an age envelope, written and read as a stream.

The envelope (age-encryption.org/v1, X25519) finds every byte that was changed and every piece that is missing. In the tar:

    manifest.json       version, moment, owner, migrations, and how many rows every table has
    keys.json           what locks attachments, signs anchors and sessions
    journal.jsonl       the destruction journal
    anchors/…           the seals of the log
    database/000000 …   what pg_dump wrote (custom format), cut into pieces
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import tarfile
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO

import pyrage

from eenplan.runtime.errors import CommandError
from eenplan.runtime.programs import program

PIECE = 4 * 2**20  # bytes


@dataclass
class Manifest:
    """What is in an archive. `rows` counts every table; of those in `left_out` only the table itself is kept."""

    version: str
    at: str
    owner: str
    server_version: int
    migrations: list[list[str]]
    rows: dict[str, int]
    left_out: list[str]


@dataclass
class Content:
    """Everything in an archive but the database."""

    manifest: Manifest
    keys: dict[str, str]
    journal: bytes
    anchors: dict[str, bytes] = field(default_factory=dict)

    def small_parts(self) -> Iterator[tuple[str, bytes]]:
        """Name and bytes of each, in the order in which they stand in the tar."""
        yield "manifest.json", json.dumps(asdict(self.manifest)).encode()
        yield "keys.json", json.dumps(self.keys).encode()
        yield "journal.jsonl", self.journal
        for name, text in self.anchors.items():
            yield f"anchors/{name}", text


class Damaged(CommandError):
    """The file cannot be read to its end, or holds something else than it says."""


def write(to: IO[bytes], recipients: list, content: Content, database: IO[bytes]) -> None:
    """Write everything, encrypted for all recipients. Raises OSError, for instance when the disk is full."""
    with _stream_to(to, recipients) as pipe, tarfile.open(fileobj=pipe, mode="w|") as tar:
        for name, text in content.small_parts():
            _add(tar, name, text)
        for number, piece in enumerate(iter(lambda: database.read(PIECE), b"")):
            _add(tar, f"database/{number:06}", piece)


def read(path: Path, identity, use: Callable[[Content, Iterator[bytes]], None]) -> Content:
    """Give the content and the pieces of the database to `use`, and read on to the last byte. Raises Damaged."""
    with _stream_from(path, identity) as pipe, tarfile.open(fileobj=pipe, mode="r|") as tar:
        members = ((member.name, tar.extractfile(member).read()) for member in tar)
        content, pieces = _small_parts_of(members)
        use(content, pieces)
    return content


def check(path: Path, identity) -> Content:
    """Read the whole file as a restore would and count the rows of every table. Raises Damaged."""
    counted: dict[str, int] = {}
    content = read(path, identity, lambda content, pieces: counted.update(_counted(content, pieces)))
    expected = {table: 0 if table in content.manifest.left_out else n for table, n in content.manifest.rows.items()}
    if wrong := sorted(table for table in expected.keys() | counted if expected.get(table) != counted.get(table, 0)):
        first = wrong[0]
        raise Damaged(
            f"{path}: {len(wrong)} tabellen hebben een ander aantal rijen dan de database; {first} heeft er"
            f" {counted.get(first, 0)} in plaats van {expected.get(first, 0)}."
        )
    return content


def _small_parts_of(members: Iterator[tuple[str, bytes]]) -> tuple[Content, Iterator[bytes]]:
    """The content, read up to the first piece of the database; and all those pieces, to be read once."""
    parts: dict[str, bytes] = {}
    first = b""
    for name, text in members:
        if name.startswith("database/"):
            first = text
            break
        parts[name] = text
    try:
        content = Content(
            Manifest(**json.loads(parts["manifest.json"])),
            json.loads(parts["keys.json"]),
            parts["journal.jsonl"],
            {name.removeprefix("anchors/"): text for name, text in parts.items() if name.startswith("anchors/")},
        )
    except (KeyError, ValueError, TypeError):
        raise Damaged("Dit is geen back-up van Eenplan, of een van een andere versie.") from None

    def pieces() -> Iterator[bytes]:
        yield first
        for _name, text in members:
            yield text

    return content, pieces()


def _counted(content: Content, pieces: Iterator[bytes]) -> dict[str, int]:
    """Rows per table in what pg_dump wrote, by having pg_restore write the rows out as it would put them back."""
    arguments = [str(program("pg_restore", content.manifest.server_version)), "--data-only", "--file=-"]
    with (
        subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process,
        ThreadPoolExecutor(2) as beside,
    ):
        rows, complaint = beside.submit(_rows_in, process), beside.submit(process.stderr.read)
        feed(process, pieces)
        if process.wait():
            raise Damaged(f"pg_restore leest de back-up niet: {complaint.result().decode(errors='replace').strip()}")
        return rows.result()


def feed(process: subprocess.Popen, pieces: Iterator[bytes]) -> None:
    """Give a program the pieces; it is killed when they cannot be read, and may itself stop halfway."""
    try:
        with suppress(BrokenPipeError):
            for piece in pieces:
                process.stdin.write(piece)
            process.stdin.close()
    except BaseException:
        process.kill()
        raise


def _rows_in(writing: subprocess.Popen) -> dict[str, int]:
    """Lines between `COPY schema.table (…) FROM stdin;` and `\\.`, per table."""
    counted: dict[str, int] = {}
    table = None
    for line in writing.stdout or ():
        if table is None:
            if line.startswith(b"COPY ") and line.endswith(b" FROM stdin;\n"):
                table = line.split()[1].decode()
                counted[table] = 0
        elif line == b"\\.\n":
            table = None
        else:
            counted[table] += 1
    return counted


def _add(tar: tarfile.TarFile, name: str, text: bytes) -> None:
    member = tarfile.TarInfo(name)
    member.size = len(text)
    tar.addfile(member, io.BytesIO(text))


@contextmanager
def _stream_to(to: IO[bytes], recipients: list) -> Iterator[IO[bytes]]:
    """A pipe whose bytes are encrypted into `to`."""

    def encrypt(source: IO[bytes]) -> None:
        with source:
            try:
                pyrage.encrypt_io(source, to, recipients)
            except pyrage.EncryptError as error:  # writing failed; the reason stands in it as text
                raise OSError(str(error)) from None
            to.flush()  # what is still in memory may be what does not fit on the disk

    with _piped(encrypt, writing=False) as (pipe, outcome):
        try:
            with pipe:
                yield pipe
        except BrokenPipeError:
            outcome.result()  # the reason why nobody reads any more
            raise
        outcome.result()


@contextmanager
def _stream_from(path: Path, identity) -> Iterator[IO[bytes]]:
    """A pipe with the decrypted bytes. Raises Damaged when the envelope does not fit, also after the last byte was read."""

    def decrypt(sink: IO[bytes]) -> None:
        with sink, open(path, "rb") as file:
            pyrage.decrypt_io(file, sink, [identity])

    with _piped(decrypt, writing=True) as (pipe, outcome):
        try:
            with pipe:
                yield pipe
                while pipe.read(PIECE):
                    pass
            outcome.result()
        except (tarfile.TarError, AttributeError, EOFError, OSError, pyrage.DecryptError, Damaged) as error:
            reason = outcome.exception()
            if isinstance(error, Damaged) and (reason is None or isinstance(reason, BrokenPipeError)):
                raise
            raise Damaged(f"{path} is beschadigd, niet volledig, of met een andere sleutel versleuteld.") from None


@contextmanager
def _piped(work: Callable[[IO[bytes]], None], writing: bool) -> Iterator[tuple[IO[bytes], Future]]:
    """Our end of a pipe, and what comes of the work that has the other end, in a thread of its own."""
    reader, writer = os.pipe()
    theirs, ours = (
        (os.fdopen(writer, "wb"), os.fdopen(reader, "rb"))
        if writing
        else (os.fdopen(reader, "rb"), os.fdopen(writer, "wb"))
    )
    with ThreadPoolExecutor(1) as beside:
        outcome = beside.submit(work, theirs)
        try:
            yield ours, outcome
        finally:
            with suppress(BrokenPipeError):
                ours.close()
