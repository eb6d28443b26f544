"""Collects the sources of a run by Prefect, each when those that it must wait for have ended."""

import logging
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from prefect import allow_failure, task
from prefect.cache_policies import NO_CACHE

from flows.collection import Assignment, Collected, collect
from flows.configuration import Configuration
from flows.errors import RunError
from flows.known import KnownPages, Pages
from flows.ledger import Ledger
from flows.plan import plan_crawls
from spiders.errors import CollectionError, CrawlFailedError, CrawlOverranError, CrawlRefusedError
from spiders.report import CrawlReport
from spiders.sources import Source, Sources

LOG = logging.getLogger(__name__)
Clock = Callable[[], datetime]


class Crawls:
    """What the crawls of a run share: what is known of pages, until when they may begin, how often each has."""

    def __init__(self, known: KnownPages, ends_at: datetime, clock: Clock) -> None:
        self.known = known
        self.begun: Counter[str] = Counter()
        self._ends_at = ends_at
        self._clock = clock

    def begin(self, source_id: str) -> None:
        """Note that a crawl begins; raises CrawlRefusedError once the run's time is up."""
        if self._clock() >= self._ends_at:
            again = " again" if self.begun[source_id] else ""
            raise CrawlRefusedError(f"not begun{again}: the run's time was up")
        self.begun[source_id] += 1


def _is_worth_a_retry(task: Any, run: Any, state: Any) -> bool:  # noqa: ARG001 - the signature is Prefect's
    """Only the network gets a second chance: what was refused, took too long or is our own fault would be so again."""
    error = state.result(raise_on_failure=False)
    return isinstance(error, CrawlFailedError) and not isinstance(error, CrawlOverranError)


@task(
    name="collect",
    task_run_name="collect-{source.id}",
    retries=2,
    retry_delay_seconds=[5, 30],
    cache_policy=NO_CACHE,
    retry_condition_fn=_is_worth_a_retry,
    persist_result=False,
)
def collect_source(
    source: Source, assignment: Assignment, crawls: Crawls, article_sites: frozenset[str] | None
) -> CrawlReport:
    """One source, crawled in a process of its own; what it asked for is known to those that come after it."""
    crawls.begin(source.id)
    report = collect(source, assignment, crawls.known.of(source.id), article_sites)
    crawls.known.learn(source.id, report.asked)
    return report


def collect_all(
    pages: Mapping[str, Pages],
    assignment: Assignment,
    configuration: Configuration,
    ledger: Ledger,
    only: tuple[str, ...],
    clock: Clock = lambda: datetime.now(UTC),
) -> list[Collected]:
    """How each source did, enabled ones or those in `only`; `pages` is what earlier crawls have learnt.

    When the run has gone on for `run_seconds` by the `clock`, no further crawl begins.
    """
    ends_at = ledger.started_at + timedelta(seconds=assignment.settings.run_seconds)
    crawls = Crawls(known_of_a_run(pages, configuration.sources), ends_at, clock)
    with ledger.stage("collect") as stage:
        running = _start_crawls(crawls, assignment, configuration, only)
        collected = [
            judge(source, future.result(raise_on_failure=False), crawls.begun[source.id]) for source, future in running
        ]
        reports = [one.report for one in collected if one.report is not None]
        stage.in_count = sum(report.discovered for report in reports)
        stage.out_count = sum(report.pages for report in reports)
        stage.rejected = _rejections(reports)
        stage.bytes = sum(report.bytes for report in reports)
    return collected


def _start_crawls(
    crawls: Crawls, assignment: Assignment, configuration: Configuration, only: tuple[str, ...]
) -> list[tuple[Source, Any]]:
    """Each source with the future of its report."""
    running: list[tuple[Source, Any]] = []
    for place in plan_crawls(configuration.sources, only):
        others = [allow_failure(running[number][1]) for number in place.after]
        future = collect_source.submit(
            place.source, assignment, crawls, place.article_sites, return_state=False, wait_for=others
        )
        running.append((place.source, future))
    return running


def known_of_a_run(pages: Mapping[str, Pages], sources: Sources) -> KnownPages:
    """What its crawls are told: outlets that are switched on look after pages of their own, others after none."""
    return KnownPages(pages, [source.id for source in sources.enabled() if not source.is_finder])


def failures(collected: list[Collected]) -> dict[str, str | None]:
    """The sources without a report and why; raises RunError where that is all of them."""
    failed = {one.source_id: one.error for one in collected if one.report is None}
    if len(failed) == len(collected):
        raise RunError(f"no source could be collected; the first said: {next(iter(failed.values()))}")
    return failed


def refuse_own_faults(collected: list[Collected]) -> None:
    """Raise RunError naming the sources that a fault of ours has cost; for a run that has published the others."""
    faulty = [f"{one.source_id} ({one.error})" for one in collected if one.is_our_fault]
    if faulty:
        raise RunError(f"published, but without {', '.join(faulty)}: report it with the log")


def judge(source: Source, result: object, attempts: int) -> Collected:
    """How a source did by what its crawl returned or raised; whatever it raised costs no other source its news."""
    if isinstance(result, CrawlReport):
        return Collected(source.id, result, expected=source.expected_items, attempts=attempts)
    if isinstance(result, CollectionError):
        return Collected(source.id, None, str(result), source.expected_items, attempts)
    if not isinstance(result, Exception):
        raise result if isinstance(result, BaseException) else TypeError(f"{source.id}: {result!r} is no report")
    LOG.error("collecting %s broke off", source.id, exc_info=result)
    told = f"our own fault: {type(result).__name__}; see the log"
    return Collected(source.id, None, told, source.expected_items, attempts, is_our_fault=True)


def _rejections(reports: list[CrawlReport]) -> dict[str, int]:
    counted: Counter[str] = Counter()
    for report in reports:
        counted.update(report.rejected)
        counted["not modified"] += report.not_modified
        counted["skipped by prefilter"] += report.skipped_by_prefilter
        counted["gone"] += report.gone
    return {reason: count for reason, count in counted.items() if count}
