"""What the archive holds of one page: its bytes as they came, its headers, and whether they fit their digest."""

import gzip
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, TypeVar

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

FOLDER = "archive"
# Pages that are collected are smaller; what claims to be larger is not read to its end.
MOST = 16 * 2**20
PIECE = 2**16
KINDS = WarcRecordType.response | WarcRecordType.resource
GZIP = 16 + zlib.MAX_WBITS

Read = TypeVar("Read")


class NotArchivedError(Exception):
    """The archive does not hold this record: its file is gone, or damaged, or its name leads elsewhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedPage:
    """One page as it was answered. `status` is None and `headers` are empty for a page that was handed in.

    `body` is unpacked, and cut at MOST bytes where `is_whole` is False; `digest` is what the archive states of it, and
    `is_digest_right` says whether the bytes agree.
    """

    url: str
    fetched_at: datetime
    status: int | None
    headers: tuple[tuple[str, str], ...]
    content_type: str
    body: bytes
    is_whole: bool
    digest: str
    is_digest_right: bool


def read_archived(place: Path, warc_file: str, offset: int) -> ArchivedPage:
    """The page at byte `offset` of the archive file `warc_file` of the data folder `place`.

    Raises NotArchivedError.
    """
    return open_at(place, warc_file, offset, read_page)


def read_record(place: Path, warc_file: str, offset: int) -> bytes:
    """The record itself as a .warc.gz of its own, which every tool for web archives reads; raises NotArchivedError."""
    return open_at(place, warc_file, offset, cut_member if warc_file.endswith(".gz") else pack_record)


def open_at(place: Path, warc_file: str, offset: int, read: Callable[[BinaryIO, int], Read]) -> Read:
    try:
        with find_file(place, warc_file).open("rb") as stream:
            stream.seek(offset)
            return read(stream, offset)
    except (OSError, EOFError, ValueError, zlib.error) as error:
        message = f"{warc_file}: the record at byte {offset} cannot be read ({error})"
        raise NotArchivedError(message) from error


def find_file(place: Path, warc_file: str) -> Path:
    """The archive file of that name; a name comes from the data, so it must not lead out of the archive."""
    folder = place / FOLDER
    is_name = warc_file == Path(warc_file).name and "\0" not in warc_file
    if not is_name or (folder / warc_file).resolve().parent != folder.resolve():
        message = f"{warc_file!r} is no name of an archive file"
        raise NotArchivedError(message)
    if not (folder / warc_file).is_file():
        message = f"{warc_file} is not in the archive"
        raise NotArchivedError(message)
    return folder / warc_file


def find_record(stream: BinaryIO, offset: int) -> WarcRecord:
    """The page that begins at byte `offset`; ValueError if none does."""
    stream.seek(offset)
    record: WarcRecord | None = next(iter(ArchiveIterator(stream, record_types=KINDS, parse_http=False)), None)
    if record is None or record.stream_pos != offset:
        message = "no page begins there"
        raise ValueError(message)
    return record


def read_page(stream: BinaryIO, offset: int) -> ArchivedPage:
    """Read in three passes: is it all there, is it what was sent, and what does it say when it is unpacked."""
    whole = find_record(stream, offset)
    if len(whole.reader.read(MOST)) < min(whole.content_length, MOST):
        message = "it breaks off"
        raise EOFError(message)
    is_right = has_digest(find_record(stream, offset))
    record = find_record(stream, offset)
    record.parse_http(auto_decode="all")
    http = record.http_headers if record.is_http else None
    headers = tuple((str(name), str(value)) for name, value in http.items()) if http is not None else ()
    body: bytes = record.reader.read(MOST)
    moment: datetime | None = record.record_date
    if moment is None:
        message = "it does not say when it was fetched"
        raise ValueError(message)
    return ArchivedPage(
        url=(record.headers.get("WARC-Target-URI") or "").strip("<>"),
        fetched_at=moment if moment.tzinfo else moment.replace(tzinfo=UTC),
        status=http.status_code if http is not None else None,
        headers=headers,
        content_type=(record.headers if http is None else http).get("Content-Type") or "",
        body=body,
        is_whole=len(body) < MOST,
        digest=record.headers.get("WARC-Payload-Digest") or record.headers.get("WARC-Block-Digest") or "",
        is_digest_right=is_right,
    )


def has_digest(record: WarcRecord) -> bool:
    """Whether the bytes, as they were sent, have the digest that is stated of them."""
    if record.content_length > MOST:
        return False
    record.parse_http(auto_decode="none")
    if record.is_http:
        return bool(record.verify_payload_digest(consume=True))
    return bool(record.verify_block_digest(consume=True))


def cut_member(stream: BinaryIO, offset: int) -> bytes:
    """The packed bytes of the record: one member of the gzip file."""
    member, inside = bytearray(), zlib.decompressobj(GZIP)
    while not inside.eof and len(member) < MOST:
        piece = stream.read(PIECE)
        if not piece:
            message = f"it breaks off {len(member)} bytes after byte {offset}"
            raise EOFError(message)
        packed = piece
        while packed and not inside.eof:  # in small portions, for what is packed can be a thousand times as large
            inside.decompress(packed, PIECE)
            packed = inside.unconsumed_tail
        member += piece[: len(piece) - len(inside.unused_data)]
    if not inside.eof:
        message = "it is larger than any page"
        raise ValueError(message)
    return bytes(member)


def pack_record(stream: BinaryIO, offset: int) -> bytes:
    record, written = find_record(stream, offset), BytesIO()
    if record.content_length > MOST:
        message = "it is larger than any page"
        raise ValueError(message)
    record.write(written)
    return gzip.compress(written.getvalue(), mtime=0)
