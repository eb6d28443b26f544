"""Hands every page that arrived whole to the archive: articles, feeds, sitemaps and robots.txt alike."""

import logging
from collections.abc import Mapping
from typing import Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response

from spiders.answers import FullRecord, pack_exchange, pack_farewell, pack_revisit
from spiders.archive import Archive
from spiders.counted import NOT_MODIFIED, ROLE, UNCHANGED, CountedSpider, counted_spider
from spiders.errors import ArchiveError
from spiders.farewells import Step, find_farewell, note_step, take_steps
from spiders.fronts import FrontPages
from spiders.heads import REWRITTEN
from spiders.job import Validator
from spiders.moves import redirects_of
from spiders.outcomes import ARCHIVE_FAILED, AWAY_FOR_NOW, FRONT_PAGE, GONE, RefusedError
from spiders.records import digest_payload
from spiders.report import Health
from spiders.tally import Tally
from spiders.unfit import MAYBE_CUT, OPEN_ENDED, has_open_end, is_confirmed, refuse_unfit

LOG = logging.getLogger(__name__)
AS_RECEIVED = "hongbao_as_received"
PACKED = "hongbao_packed"


class Keeper:
    """Archives final answers: after redirects, unpacking and retries, and before any spider sees them.

    Kept are pages (2xx) and the word that a page is gone (404, 410). An article that is no text is refused, and
    so is half a page. Of an answer equal to what the archive already holds, flagged `unchanged`, and of the
    server's word that nothing has changed (304) a revisit record is kept, which refers to the full one. Of an article
    that leads to a front page for good the answer of its own address is kept. A page of which neither server nor
    markup tells the end is asked for once more, and is whole if the same came twice.
    """

    def __init__(self, archive: Archive, known: Mapping[str, Validator], tally: Tally, fronts: FrontPages) -> None:
        self.archive = archive
        self.known = known
        self.tally = tally
        self.fronts = fronts

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        spider = counted_spider(crawler)
        archive = Archive(spider.job.archive_dir, spider.job.source_id)
        keeper = cls(archive, spider.known, spider.tally, FrontPages(spider.job.source))
        crawler.signals.connect(keeper.note_received, signal=signals.response_downloaded)
        crawler.signals.connect(keeper.close, signal=signals.spider_closed)
        return keeper

    @staticmethod
    def note_received(response: Response, request: Request) -> None:
        """Remember what unpacking will change; the signal comes before any middleware."""
        received = {name: response.headers.get(name) for name in REWRITTEN}
        request.meta[AS_RECEIVED] = {name: value.decode("latin-1") for name, value in received.items() if value}
        request.meta[PACKED] = response.body if received["content-encoding"] else b""
        note_step(request, response)

    def process_response(self, request: Request, response: Response) -> Request | Response:
        packed, steps = request.meta.pop(PACKED, b""), take_steps(request)
        if role_of(request) == "article" and is_answer(response):
            self.refuse_front_page(steps, request, response)
        if response.status == NOT_MODIFIED:
            self.keep_revisit(request, response)
            return response
        if not is_answer(response):
            return response
        return self.keep_page(request, response, packed)

    def refuse_front_page(self, steps: Mapping[int, Step], request: Request, response: Response) -> None:
        """Keep the answer that sent an article's readers to a front page for good.

        Walls of cookies, checks for robots and works on a site send everybody there too, and take them back.

        Raises:
            RefusedError: it is such a front page that came.
        """
        if not self.fronts.swallow(redirects_of(request), response.url):
            return
        farewell = find_farewell(steps, request, self.known)
        if farewell is None:
            raise RefusedError(AWAY_FOR_NOW, Health.BLOCKED, is_lasting=False)
        self.archive.write(pack_farewell(*farewell))
        raise RefusedError(FRONT_PAGE, Health.MOVED)

    def keep_page(self, request: Request, response: Response, packed: bytes) -> Request | Response:
        role, received = role_of(request), request.meta.get(AS_RECEIVED, {})
        refuse_unfit(role, response, received, packed)
        known, digest = self.known.get(response.url), digest_payload(response.body)
        if known and known.payload_digest == digest:
            self.keep_revisit(request, response)
            return response.replace(flags=[*response.flags, UNCHANGED])
        # Rules in half a robots.txt are better than none.
        if role != "robots" and has_open_end(response):
            if not is_confirmed(role, request, response, digest):
                return request.replace(meta={**request.meta, OPEN_ENDED: digest}, dont_filter=True)
            if request.meta[OPEN_ENDED] != digest:
                response = response.replace(flags=[*response.flags, MAYBE_CUT])
        self.archive.write(pack_exchange(request, response, role, received))
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
        spider.tally.records = self.archive.records


def is_answer(response: Response) -> bool:
    """Whether it is a page, or the word that it is unchanged or gone."""
    return response.status // 100 == 2 or response.status in {NOT_MODIFIED, *GONE}


def role_of(request: Request) -> str:
    """What the request asks for: article or discovery, and robots.txt where nothing is said."""
    role: str = request.meta.get(ROLE, "robots")
    return role
