"""Stands before every request, redirects and robots.txt included, and refuses what must not be fetched."""

from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError
from scrapy.utils.httpobj import urlparse_cached

from spiders.addresses import find_fault
from spiders.counted import ROLE, counted_spider
from spiders.errors import CrawlRefusedError
from spiders.job import Newsroom
from spiders.outcomes import PERMANENT, RefusedError
from spiders.report import Health
from spiders.resolver import GuardedResolver
from spiders.sites import site_of


class AddressGuard:
    """Refuses addresses by their look, and sends a newsroom's hosts, and only those, to the newsroom.

    A crawl with a newsroom is a closed world: any other host is refused. That is why it may do without a
    contact and without waiting between requests.
    """

    def __init__(self, newsroom: Newsroom | None) -> None:
        self.newsroom = newsroom

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        guarded_resolver()  # raises: better no crawl than one whose connections nothing checks
        return cls(counted_spider(crawler).job.newsroom)

    def process_request(self, request: Request) -> None:
        # A redirect copies these from the request it came from, whose host may have been another.
        request.meta.pop("proxy", None)
        request.meta.pop("download_slot", None)
        fault = find_fault(request.url)
        if fault is not None:
            raise RefusedError(fault)
        if self.newsroom is not None:
            request.meta["proxy"] = self.newsroom_proxy(request, self.newsroom)

    @staticmethod
    def newsroom_proxy(request: Request, newsroom: Newsroom) -> str:
        parts = urlparse_cached(request)
        if parts.hostname not in newsroom.hosts:
            raise RefusedError("host is not of the sample newsroom")
        # https would be tunnelled, and the tunnel's connection does not ask our resolver.
        if parts.scheme != "http":
            raise RefusedError("the sample newsroom speaks http only")
        return newsroom.address


class SiteGuard:
    """Keeps a crawl to the outlet's own sites, and its redirects too; stands in for Scrapy's offsite filter.

    That one lets through whatever skips the filter of repeated requests, and counts nothing. Listings and articles
    may be of different sites; robots.txt is asked for wherever one of the two may be, once that was let through.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        sites = counted_spider(self.crawler).sites_for(request.meta.get(ROLE))
        if sites is not None and site_of(request.url) not in sites:
            has_moved = not PERMANENT.isdisjoint(request.meta.get("redirect_reasons", ()))
            raise RefusedError("address is of another site", Health.MOVED if has_moved else Health.FAILING)


class ResolvedAddressGuard:
    """Tells a name that leads to no public address from one that does not exist, before it is tried again."""

    def process_exception(self, request: Request, exception: Exception) -> None:
        if not isinstance(exception, CannotResolveHostError):
            return
        if urlparse_cached(request).hostname in guarded_resolver().withheld_names:
            raise RefusedError("address is not public") from exception


def guarded_resolver() -> GuardedResolver:
    """The resolver all connections of this process go through.

    Raises:
        CrawlRefusedError: another resolver is installed, so nothing would check addresses.
    """
    from twisted.internet import reactor  # noqa: PLC0415 - earlier it would install the wrong one

    resolver = getattr(reactor, "nameResolver", None)
    if not isinstance(resolver, GuardedResolver):
        raise CrawlRefusedError("the guarded resolver is not installed; start crawls with python -m spiders.crawl")
    return resolver
