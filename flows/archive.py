"""Reads archived records back out of WARC files, from where the last reading ended."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from flows.archive_faults import UNOPENED, UnreadableError, fault_at
from flows.archived import FOREIGN, ArchivedPage, fields_of, page_from, source_of
from flows.warc_ends import UNKNOWN, find_tear
from flows.warc_starts import PIECE, skip_empty

_PAGES = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.revisit
_KINDS = _PAGES | WarcRecordType.warcinfo | WarcRecordType.metadata
_REQUIRED = ("WARC-Record-ID", "WARC-Date", "Content-Length")


def read_pages(path: Path, start: int = 0) -> Iterator[ArchivedPage]:
    """The article pages of a WARC file from byte `start` on, in order: the records that are text.

    Raises InputError where the file is no WARC file, cannot be opened, or holds a damaged record.
    """
    return (page for page in read_records(path, start) if page.is_text)


def read_records(path: Path, start: int = 0) -> Iterator[ArchivedPage]:
    """All that a WARC file says of pages from byte `start` on, in order: feeds, robots.txt and revisits too.

    Raises UnreadableError, an InputError, where the file is no WARC file, cannot be opened, holds a damaged record or
    breaks off in one; all that is before that record has been given then.
    """
    held: list[ArchivedPage] = []  # the last page, until what is told of it has been read too
    with _opened(path, start) as stream:
        try:
            yield from _hold(path, stream, held)
        except UnreadableError as error:
            # A record may be read from what is left of it; only one that came before the damage is whole.
            yield from (page for page in held if page.warc_offset < error.at)
            raise
    yield from held


def _hold(path: Path, stream: BinaryIO, held: list[ArchivedPage]) -> Iterator[ArchivedPage]:
    """The pages of an open file but for the last, which is left in `held`."""
    is_foreign = path.name.startswith(FOREIGN)
    source_id = source_of(path)
    for record in _records(path, stream):
        if record.record_type == WarcRecordType.metadata:
            held[:] = [page if is_foreign else replace(page, told=fields_of(record)) for page in held]
            continue
        yield from held
        held.clear()
        if record.record_type == WarcRecordType.warcinfo:
            source_id = source_id if is_foreign else fields_of(record).get("isPartOf", source_id)
        else:
            held.append(page_from(path, record, source_id, is_foreign=is_foreign))


def _opened(path: Path, start: int) -> BinaryIO:
    try:
        stream = path.open("rb")
    except OSError as error:
        message = f"{path}: cannot be read ({error.strerror}); give the path of a WARC file"
        raise UnreadableError(message, UNOPENED, start) from error
    stream.seek(start)
    return stream


def _records(path: Path, stream: BinaryIO) -> Iterator[WarcRecord]:
    start = seen = next_at = stream.tell()
    try:
        start = seen = next_at = _begin(stream)
        for record in ArchiveIterator(stream, record_types=_KINDS, parse_http=False):
            record.freeze()  # what is amiss in its block is found here
            if not is_whole(record):
                raise _damaged(path, record.stream_pos)
            seen, next_at = record.stream_pos, record.stream_pos + 1
            record.parse_http(auto_decode="all")
            yield record
    except OSError as error:
        tear = _find_tear(stream, start, seen)
        if tear is None and error.errno is None:
            return  # it was what fills the file up that could not be read; a fault of the disk has a number
        at = next_at if tear in {None, UNKNOWN} else tear
        raise _damaged(path, at, error if not next_at else None) from error
    tear = _find_tear(stream, start, seen)
    if tear not in {None, UNKNOWN}:
        raise _damaged(path, tear)


def _begin(stream: BinaryIO) -> int:
    """Go past what is empty at the front; the byte where that ends."""
    at = stream.tell()
    while empty := skip_empty(stream.read(PIECE)):
        at += empty
        stream.seek(at)
    stream.seek(at)
    return at


def _find_tear(stream: BinaryIO, start: int, seen: int) -> int | None:
    """Where a file is torn that is whole up to the last record seen; UNKNOWN too where the disk does not say."""
    try:
        signs = [stream.read(2) for place in (start, seen) if stream.seek(place) == place]
        # Of records that were packed together no place is known.
        known = seen if signs[0] == signs[1] else start
        stream.seek(known)
        return find_tear(stream.read, known)
    except OSError:
        return UNKNOWN


def _damaged(path: Path, at: int, error: OSError | None = None) -> UnreadableError:
    told = f"the record at byte {at} is damaged or cut off; get the file again"
    if error is not None:
        told = f"is not a readable WARC file ({error}); give a .warc or .warc.gz file"
    return UnreadableError(f"{path}: {told}", fault_at(at), at)


def is_whole(record: WarcRecord) -> bool:
    """Whether a record has the fields that the standard asks of each and, where it states a digest, the block of it."""
    if not all(record.headers.get(name) for name in _REQUIRED):
        return False
    return not record.headers.get("WARC-Block-Digest") or record.verify_block_digest(consume=False)
