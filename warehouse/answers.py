"""What a release answers with where a frame would be too much: one article, one run, one edition."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """What a release holds: `edition` is sample or live; counts are of what is in force."""

    edition: str
    created_at: datetime
    articles: int
    claims: int
    facts: int
    newest_article_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One current article; the quotes of its claims are slices of `text`."""

    article_id: str
    url: str | None
    publisher: str | None
    tier: str | None
    title: str | None
    byline: str | None
    lang: str
    published_at: datetime | None
    fetched_at: datetime
    text: str
    text_sha256: str
    source_id: str | None
    story_id: str
    lead_article_id: str
    copies: int
    warc_file: str | None
    warc_offset: int | None
    payload_digest: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run of the pipeline; `stages` is one readable line."""

    run_id: str
    flow: str
    started_at: datetime
    finished_at: datetime | None
    outcome: str
    message: str | None
    stages: str | None
