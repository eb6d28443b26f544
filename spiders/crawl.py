"""One crawl in a process of its own: `python -m spiders.crawl`, job on stdin, report on stdout.

Both are JSON (CrawlJob, CrawlReport), the report one line; the log goes to stderr. The exit code is 0 if
and only if a report was written. SIGTERM ends the crawl early, with its archive and its report in order.
"""

import sys
from datetime import UTC, datetime

from pydantic import ValidationError
from scrapy.crawler import AsyncCrawlerProcess, Crawler

from spiders.counted import CountedSpider
from spiders.errors import CollectionError, CrawlFailedError, CrawlRefusedError
from spiders.health import judge_named_pages, judge_source
from spiders.job import CrawlJob, Validator, load_known, require_contact
from spiders.named_pages import NamedPagesSpider
from spiders.outcomes import Outcome
from spiders.outlet import OutletSpider
from spiders.report import CrawlReport, Health
from spiders.settings import build_settings
from spiders.tally import Tally

READER_FAILED = Outcome("our own reader failed; see the log", Health.FAILING, False, is_lasting=False)
EXPLAINED = 3  # exit code: no report, but the last line of the log is for a person to read


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


def write_report(crawler: Crawler, started_at: datetime) -> CrawlReport:
    spider = crawler.spider
    if not isinstance(spider, CountedSpider) or not spider.is_over:
        raise CrawlFailedError("the crawl broke off before it had begun; its log says why")
    tally = spider.tally
    crashes = crawler.stats.get_value("spider_exceptions/count", 0)
    if crashes:
        tally.count(READER_FAILED, crashes)
    health, message = judge_named_pages(tally) if spider.job.source is None else judge_source(tally)
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
