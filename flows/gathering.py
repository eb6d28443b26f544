"""Collects the sources of a run by Prefect, each when those that it must wait for have ended."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from prefect import allow_failure, task
from prefect.cache_policies import NO_CACHE

from flows.collection import Assignment, Collected, collect
from flows.configuration import Configuration
from flows.errors import RunError
from flows.known import KnownPages, Pages
from flows.ledger import Ledger
from flows.plan import plan_crawls
from spiders.errors import CollectionError, CrawlRefusedError
from spiders.report import CrawlReport
from spiders.sources import Source, Sources


def _is_worth_a_retry(task: Any, run: Any, state: Any) -> bool:  # noqa: ARG001 - the signature is Prefect's
    """Only the network gets a second chance: a refused crawl would be refused again."""
    return not isinstance(state.result(raise_on_failure=False), CrawlRefusedError)


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
    source: Source, assignment: Assignment, known: KnownPages, article_sites: frozenset[str] | None
) -> CrawlReport:
    """One source, crawled in a process of its own; what it asked for is known to those that come after it."""
    report = collect(source, assignment, known.of(source.id), article_sites)
    known.learn(source.id, report.asked)
    return report


def collect_all(
    pages: Mapping[str, Pages],
    assignment: Assignment,
    configuration: Configuration,
    ledger: Ledger,
    only: tuple[str, ...],
) -> list[Collected]:
    """How each source did, enabled ones or those in `only`; `pages` is what earlier crawls have learnt."""
    with ledger.stage("collect") as stage:
        collected = [_collected(*one) for one in _start_crawls(pages, assignment, configuration, only)]
        reports = [one.report for one in collected if one.report is not None]
        stage.in_count = sum(report.discovered for report in reports)
        stage.out_count = sum(report.pages for report in reports)
        stage.rejected = _rejections(reports)
    return collected


def _start_crawls(
    pages: Mapping[str, Pages], assignment: Assignment, configuration: Configuration, only: tuple[str, ...]
) -> list[tuple[Source, Any]]:
    """Each source with the future of its report."""
    sources = configuration.sources
    known = known_of_a_run(pages, sources)
    running: list[tuple[Source, Any]] = []
    for place in plan_crawls(sources, only):
        others = [allow_failure(running[number][1]) for number in place.after]
        future = collect_source.submit(
            place.source, assignment, known, place.article_sites, return_state=False, wait_for=others
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


def _collected(source: Source, future: Any) -> Collected:
    result = future.result(raise_on_failure=False)
    if isinstance(result, CrawlReport):
        return Collected(source.id, result, expected=source.expected_items)
    if isinstance(result, CollectionError):
        return Collected(source.id, None, str(result), source.expected_items)
    raise result


def _rejections(reports: list[CrawlReport]) -> dict[str, int]:
    counted: Counter[str] = Counter()
    for report in reports:
        counted.update(report.refused)
        counted.update(report.errors)
        counted["not modified"] += report.not_modified
        counted["skipped by prefilter"] += report.skipped_by_prefilter
    return {reason: count for reason, count in counted.items() if count}
