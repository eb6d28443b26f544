"""Reads a crawl's answers back from its archive, in the shape that our readers of feeds and pages take."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes


@dataclass(frozen=True, slots=True)
class Exchange:
    """One answer and what it was asked for as: article, discovery or robots."""

    role: str
    response: Response


def read_exchanges(folder: Path) -> Iterator[Exchange]:
    """The whole answers in a folder of our own WARC files, in the order they came; one at a time, for they are long."""
    for path in sorted(folder.glob("*.warc.gz")):
        yield from read_file(path)


def read_file(path: Path) -> Iterator[Exchange]:
    with path.open("rb") as stream:
        for record in ArchiveIterator(stream, record_types=WarcRecordType.response, parse_http=False):
            record.parse_http(auto_decode="all")
            yield Exchange(record.headers.get("Hongbao-Role") or "", response_of(record))


def response_of(record: WarcRecord) -> Response:
    headers = Headers()
    for name, value in record.http_headers.items():
        headers.appendlist(name, value)
    headers.pop("Content-Encoding", None)
    url = (record.headers.get("WARC-Target-URI") or "").strip("<>")
    body = record.reader.read()
    kind = responsetypes.from_args(headers=headers, url=url, body=body)
    return kind(url, status=record.http_headers.status_code or 0, headers=headers, body=body)
