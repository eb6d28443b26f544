"""Builds WARC 1.1 records from what was sent and received, each as one gzip member ready to be written."""

import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http import HTTPStatus
from importlib.metadata import PackageNotFoundError, version
from io import BytesIO
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.http import Response
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.utils import Digester
from warcio.warcwriter import WARCWriter

GZIP = zlib.MAX_WBITS + 16
LEVEL = 4  # level 6 costs three times the time for a tenth of the size, and packing is most of what a page costs
WARC_DATE = "%Y-%m-%dT%H:%M:%S.%fZ"
FORMAT = "WARC File Format 1.1"
CONFORMS_TO = "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"

# Bodies are kept as unpacked by Scrapy, so these no longer say what the record holds. The originals go under
# the names that Common Crawl gives them.
REWRITTEN = {"content-encoding": "X-Crawl-Content-Encoding", "content-length": "X-Crawl-Content-Length"}
ROLE_FIELD = "Hongbao-Role"  # our own field, which the standard allows and other readers pass over
# What a revisit record says by its profile: the server sent the same bytes again, or said that nothing had changed.
SAME_BYTES = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
HOP_BY_HOP = {"transfer-encoding", "connection", "keep-alive"}


@dataclass(frozen=True, slots=True)
class Resource:
    """A document that came by hand rather than by HTTP; `url` is any URI, `metadata` what is known of it."""

    url: str
    content_type: str
    payload: bytes
    metadata: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FullRecord:
    """The record that holds a whole page, as a revisit refers to it; `archived_at` is its WARC-Date."""

    payload_digest: str
    archived_at: datetime


def software() -> str:
    try:
        return f"hongbao/{version('hongbao')}"
    except PackageNotFoundError:
        return "hongbao"


def digest_payload(body: bytes) -> str:
    """The payload digest as the archive's records carry it: `sha1:` and base 32."""
    digester = Digester("sha1")
    digester.update(body)
    return str(digester)


def pack_info(filename: str, source_id: str) -> bytes:
    """The warcinfo record that opens a file: what wrote it, and for which source."""
    fields = {
        "software": software(),
        "format": FORMAT,
        "conformsTo": CONFORMS_TO,
        "isPartOf": source_id,
        "robots": "obey",
    }
    return pack([new_writer().create_warcinfo_record(filename, fields)])


def pack_exchange(request: Request, response: Response, role: str, original: Mapping[str, str]) -> bytes:
    """A response record and the request record that belongs to it.

    `role` says what the page was asked for as: article, discovery or robots. `original` gives the header
    values as received (names in lower case) that unpacking the body has changed.
    """
    fields = {ROLE_FIELD: role}
    if response.ip_address:
        fields["WARC-IP-Address"] = str(response.ip_address)
    answer = build(response.url, "response", response.body, fields, response_head(response, original))
    question = build(response.url, "request", request.body, alongside(answer), request_head(request))
    return pack([answer, question])


def pack_revisit(
    request: Request, response: Response, role: str, original: Mapping[str, str], full: FullRecord
) -> bytes:
    """A revisit record, which says that `full` still holds, and the request record that belongs to it.

    Arguments are those of `pack_exchange`; the response's head is kept, its body is that of `full`.
    """
    is_confirmed = response.status == HTTPStatus.NOT_MODIFIED
    fields = {
        ROLE_FIELD: role,
        "WARC-Profile": NOT_MODIFIED if is_confirmed else SAME_BYTES,
        "WARC-Refers-To-Target-URI": response.url,
        "WARC-Refers-To-Date": full.archived_at.astimezone(UTC).strftime(WARC_DATE),
        "WARC-Payload-Digest": full.payload_digest,
    }
    if response.ip_address:
        fields["WARC-IP-Address"] = str(response.ip_address)
    answer = build(response.url, "revisit", b"", fields, response_head(response, original))
    question = build(response.url, "request", request.body, alongside(answer), request_head(request))
    return pack([answer, question])


def pack_resource(resource: Resource) -> bytes:
    """A resource record, and beside it a metadata record (application/warc-fields) of what is known."""
    document = build(resource.url, "resource", resource.payload, {"Content-Type": resource.content_type})
    lines = "".join(f"{name}: {' '.join(value.split())}\r\n" for name, value in resource.metadata.items())
    described = build(resource.url, "metadata", lines.encode(), alongside(document))
    return pack([document, described])


def build(
    url: str, kind: str, body: bytes, fields: dict[str, str], head: StatusAndHeaders | None = None
) -> ArcWarcRecord:
    """One record; `fields` are WARC header fields beyond the usual, `head` the HTTP head of an exchange."""
    return new_writer().create_warc_record(
        url,
        kind,
        payload=BytesIO(body),
        length=len(body),
        http_headers=head,
        warc_headers_dict=fields,
    )


def alongside(record: ArcWarcRecord) -> dict[str, str]:
    """The header fields by which a second record says that it was made together with the first."""
    head = record.rec_headers
    return {
        "WARC-Concurrent-To": head.get_header("WARC-Record-ID"),
        "WARC-Date": head.get_header("WARC-Date"),
    }


def response_head(response: Response, original: Mapping[str, str]) -> StatusAndHeaders:
    headers = [
        (name, value)
        for name, value in header_lines(response.headers)
        if name.lower() not in HOP_BY_HOP and name.lower() not in REWRITTEN
    ]
    headers += [(REWRITTEN[name], original[name]) for name in REWRITTEN if name in original]
    if response.status != HTTPStatus.NOT_MODIFIED:
        headers.append(("Content-Length", str(len(response.body))))
    try:
        phrase = HTTPStatus(response.status).phrase
    except ValueError:
        phrase = "Unknown"
    return StatusAndHeaders(f"{response.status} {phrase}", headers, protocol="HTTP/1.1")


def request_head(request: Request) -> StatusAndHeaders:
    parts = urlsplit(request.url)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    headers = [("Host", parts.netloc), *header_lines(request.headers)]
    return StatusAndHeaders(f"{request.method} {path} HTTP/1.1", headers, is_http_request=True)


def header_lines(headers: Mapping[bytes, list[bytes]]) -> Iterable[tuple[str, str]]:
    for name, values in headers.items():
        for value in values:
            yield name.decode("latin-1"), value.decode("latin-1")


def new_writer() -> WARCWriter:
    return WARCWriter(BytesIO(), gzip=False, warc_version="1.1")


def pack(records: Iterable[ArcWarcRecord]) -> bytes:
    """Each record a gzip member of its own, as the standard asks: any one can be read by its offset."""
    members = []
    for record in records:
        buffer = BytesIO()
        WARCWriter(buffer, gzip=False, warc_version="1.1").write_record(record)
        packer = zlib.compressobj(LEVEL, zlib.DEFLATED, GZIP)
        members.append(packer.compress(buffer.getvalue()) + packer.flush())
    return b"".join(members)
