"""Holds hosts to the pace they ask for, whatever AutoThrottle makes of how fast they answer."""

from typing import Self

from protego import Protego
from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.robotstxt import RobotParser
from scrapy.utils.httpobj import urlparse_cached

LONGEST_CRAWL_DELAY = 60.0  # seconds; a host that wants more gets as much as a crawl can give


class HostPace:
    """The least seconds between two requests to a host: by Crawl-delay of its robots.txt, or by our settings.

    AutoThrottle lowers the delay of a host that answers fast; it hears of each answer before we do, and before
    the next request is sent.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.agent: str = crawler.settings["ROBOTSTXT_USER_AGENT"]
        slots = crawler.settings.getdict("DOWNLOAD_SLOTS")
        self.least = {host: float(slot["delay"]) for host, slot in slots.items()}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        pace = cls(crawler)
        crawler.signals.connect(pace.note_robots, signal=signals.robots_parsed)
        crawler.signals.connect(pace.hold, signal=signals.response_downloaded)
        return pace

    def note_robots(self, robotparser: RobotParser, request: Request) -> None:
        rules = getattr(robotparser, "rp", None)
        delay = rules.crawl_delay(self.agent) if isinstance(rules, Protego) else None
        if delay:
            host = urlparse_cached(request).hostname or ""
            self.least[host] = max(self.least.get(host, 0.0), min(float(delay), LONGEST_CRAWL_DELAY))
            self.set_delay(host)

    def hold(self, response: Response, request: Request) -> None:  # noqa: ARG002 - the signal's names
        self.set_delay(urlparse_cached(request).hostname or "")

    def set_delay(self, host: str) -> None:
        engine = self.crawler.engine
        slot = engine.downloader.slots.get(host) if engine else None
        if slot is not None and slot.delay < self.least.get(host, 0.0):
            slot.delay, slot.jitter = self.least[host], 0.0  # Scrapy would halve it now and then
