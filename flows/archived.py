"""One page as the archive holds it, on its way to whoever reads it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

BY_HAND = "by-hand"
# Archives that others wrote: what they say in our own fields and of source and metadata is not believed.
FOREIGN = "foreign-"
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
