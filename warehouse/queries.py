"""Runs what a person typed against a release, and nothing but a question."""

from collections.abc import Sequence
from datetime import UTC

import duckdb
import polars as pl
from duckdb import DuckDBPyConnection

from warehouse.errors import QueryError
from warehouse.interruptions import interruptible

ASKING = frozenset({duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN})


def run_query(connection: DuckDBPyConnection, sql: str, row_limit: int) -> pl.DataFrame:
    """The first `row_limit` rows of one SELECT-like statement, on a cursor of its own.

    Raises QueryError if it is several statements, changes something, fails, or has a type no frame can hold.
    """
    cursor = connection.cursor()
    try:
        statement = read_statement(cursor, sql)
        with interruptible(cursor):
            return in_utc(cursor.sql(statement).limit(row_limit).pl())
    except (duckdb.Error, pl.exceptions.PolarsError) as error:
        message = str(error).strip().splitlines()[0]
        raise QueryError(message) from error


def ask_mart(connection: DuckDBPyConnection, sql: str, parameters: Sequence[object]) -> pl.DataFrame:
    """The rows of a question of ours; raises QueryError where a release of an earlier Hongbao lacks it."""
    cursor = connection.cursor()
    try:
        with interruptible(cursor):
            return in_utc(cursor.sql(name_parameters(cursor, sql, parameters)).pl())
    except (duckdb.BinderException, duckdb.CatalogException) as error:
        message = f"this release was made by an earlier version of Hongbao: {str(error).splitlines()[0]}"
        raise QueryError(message) from error


def name_parameters(cursor: DuckDBPyConnection, sql: str, parameters: Sequence[object]) -> str:
    """The question with a variable of the cursor in the place of each `?`, of which there are none but for parameters.

    Bound to `?`, DuckDB 1 copies the whole answer value by value before it hands it on: ten times the work.
    """
    first, *others = sql.split("?")
    for place, parameter in enumerate(parameters):
        cursor.execute(f"SET VARIABLE asked_{place} = ?", [parameter])
    return first + "".join(
        f"getvariable('asked_{place}'){other}" for (place, _), other in zip(enumerate(parameters), others, strict=True)
    )


def read_statement(connection: DuckDBPyConnection, sql: str) -> str:
    statements = connection.extract_statements(sql)
    if len(statements) != 1 or statements[0].type not in ASKING:
        message = "give exactly one SELECT (or FROM, WITH, VALUES, DESCRIBE, SUMMARIZE, EXPLAIN) statement"
        raise QueryError(message)
    return statements[0].query


def in_utc(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with every instant in UTC, whatever zone the machine is in."""
    instants = pl.selectors.datetime(time_zone="*")
    return frame.with_columns(instants.dt.convert_time_zone(str(UTC)))
