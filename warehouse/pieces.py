"""Loads more than fits into memory: batch after batch, and all of it in one transaction."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import polars as pl
from duckdb import DuckDBPyConnection

from warehouse.batch import Batch
from warehouse.incoming import incoming
from warehouse.load import LoadReport, list_changes, load_rows, naming_bad_rows, note_load


@dataclass(frozen=True, slots=True)
class PiecesReport:
    """What all batches changed together, and how their claims differ from those before (see `list_changes`)."""

    load: LoadReport
    changes: pl.DataFrame


def load_pieces(
    connection: DuckDBPyConnection, batches: Iterable[Batch], at: datetime, run_id: str | None, flow: str, *, keep: bool
) -> PiecesReport:
    """Load `batches`, at least one, each as it comes, as one load known from `at`; with `keep` False only tell of it.

    Only one batch is held at a time. Whatever interrupts it, nothing is kept. Raises BatchError as `load` does.
    """
    connection.begin()
    try:
        with naming_bad_rows():
            report = _load_each(connection, batches, at, {"run_id": run_id, "flow": flow})
        done = PiecesReport(report, list_changes(connection, at))
    except BaseException:
        connection.rollback()
        raise
    if keep:
        connection.commit()
    else:
        connection.rollback()
    return done


def _load_each(
    connection: DuckDBPyConnection, batches: Iterable[Batch], at: datetime, about: dict[str, str | None]
) -> LoadReport:
    total, rules_version = None, None
    for batch in batches:
        with incoming(connection, batch):
            report = load_rows(connection, batch, at, about["run_id"])
        total, rules_version = report if total is None else total + report, batch.rules_version
    if total is None:
        message = "there is no batch to load: give at least one"
        raise ValueError(message)
    note_load(connection, total, {"at": at, "rules_version": rules_version, **about})
    return total
