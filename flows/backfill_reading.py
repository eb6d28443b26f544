"""Reads one WARC file in a worker: keeps the records of pages that may be relevant, and reads the claims in those."""

import hashlib
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, cast

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from extraction.relevance import sort_pages
from extraction.watchlist import Watchlist
from flows.archive import is_whole, read_records
from flows.archived import FOREIGN
from flows.backfill_parts import FileReport, Work, drafting, write_part
from flows.batches import OK, BatchRows
from flows.errors import InputError
from flows.warc_streams import Stream, open_input
from spiders.sources import Sources

Filter = Callable[[bytes, str | None], bool]
AT = "at"  # how far a worker is, for whoever watches
_PAGES = WarcRecordType.response | WarcRecordType.resource
_KINDS = frozenset({"text/html", "application/xhtml+xml", "text/plain"})
_GONE = frozenset({404, 410})
_GZIP, LEVEL = zlib.MAX_WBITS + 16, 4
_ORIGIN = "Hongbao-Origin"  # file and byte offset of a kept record
TOO_LARGE, DAMAGED = "too large", "damaged"
_TELL_EVERY = 500


def read_file(work: Work) -> FileReport:
    """Read one file into `work.folder`, which is whole or not there; the counts of what was found.

    A damaged file has a `fault` and leaves nothing. Raises StreamError where a server breaks off.
    """
    with drafting(work.folder) as half:
        try:
            return _read_into(half, work)
        except InputError as error:
            return fault_of(work, str(error))


def _read_into(half: Path, work: Work) -> FileReport:
    started = time.monotonic()
    watchlist = _watchlist(work.watchlist)
    counts, kept = _keep_relevant(work, watchlist, half)
    rows = BatchRows(watchlist, Sources([]))
    if kept is not None:
        for page in read_records(kept):
            rows.add(page)
        rows.finish(kept.name, kept.stat().st_size)
    report = _report(
        work,
        counts + rows.outcomes,
        claims=sum(map(len, rows.claims.values())),
        seconds=time.monotonic() - started,
        kept=kept.name if kept else None,
    )
    write_part(half, report, rows.batch())
    return report


def fault_of(work: Work, fault: str) -> FileReport:
    """A file that could not be read, and why."""
    return _report(work, Counter(), fault=fault)


def _report(work: Work, counts: Counter[str], **found: object) -> FileReport:
    return FileReport(
        folder=str(work.folder), name=work.input.name, identity=work.input.identity, rules_version=work.rules_version,
        bytes=work.input.bytes, records=counts.total(), articles=counts["article"],
        rejected={reason: count for reason, count in sorted(counts.items()) if reason != "article"},
        **found,  # type: ignore[arg-type]
    )  # fmt: skip


@lru_cache(maxsize=2)
def _watchlist(told: str) -> Watchlist:
    return Watchlist.model_validate_json(told)


def _keep_relevant(work: Work, watchlist: Watchlist, half: Path) -> tuple[Counter[str], Path | None]:
    """Write the relevant records into a WARC file, named by its content; the others counted by reason."""
    counts: Counter[str] = Counter()
    draft, digest, is_wanted = half / "draft", hashlib.sha256(), sort_pages(watchlist)
    with open_input(work.input) as stream, draft.open("wb") as out:
        for record in _records(work, stream):
            if counts.total() % _TELL_EVERY == 0:
                (half / AT).write_text(str(stream.tell()))
            packed = _pack_if_relevant(record, work, is_wanted)
            if isinstance(packed, bytes):
                digest.update(packed)
                out.write(packed)
            counts["kept" if isinstance(packed, bytes) else packed] += 1
    kept = half / f"{FOREIGN}{digest.hexdigest()[:16]}-0.warc.gz"
    if not counts.pop("kept", 0):
        draft.unlink()
        return counts, None
    return counts, draft.rename(kept)


def _records(work: Work, stream: Stream) -> Iterator[WarcRecord]:
    at = 0
    try:
        stream.begin()
        for record in ArchiveIterator(cast("BinaryIO", stream), record_types=_PAGES, parse_http=False):
            at = record.stream_pos
            yield record
        is_torn = stream.is_torn_after(at)
    except OSError as error:
        where = f"cannot be read beyond byte {stream.tell()}" if stream.tell() else "cannot be read"
        raise InputError(f"{work.input.place}: {where} ({error}); get the file again") from error
    if is_torn:
        raise InputError(f"{work.input.place}: is cut off at byte {stream.tell()}; get the file again")


def _pack_if_relevant(record: WarcRecord, work: Work, is_wanted: Filter) -> bytes | str:
    """A record as a gzip member of its own, or why it is not kept."""
    if record.content_length > work.page_bytes:
        return TOO_LARGE
    block = record.reader.read()
    if len(block) < record.content_length:
        raise InputError(f"{work.input.place}: is cut off at byte {record.stream_pos}; get the file again")
    record.set_bytes_content(block)
    why = _why_not(record, work.page_bytes, is_wanted)
    if why is not None:
        return why
    packed = _pack(record, block, work.input.name)
    return packed if _is_readable(packed) else DAMAGED


def _why_not(record: WarcRecord, page_bytes: int, is_wanted: Filter) -> str | None:
    try:
        record.parse_http(auto_decode="all")
        body = record.reader.read(page_bytes + 1)
    except OSError:
        return DAMAGED
    http = record.http_headers if record.is_http else None
    if http is not None and http.status_code != OK:
        return "gone" if http.status_code in _GONE else "not_a_page"
    content_type = http.get("Content-Type") if http is not None else record.headers.get("Content-Type")
    if (content_type or "text/html").split(";")[0].strip().lower() not in _KINDS:
        return "not_a_page"
    if len(body) > page_bytes:
        return TOO_LARGE
    return None if is_wanted(body, content_type) else "irrelevant"


def _is_readable(packed: bytes) -> bool:
    """Whether a record is what its digests say, and can be read back."""
    return all(is_whole(record) for record in ArchiveIterator(BytesIO(packed), parse_http=False))


def _pack(record: WarcRecord, block: bytes, name: str) -> bytes:
    """The record as it is in its own file, block and all, with a word on where that was."""
    fields = [*record.headers.to_tuples(), (_ORIGIN, f"{' '.join(name.split())}#{record.stream_pos}")]
    lines = [record.headers.status_line or "WARC/1.0", *(f"{key}: {value}" for key, value in fields), "", ""]
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, _GZIP)
    return packer.compress("\r\n".join(lines).encode() + block + b"\r\n\r\n") + packer.flush()
