"""Turns archived pages into a batch for the warehouse: each page read, its claims and rejected figures in rows."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any, TypedDict

from extraction.actors import gazetteer
from extraction.claims import RULES_VERSION
from extraction.folding import fold
from extraction.metadata import read_time
from extraction.pages import Page, read_page
from extraction.reading import read_article
from extraction.records import Article, Claim, RejectedFigure
from extraction.watchlist import Watchlist
from flows.archived import ArchivedPage
from spiders.sources import Sources
from warehouse.batch import Batch, make_frame

OK = 200
# Among outcomes: a file that could be read in part only, or not at all.
DAMAGED = "damaged archive"
# Feeds and robots.txt are evidence of collection, not of claims.
_NOT_READ = frozenset({"discovery", "robots"})
Version = tuple[str, str]
Fetch = tuple[str, str, datetime]
_NAMES = {kind: tuple(one.name for one in fields(kind)) for kind in (Article, Claim, RejectedFigure)}


class Outlet(TypedDict):
    """What is told of who published an article; a tier is told of those that the sources file names."""

    source_id: str | None
    publisher: str | None
    tier: str | None


@dataclass(slots=True)
class BatchRows:
    """Rows on their way into a batch; a version of an article has the claims of its last fetch that knows its day.

    `records` counts them by archive file. `known` has what the warehouse told of articles, by id, whose source the
    configuration no longer names: it stays.
    """

    watchlist: Watchlist
    sources: Sources
    known: Mapping[str, Outlet] = field(default_factory=dict)
    articles: dict[Fetch, dict[str, Any]] = field(default_factory=dict)
    claims: dict[Version, list[dict[str, Any]]] = field(default_factory=dict)
    rejected: dict[Version, list[dict[str, Any]]] = field(default_factory=dict)
    mentions: dict[Version, list[dict[str, Any]]] = field(default_factory=dict)
    read_as: dict[Version, tuple[bool, datetime]] = field(default_factory=dict)
    pages: list[dict[str, Any]] = field(default_factory=list)
    files: list[dict[str, Any]] = field(default_factory=list)
    outcomes: Counter[str] = field(default_factory=Counter)
    records: Counter[str] = field(default_factory=Counter)

    def add(self, archived: ArchivedPage) -> Article | None:
        """Read one archived page; its article, or None where it holds none (counted by reason)."""
        article = _read(archived, self.watchlist)
        outcome = "article" if isinstance(article, Article) else article
        self.outcomes[outcome] += 1
        self.records[archived.warc_file] += 1
        found = article if isinstance(article, Article) else None
        self.pages.append(archived.row(outcome, found.article_id if found is not None else None))
        if found is not None:
            self._keep(archived, found)
        return found

    def _keep(self, archived: ArchivedPage, article: Article) -> None:
        version = (article.article_id, article.text_sha256)
        self.articles[*version, archived.fetched_at] = {
            **_row(article),
            **self._tell_outlet(archived, article),
            "fetched_at": archived.fetched_at,
            "warc_file": archived.warc_file,
            "warc_offset": archived.warc_offset,
            "payload_digest": archived.payload_digest,
        }
        read_as = (article.published_at is not None, archived.fetched_at)
        if version not in self.read_as or self.read_as[version] <= read_as:
            self.read_as[version] = read_as
            self._keep_reading(version, article)

    def _keep_reading(self, version: Version, article: Article) -> None:
        reading = read_article(article, self.watchlist)
        named = {"text_sha256": article.text_sha256}
        self.claims[version] = [_row(claim) | named for claim in reading.claims]
        self.rejected[version] = [_row(figure) | named for figure in reading.rejected]
        counts = Counter(name.actor for name in gazetteer(self.watchlist).find(fold(article.text)) if name.is_watched)
        self.mentions[version] = [
            named | {"article_id": article.article_id, "app": app, "mentions": count} for app, count in counts.items()
        ]

    def _tell_outlet(self, archived: ArchivedPage, article: Article) -> Outlet:
        """The outlet that published a page: never the finder that told of it, but whose site it is of."""
        source = self.sources.get(archived.source_id or "")
        if source is not None and source.is_finder:
            source = self.sources.outlet_of(archived.url)
        if source is not None:
            return Outlet(source_id=source.id, publisher=source.publisher, tier=source.tier)
        unnamed = Outlet(source_id=archived.source_id, publisher=article.publisher, tier=None)
        return self.known.get(article.article_id, unnamed)

    def finish(self, file: str, bytes_read: int, earlier: int | None = 0, fault: str | None = None) -> None:
        """Say that an archive file has been read up to `bytes_read`, and what is wrong with it.

        `earlier` are its records that were read before these rows, None where nobody knows.
        """
        records = None if earlier is None else earlier + self.records[file]
        self.files.append({"file": file, "bytes_read": bytes_read, "records": records, "fault": fault})

    def batch(self) -> Batch:
        """All rows as the frames that loading takes."""
        return Batch(
            rules_version=RULES_VERSION,
            articles=make_frame("articles", self.articles.values()),
            claims=make_frame("claims", _joined(self.claims.values())),
            rejected_figures=make_frame("rejected_figures", _joined(self.rejected.values())),
            mentions=make_frame("mentions", _joined(self.mentions.values())),
            pages=make_frame("pages", self.pages),
            archive_files=make_frame("archive_files", self.files),
        )


def page_of(archived: ArchivedPage) -> Page:
    """The page as extraction takes it, with what was told of it by hand."""
    told = archived.told
    return Page(
        url=None if archived.url.startswith("urn:") else archived.url,
        content_type=archived.content_type,
        body=archived.body,
        article_id=told.get("article_id"),
        title=told.get("title"),
        publisher=told.get("publisher"),
        lang=told.get("language"),
        published_at=read_time(told.get("published")),
    )


def _read(archived: ArchivedPage, watchlist: Watchlist) -> Article | str:
    if archived.role in _NOT_READ:
        return archived.role
    if archived.is_gone:
        return "gone"
    if archived.record == "revisit":
        return "unchanged"
    if archived.status not in (None, OK):
        return "not_a_page"
    return read_page(page_of(archived), watchlist)


def _row(record: Article | Claim | RejectedFigure) -> dict[str, Any]:
    return {name: getattr(record, name) for name in _NAMES[type(record)]}


def _joined(groups: Iterable[list[dict[str, Any]]]) -> Iterable[Mapping[str, Any]]:
    return [row for group in groups for row in group]
