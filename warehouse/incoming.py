"""Shows a batch's frames to the database and runs the statements of warehouse/loading on them."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from functools import cache

import polars as pl
import pyarrow as pa
from duckdb import DuckDBPyConnection

from warehouse.batch import Batch
from warehouse.files import read_files
from warehouse.schema import read_types

TABLES = ("articles", "claims", "rejected_figures", "mentions", "pages", "archive_files")
# Rows that DuckDB keeps together, and gives to one thread.
ROW_GROUP = 122_880
FETCH = ["article_id", "text_sha256", "fetched_at"]


@cache
def read_steps() -> dict[str, str]:
    return {file.name: file.body for file in read_files("loading")}


def run_step(connection: DuckDBPyConnection, step: str, parameters: Mapping[str, object] | None = None) -> int:
    """Run one statement of warehouse/loading; the number of rows it found or changed."""
    return run(connection, read_steps()[step], parameters)


def run(connection: DuckDBPyConnection, statement: str, parameters: Mapping[str, object] | None = None) -> int:
    rows = connection.execute(statement, dict(parameters) if parameters else None).fetchall()
    return int(rows[0][0]) if rows else 0


@contextmanager
def incoming(connection: DuckDBPyConnection, batch: Batch) -> Iterator[None]:
    """The batch's frames as views incoming_<table>, with the types of the raw tables; each fetch and claim is once."""
    frames = {table: getattr(batch, table) for table in TABLES}
    frames["articles"] = keep_last(frames["articles"])
    frames["claims"] = without_repeats(frames["claims"])
    for table, frame in frames.items():
        register(connection, table, frame)
    try:
        yield
    finally:
        for table in TABLES:
            connection.unregister(f"frame_{table}")


def keep_last(articles: pl.DataFrame) -> pl.DataFrame:
    """The articles with each fetch once, as its last record tells it."""
    if not articles.select(FETCH).is_duplicated().any():
        return articles
    return articles.sort(*FETCH, "warc_file", "warc_offset").unique(FETCH, keep="last", maintain_order=True)


def without_repeats(claims: pl.DataFrame) -> pl.DataFrame:
    return claims if claims["claim_id"].n_unique() == claims.height else claims.unique(maintain_order=True)


def register(connection: DuckDBPyConnection, table: str, frame: pl.DataFrame) -> None:
    whole = frame.to_arrow()
    # In pieces, so that threads share them out; a table of one piece is read by one.
    pieces = pa.Table.from_batches(whole.to_batches(max_chunksize=ROW_GROUP), schema=whole.schema)
    connection.register(f"frame_{table}", pieces)
    types = read_types()[table]
    given = [name for name in types if name in frame.columns]
    columns = ", ".join(f'CAST("{name}" AS {types[name]}) AS "{name}"' for name in given)
    # Table and column names are those of our own schema files.
    typed = f"SELECT {columns} FROM frame_{table}"
    connection.execute(f"CREATE OR REPLACE TEMP VIEW incoming_{table} AS {typed}")


def replace_rows(
    connection: DuckDBPyConnection,
    table: str,
    key: tuple[str, ...],
    ignored: Collection[str] = (),
    first: Mapping[str, object] | None = None,
) -> int:
    """Make the rows of raw.<table> those of incoming_<table> where keys meet; the number that differed.

    A row that differs in nothing but its columns `ignored` stays as it is. The columns of `first` have its values in
    rows that are new; a row that was there keeps its own.
    """
    first = first or {}
    keys = ", ".join(key)
    compared = ", ".join(f'"{name}"' for name in read_types()[table] if name not in {*ignored, *first})
    # Table and column names are those of our own schema files.
    difference = (
        f"SELECT {compared} FROM incoming_{table} EXCEPT"
        f" SELECT {compared} FROM raw.{table} SEMI JOIN incoming_{table} USING ({keys})"
    )
    whole = f"SELECT DISTINCT * FROM incoming_{table} SEMI JOIN ({difference}) AS other USING ({keys})"
    if run(connection, f"CREATE OR REPLACE TEMP TABLE changed AS {whole}") == 0:
        return 0
    same_key = " AND ".join(f"kept.{name} = changed.{name}" for name in key)
    for name, value in first.items():
        run(connection, f'UPDATE changed SET "{name}" = $value', {"value": value})
        run(connection, f'UPDATE changed SET "{name}" = kept."{name}" FROM raw.{table} AS kept WHERE {same_key}')
    run(connection, f"DELETE FROM raw.{table} AS kept USING changed WHERE {same_key}")
    return run(connection, f"INSERT INTO raw.{table} BY NAME SELECT * FROM changed")
