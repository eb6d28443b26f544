"""All that readers may ask of a published release: the one module here that the dashboard imports."""

from datetime import datetime
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Self

import polars as pl
from duckdb import ColumnExpression, ConstantExpression, DuckDBPyConnection

from warehouse.answers import Article, Edition, Run
from warehouse.archived_reads import ArchivedPage, NotArchivedError, read_archived, read_record
from warehouse.change_reads import ChangeReads
from warehouse.claim_reads import ClaimReads, Wanted
from warehouse.context_reads import ContextReads
from warehouse.dispute_reads import DisputeReads
from warehouse.errors import NoReleaseError, NoRoomError, QueryError
from warehouse.fold_reads import FoldReads
from warehouse.mart_reads import MartReads
from warehouse.outlet_names import UNKNOWN
from warehouse.queries import ask_mart, in_utc, run_query
from warehouse.releases import LINK, connect, open_latest
from warehouse.run_status import RunStatus, read_status
from warehouse.sandbox import LONGEST, Answer, Limits, Refusal, RefusedError, ask, prepare
from warehouse.schema_reads import SchemaReads
from warehouse.sentence_reads import SentenceReads
from warehouse.table_files import FORMATS, ExportError, fits_excel, flatten, to_bytes
from warehouse.tracker_reads import TrackerReads

__all__ = [
    "FORMATS", "LINK", "LONGEST", "UNKNOWN", "Answer", "ArchivedPage", "Article", "Edition", "ExportError", "Limits",
    "NoReleaseError", "NoRoomError", "NotArchivedError", "QueryError", "Refusal", "RefusedError", "Release", "Run",
    "RunStatus", "Wanted", "ask", "fits_excel", "flatten", "open_release", "prepare", "read_archived", "read_record",
    "read_status", "to_bytes",
]  # fmt: skip

FACT_FILTERS = frozenset({"fact_id", "group_id", "season", "app", "kind", "measure", "basis", "rank", "status"})


class Release(
    MartReads, ContextReads, DisputeReads, ChangeReads, SchemaReads, ClaimReads, FoldReads, SentenceReads, TrackerReads
):  # fmt: skip
    """One published file, opened read-only; it stays readable after newer ones are published.

    Frames have the columns of the mart they come from, with every instant in UTC. Each question has a cursor
    of its own, so threads may share a release. `version` is the file itself: another path, another release.
    `notice` is None, or says why this is an earlier release than the one that is published.
    """

    def __init__(self, connection: DuckDBPyConnection, path: Path, notice: str | None = None) -> None:
        self._connection = connection
        self._known: dict[str, pl.DataFrame] = {}
        self.version = path
        self.notice = notice

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file. Only for who reads alone, as tests and the command do: DuckDB crashes if another thread
        is reading, so what serves many readers never calls this (see dashboard/release.py).
        """
        self._connection.close()

    @property
    def released_at(self) -> datetime:
        """When the file was released, in UTC."""
        moment: datetime = self._ask("SELECT released_at FROM marts.release")["released_at"][0]
        return moment

    def seasons(self) -> list[int]:
        """The seasons with facts, latest first."""
        seasons = self._ask_once("SELECT DISTINCT season FROM marts.campaign_comparison ORDER BY season DESC")
        return seasons["season"].to_list()

    def comparison(self, season: int) -> pl.DataFrame:
        """One row per watched app, home first: `marts.campaign_comparison`; empty for an unknown season."""
        return self._ask(
            "SELECT * FROM marts.campaign_comparison WHERE season = ? ORDER BY role <> 'home', app", season
        )

    def facts(self, **filters: str | int | None) -> pl.DataFrame:
        """Rows of `marts.facts` that equal every filter (None: is empty).

        Raises QueryError for a column that is not in FACT_FILTERS.
        """
        unknown = filters.keys() - FACT_FILTERS
        if unknown:
            known = ", ".join(sorted(FACT_FILTERS))
            message = f"facts cannot be filtered by {', '.join(sorted(unknown))}: use {known}"
            raise QueryError(message)
        wanted = " AND ".join(["true", *(f"{name} IS NOT DISTINCT FROM ?" for name in filters)])
        order = "season, app, kind, measure, as_of, value, fact_id"
        # The filter names have just been compared with the known ones.
        query = f"SELECT * FROM marts.facts WHERE {wanted} ORDER BY {order}"
        return self._ask(query, *filters.values())

    def evidence(self, fact_id: str) -> pl.DataFrame:
        """One row per claim behind a fact: `marts.evidence`, earliest publication first."""
        # With a bound parameter DuckDB holds all rows before it hands them on: twice the time for a thousand claims.
        is_its = ColumnExpression("fact_id") == ConstantExpression(fact_id)
        proof = self._connection.cursor().table("marts.evidence").filter(is_its)
        return in_utc(proof.order("published_at NULLS LAST, claim_id").pl())

    def article(self, article_id: str) -> Article | None:
        """The current version of an article, None if there is none of that id."""
        rows = self._ask("SELECT * FROM marts.articles WHERE article_id = ?", article_id)
        return Article(**rows.row(0, named=True)) if rows.height else None

    def events(self, season: int) -> pl.DataFrame:
        """One row per event of the season: `marts.events` in the order of days."""
        return self._ask("SELECT * FROM marts.events WHERE season = ? ORDER BY event_on, app, event, fact_id", season)

    def disputes(self, season: int) -> pl.DataFrame:
        """One row per value of each fact group with several: `marts.disputes`, the preferred value first."""
        return self._ask(
            "SELECT * FROM marts.disputes WHERE season = ?"
            " ORDER BY app, measure, group_id, rank <> 'preferred', fact_id",
            season,
        )

    def apps(self) -> pl.DataFrame:
        """One row per watched app, home first: id, role, name_en, name_zh, colour, and its place in the config."""
        return self._ask_once("SELECT *, rowid AS place FROM raw.apps ORDER BY role <> 'home', id")

    def edition(self) -> Edition:
        """Sample or live, and how much is in it."""
        return Edition(**self._ask_once("SELECT * FROM marts.edition").row(0, named=True))

    def health(self) -> pl.DataFrame:
        """One row per source with its latest health: `marts.source_health`."""
        return self._ask_once("SELECT * FROM marts.source_health ORDER BY source_id")

    def rejected(self) -> pl.DataFrame:
        """One row per reason for which figures were no claims: `marts.rejected`, the most frequent first."""
        return self._ask("SELECT * FROM marts.rejected ORDER BY figures DESC, reason")

    def last_run(self) -> Run | None:
        """The run that started last before this release, None if none was recorded."""
        rows = self._ask_once("SELECT * FROM marts.runs ORDER BY started_at DESC, run_id LIMIT 1")
        return Run(**rows.row(0, named=True)) if rows.height else None

    def query(self, sql: str, row_limit: int) -> pl.DataFrame:
        """The first `row_limit` rows of one SELECT-like statement typed by a person; raises QueryError.

        The file is read-only; files, network and settings are out of reach; time and memory are not limited.
        """
        return run_query(self._connection, sql, row_limit)

    def _ask_once(self, sql: str) -> pl.DataFrame:
        """The few rows that every page asks for, read once: a release does not change."""
        if sql not in self._known:
            self._known[sql] = self._ask(sql)
        return self._known[sql].clone()

    def _ask(self, sql: str, *parameters: object) -> pl.DataFrame:
        return ask_mart(self._connection, sql, parameters)


def open_release(place: Path, *, is_apart: bool = False) -> Release:
    """The release in the data folder `place`, or the release file `place` itself.

    Where the published file was damaged, the whole one before it, with a `notice`. With `is_apart` a copy is opened:
    DuckDB goes on reading a replaced file as long as a connection to that path is open. Raises NoReleaseError if there
    is none that can be read, NoRoomError if it cannot be copied.
    """
    connection, path, notice = open_latest(place)
    if is_apart:
        connection.close()
        connection = connect_copy(path)
    return Release(connection, path, notice)


def connect_copy(path: Path) -> DuckDBPyConnection:
    """A connection to a copy of the file that nobody else finds; raises NoRoomError."""
    try:
        with TemporaryDirectory() as folder:
            return connect(Path(copyfile(path, Path(folder) / path.name)))
    except OSError as error:
        message = f"{path.name} cannot be copied to where temporary files lie ({error.strerror}): make room there"
        raise NoRoomError(message) from error
