"""Reads archived records back out of WARC files, from where the last reading ended."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from flows.archived import BY_HAND, FOREIGN, ArchivedPage
from flows.errors import InputError

_PAGES = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.revisit
_KINDS = _PAGES | WarcRecordType.warcinfo | WarcRecordType.metadata
# Our own crawls say what a page was asked for as.
_ROLE = "Hongbao-Role"
_ROLES = frozenset({"article", "discovery", "robots"})
# And which address led to it, where it was asked for by another.
_ASKED = "Hongbao-Asked"
UNOPENED = "it cannot be opened"
_REQUIRED = ("WARC-Record-ID", "WARC-Date", "Content-Length")


class UnreadableError(InputError):
    """An archive that cannot be read to its end; `fault` says for the warehouse how far it can."""

    def __init__(self, message: str, fault: str) -> None:
        super().__init__(message)
        self.fault = fault


def read_pages(path: Path, start: int = 0) -> Iterator[ArchivedPage]:
    """The article pages of a WARC file from byte `start` on, in order: the records that are text.

    Raises InputError where the file is no WARC file, cannot be opened, or holds a damaged record.
    """
    return (page for page in read_records(path, start) if page.is_text)


def read_records(path: Path, start: int = 0) -> Iterator[ArchivedPage]:
    """All that a WARC file says of pages from byte `start` on, in order: feeds, robots.txt and revisits too.

    Raises UnreadableError, an InputError, where the file is no WARC file, cannot be opened, or holds a damaged record.
    """
    held: list[ArchivedPage] = []  # the last page, until what is told of it has been read too
    with _opened(path) as stream:
        stream.seek(start)
        try:
            yield from _hold(path, stream, held)
        except UnreadableError:
            # It came before the damage, so it is whole.
            yield from held
            raise
    yield from held


def _hold(path: Path, stream: BinaryIO, held: list[ArchivedPage]) -> Iterator[ArchivedPage]:
    """The pages of an open file but for the last, which is left in `held`."""
    is_foreign = path.name.startswith(FOREIGN)
    source_id = _source_id(path)
    for record in _records(path, stream):
        if record.record_type == WarcRecordType.metadata:
            held[:] = [page if is_foreign else replace(page, told=_fields(record)) for page in held]
            continue
        yield from held
        held.clear()
        if record.record_type == WarcRecordType.warcinfo:
            source_id = source_id if is_foreign else _fields(record).get("isPartOf", source_id)
        else:
            held.append(_page(path, record, source_id, is_foreign=is_foreign))


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        message = f"{path}: cannot be read ({error.strerror}); give the path of a WARC file"
        raise UnreadableError(message, UNOPENED) from error


def _records(path: Path, stream: BinaryIO) -> Iterator[WarcRecord]:
    at = stream.tell()
    try:
        for record in ArchiveIterator(stream, record_types=_KINDS, parse_http=False):
            if not is_whole(record):
                message = f"{path}: the record at byte {record.stream_pos} is damaged or cut off; get the file again"
                raise UnreadableError(message, f"damaged at byte {record.stream_pos}; the rest was not read")
            at = record.stream_pos
            record.parse_http(auto_decode="all")
            yield record
    except OSError as error:
        message = f"{path}: is not a readable WARC file ({error}); give a .warc or .warc.gz file"
        raise UnreadableError(message, f"damaged after byte {at}; the rest was not read") from error


def is_whole(record: WarcRecord) -> bool:
    """Whether a record has the fields that the standard asks of each and, where it states a digest, the block of it."""
    if not all(record.headers.get(name) for name in _REQUIRED):
        return False
    return not record.headers.get("WARC-Block-Digest") or record.verify_block_digest(consume=False)


def _source_id(path: Path) -> str | None:
    """The source in an archive file's name: `<source>-<instant>-<number>.warc.gz`."""
    parts = path.name.split("-")
    return parts[0] if len(parts) == 3 else None


def _fields(record: WarcRecord) -> dict[str, str]:
    lines = record.reader.read().decode("utf-8", errors="replace").splitlines()
    pairs = (line.partition(":") for line in lines)
    return {name.strip(): value.strip() for name, colon, value in pairs if colon}


def _page(path: Path, record: WarcRecord, source_id: str | None, *, is_foreign: bool) -> ArchivedPage:
    http = record.http_headers if record.is_http else None
    headers = {name.lower(): value for name, value in http.items()} if http is not None else {}
    content_type = headers.get("content-type") if http is not None else record.headers.get("Content-Type")
    role = _role(record, is_foreign=is_foreign)
    return ArchivedPage(
        warc_file=path.name,
        warc_offset=record.stream_pos,
        source_id=source_id,
        role=role,
        record=record.headers["WARC-Type"].lower(),
        url=(record.headers.get("WARC-Target-URI") or "").strip("<>"),
        fetched_at=_instant(record),
        status=http.status_code if http is not None else None,
        content_type=content_type,
        etag=headers.get("etag"),
        last_modified=headers.get("last-modified"),
        payload_digest=record.headers.get("WARC-Payload-Digest"),
        body=record.reader.read() if role in {"article", BY_HAND} else b"",
        told={},
        asked_url=None if is_foreign else record.headers.get(_ASKED),
    )


def _role(record: WarcRecord, *, is_foreign: bool) -> str:
    if record.record_type == WarcRecordType.resource:
        return BY_HAND
    role = "article" if is_foreign else record.headers.get(_ROLE)
    return role if role in _ROLES else "article"


def _instant(record: WarcRecord) -> datetime:
    date: datetime = record.record_date
    return date if date.tzinfo else date.replace(tzinfo=UTC)
