"""Bare Scrapy, which asks for the same pages and throws them away: `python -m benchmarks.crawl_bare`, job on stdin.

The job is a JSON object: `port` of the site, `pages`, `concurrency`, and `settings` beside Scrapy's own. What is
printed is one: `pages` that came, and the `seconds` that they took.
"""

import json
import sys
import time
from collections.abc import AsyncIterator
from typing import Any

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response


class BareSpider(Spider):
    """Asks for page after page and keeps nothing."""

    name = "bare"

    def __init__(self, *, port: int, pages: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.port = port
        self.pages = pages
        self.came = 0

    async def start(self) -> AsyncIterator[Request]:
        """The requests, all of them at once."""
        for number in range(self.pages):
            yield Request(f"http://127.0.0.1:{self.port}/{number}", dont_filter=True)

    def parse(self, response: Response) -> None:
        """Count a page."""
        self.came += response.status == 200


def main() -> None:
    """Run the crawl that stdin asks for."""
    job = json.load(sys.stdin)
    process = AsyncCrawlerProcess(
        {
            "LOG_LEVEL": "ERROR",
            "CONCURRENT_REQUESTS": job["concurrency"],
            "CONCURRENT_REQUESTS_PER_DOMAIN": job["concurrency"],
            "DOWNLOAD_DELAY": 0,
            "TELNETCONSOLE_ENABLED": False,
            "REMOTE_CONTROL_ENABLED": False,
            **job["settings"],
        }
    )
    crawler = process.create_crawler(BareSpider)
    process.crawl(crawler, port=job["port"], pages=job["pages"])
    started = time.perf_counter()
    process.start()
    seconds = time.perf_counter() - started
    spider = crawler.spider
    came = spider.came if isinstance(spider, BareSpider) else 0
    sys.stdout.write(json.dumps({"pages": came, "seconds": seconds}) + "\n")


if __name__ == "__main__":
    main()
