"""One page as the archive holds it, on its way to whoever reads it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from fastwarc.warc import WarcRecord, WarcRecordType

BY_HAND = "by-hand"
# Archives that others wrote: what they say in our own fields and of source and metadata is not believed.
FOREIGN = "foreign-"
# Our own crawls say what a page was asked for as.
_ROLE = "Hongbao-Role"
_ROLES = frozenset({"article", "discovery", "robots"})
# And which address led to it, where it was asked for by another.
_ASKED = "Hongbao-Asked"
_GONE = frozenset({404, 410})
_FAREWELLS = frozenset({301, 308})
_PAGE_COLUMNS = (
    "warc_file", "warc_offset", "url", "source_id", "role", "record", "fetched_at", "status", "content_type",
    "payload_digest", "etag", "last_modified", "asked_url",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedPage:
    """One archived page with its place in the archive; `told` is what was told of it by hand (see spiders.archive).

    `role` is article, discovery, robots or by-hand; `record` is response, resource or revisit. Only of pages that
    may be articles is the body read; a revisit has none, for it says that an earlier record still holds.
    `asked_url` is the address that led to `url`, where it is another.
    """

    warc_file: str
    warc_offset: int
    source_id: str | None
    role: str
    record: str
    url: str
    fetched_at: datetime
    status: int | None
    content_type: str | None
    etag: str | None
    last_modified: str | None
    payload_digest: str | None
    body: bytes
    told: Mapping[str, str]
    asked_url: str | None = None

    @property
    def is_text(self) -> bool:
        """Whether it holds what may be an article: no feed, no robots.txt, no word that a page is unchanged."""
        return self.role in {"article", BY_HAND} and self.record != "revisit"

    @property
    def is_gone(self) -> bool:
        """Whether its site says so: by status, or by leading to a front page for good, an answer kept only then."""
        is_farewell = self.status in _FAREWELLS and self.record == "response" and self.role == "article"
        return self.status in _GONE or (is_farewell and not self.warc_file.startswith(FOREIGN))

    def row(self, outcome: str, article_id: str | None) -> dict[str, Any]:
        """It as a row of raw.pages; `outcome` is what reading it came to, `article_id` the article that it holds."""
        told = {name: getattr(self, name) for name in _PAGE_COLUMNS}
        return told | {"outcome": outcome, "article_id": article_id}


def source_of(path: Path) -> str | None:
    """The source in an archive file's name: `<source>-<instant>-<number>.warc.gz`."""
    parts = path.name.split("-")
    return parts[0] if len(parts) == 3 else None


def fields_of(record: WarcRecord) -> dict[str, str]:
    """The named fields in the block of a warcinfo or metadata record."""
    lines = record.reader.read().decode("utf-8", errors="replace").splitlines()
    pairs = (line.partition(":") for line in lines)
    return {name.strip(): value.strip() for name, colon, value in pairs if colon}


def page_from(path: Path, record: WarcRecord, source_id: str | None, *, is_foreign: bool) -> ArchivedPage:
    """What a response, resource or revisit holds; what others say in fields of ours is not believed."""
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
