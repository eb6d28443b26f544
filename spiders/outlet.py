"""The one spider for every outlet: discovery documents first, then the articles they name, newest first."""

from collections.abc import AsyncIterator, Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider
from scrapy.http import Response
from twisted.python.failure import Failure

from spiders.counted import (
    CONDITIONAL,
    NOT_MODIFIED,
    ROLE,
    UNCHANGED,
    CountedSpider,
    asked_address,
    stop_if_archive_failed,
)
from spiders.discovery import read_listing
from spiders.errors import NotAFeedError
from spiders.items import Listing
from spiders.job import CrawlJob
from spiders.outcomes import Outcome, explain
from spiders.prefilter import UNREADABLE
from spiders.report import Health
from spiders.selection import TOO_MANY, Selection
from spiders.sites import sites_of
from spiders.sources import FINDERS, Discovery, Source
from spiders.tally import DiscoveryOutcome
from spiders.verdicts import judge_listing, judge_unchanged, judge_unreadable

SITEMAPS_OF_AN_INDEX = 20
# Requests for articles that exist at a time: the downloader is never short of one, and the rest stay addresses.
UNDER_WAY = 16
TOO_DEEP = Outcome("sitemap of an index of an index", Health.OK, is_refusal=True)


class OutletSpider(CountedSpider):
    """Crawls the outlet of `job.source`.

    Articles are taken from `job.article_sites`, by default the outlet's own sites. Unknown ones come first; then
    known ones that are listed, then known ones that no listing offers, both where they are due (`rechecks`).
    """

    name = "outlet"

    def __init__(self, *, job: CrawlJob, source: Source, **kwargs: Any) -> None:
        super().__init__(job=job, **kwargs)
        self.source = source
        ways = [way.url for way in source.discovery]
        own = [way.url for way in source.discovery if way.kind not in FINDERS]
        self.sites = sites_of([source.home, *own]) if job.article_sites is None else job.article_sites
        self.discovery_sites = sites_of([source.home, *filter(None, ways)])
        self.selection = Selection(job, source, self.known, self.tally, self.now())
        self.agenda = self.selection.agenda
        self.listings: set[str] = set()
        self.under_way = 0
        self.is_answered = self.is_changed = self.is_rechecked = False
        dates = [known.first_seen_at for known in self.known.values() if known.first_seen_at]
        self.tally.last_new_at = max(dates, default=None)

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.ask_rest, signal=signals.spider_idle)
        return spider

    async def start(self) -> AsyncIterator[Request]:
        for way in self.source.discovery:
            if way.url:
                yield self.ask_for_listing(way, depth=0)
            else:
                note = "it is a route of RSSHub, whose address is not set: set HONGBAO_RSSHUB"
                self.tally.discovery.append(DiscoveryOutcome(way.route or way.kind, Health.FAILING, note))

    def ask_for_listing(self, way: Discovery, depth: int) -> Request:
        """Ask conditionally only if all it listed was dealt with: a 304 brings no items to catch up on."""
        known = self.known.get(way.url)
        is_settled = known is not None and known.newest_item_at is not None
        self.listings.add(way.url)
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
        cadence = self.source.cadence_hours
        self.is_answered = True
        known = self.known.get(response.url)
        if response.status == NOT_MODIFIED:
            self.tally.discovery.append(judge_unchanged(response.url, known, self.now(), cadence))
            return
        try:
            listing = read_listing(way, response)
        except NotAFeedError as error:
            self.tally.discovery.append(judge_unreadable(response, error))
            return
        self.is_changed = self.is_changed or UNCHANGED not in response.flags
        yield from self.follow_index(listing, way, depth)
        if listing.items or not listing.sitemaps:
            self.tally.discovery.append(judge_listing(listing, response, known, self.now(), cadence))
        self.selection.take(listing.items)
        yield from self.ask_more()

    def follow_index(self, listing: Listing, way: Discovery, depth: int) -> Iterator[Request]:
        chosen = listing.sitemaps[:SITEMAPS_OF_AN_INDEX] if depth == 0 else ()
        for sitemap in chosen:
            yield self.ask_for_listing(way.model_copy(update={"url": sitemap.url}), depth + 1)
        self.tally.count(TOO_DEEP if depth else TOO_MANY, len(listing.sitemaps) - len(chosen))

    def go_on(self) -> Iterable[Request]:
        self.under_way -= 1
        return self.ask_more()

    def ask_more(self) -> Iterator[Request]:
        while self.under_way < UNDER_WAY and (url := self.agenda.take_next()) is not None:
            try:
                request = self.ask_for_article(url)
            except ValueError:
                self.tally.count(UNREADABLE)
                continue
            self.under_way += 1
            yield request

    def ask_rest(self) -> None:
        """All that is new was dealt with: turn to what is known, and then to what no listing offers any more.

        Raises:
            DontCloseSpider: there was more to ask for; Scrapy wants to be told in this way.
        """
        if not self.agenda.upcoming:
            self.selection.turn_to_known()
        if not self.agenda.upcoming and self.may_recheck():
            self.is_rechecked = True
            self.selection.turn_to_unlisted(self.listings)
        self.under_way = 0
        requests = list(self.ask_more())
        for request in requests:
            self.crawler.engine.crawl(request)
        if requests:
            raise DontCloseSpider

    def may_recheck(self) -> bool:
        """Not at a site that answers no listing; where the clock is a stand-in, only when a listing has changed."""
        has_sign = self.is_changed if self.job.now else self.is_answered
        return has_sign and not self.is_rechecked and not self.job.probe

    def lose_discovery(self, failure: Failure) -> None:
        outcome = explain(failure)
        self.tally.count(outcome)
        stop_if_archive_failed(failure)
        self.tally.discovery.append(DiscoveryOutcome(asked_address(failure), outcome.health, outcome.reason))

    def now(self) -> datetime:
        return self.job.now or datetime.now(UTC)
