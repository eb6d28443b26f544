"""What both spiders share: a job, what is known of earlier crawls, and a tally that every request ends in."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from spiders.errors import ArchiveError
from spiders.job import CrawlJob, Validator
from spiders.moves import redirects_of
from spiders.outcomes import AWAY_FOR_NOW, FRONT_PAGE, GONE, Outcome, explain
from spiders.report import Ending, Health
from spiders.tally import Tally

NOT_MODIFIED = 304
UNASKED = Outcome("HTTP 304 to a reader that never had the page", Health.FAILING, is_refusal=False)
CONDITIONAL = "hongbao_conditional"  # a request's meta: it may be asked conditionally
ROLE = "hongbao_role"  # a request's meta: article or discovery
UNCHANGED = "unchanged"  # a response's flag: the archive holds its like already


class CountedSpider(Spider):
    """A spider that fetches articles and counts how each ended; subclasses say which articles.

    `sites` are the registrable domains that articles may be of, `discovery_sites` those of listings; None means any.
    `asked` are the addresses of articles that were asked for, and those that they led to.
    """

    # Scrapy hands these to callbacks, where other answers without success end in the errback.
    handle_httpstatus_list = (NOT_MODIFIED,)

    def __init__(self, *, job: CrawlJob, known: Mapping[str, Validator], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.job = job
        self.known = known
        self.tally = Tally()
        self.asked: set[str] = set()
        self.ended: Ending = "terminated"
        self.is_over = False
        self.archive_files: list[Path] = []
        self.sites: frozenset[str] | None = None
        self.discovery_sites: frozenset[str] | None = None

    def sites_for(self, role: str | None) -> frozenset[str] | None:
        """The sites that a request of this role may go to; robots.txt, which has none, is for both."""
        if role == "article" or self.sites is None or self.discovery_sites is None:
            return self.sites
        return self.discovery_sites if role == "discovery" else self.sites | self.discovery_sites

    def ask_for_article(self, url: str) -> Request:
        """The request for an article, which ends in one of the two counts below.

        Raises:
            ValueError: the address is no address.
        """
        # Scrapy's filter of repeated requests drops them without a word, so repeats are left to subclasses.
        meta = {CONDITIONAL: True, ROLE: "article"}
        request = Request(url, callback=self.read_article, errback=self.lose_article, meta=meta, dont_filter=True)
        self.asked.add(url)
        return request

    def read_article(self, response: Response) -> Iterable[Request]:
        self.asked.add(response.url)
        self.tally.known_asked += response.url in self.known
        if response.status == NOT_MODIFIED and response.url not in self.known:
            self.tally.count_article_failure(UNASKED)
        elif response.status == NOT_MODIFIED or UNCHANGED in response.flags:
            self.tally.not_modified += 1
        else:
            self.tally.pages += 1
            self.tally.new_pages += response.url not in self.known
        return self.go_on()

    def lose_article(self, failure: Failure) -> Iterable[Request]:
        """A known page that is gone is news of that page, and argues nothing against its source."""
        chain = addresses_of(failure)
        self.asked.update(chain)
        is_known = any(url in self.known for url in chain)
        self.tally.known_asked += is_known
        self.tally.known_to_front += is_known and leads_to_front(failure)
        if is_known and is_gone(failure):
            self.tally.gone += 1
            self.tally.count(explain(failure))
        else:
            self.tally.count_article_failure(explain(failure))
        stop_if_archive_failed(failure)
        return self.go_on()

    def go_on(self) -> Iterable[Request]:
        """What to ask for when an article has come to its end, for a spider that asks little by little."""
        return ()

    def closed(self, reason: str) -> None:
        """Scrapy's word for why it stopped, in ours."""
        endings: dict[str, Ending] = {"finished": "finished", "closespider_timeout": "time_up"}
        self.ended = endings.get(reason, "terminated")
        self.is_over = True


def is_gone(failure: Failure) -> bool:
    is_missing = isinstance(failure.value, HttpError) and failure.value.response.status in GONE
    return is_missing or explain(failure).reason == FRONT_PAGE


def leads_to_front(failure: Failure) -> bool:
    return explain(failure).reason in {FRONT_PAGE, AWAY_FOR_NOW}


def addresses_of(failure: Failure) -> list[str]:
    """The address that was asked for, and those that it led to."""
    request: Request = failure.request  # type: ignore[attr-defined] # Scrapy hangs it there
    return [*redirects_of(request), request.url]


def stop_if_archive_failed(failure: Failure) -> None:
    """End the crawl where nothing more can be kept: to go on would only burden the outlet."""
    if isinstance(failure.value, ArchiveError):
        raise CloseSpider("archive")


def counted_spider(crawler: Crawler) -> CountedSpider:
    """The spider of a crawl, for middlewares that count or need what is known.

    Raises:
        TypeError: the crawl runs a spider that is not ours.
    """
    if not isinstance(crawler.spider, CountedSpider):
        raise TypeError("these settings serve CountedSpider only")
    return crawler.spider
