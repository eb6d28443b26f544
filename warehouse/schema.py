"""Makes the raw tables of a new file, brings those of an older one up to date, and refuses what it cannot read."""

from functools import cache

import duckdb
import polars as pl
from duckdb import DuckDBPyConnection

from warehouse.dictionary import comment
from warehouse.errors import SchemaVersionError
from warehouse.files import read_files
from warehouse.migrations import migrate
from warehouse.transactions import transaction

VERSION = 5  # each step from one version to the next is a file of warehouse/migrations


def create_schema(connection: DuckDBPyConnection) -> None:
    """Create the raw tables if there are none, or bring older ones up to date.

    Raises SchemaVersionError if a newer Hongbao made them, or one so old that no step leads here.
    """
    found = read_version(connection)
    if found is None:
        create_tables(connection)
    elif found != VERSION:
        update_tables(connection, found)


def update_tables(connection: DuckDBPyConnection, found: int) -> None:
    with transaction(connection):
        if found > VERSION or not migrate(connection, found, VERSION):
            raise SchemaVersionError(explain_version(found))
        comment(connection, *read_files("schema", schema="raw"))


def read_version(connection: DuckDBPyConnection) -> int | None:
    """The schema version of the current database, None if it has no raw tables."""
    tables = connection.execute(
        "SELECT 1 FROM duckdb_tables() WHERE database_name = current_database()"
        " AND schema_name = 'raw' AND table_name = 'schema_version'"
    ).fetchall()
    if not tables:
        return None
    ((version,),) = connection.execute("SELECT max(version) FROM raw.schema_version").fetchall()
    return int(version)


def explain_version(found: int) -> str:
    if found > VERSION:
        return (
            f"the warehouse file has schema version {found}, this Hongbao knows {VERSION}:"
            " install the newer Hongbao that made it, or use another data folder"
        )
    return (
        f"the warehouse file has schema version {found}, this Hongbao needs {VERSION}:"
        " move work.duckdb away and run `hongbao refresh`, it is made anew from the archive"
    )


def create_tables(connection: DuckDBPyConnection) -> None:
    with transaction(connection):
        connection.execute("CREATE SCHEMA IF NOT EXISTS raw")
        files = list(read_files("schema", schema="raw"))
        for file in files:
            connection.execute(file.body)
        comment(connection, *files)
        connection.execute("INSERT INTO raw.schema_version VALUES (?)", [VERSION])


@cache
def read_types() -> dict[str, dict[str, str]]:
    """The SQL type of each column, by table, of the raw tables as their files declare them."""
    with duckdb.connect(":memory:") as connection:
        create_tables(connection)
        rows = connection.execute(
            "SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE schema_name = 'raw'"
            " ORDER BY table_name, column_index"
        ).fetchall()
    types: dict[str, dict[str, str]] = {}
    for table, column, data_type in rows:
        types.setdefault(table, {})[column] = data_type
    return types


@cache
def read_frame_schema(table: str) -> pl.Schema:
    """The Polars schema of one raw table, all its columns."""
    with duckdb.connect(":memory:") as connection:
        connection.execute("SET TimeZone = 'UTC'")
        create_tables(connection)
        return connection.table(f"raw.{table}").pl().schema
