"""What a crawl may ask of any one host and be sent in all, so that no listing can set us on a server."""

from collections import Counter
from typing import Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.utils.httpobj import urlparse_cached

from spiders.counted import counted_spider
from spiders.outcomes import RefusedError

USED_UP = "host budget is used up"
BYTES_USED_UP = "the crawl's budget of bytes is used up"


class Budget:
    """Refuses what goes beyond `host_requests` and `max_bytes` of the job; tries again and redirects count too."""

    def __init__(self, most_requests: int, most_bytes: int) -> None:
        self.most_requests = most_requests
        self.most_bytes = most_bytes
        self.requests: Counter[str] = Counter()
        self.bytes = 0

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        job = counted_spider(crawler).job
        budget = cls(job.host_requests, job.max_bytes)
        crawler.signals.connect(budget.note_bytes, signal=signals.bytes_received)
        return budget

    def process_request(self, request: Request) -> None:
        host = _host(request)
        if self.bytes >= self.most_bytes:
            raise RefusedError(BYTES_USED_UP, is_lasting=False)
        if self.requests[host] >= self.most_requests:
            raise RefusedError(USED_UP, is_lasting=False)
        self.requests[host] += 1

    def note_bytes(self, data: bytes) -> None:
        """As received, also of answers that are broken off for their size."""
        self.bytes += len(data)


def _host(request: Request) -> str:
    """The machine that is asked: a port or a dot at the end makes it no other."""
    return (urlparse_cached(request).hostname or "").rstrip(".")
