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
from scrapy.crawler import AsyncCrawlerProcess

from spiders.contact import require_contact
from spiders.errors import CollectionError, CrawlRefusedError
from spiders.job import CrawlJob
from spiders.known import load_known
from spiders.named_pages import NamedPagesSpider
from spiders.outlet import OutletSpider
from spiders.report import CrawlReport
from spiders.reporting import write_report
from spiders.settings import build_settings
from spiders.supervisor import EXPLAINED, PARENT

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


if __name__ == "__main__":
    sys.exit(main())
