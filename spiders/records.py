"""Builds WARC 1.1 records, each as one gzip member ready to be written."""

import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from io import BytesIO

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.utils import Digester
from warcio.warcwriter import WARCWriter

GZIP = zlib.MAX_WBITS + 16
LEVEL = 4  # level 6 costs three times the time for a tenth of the size, and packing is most of what a page costs
WARC_DATE = "%Y-%m-%dT%H:%M:%S.%fZ"
FORMAT = "WARC File Format 1.1"
CONFORMS_TO = "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"


@dataclass(frozen=True, slots=True)
class Resource:
    """A document that came by hand rather than by HTTP; `url` is any URI, `metadata` what is known of it."""

    url: str
    content_type: str
    payload: bytes
    metadata: Mapping[str, str] = field(default_factory=dict)


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
