"""Asks for known pages conditionally, so that an unchanged page costs its site and us nothing."""

from collections.abc import Mapping
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler

from spiders.counted import CONDITIONAL, counted_spider
from spiders.job import Validator

CONDITIONS = ("If-None-Match", "If-Modified-Since")


class Revalidation:
    """Sets If-None-Match and If-Modified-Since for requests whose meta says they may be asked so.

    Not for robots.txt: a 304 carries no rules, and no rules would read as leave to go anywhere.
    """

    def __init__(self, known: Mapping[str, Validator]) -> None:
        self.known = known

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(counted_spider(crawler).known)

    def process_request(self, request: Request) -> None:
        for name in CONDITIONS:  # a redirected request carries those of the address it came from
            request.headers.pop(name, None)
        known = self.known.get(request.url)
        if known is None or not request.meta.get(CONDITIONAL):
            return
        for name, value in zip(CONDITIONS, (known.etag, known.last_modified), strict=True):
            if value:
                request.headers[name] = value
