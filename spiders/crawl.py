"""One crawl in a process of its own: `python -m spiders.crawl`, job on stdin, report on stdout.

Both are JSON (CrawlJob, CrawlReport), the report one line; the log goes to stderr. The exit code is 0 if
and only if a report was written. SIGTERM ends the crawl early, with its archive and its report in order, and so
does the death of the process that waits for it: else the next run would crawl the same hosts beside it.
"""

import os
import signal
import sys
import time
from datetime import UTC, datetime
from threading import Thread

from pydantic import ValidationError
from scrapy.crawler import AsyncCrawlerProcess, Crawler

from spiders.counted import CountedSpider
from spiders.errors import CollectionError, CrawlFailedError, CrawlRefusedError
from spiders.health import judge_named_pages, judge_source
from spiders.job import CrawlJob, Validator, load_known, require_contact
from spiders.named_pages import NamedPagesSpider
from spiders.outcomes import Outcome
from spiders.outlet import OutletSpider
from spiders.report import CrawlReport, Health, WayReport
from spiders.settings import build_settings
from spiders.supervisor import EXPLAINED, PARENT
from spiders.tally import DiscoveryOutcome, Tally

READER_FAILED = Outcome("our own reader failed; see the log", Health.FAILING, False, is_lasting=False)
LOOK_AGAIN = 1.0  # seconds


def main() -> int:
    try:
        report = crawl(read_job(sys.stdin.buffer.read()))
    except CollectionError as error:
        print(error, file=sys.stderr)
        return EXPLAINED
    print(report.model_dump_json(), flush=True)
    return 0


def read_job(message: bytes) -> CrawlJob:
    try:
        return CrawlJob.model_validate_json(message)
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        field = ".".join(str(part) for part in fault["loc"])
        raise CrawlRefusedError(f"the job on stdin is not a crawl job: {field} {fault['msg']}") from error


def crawl(job: CrawlJob) -> CrawlReport:
    """Run one crawl to its end; blocks, and serves once per process, for Twisted's reactor starts only once.

    Raises:
        CrawlRefusedError: a live crawl without a contact, or a known file that cannot be read.
        CrawlFailedError: Scrapy ended before the spider had begun; the log says why.
    """
    require_contact(job)
    known = load_known(job.known_file)
    Thread(target=watch_parent, args=(int(os.environ.get(PARENT, os.getppid())),), daemon=True).start()
    process = AsyncCrawlerProcess(build_settings(job))
    started_at = datetime.now(UTC)
    if job.source is None:
        crawler = process.create_crawler(NamedPagesSpider)
        process.crawl(crawler, job=job, known=known)
    else:
        crawler = process.create_crawler(OutletSpider)
        process.crawl(crawler, job=job, known=known, source=job.source)
    process.start()
    return write_report(crawler, started_at)


def watch_parent(parent: int) -> None:
    """Ask ourselves to stop once the process that started us is gone; its children then have another parent."""
    while os.getppid() == parent:
        time.sleep(LOOK_AGAIN)
    os.kill(os.getpid(), signal.SIGTERM)


def write_report(crawler: Crawler, started_at: datetime) -> CrawlReport:
    spider = crawler.spider
    if not isinstance(spider, CountedSpider) or not spider.is_over:
        raise CrawlFailedError("the crawl broke off before it had begun; its log says why")
    tally = spider.tally
    crashes = crawler.stats.get_value("spider_exceptions/count", 0)
    if crashes:
        tally.count(READER_FAILED, crashes)
    now = spider.job.now or datetime.now(UTC)
    if tally.new_pages:
        tally.last_new_at = now
    source = spider.job.source
    health, message = judge_source(tally, source, now) if source else judge_named_pages(tally)
    dates = [outcome.newest_item_at for outcome in tally.discovery if outcome.newest_item_at]
    return CrawlReport(
        source_id=spider.job.source_id,
        started_at=started_at,
        finished_at=datetime.now(UTC),
        ended=spider.ended,
        warc_files=tuple(path.name for path in spider.archive_files),
        pages=tally.pages,
        not_modified=tally.not_modified,
        discovered=tally.discovered,
        skipped_by_prefilter=tally.skipped_by_prefilter,
        refused=dict(tally.refused),
        errors=dict(tally.errors),
        newest_item_at=max(dates, default=None),
        bytes=crawler.stats.get_value("downloader/response_bytes", 0),
        health=health,
        message=message,
        discovery_validators=settled_validators(spider, tally),
        ways=tuple(map(report_way, tally.discovery)),
        listed=sum(outcome.listed for outcome in tally.discovery),
        new_pages=tally.new_pages,
        gone=tally.gone,
        revisits=tally.revisits,
    )


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


if __name__ == "__main__":
    sys.exit(main())
