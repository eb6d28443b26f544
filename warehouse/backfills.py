"""Keeps which files backfills have finished, each in one transaction with what was found in it."""

from collections.abc import Mapping
from datetime import datetime

from duckdb import DuckDBPyConnection

from warehouse.batch import Batch, make_frame
from warehouse.incoming import incoming, register, replace_rows
from warehouse.load import LoadReport, naming_bad_rows, take_in
from warehouse.transactions import transaction

TABLE = "backfill_files"
KEY = ("name", "identity", "rules_version")


def find_finished(connection: DuckDBPyConnection) -> set[tuple[str, str, str]]:
    """Name, state and rules of every file that need not be read again."""
    return set(connection.execute(f"SELECT {', '.join(KEY)} FROM raw.{TABLE}").fetchall())


def load_file(
    connection: DuckDBPyConnection, batch: Batch, at: datetime, run_id: str, row: Mapping[str, object]
) -> LoadReport:
    """Load what was found in one file and write its `row` of raw.backfill_files: both or neither.

    Raises BatchError as loading does.
    """
    frame = make_frame(TABLE, [{**row, "run_id": run_id, "finished_at": at}])
    with naming_bad_rows(), incoming(connection, batch), transaction(connection):
        report = take_in(connection, batch, at, {"run_id": run_id, "flow": "backfill"})
        register(connection, TABLE, frame)
        replace_rows(connection, TABLE, KEY, ("run_id", "finished_at", "seconds"))
    connection.unregister(f"frame_{TABLE}")
    return report
