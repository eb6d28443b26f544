"""One page as the archive holds it, on its way to whoever reads it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

BY_HAND = "by-hand"
# Archives that others wrote: what they say in our own fields and of source and metadata is not believed.
FOREIGN = "foreign-"
_GONE = frozenset({404, 410})
_FAREWELLS = frozenset({301, 308})


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
