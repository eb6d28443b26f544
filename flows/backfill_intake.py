"""Takes what workers have read of their files into the warehouse, a moment at a time, so that other runs get in."""

import json
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from duckdb import DuckDBPyConnection

from flows import stages
from flows.backfill_parts import FileReport, put_into_archive, read_batch, remove_part
from flows.configuration import Configuration
from flows.ledger import Ledger
from flows.settings import Settings
from warehouse.backfills import load_file
from warehouse.errors import WarehouseBusyError
from warehouse.load import LoadReport
from warehouse.publish import Publication
from warehouse.stories import tell_stories
from warehouse.writer import open_writer

PUBLISH_EVERY = 1800.0


@dataclass(slots=True)
class Intake:
    """The files that wait to be loaded, and what loading the others changed."""

    settings: Settings
    configuration: Configuration
    ledger: Ledger = field(default_factory=lambda: Ledger("backfill"))
    waiting: list[FileReport] = field(default_factory=list)
    load: LoadReport | None = None
    published: Publication | None = None
    published_at: float = field(default_factory=time.monotonic)

    def take(self, report: FileReport) -> None:
        """Load a file now, or later where another run writes."""
        self.waiting.append(report)
        with suppress(WarehouseBusyError), open_writer(self.settings.data) as connection:
            self.load_waiting(connection)
            if time.monotonic() - self.published_at > PUBLISH_EVERY:
                self.publish(connection)

    def finish(self, message: str | None) -> None:
        """Load what waits, and publish.

        Raises the errors of the warehouse; what was read then waits for the next run.
        """
        with open_writer(self.settings.data, self.settings.wait_seconds) as connection:
            self.load_waiting(connection)
            with stages.accounted(connection, self.ledger):
                self.publish(connection, message)

    def load_waiting(self, connection: DuckDBPyConnection) -> None:
        """Load every file that waits."""
        # A run that wrote in between has marked this one as killed, for it could not know better.
        stages.open_run(connection, self.configuration, self.ledger, edition=None)
        with stages.accounted(connection, self.ledger):
            while self.waiting:
                report = self._load(connection, self.waiting[0])
                self.load = report if self.load is None else self.load + report
                del self.waiting[0]

    def _load(self, connection: DuckDBPyConnection, report: FileReport) -> LoadReport:
        part = Path(report.folder)
        if report.kept is not None:
            put_into_archive(part, report.kept, self.settings.archive)
        loaded = load_file(connection, read_batch(part), datetime.now(UTC), self.ledger.run_id, _row(report))
        remove_part(part)
        return loaded

    def publish(self, connection: DuckDBPyConnection, message: str | None = None) -> None:
        """Build the marts, check and publish them."""
        tell_stories(connection)
        built = stages.check_marts(connection, self.ledger, message)
        self.published = stages.publish_release(connection, self.settings, built, self.ledger)
        self.published_at = time.monotonic()


def _row(report: FileReport) -> dict[str, object]:
    """A file's row of raw.backfill_files, but for what loading knows."""
    names = ("name", "identity", "rules_version", "kept", "bytes", "records", "articles", "claims", "seconds")
    rejected = json.dumps(dict(report.rejected), ensure_ascii=False) if report.rejected else None
    return {name: getattr(report, name) for name in names} | {"rejected": rejected}


def count_rejected(reports: Iterable[FileReport]) -> dict[str, int]:
    """What was rejected in files, by reason."""
    counts: dict[str, int] = {}
    for report in reports:
        for reason, count in report.rejected.items():
            counts[reason] = counts.get(reason, 0) + count
    return counts
