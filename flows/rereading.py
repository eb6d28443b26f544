"""`hongbao reread`: the whole archive is read again with today's rules, and what that changes is told."""

from dataclasses import dataclass
from datetime import UTC, datetime

import polars as pl
from duckdb import DuckDBPyConnection

from flows import stages
from flows.configuration import Configuration
from flows.errors import InputError
from flows.ledger import Ledger
from flows.rereading_pieces import Rereading
from flows.settings import Settings
from warehouse.load import LoadReport
from warehouse.pieces import PiecesReport, load_pieces
from warehouse.publish import Publication
from warehouse.stories import tell_stories
from warehouse.writer import open_writer


@dataclass(frozen=True, slots=True)
class RereadReport:
    """What reading anew changed: `changes` has app, measure, change (gained, lost, read otherwise) and claims.

    `outcomes` counts the records by what they are now. The articles of `unnamed_sources`, which the configuration does
    not name any more, keep the publisher and the tier they had. `publication` is None where nothing was to be kept.
    """

    outcomes: dict[str, int]
    articles_gone: int
    unnamed_sources: tuple[str, ...]
    load: LoadReport
    changes: pl.DataFrame
    publication: Publication | None


def reread(settings: Settings, configuration: Configuration, *, dry_run: bool = False) -> RereadReport:
    """Read every record of the archive with today's rules; keep what differs and publish it, or only tell it.

    What the rules read before stays, superseded, so that the facts of an earlier day are what they were. A few thousand
    records are held at a time, and yet all is changed or, whatever interrupts it, nothing. Raises InputError where
    there is no archive, and the errors of the warehouse.
    """
    if not any(settings.archive.glob("*.warc.gz*")):
        message = f"{settings.archive}: holds no archive to read again; collect or ingest something first"
        raise InputError(message)
    reading = Rereading(settings, configuration)
    with open_writer(settings.data, settings.wait_seconds) as connection:
        if not dry_run:
            return keep_reading(connection, settings, configuration, reading)
        done = load_pieces(connection, reading.read(connection), datetime.now(UTC), None, "rehearsal", keep=False)
        return make_report(reading, done, None)


def keep_reading(
    connection: DuckDBPyConnection, settings: Settings, configuration: Configuration, reading: Rereading
) -> RereadReport:
    """Read the whole archive anew as a run of its own, load it and publish it."""
    ledger = Ledger("reread")
    stages.open_run(connection, configuration, ledger, edition=None)
    with stages.accounted(connection, ledger):
        # Reading and loading take turns, so they are one stage.
        with ledger.stage("read") as stage:
            batches = reading.read(connection)
            done = load_pieces(connection, batches, datetime.now(UTC), ledger.run_id, ledger.flow, keep=True)
            stage.count_records(reading.outcomes)
            stage.bytes = reading.bytes
        with ledger.stage("load") as stage:
            tell_stories(connection)
            stage.in_count, stage.out_count = done.load.claims_new + done.load.claims_unchanged, done.load.claims_new
        built = stages.check_marts(connection, ledger)
        return make_report(reading, done, stages.publish_release(connection, settings, built, ledger))


def make_report(reading: Rereading, done: PiecesReport, publication: Publication | None) -> RereadReport:
    """What was read and loaded, as one report."""
    unnamed = tuple(sorted({told["source_id"] or "" for told in reading.known.values()}))
    return RereadReport(dict(reading.outcomes), len(reading.gone), unnamed, done.load, done.changes, publication)
