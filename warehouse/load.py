"""Takes a batch into the raw tables: what is new is added, what it replaces is marked, nothing is deleted."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, fields
from datetime import datetime
from functools import cache

import duckdb
import polars as pl
from duckdb import DuckDBPyConnection

from warehouse.batch import Batch
from warehouse.errors import BatchError
from warehouse.files import read_files
from warehouse.schema import read_types
from warehouse.transactions import transaction

TABLES = ("articles", "claims", "rejected_figures", "pages", "archive_files")


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadReport:
    """What a load changed, in rows; `claims_superseded` includes those of replaced article versions."""

    articles_new: int
    articles_unchanged: int
    articles_superseded: int
    claims_new: int
    claims_unchanged: int
    claims_superseded: int
    rejected_figures: int
    pages: int

    def __add__(self, other: "LoadReport") -> "LoadReport":
        """What two loads changed together."""
        return LoadReport(**{one.name: getattr(self, one.name) + getattr(other, one.name) for one in fields(self)})

    @property
    def is_unchanged(self) -> bool:
        """True if the batch said nothing that was not known."""
        return not (self.articles_new + self.claims_new + self.claims_superseded + self.rejected_figures + self.pages)


def load(connection: DuckDBPyConnection, batch: Batch, at: datetime) -> LoadReport:
    """Load `batch` in one transaction, as known from `at`, which has a zone; repeating it changes nothing.

    Of the versions of an article the one fetched last is in force, in whatever order they are loaded.
    Raises BatchError if `at` has no zone or a row breaks a rule of its table; nothing is loaded then.
    """
    if at.tzinfo is None:
        message = f"a load needs an instant with a time zone, not {at.isoformat()}"
        raise BatchError(message)
    with naming_bad_rows(), incoming(connection, batch), transaction(connection):
        articles_new, articles_superseded = load_articles(connection, at)
        claims_new, claims_superseded = load_claims(connection, batch.rules_version, at)
        run_step(connection, "drop_rejected_figures")
        replace_rows(connection, "archive_files", ("file",))
        return LoadReport(
            articles_new=articles_new,
            articles_unchanged=batch.articles.height - articles_new,
            articles_superseded=articles_superseded,
            claims_new=claims_new,
            claims_unchanged=batch.claims.height - claims_new,
            claims_superseded=claims_superseded,
            rejected_figures=run_step(connection, "add_rejected_figures"),
            pages=replace_rows(connection, "pages", ("warc_file", "warc_offset")),
        )


def load_articles(connection: DuckDBPyConnection, at: datetime) -> tuple[int, int]:
    """How many article versions are new, and how many were superseded."""
    new = run_step(connection, "find_new_articles")
    run_step(connection, "remember_later_fetches")
    run_step(connection, "add_articles", {"at": at})
    return new, run_step(connection, "supersede_articles", {"at": at})


def load_claims(connection: DuckDBPyConnection, rules_version: str, at: datetime) -> tuple[int, int]:
    """How many claims are new, and how many were superseded; the articles have been loaded."""
    run_step(connection, "find_read_versions")
    new = run_step(connection, "find_new_claims")
    run_step(connection, "find_lost_claims")
    lost = run_step(connection, "supersede_lost_claims", {"at": at})
    run_step(connection, "add_claims", {"at": at, "rules_version": rules_version})
    return new, lost + run_step(connection, "supersede_claims_of_old_versions", {"at": at})


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
def naming_bad_rows() -> Iterator[None]:
    """Say in one line which rule of the raw tables a row breaks."""
    try:
        yield
    except (duckdb.ConstraintException, duckdb.ConversionException) as error:
        message = f"a row does not fit the raw tables: {str(error).splitlines()[0]}"
        raise BatchError(message) from error


@contextmanager
def incoming(connection: DuckDBPyConnection, batch: Batch) -> Iterator[None]:
    """The batch's frames as views incoming_<table>, with the types of the raw tables."""
    for table in TABLES:
        register(connection, table, getattr(batch, table))
    try:
        yield
    finally:
        for table in TABLES:
            connection.unregister(f"frame_{table}")


def register(connection: DuckDBPyConnection, table: str, frame: pl.DataFrame) -> None:
    connection.register(f"frame_{table}", frame.to_arrow())
    types = read_types()[table]
    given = [name for name in types if name in frame.columns]
    columns = ", ".join(f'CAST("{name}" AS {types[name]}) AS "{name}"' for name in given)
    # Table and column names are those of our own schema files.
    typed = f"SELECT {columns} FROM frame_{table}"
    connection.execute(f"CREATE OR REPLACE TEMP VIEW incoming_{table} AS {typed}")


def replace_rows(connection: DuckDBPyConnection, table: str, key: tuple[str, ...]) -> int:
    """Make the rows of raw.<table> those of incoming_<table> where keys meet; the number that differed."""
    same_key = " AND ".join(f"kept.{name} = changed.{name}" for name in key)
    # Table and key names are constants of this package.
    difference = f"SELECT * FROM incoming_{table} EXCEPT SELECT * FROM raw.{table}"
    run(connection, f"CREATE OR REPLACE TEMP TABLE changed AS {difference}")
    run(connection, f"DELETE FROM raw.{table} AS kept USING changed WHERE {same_key}")
    return run(connection, f"INSERT INTO raw.{table} BY NAME SELECT * FROM changed")
