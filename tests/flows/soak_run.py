"""One refresh of the soak, in a process that can be killed: the flow's own code, whose tasks run without Prefect.

Prefect's start is half of so short a run.
"""

import json
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from flows import collection, gathering, refresh
from flows.collection import Assignment
from flows.configuration import load_configuration, watch_terms
from flows.orchestration import end_at_once_when_interrupted
from flows.settings import Settings
from sample import EDITION_NOW
from sample.server import SOURCES_FILE
from spiders.job import CrawlJob, Newsroom
from spiders.supervisor import run_crawl

PARALLEL = 4
# More than any outlet of the sample has, and little of what the fault with ten thousand items lists.
PAGES = 40
STAGES = ("recover", "read", "load", "check", "publish")


class Crawl:
    """What stands in for Prefect's future of a crawl."""

    def __init__(self, future):
        self.future = future

    def result(self, raise_on_failure):
        error = self.future.exception()
        return self.future.result() if error is None else error


class Crawls:
    """Stands in for Prefect's task of a crawl, without its retries."""

    def __init__(self, task):
        self.task = task
        self.pool = ThreadPoolExecutor(PARALLEL)

    def submit(self, *given, **_):
        return Crawl(self.pool.submit(self.task.fn, *given))


def hasten(patience):
    """Let crawls wait for an answer for so many seconds: a newsroom on this machine answers at once or never."""

    def hurry(job: CrawlJob, log_file: Path):
        return run_crawl(job.model_copy(update={"patience": patience}), log_file)

    collection.run_crawl = hurry


def run(data, newsroom, patience):
    """A refresh of the folder `data` from the newsroom, whose crawls wait `patience` seconds for an answer."""
    hasten(patience)
    crawls = gathering.collect_source = Crawls(gathering.collect_source)
    for name in STAGES:
        setattr(refresh, name, getattr(refresh, name).fn)
    settings = Settings(data=Path(data), parallel_crawls=PARALLEL, crawl_pages=PAGES)
    configuration = load_configuration(settings, SOURCES_FILE)
    assignment = Assignment(
        settings=settings,
        terms=watch_terms(configuration.watchlist),
        newsroom=Newsroom.model_validate(newsroom),
        now=EDITION_NOW,
    )
    try:
        refresh.refresh.fn(assignment, configuration, "sample")
    finally:
        crawls.pool.shutdown(cancel_futures=True)


def main():
    end_at_once_when_interrupted()
    run(**json.loads(sys.argv[1]))


if __name__ == "__main__":
    main()
