"""Takes a batch into the raw tables: what is new is added, what it replaces is marked, nothing is deleted."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from datetime import datetime

import duckdb
import polars as pl
from duckdb import DuckDBPyConnection

from warehouse.batch import Batch
from warehouse.errors import BatchError
from warehouse.files import FOLDER, read_file
from warehouse.incoming import incoming, replace_rows, run_step
from warehouse.ledger import put_rows
from warehouse.revisions import load_articles, load_claims, supersede_gone
from warehouse.transactions import transaction

_COUNTED = ("articles_new", "articles_superseded", "claims_new", "claims_superseded")


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
    articles_retold: int = 0

    def __add__(self, other: "LoadReport") -> "LoadReport":
        """What two loads changed together."""
        return LoadReport(**{one.name: getattr(self, one.name) + getattr(other, one.name) for one in fields(self)})

    @property
    def is_unchanged(self) -> bool:
        """True if the batch said nothing that was not known."""
        return not any(count for name, count in asdict(self).items() if not name.endswith("_unchanged"))


def load(
    connection: DuckDBPyConnection,
    batch: Batch,
    at: datetime,
    run_id: str | None = None,
    flow: str = "load",
    stages: pl.DataFrame | None = None,
) -> LoadReport:
    """Load `batch` in one transaction, as known from `at`, which has a zone; repeating it changes nothing.

    Of the versions of an article the one fetched last is in force, and what is told of a version is what its latest
    fetch that knows it tells, in whatever order they are loaded. A load that changes something is a row of raw.loads
    under `run_id` and `flow`; `stages` are rows of raw.run_stages that tell how the batch was read, written with it or
    not at all. Raises BatchError if `at` has no zone or a row breaks a rule of its table; nothing is
    loaded then.
    """
    if at.tzinfo is None:
        message = f"a load needs an instant with a time zone, not {at.isoformat()}"
        raise BatchError(message)
    with naming_bad_rows(), incoming(connection, batch), transaction(connection):
        report = take_in(connection, batch, at, {"run_id": run_id, "flow": flow})
        if stages is not None:
            put_rows(connection, "run_stages", stages)
        return report


def list_changes(connection: DuckDBPyConnection, at: datetime) -> pl.DataFrame:
    """How many claims the load at `at` gained, lost or read otherwise, by app and measure."""
    changes = read_file(FOLDER / "marts" / "claim_changes.sql", "marts").body
    # The query is a file of this package.
    counts = f"SELECT app, measure, change, count(*) AS claims FROM ({changes}) WHERE loaded_at = $at"
    return connection.sql(f"{counts} GROUP BY ALL ORDER BY ALL", params={"at": at}).pl()


def take_in(connection: DuckDBPyConnection, batch: Batch, at: datetime, about: Mapping[str, str | None]) -> LoadReport:
    report = load_rows(connection, batch, at, about["run_id"])
    note_load(connection, report, {"at": at, "rules_version": batch.rules_version, **about})
    return report


def note_load(connection: DuckDBPyConnection, report: LoadReport, about: Mapping[str, datetime | str | None]) -> None:
    """Write the row of raw.loads, if the load changed anything; `about` has at, rules_version, run_id and flow."""
    if not report.is_unchanged:
        numbers = {name: getattr(report, name) for name in _COUNTED}
        run_step(connection, "add_load", {**about, **numbers})


def load_rows(connection: DuckDBPyConnection, batch: Batch, at: datetime, run_id: str | None) -> LoadReport:
    gone = supersede_gone(connection, batch, at)
    articles_new, retold, articles_superseded = load_articles(connection, at)
    claims_new, claims_superseded = load_claims(connection, batch.rules_version, at)
    run_step(connection, "drop_rejected_figures")
    run_step(connection, "drop_mentions")
    run_step(connection, "add_mentions")
    run_step(connection, "update_files", {"run_id": run_id})
    run_step(connection, "add_files", {"run_id": run_id})
    return LoadReport(
        articles_new=articles_new,
        articles_unchanged=batch.articles.height - articles_new,
        articles_superseded=articles_superseded + gone[0],
        articles_retold=retold,
        claims_new=claims_new,
        claims_unchanged=batch.claims.height - claims_new,
        claims_superseded=claims_superseded + gone[1],
        rejected_figures=run_step(connection, "add_rejected_figures"),
        pages=replace_rows(connection, "pages", ("warc_file", "warc_offset"), first={"run_id": run_id}),
    )


@contextmanager
def naming_bad_rows() -> Iterator[None]:
    """Say in one line which rule of the raw tables a row breaks."""
    try:
        yield
    except (duckdb.ConstraintException, duckdb.ConversionException) as error:
        message = f"a row does not fit the raw tables: {str(error).splitlines()[0]}"
        raise BatchError(message) from error
