"""The one spider for every outlet: discovery documents first, then the articles they name, newest first."""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from typing import Any

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from spiders.counted import CONDITIONAL, NOT_MODIFIED, ROLE, CountedSpider, stop_if_archive_failed
from spiders.discovery import header, read_listing
from spiders.errors import NotAFeedError
from spiders.health import judge_freshness, newest_date
from spiders.items import Item, Listing
from spiders.job import CrawlJob, Validator
from spiders.moves import moved_note, new_home
from spiders.outcomes import Outcome, explain
from spiders.prefilter import Prefilter
from spiders.report import Health
from spiders.sites import sites_of
from spiders.sources import Discovery, Source
from spiders.tally import DiscoveryOutcome

SITEMAPS_OF_AN_INDEX = 20
TOO_MANY = Outcome("more items than one crawl takes", Health.OK, is_refusal=True, is_lasting=False)
UNREADABLE = Outcome("address cannot be read", Health.OK, is_refusal=True)
TOO_DEEP = Outcome("sitemap of an index of an index", Health.OK, is_refusal=True)


class OutletSpider(CountedSpider):
    """Crawls the outlet of `job.source`.

    Articles are taken from the outlet's own sites only. With fetch = "matching", items whose title and
    summary name none of `job.terms` are skipped; an item that comes with no text at all cannot be sifted
    and is fetched.
    """

    name = "outlet"

    def __init__(self, *, job: CrawlJob, source: Source, **kwargs: Any) -> None:
        super().__init__(job=job, **kwargs)
        self.source = source
        self.sites = sites_of([source.home, *(way.url for way in source.discovery)])
        self.prefilter = Prefilter(job.terms)
        self.seen: set[str] = set()
        self.asked = 0

    async def start(self) -> AsyncIterator[Request]:
        for way in self.source.discovery:
            yield self.ask_for_listing(way, depth=0)

    def ask_for_listing(self, way: Discovery, depth: int) -> Request:
        """Ask conditionally only if all it listed was dealt with: a 304 brings no items to catch up on."""
        known = self.known.get(way.url)
        is_settled = known is not None and known.newest_item_at is not None
        return Request(
            way.url,
            callback=self.read_discovery,
            errback=self.lose_discovery,
            cb_kwargs={"way": way, "depth": depth},
            meta={CONDITIONAL: is_settled, ROLE: "discovery"},
            dont_filter=True,
            priority=1,
        )

    def read_discovery(self, response: Response, way: Discovery, depth: int) -> Iterator[Request]:
        if response.status == NOT_MODIFIED:
            self.note_unchanged(way)
            return
        try:
            listing = read_listing(way, response)
        except NotAFeedError as error:
            word = Health.MOVED if new_home(response) else Health.NOT_A_FEED
            self.tally.discovery.append(DiscoveryOutcome(way.url, word, moved_note(response) or str(error)))
            return
        yield from self.follow_index(listing, way, depth)
        if listing.items or not listing.sitemaps:
            self.judge(listing, way, response)
        yield from self.take(listing.items)

    def follow_index(self, listing: Listing, way: Discovery, depth: int) -> Iterator[Request]:
        chosen = listing.sitemaps[:SITEMAPS_OF_AN_INDEX] if depth == 0 else ()
        for sitemap in chosen:
            yield self.ask_for_listing(way.model_copy(update={"url": sitemap.url}), depth + 1)
        self.tally.count(TOO_DEEP if depth else TOO_MANY, len(listing.sitemaps) - len(chosen))

    def take(self, items: tuple[Item, ...]) -> Iterator[Request]:
        """Ask for the items that are new to this crawl and worth it; every other one is counted."""
        for item in items:
            if item.url in self.seen:
                continue
            self.tally.discovered += 1
            if not item.url:
                self.tally.count(UNREADABLE)
                continue
            self.seen.add(item.url)
            if self.source.fetch == "matching" and item.text and not self.prefilter.is_match(item.text):
                self.tally.skipped_by_prefilter += 1
            elif self.asked >= self.job.max_pages:
                self.tally.count(TOO_MANY)
            else:
                yield from self.ask(item)

    def ask(self, item: Item) -> Iterator[Request]:
        try:
            request = self.ask_for_article(item.url)
        except ValueError:
            self.tally.count(UNREADABLE)
            return
        self.asked += 1
        yield request

    def judge(self, listing: Listing, way: Discovery, response: Response) -> None:
        newest = newest_date(listing.items, self.now())
        word, note = judge_freshness(newest, self.now(), self.source.cadence_hours)
        if not listing.items:
            word, note = Health.EMPTY, "it lists no items"
        if word is Health.OK and new_home(response):
            word, note = Health.MOVED, moved_note(response)
        validator = Validator(
            etag=header(response, "ETag") or None,
            last_modified=header(response, "Last-Modified") or None,
            newest_item_at=newest,
        )
        self.tally.discovery.append(DiscoveryOutcome(way.url, word, note, newest, validator))

    def note_unchanged(self, way: Discovery) -> None:
        known = self.known.get(way.url)
        if known is None or known.newest_item_at is None:
            note = "it answers 'not modified' to a reader that never had it"
            self.tally.discovery.append(DiscoveryOutcome(way.url, Health.FAILING, note))
            return
        word, note = judge_freshness(known.newest_item_at, self.now(), self.source.cadence_hours)
        self.tally.discovery.append(DiscoveryOutcome(way.url, word, note, known.newest_item_at, known))

    def lose_discovery(self, failure: Failure) -> None:
        outcome = explain(failure)
        self.tally.count(outcome)
        stop_if_archive_failed(failure)
        url = failure.request.cb_kwargs["way"].url  # type: ignore[attr-defined] # Scrapy hangs it there
        self.tally.discovery.append(DiscoveryOutcome(url, outcome.health, outcome.reason))

    def now(self) -> datetime:
        return self.job.now or datetime.now(UTC)
