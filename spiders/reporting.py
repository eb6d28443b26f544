"""Writes the report of a crawl that has ended from what its spider counted."""

from datetime import UTC, datetime
from typing import Any

from scrapy.crawler import Crawler

from spiders.counted import CountedSpider
from spiders.errors import CrawlFailedError
from spiders.health import judge_named_pages, judge_source
from spiders.job import Validator
from spiders.outcomes import Outcome
from spiders.report import NOT_ASKED, CrawlReport, Health, WayReport
from spiders.tally import DiscoveryOutcome, Tally

READER_FAILED = Outcome("our own reader failed; see the log", Health.FAILING, False, is_lasting=False)
# What the report takes over from the tally as it is.
COUNTED = (
    *("pages", "not_modified", "discovered", "skipped_by_prefilter", "refused", "errors"),
    *("new_pages", "gone", "revisits", "records"),
)


def write_report(crawler: Crawler, started_at: datetime) -> CrawlReport:
    """The report of a crawl that began at `started_at`.

    Raises:
        CrawlFailedError: Scrapy ended before the spider had begun; the log says why.
    """
    spider = crawler.spider
    if not isinstance(spider, CountedSpider) or not spider.is_over:
        raise CrawlFailedError("the crawl broke off before it had begun; its log says why")
    tally, stats = spider.tally, crawler.stats
    health, message = judge(spider, tally, stats.get_value("spider_exceptions/count", 0))
    return CrawlReport(
        source_id=spider.job.source_id,
        started_at=started_at,
        finished_at=datetime.now(UTC),
        ended=spider.ended,
        warc_files=tuple(path.name for path in spider.archive_files),
        bytes=stats.get_value("downloader/response_bytes", 0),
        health=health,
        message=message,
        discovery_validators=settled_validators(spider, tally),
        rejected=tell_rejected(tally),
        asked=tuple(sorted(spider.asked)),
        **{name: getattr(tally, name) for name in COUNTED},
        **tell_ways(tally),
    )


def judge(spider: CountedSpider, tally: Tally, mishaps: int) -> tuple[Health, str]:
    """The word on what was crawled, and its reasons; `mishaps` are the answers that our own reader failed at."""
    tally.count(READER_FAILED, mishaps)
    source, now = spider.job.source, spider.job.now or datetime.now(UTC)
    if source is None:
        return judge_named_pages(tally)
    if tally.new_pages:
        tally.last_new_at = now
    return judge_source(tally, source, now)


def tell_rejected(tally: Tally) -> dict[str, int]:
    """The articles that became no page, by reason; those that nothing was heard of were not asked for."""
    counts = {**tally.rejected, NOT_ASKED: tally.discovered - tally.settled}
    return {reason: count for reason, count in counts.items() if count}


def tell_ways(tally: Tally) -> dict[str, Any]:
    """What the ways of discovery delivered, one by one and together."""
    ways = tuple(map(report_way, tally.discovery))
    newest = max((way.newest_item_at for way in ways if way.newest_item_at), default=None)
    return {"ways": ways, "listed": tally.listed, "newest_item_at": newest}


def report_way(outcome: DiscoveryOutcome) -> WayReport:
    return WayReport(
        url=outcome.url,
        health=outcome.health,
        listed=outcome.listed,
        newest_item_at=outcome.newest_item_at,
        note=outcome.note,
    )


def settled_validators(spider: CountedSpider, tally: Tally) -> dict[str, Validator]:
    """The feeds' validators, if all they listed was dealt with; else the next crawl reads them anew."""
    if spider.ended != "finished" or tally.unsettled:
        return {}
    return {
        outcome.url: outcome.validator
        for outcome in tally.discovery
        if outcome.validator is not None and outcome.validator.newest_item_at is not None
    }
