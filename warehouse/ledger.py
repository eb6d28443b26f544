"""Writes down what is known beside the claims: apps, sources, rates, edition, and how each run went."""

from datetime import datetime

import polars as pl
from duckdb import DuckDBPyConnection

from warehouse.batch import require_columns
from warehouse.errors import EditionError
from warehouse.incoming import register, replace_rows, run
from warehouse.transactions import transaction

KEYS = {
    "runs": ("run_id",),
    "run_stages": ("run_id", "stage"),
    "source_health": ("run_id", "source_id"),
}
END_KILLED = """
UPDATE raw.runs SET outcome = 'killed', finished_at = ?, message = ?
WHERE outcome = 'running' OR (
    outcome IN ('completed', 'partial')
    AND run_id NOT IN (SELECT run_id FROM raw.run_stages WHERE stage = 'publish' AND outcome = 'completed')
)
"""
WHOLE = frozenset({"apps", "sources", "fx_rates", "seasons", "voices"})


def declare(connection: DuckDBPyConnection, table: str, frame: pl.DataFrame) -> None:
    """Make raw.<table> (apps, sources, fx_rates, seasons or voices) exactly `frame`: what config no longer names goes.

    Raises BatchError if the frame's columns are not those of the table, KeyError for another table.
    """
    if table not in WHOLE:
        raise KeyError(table)
    require_columns(table, frame)
    with transaction(connection):
        register(connection, table, frame)
        # The table is one of WHOLE.
        run(connection, f"DELETE FROM raw.{table}")
        run(connection, f"INSERT INTO raw.{table} BY NAME SELECT * FROM incoming_{table}")
    connection.unregister(f"frame_{table}")


def record(connection: DuckDBPyConnection, table: str, frame: pl.DataFrame) -> int:
    """Add or replace rows of raw.<table> (runs, run_stages, source_health) by key; the number that differed.

    A run can be recorded when it starts and again when it ends. Raises as `declare` does.
    """
    with transaction(connection):
        return put_rows(connection, table, frame)


def put_rows(connection: DuckDBPyConnection, table: str, frame: pl.DataFrame) -> int:
    """As `record`, in the caller's transaction."""
    require_columns(table, frame)
    register(connection, table, frame)
    changed = replace_rows(connection, table, KEYS[table])
    connection.unregister(f"frame_{table}")
    return changed


def set_edition(connection: DuckDBPyConnection, edition: str, at: datetime) -> None:
    """Say that this warehouse holds the `sample` or `live` edition, since `at`; the first word stands.

    Raises EditionError if it holds the other one: invented articles must never stand beside real ones.
    """
    found = [name for (name,) in connection.execute("SELECT edition FROM raw.edition").fetchall()]
    if not found:
        connection.execute("INSERT INTO raw.edition VALUES (?, ?)", [edition, at])
    elif found != [edition]:
        message = f"this data folder holds the {found[0]} edition: use another (--data) for the {edition} edition"
        raise EditionError(message)


def end_killed_runs(connection: DuckDBPyConnection, at: datetime) -> None:
    """Mark as killed the runs that did not get to their end: only one process writes at a time, and it is not theirs.

    A run is told as completed before its release is built, which shall say so; one that published nothing then is not.
    """
    connection.execute(
        END_KILLED, [at, "it was killed, or the machine stopped; the next run went on from what it had archived"]
    )
