"""Hands every page that arrived whole to the archive: articles, feeds, sitemaps and robots.txt alike."""

import logging
from collections.abc import Mapping
from typing import Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response, TextResponse

from spiders.archive import Archive
from spiders.counted import ROLE, UNCHANGED, CountedSpider, counted_spider
from spiders.errors import ArchiveError
from spiders.job import Validator
from spiders.outcomes import ARCHIVE_FAILED, GONE, RefusedError
from spiders.records import REWRITTEN, digest_payload, pack_exchange
from spiders.report import Health

LOG = logging.getLogger(__name__)
AS_RECEIVED = "hongbao_as_received"


class Keeper:
    """Archives final answers: after redirects, unpacking and retries, and before any spider sees them.

    Kept are pages (2xx) and the word that a page is gone (404, 410). An article that is no text is refused.
    An answer equal to what the archive already holds is not kept twice, but flagged `unchanged`.
    """

    def __init__(self, archive: Archive, known: Mapping[str, Validator]) -> None:
        self.archive = archive
        self.known = known

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        spider = counted_spider(crawler)
        keeper = cls(Archive(spider.job.archive_dir, spider.job.source_id), spider.known)
        crawler.signals.connect(keeper.note_received, signal=signals.response_downloaded)
        crawler.signals.connect(keeper.close, signal=signals.spider_closed)
        return keeper

    @staticmethod
    def note_received(response: Response, request: Request) -> None:
        """Remember the headers that unpacking will change; the signal comes before any middleware."""
        received = {name: response.headers.get(name) for name in REWRITTEN}
        request.meta[AS_RECEIVED] = {name: value.decode("latin-1") for name, value in received.items() if value}

    def process_response(self, request: Request, response: Response) -> Response:
        if not is_page(response) and response.status not in GONE:
            return response
        role = request.meta.get(ROLE, "robots")
        # A packed sitemap is no text to Scrapy, and no article either.
        if role == "article" and response.body and not isinstance(response, TextResponse):
            raise RefusedError("not a text page", Health.NOT_A_FEED)
        known = self.known.get(response.url)
        if known and known.payload_digest == digest_payload(response.body):
            return response.replace(flags=[*response.flags, UNCHANGED])
        self.archive.write(pack_exchange(request, response, role, request.meta.get(AS_RECEIVED, {})))
        return response

    def close(self, spider: CountedSpider) -> None:
        try:
            self.archive.close()
        except ArchiveError:
            LOG.exception("the last archive file stays open")
            spider.tally.errors[ARCHIVE_FAILED] += 1
        spider.archive_files = self.archive.finished


def is_page(response: Response) -> bool:
    return response.status // 100 == 2
