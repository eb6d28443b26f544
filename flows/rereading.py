"""`hongbao reread`: the whole archive is read again with today's rules, and what that changes is told."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

import polars as pl
from duckdb import DuckDBPyConnection

from flows import stages
from flows.archive import read_records
from flows.batches import BatchRows
from flows.configuration import Configuration
from flows.errors import InputError
from flows.ledger import Ledger
from flows.settings import Settings
from spiders.recovery import recover
from warehouse.batch import Batch
from warehouse.load import LoadReport, list_changes, load, rehearse
from warehouse.publish import Publication
from warehouse.stories import tell_stories
from warehouse.writer import open_writer

IN_FORCE = "SELECT article_id, warc_file, warc_offset FROM raw.articles WHERE superseded_at IS NULL"


@dataclass(frozen=True, slots=True)
class RereadReport:
    """What reading anew changed: `changes` has app, measure, change (gained, lost, read otherwise) and claims.

    `outcomes` counts the records by what they are now; `publication` is None where nothing was to be kept.
    """

    outcomes: dict[str, int]
    articles_gone: int
    load: LoadReport
    changes: pl.DataFrame
    publication: Publication | None


def reread(settings: Settings, configuration: Configuration, *, dry_run: bool = False) -> RereadReport:
    """Read every record of the archive with today's rules; keep what differs and publish it, or only tell it.

    What the rules read before stays, superseded, so that the facts of an earlier day are what they were. Raises
    InputError where there is no archive, and the errors of the warehouse.
    """
    with open_writer(settings.data, settings.wait_seconds) as connection:
        if dry_run:
            rows = read_whole_archive(settings, configuration)
            batch = make_batch(connection, rows)
            report, changes = rehearse(connection, batch, datetime.now(UTC))
            return RereadReport(dict(rows.outcomes), len(batch.gone), report, changes, None)
        return keep_reading(connection, settings, configuration)


def keep_reading(connection: DuckDBPyConnection, settings: Settings, configuration: Configuration) -> RereadReport:
    """Read the whole archive anew as a run of its own, load it and publish it."""
    ledger = Ledger("reread")
    stages.open_run(connection, configuration, ledger, edition=None)
    with stages.accounted(connection, ledger):
        with ledger.stage("read") as stage:
            rows = read_whole_archive(settings, configuration)
            stage.in_count, stage.out_count = sum(rows.outcomes.values()), rows.outcomes["article"]
            stage.rejected = {reason: count for reason, count in rows.outcomes.items() if reason != "article"}
        with ledger.stage("load") as stage:
            at, batch = datetime.now(UTC), make_batch(connection, rows)
            report = load(connection, batch, at, ledger.run_id, ledger.flow)
            tell_stories(connection)
            stage.in_count, stage.out_count = batch.claims.height, report.claims_new
        changes = list_changes(connection, at)
        built = stages.check_marts(connection, ledger)
        publication = stages.publish_release(connection, settings, built, ledger)
    return RereadReport(dict(rows.outcomes), len(batch.gone), report, changes, publication)


def read_whole_archive(settings: Settings, configuration: Configuration) -> BatchRows:
    """Every record of every file; a damaged file is counted and read as far as it goes."""
    recover(settings.archive)
    paths = sorted(settings.archive.glob("*.warc.gz"))
    if not paths:
        raise InputError(f"{settings.archive}: holds no archive to read again; collect or ingest something first")
    rows = BatchRows(configuration.watchlist, configuration.sources)
    for path in paths:
        try:
            for page in read_records(path):
                rows.add(page)
        except InputError:
            rows.outcomes["damaged archive"] += 1
        rows.finish(path.name, path.stat().st_size)
    return rows


def make_batch(connection: DuckDBPyConnection, rows: BatchRows) -> Batch:
    """The batch of all that was read; an article is gone if its record was read again and is none any more."""
    read = {(page["warc_file"], page["warc_offset"]) for page in rows.pages}
    found = {article["article_id"] for article in rows.articles.values()}
    known = connection.execute(IN_FORCE).fetchall()
    gone = {article_id for article_id, file, offset in known if article_id not in found and (file, offset) in read}
    return replace(rows.batch(), gone=tuple(sorted(gone)))
