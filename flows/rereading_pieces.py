"""Reads the whole archive again piece by piece, so that an archive of any size fits into memory."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from duckdb import DuckDBPyConnection

from flows.archive import read_records
from flows.archive_faults import UnreadableError
from flows.archived import ArchivedPage
from flows.batches import DAMAGED, BatchRows, Outlet
from flows.configuration import Configuration
from flows.settings import Settings
from spiders.recovery import recover
from warehouse.batch import Batch

IN_FORCE = "SELECT article_id, warc_file, warc_offset FROM raw.articles WHERE superseded_at IS NULL"
TOLD = (
    "SELECT article_id, source_id, publisher, tier FROM raw.articles WHERE superseded_at IS NULL AND tier IS NOT NULL"
)
# So many records are held at once: an article of news with its claims is some tens of kilobytes.
PIECE = 2000


@dataclass(slots=True)
class Rereading:
    """How the archive is read again: its records counted by what they are now, and the articles that are none.

    `known` is what was told of articles whose source the configuration no longer names.
    """

    settings: Settings
    configuration: Configuration
    outcomes: Counter[str] = field(default_factory=Counter)
    gone: tuple[str, ...] = ()
    known: dict[str, Outlet] = field(default_factory=dict)
    bytes: int = 0
    _found: set[str] = field(default_factory=set)
    # Of each file the byte where the last record begins that could be read.
    _read_to: dict[str, int] = field(default_factory=dict)
    # Of each damaged file how far it could be read, and what is wrong with it.
    _faults: dict[str, tuple[int, str | None]] = field(default_factory=dict)

    def read(self, connection: DuckDBPyConnection) -> Iterator[Batch]:
        """Every record of every file in batches of at most PIECE; the last also says which articles are gone.

        The latest file comes first: a text that the rules now cut otherwise is in force as soon as it is loaded. A
        damaged file is counted and read as far as it goes.
        """
        self.known = self._list_known(connection)
        rows = self._make_rows()
        for path in self._list_files():
            earlier = 0
            for page in self._read_file(path):
                if len(rows.pages) >= PIECE:
                    earlier += rows.records[path.name]
                    yield self._end(rows)
                    rows = self._make_rows()
                rows.add(page)
            read_to, fault = self._faults.get(path.name, (path.stat().st_size, None))
            rows.finish(path.name, read_to, earlier, fault)
            self.bytes += read_to
        last = self._end(rows)
        self.gone = self._list_gone(connection)
        yield replace(last, gone=self.gone)

    def _make_rows(self) -> BatchRows:
        return BatchRows(self.configuration.watchlist, self.configuration.sources, self.known)

    def _list_known(self, connection: DuckDBPyConnection) -> dict[str, Outlet]:
        return {
            article_id: Outlet(source_id=source_id, publisher=publisher, tier=tier)
            for article_id, source_id, publisher, tier in connection.execute(TOLD).fetchall()
            if source_id not in self.configuration.sources
        }

    def _list_files(self) -> list[Path]:
        recover(self.settings.archive)
        return sorted(self.settings.archive.glob("*.warc.gz"), reverse=True)

    def _read_file(self, path: Path) -> Iterator[ArchivedPage]:
        try:
            for page in read_records(path):
                self._read_to[path.name] = page.warc_offset
                yield page
        except UnreadableError as error:
            self.outcomes[DAMAGED] += 1
            self._faults[path.name] = max(error.at, self._read_to.get(path.name, -1) + 1), error.fault

    def _end(self, rows: BatchRows) -> Batch:
        self.outcomes.update(rows.outcomes)
        batch = rows.batch()
        self._found.update(batch.articles["article_id"])
        return batch

    def _list_gone(self, connection: DuckDBPyConnection) -> tuple[str, ...]:
        """The articles whose record was read again and that no record holds any more."""
        known = connection.execute(IN_FORCE).fetchall()
        return tuple(
            sorted(
                {
                    article_id
                    for article_id, file, offset in known
                    if article_id not in self._found and offset <= self._read_to.get(file, -1)
                }
            )
        )
