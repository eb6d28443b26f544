"""Hands every page that arrived whole to the archive: articles, feeds, sitemaps and robots.txt alike."""

import logging
from collections.abc import Mapping
from typing import Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response, TextResponse

from spiders.archive import Archive
from spiders.counted import NOT_MODIFIED, ROLE, UNCHANGED, CountedSpider, counted_spider
from spiders.errors import ArchiveError
from spiders.job import Validator
from spiders.outcomes import ARCHIVE_FAILED, GONE, RefusedError
from spiders.records import REWRITTEN, FullRecord, digest_payload, pack_exchange, pack_revisit
from spiders.report import Health
from spiders.tally import Tally
from spiders.wholeness import is_ended, is_torn

LOG = logging.getLogger(__name__)
AS_RECEIVED = "hongbao_as_received"
PACKED = "hongbao_packed"
CUT_SHORT = "response was cut short"
PERHAPS_CUT_SHORT = "response may have been cut short"


class Keeper:
    """Archives final answers: after redirects, unpacking and retries, and before any spider sees them.

    Kept are pages (2xx) and the word that a page is gone (404, 410). An article that is no text is refused, and
    so is half a page. Of an answer equal to what the archive already holds, flagged `unchanged`, and of the
    server's word that nothing has changed (304) a revisit record is kept, which refers to the full one.
    """

    def __init__(self, archive: Archive, known: Mapping[str, Validator], tally: Tally) -> None:
        self.archive = archive
        self.known = known
        self.tally = tally

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        spider = counted_spider(crawler)
        keeper = cls(Archive(spider.job.archive_dir, spider.job.source_id), spider.known, spider.tally)
        crawler.signals.connect(keeper.note_received, signal=signals.response_downloaded)
        crawler.signals.connect(keeper.close, signal=signals.spider_closed)
        return keeper

    @staticmethod
    def note_received(response: Response, request: Request) -> None:
        """Remember what unpacking will change; the signal comes before any middleware."""
        received = {name: response.headers.get(name) for name in REWRITTEN}
        request.meta[AS_RECEIVED] = {name: value.decode("latin-1") for name, value in received.items() if value}
        request.meta[PACKED] = response.body if received["content-encoding"] else b""

    def process_response(self, request: Request, response: Response) -> Response:
        packed = request.meta.pop(PACKED, b"")
        if response.status == NOT_MODIFIED:
            self.keep_revisit(request, response)
            return response
        if not is_page(response) and response.status not in GONE:
            return response
        role = role_of(request)
        refuse_unfit(role, response, request.meta.get(AS_RECEIVED, {}), packed)
        known = self.known.get(response.url)
        if known and known.payload_digest == digest_payload(response.body):
            self.keep_revisit(request, response)
            return response.replace(flags=[*response.flags, UNCHANGED])
        self.archive.write(pack_exchange(request, response, role, request.meta.get(AS_RECEIVED, {})))
        return response

    def keep_revisit(self, request: Request, response: Response) -> None:
        """Write down that a known page is unchanged, if it is known which record holds it."""
        known = self.known.get(response.url)
        if known is None or known.payload_digest is None or known.archived_at is None:
            return
        full = FullRecord(known.payload_digest, known.archived_at)
        original = request.meta.get(AS_RECEIVED, {})
        self.archive.write(pack_revisit(request, response, role_of(request), original, full))
        self.tally.revisits += 1

    def close(self, spider: CountedSpider) -> None:
        try:
            self.archive.close()
        except ArchiveError:
            LOG.exception("the last archive file stays open")
            spider.tally.errors[ARCHIVE_FAILED] += 1
        spider.archive_files = self.archive.finished


def is_page(response: Response) -> bool:
    return response.status // 100 == 2


def role_of(request: Request) -> str:
    """What the request asks for: article or discovery, and robots.txt where nothing is said."""
    role: str = request.meta.get(ROLE, "robots")
    return role


def refuse_unfit(role: str, response: Response, received: Mapping[str, str], packed: bytes) -> None:
    """Let nothing into the archive that is half a page, or that no reader could take for an article.

    Raises:
        RefusedError: it is unfit.
    """
    # A packed sitemap is no text to Scrapy, and no article either.
    if role == "article" and response.body and not isinstance(response, TextResponse):
        raise RefusedError("not a text page", Health.NOT_A_FEED)
    if is_torn(packed, received.get("content-encoding", ""), len(response.body)):
        raise RefusedError(CUT_SHORT, is_lasting=False)
    # Rules in half a robots.txt are better than none; and no list of rules shows where it ends.
    if role != "robots" and "partial" in response.flags and not is_ended(response.body):
        raise RefusedError(PERHAPS_CUT_SHORT, is_lasting=False)
