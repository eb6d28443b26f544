"""The stages that every run shares once pages are in the archive: read, load, check, publish, and their account."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from duckdb import DuckDBPyConnection

from flows.archive import read_records
from flows.archive_faults import UnreadableError, outlives
from flows.batches import DAMAGED, BatchRows
from flows.configuration import Configuration, app_rows, source_rows, voice_rows
from flows.ledger import Ledger
from flows.seasons import season_rows
from flows.settings import Settings
from spiders.recovery import recover
from warehouse.alarms import raise_alarms
from warehouse.batch import Batch
from warehouse.interruptions import interruptible
from warehouse.ledger import declare, end_killed_runs, record, set_edition
from warehouse.load import LoadReport, load
from warehouse.publish import Built, Publication, build, release
from warehouse.run_status import write_status
from warehouse.stories import tell_stories

_SLOWEST = 3


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run did to the warehouse and to what readers see."""

    load: LoadReport
    publication: Publication


def open_run(connection: DuckDBPyConnection, configuration: Configuration, ledger: Ledger, edition: str | None) -> None:
    """Write down what a run starts from; `edition` None leaves the folder's edition, or makes a new folder live.

    A run of no edition collects nothing, so it leaves the sources that are collected here as they are. Raises
    EditionError where the folder holds the other edition.
    """
    if edition is not None or connection.execute("SELECT count(*) FROM raw.edition").fetchall() == [(0,)]:
        set_edition(connection, edition or "live", ledger.started_at)
        declare(connection, "sources", source_rows(tuple(configuration.sources.values())))
    declare(connection, "apps", app_rows(configuration.watchlist))
    declare(connection, "fx_rates", configuration.fx_rates)
    declare(connection, "voices", voice_rows(configuration.watchlist))
    declare(connection, "seasons", season_rows(ledger.started_at.date()))
    end_killed_runs(connection, ledger.started_at)
    record(connection, "runs", ledger.run_rows("running"))
    write_status(connection, ledger.run_id)


def read_archive(
    connection: DuckDBPyConnection,
    settings: Settings,
    configuration: Configuration,
    ledger: Ledger,
    name: str = "read",
) -> BatchRows:
    """Read every archived record not read before; each is an article or is counted by the reason it is none."""
    with ledger.stage(name) as stage:
        recover(settings.archive)
        rows = BatchRows(configuration.watchlist, configuration.sources)
        stage.is_pending, stage.bytes = True, 0
        known = connection.execute("SELECT file, bytes_read, records, fault FROM raw.archive_files").fetchall()
        done = {file: (start, earlier, fault) for file, start, earlier, fault in known}
        for path in sorted(settings.archive.glob("*.warc.gz")):
            stage.bytes += _read_file(path, done.get(path.name, (0, 0, None)), rows)
        stage.count_records(rows.outcomes)
    return rows


def load_leftovers(
    connection: DuckDBPyConnection, settings: Settings, configuration: Configuration, ledger: Ledger
) -> LoadReport:
    """Read and load what earlier runs archived before they were killed: pages that need not be fetched again."""
    rows = read_archive(connection, settings, configuration, ledger, "recover")
    return _load_read(connection, rows.batch(), ledger)


def _read_file(path: Path, known: tuple[int, int | None, str | None], rows: BatchRows) -> int:
    """Read on in an archive file of which bytes, records and a fault are known; how many bytes that came to.

    What is wrong with it must not stop what comes after it: it is told, and counted where that is news. A damaged file
    is read on from there by every run until it is whole.
    """
    start, earlier, told = known
    end, fault, least = path.stat().st_size, None, start
    if end <= start:
        return 0
    try:
        for page in read_records(path, start):
            rows.add(page)
            least = page.warc_offset + 1  # no record is read twice, where several are at one place
    except UnreadableError as error:
        end, fault = max(error.at, least), error.fault
    if outlives(told, start):
        fault = told
    if fault not in {None, told}:
        rows.outcomes[DAMAGED] += 1
    rows.finish(path.name, end, earlier, fault)
    return end - start


def _load_read(connection: DuckDBPyConnection, batch: Batch, ledger: Ledger) -> LoadReport:
    """Load what was read together with the account of its reading, which a kill must not part."""
    with ledger.loading():
        return load(connection, batch, datetime.now(UTC), ledger.run_id, ledger.flow, ledger.stage_rows())


def load_batch(connection: DuckDBPyConnection, rows: BatchRows, ledger: Ledger) -> LoadReport:
    """Load what was read, in one transaction."""
    with ledger.stage("load") as stage:
        batch = rows.batch()
        stage.in_count = batch.claims.height
        report = _load_read(connection, batch, ledger)
        stage.out_count = report.claims_new
        tell_stories(connection)
    return report


def check_marts(connection: DuckDBPyConnection, ledger: Ledger, message: str | None = None) -> Built:
    """Build the marts, the account of this run in them, and run every check; a row that breaks one stops the run."""
    record(connection, "run_stages", ledger.stage_rows())
    record(connection, "runs", ledger.run_rows("completed" if message is None else "partial", message))
    with ledger.stage("check") as stage:
        built = build(connection, datetime.now(UTC))
        slowest = sorted(built.seconds.items(), key=lambda item: -item[1])[:_SLOWEST]
        alarms = raise_alarms(connection, ledger.run_id, built.at)
        told = ", ".join(f"{table} {seconds:.2f} s" for table, seconds in slowest)
        stage.message = f"slowest: {told}; alarms: {len(alarms)}"
        return built


def publish_release(connection: DuckDBPyConnection, settings: Settings, built: Built, ledger: Ledger) -> Publication:
    """Let readers see what was built and checked."""
    with ledger.stage("publish") as stage:
        publication = release(settings.data, connection, built, settings.keep_releases)
        stage.bytes = publication.path.stat().st_size
        stage.message = f"the release before was damaged: {publication.mended}" if publication.mended else None
    record(connection, "run_stages", ledger.stage_rows())
    write_status(connection, ledger.run_id)
    return publication


@contextmanager
def accounted(connection: DuckDBPyConnection, ledger: Ledger) -> Iterator[None]:
    """Write down how far a run came, whatever ends it, and tell it beside the releases."""
    try:
        with interruptible(connection):
            yield
    except BaseException as error:
        message = tell_end(error)
        record(connection, "run_stages", ledger.stage_rows())
        record(connection, "runs", ledger.run_rows("failed", message))
        write_status(connection, ledger.run_id)
        raise
    write_status(connection, ledger.run_id)


def tell_end(error: BaseException) -> str:
    """What ended a run, in one line."""
    if not isinstance(error, Exception):
        return "it was told to stop"
    return str(error).splitlines()[0] if str(error) else type(error).__name__
