"""The scheduled run: collect every source, read what is new, load it, check and publish it."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from duckdb import DuckDBPyConnection
from prefect import Flow, allow_failure, flow, task
from prefect.cache_policies import NO_CACHE
from prefect.task_runners import ThreadPoolTaskRunner

from flows import stages
from flows.batches import BatchRows
from flows.collection import Assignment, Collected, collect, health_rows
from flows.configuration import Configuration
from flows.errors import RunError
from flows.known import known_pages
from flows.ledger import Ledger
from flows.plan import plan_crawls
from spiders.errors import CollectionError, CrawlRefusedError
from spiders.job import Validator
from spiders.report import CrawlReport
from spiders.sources import Source
from warehouse.ledger import record
from warehouse.load import LoadReport
from warehouse.publish import Built, Publication
from warehouse.writer import open_writer


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
    source: Source, assignment: Assignment, known: Mapping[str, Validator], article_sites: frozenset[str] | None
) -> CrawlReport:
    """One source, crawled in a process of its own."""
    return collect(source, assignment, known, article_sites)


@task(name="recover", cache_policy=NO_CACHE, persist_result=False)
def recover(
    connection: DuckDBPyConnection, assignment: Assignment, configuration: Configuration, ledger: Ledger
) -> LoadReport:
    """What a run that was killed had archived and nobody has read, so that this one goes on from there."""
    return stages.load_leftovers(connection, assignment.settings, configuration, ledger)


@task(name="read", cache_policy=NO_CACHE, persist_result=False)
def read(
    connection: DuckDBPyConnection, assignment: Assignment, configuration: Configuration, ledger: Ledger
) -> BatchRows:
    """New archive records into articles and claims."""
    return stages.read_archive(connection, assignment.settings, configuration, ledger)


@task(name="load", cache_policy=NO_CACHE, persist_result=False)
def load(connection: DuckDBPyConnection, rows: BatchRows, ledger: Ledger) -> LoadReport:
    """Articles and claims into the warehouse."""
    return stages.load_batch(connection, rows, ledger)


@task(name="check", cache_policy=NO_CACHE, persist_result=False)
def check(connection: DuckDBPyConnection, ledger: Ledger, message: str | None) -> Built:
    """Build the marts and run every check on them."""
    return stages.check_marts(connection, ledger, message)


@task(name="publish", cache_policy=NO_CACHE, persist_result=False)
def publish(connection: DuckDBPyConnection, assignment: Assignment, built: Built, ledger: Ledger) -> Publication:
    """Let readers see what passed the checks."""
    return stages.publish_release(connection, assignment.settings, built, ledger)


@flow(name="refresh", validate_parameters=False, persist_result=False)
def refresh(
    assignment: Assignment, configuration: Configuration, edition: str, only: tuple[str, ...] = ()
) -> stages.Outcome:
    """One run over all enabled sources, or those in `only`; a source that fails leaves the others' news published.

    Raises RunError where no source at all could be collected, and the errors of
    the warehouse.
    """
    settings, ledger = assignment.settings, Ledger("refresh")
    with open_writer(settings.data, settings.wait_seconds) as connection:
        stages.open_run(connection, configuration, ledger, edition)
        with stages.accounted(connection, ledger):
            leftovers = recover(connection, assignment, configuration, ledger)
            collected = _collect_all(connection, assignment, configuration, ledger, only)
            record(connection, "source_health", health_rows(ledger.run_id, collected))
            failed = _failures(collected)
            rows = read(connection, assignment, configuration, ledger)
            report = leftovers + load(connection, rows, ledger)
            message = f"not collected: {', '.join(sorted(failed))}" if failed else None
            built = check(connection, ledger, message)
            return stages.Outcome(report, publish(connection, assignment, built, ledger))


def with_crawls(parallel: int) -> Flow[..., stages.Outcome]:
    """The flow with so many crawls at once."""
    return refresh.with_options(task_runner=ThreadPoolTaskRunner(max_workers=parallel))  # type: ignore[arg-type]


def _failures(collected: list[Collected]) -> dict[str, str | None]:
    """The sources without a report and why; raises RunError where that is all of them."""
    failed = {one.source_id: one.error for one in collected if one.report is None}
    if len(failed) == len(collected):
        raise RunError(f"no source could be collected; the first said: {next(iter(failed.values()))}")
    return failed


def _collect_all(
    connection: DuckDBPyConnection,
    assignment: Assignment,
    configuration: Configuration,
    ledger: Ledger,
    only: tuple[str, ...],
) -> list[Collected]:
    known = known_pages(connection)
    with ledger.stage("collect") as stage:
        running: list[tuple[Source, Any]] = []
        for place in plan_crawls(configuration.sources, only):
            source, others = place.source, [allow_failure(running[number][1]) for number in place.after]
            pages = known.get(source.id, {})
            future = collect_source.submit(
                source, assignment, pages, place.article_sites, return_state=False, wait_for=others
            )
            running.append((source, future))
        collected = [_collected(source, future) for source, future in running]
        reports = [one.report for one in collected if one.report is not None]
        stage.in_count = sum(report.discovered for report in reports)
        stage.out_count = sum(report.pages for report in reports)
        stage.rejected = _rejections(reports)
    return collected


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
