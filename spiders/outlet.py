"""The one spider for every outlet: discovery documents first, then the articles they name, newest first."""

from collections.abc import Iterable, Iterator
from typing import Any, Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider

from spiders.items import Item
from spiders.job import CrawlJob
from spiders.listings import ListingSpider
from spiders.prefilter import UNREADABLE
from spiders.selection import Selection
from spiders.sites import sites_of
from spiders.sources import FINDERS, Source

# Requests for articles that exist at a time: the downloader is never short of one, and the rest stay addresses.
UNDER_WAY = 16


class OutletSpider(ListingSpider):
    """Crawls the outlet of `job.source`.

    Articles are taken from `job.article_sites`, by default the outlet's own sites. Unknown ones come first; then
    known ones that are listed, then known ones that no listing offers, both where they are due (`rechecks`).
    """

    name = "outlet"

    def __init__(self, *, job: CrawlJob, source: Source, **kwargs: Any) -> None:
        super().__init__(job=job, source=source, **kwargs)
        ways = [way.url for way in source.discovery]
        own = [way.url for way in source.discovery if way.kind not in FINDERS]
        self.sites = sites_of([source.home, *own]) if job.article_sites is None else job.article_sites
        self.discovery_sites = sites_of([source.home, *filter(None, ways)])
        self.selection = Selection(job, source, self.known, self.tally, self.now())
        self.agenda = self.selection.agenda
        self.under_way = 0
        self.is_rechecked = False
        dates = [known.first_seen_at for known in self.known.values() if known.first_seen_at]
        self.tally.last_new_at = max(dates, default=None)
        looks = (known.checked_at for known in self.known.values())
        self.tally.last_look_at = max((look for look in looks if look and look <= self.now()), default=None)

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.ask_rest, signal=signals.spider_idle)
        return spider

    def take_items(self, items: Iterable[Item]) -> Iterator[Request]:
        self.selection.take(items)
        yield from self.ask_more()

    def go_on(self) -> Iterable[Request]:
        self.under_way -= 1
        return self.ask_more()

    def ask_more(self) -> Iterator[Request]:
        while self.under_way < UNDER_WAY and (url := self.agenda.take_next()) is not None:
            try:
                request = self.ask_for_article(url)
            except ValueError:
                self.tally.count_article(UNREADABLE)
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
            self.selection.turn_to_unlisted(self.listings | self.asked)
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
