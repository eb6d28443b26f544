"""The scheduled run: collect every source, read what is new, load it, check and publish it."""

from duckdb import DuckDBPyConnection
from prefect import Flow, State, flow, task
from prefect.cache_policies import NO_CACHE
from prefect.states import Completed
from prefect.task_runners import ThreadPoolTaskRunner

from flows import stages
from flows.batches import BatchRows
from flows.collection import Assignment, health_rows
from flows.configuration import Configuration
from flows.gathering import collect_all, failures, refuse_own_faults
from flows.known import known_pages
from flows.ledger import Ledger
from flows.run_artifacts import make_artifacts
from warehouse.ledger import record
from warehouse.load import LoadReport
from warehouse.publish import Built, Publication
from warehouse.writer import open_writer


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
) -> stages.Outcome | State[stages.Outcome]:
    """One run over all enabled sources, or those in `only`; a source that fails leaves the others' news published.

    The outcome of a run that lacks sources comes in a state named Partial; who calls the flow gets the outcome itself.
    Raises RunError where no source at all could be collected or, when the others are published, where one could not by
    a fault of ours; and the errors of the warehouse.
    """
    settings, ledger = assignment.settings, Ledger("refresh")
    with open_writer(settings.data, settings.wait_seconds) as connection:
        stages.open_run(connection, configuration, ledger, edition)
        with stages.accounted(connection, ledger):
            leftovers = recover(connection, assignment, configuration, ledger)
            collected = collect_all(known_pages(connection), assignment, configuration, ledger, only)
            record(connection, "source_health", health_rows(ledger.run_id, collected))
            failed = failures(collected)
            rows = read(connection, assignment, configuration, ledger)
            report = leftovers + load(connection, rows, ledger)
            message = f"not collected: {', '.join(sorted(failed))}" if failed else None
            built = check(connection, ledger, message)
            outcome = stages.Outcome(report, publish(connection, assignment, built, ledger))
            make_artifacts(connection, ledger.run_id, outcome.publication, settings.public_url)
            refuse_own_faults(collected)
    return outcome if message is None else Completed(name="Partial", message=message, data=outcome)


def with_crawls(parallel: int) -> Flow[..., stages.Outcome]:
    """The flow with so many crawls at once; called, it gives its outcome."""
    run: Flow[..., stages.Outcome] = refresh.with_options(  # type: ignore[assignment] # Prefect unpacks the state
        task_runner=ThreadPoolTaskRunner(max_workers=parallel)  # type: ignore[arg-type]
    )
    return run
