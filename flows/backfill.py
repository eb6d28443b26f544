"""`hongbao backfill`: WARC files of others are read for what is relevant, each once, by many workers."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from duckdb import DuckDBPyConnection

from flows.backfill_intake import Intake, count_rejected
from flows.backfill_parts import FileReport, Work, find_parts, list_names, rules_of
from flows.backfill_reading import read_file
from flows.configuration import Configuration
from flows.settings import Settings
from flows.warc_streams import Input
from warehouse.backfills import find_finished
from warehouse.load import LoadReport
from warehouse.publish import Publication
from warehouse.writer import hold_lock, open_writer

Mapper = Callable[[Sequence[Work]], Iterable[FileReport]]
Watcher = Callable[[FileReport], None]
LAST_ENDED = "SELECT outcome FROM raw.runs WHERE flow = 'backfill' ORDER BY started_at DESC LIMIT 1"


@dataclass(frozen=True, slots=True)
class BackfillReport:
    """The files read now, how many were finished before, and what that changed; nothing new: `publication` is None."""

    read: tuple[FileReport, ...]
    finished_before: int
    load: LoadReport | None
    publication: Publication | None

    @property
    def faults(self) -> list[str]:
        """A line for each file that could not be read to its end."""
        return [report.fault for report in self.read if report.fault is not None]


def one_by_one(works: Sequence[Work]) -> Iterator[FileReport]:
    """Read the files in this process."""
    return map(read_file, works)


def backfill(
    inputs: Sequence[Input],
    settings: Settings,
    configuration: Configuration,
    read_all: Mapper = one_by_one,
    watch: Watcher = lambda _: None,
) -> BackfillReport:
    """Read the files that no backfill has finished, load each as it comes, and publish.

    What is relevant in them is copied into the archive. Killed at any moment and run again, it reads no finished file
    again and loads none twice. Raises WarehouseBusyError where another backfill runs, and the errors of the warehouse.
    """
    settings.data.mkdir(parents=True, exist_ok=True)
    with hold_lock(settings.data / "backfill.lock", 0):
        intake = Intake(settings, configuration)
        with open_writer(settings.data, settings.wait_seconds) as connection:
            finished, is_published = find_finished(connection), _is_published(connection)
        parts = settings.data.absolute() / "backfill"
        intake.waiting.extend(find_parts(parts))
        read_before = {(one.name, one.identity, one.rules_version) for one in intake.waiting} | finished
        works = [work for work in _plan(inputs, settings, configuration) if _key(work) not in read_before]
        if not works and not intake.waiting and is_published:
            return BackfillReport((), len(inputs), None, None)
        read = _read(works, read_all, intake, watch)
        intake.finish(_complaint(read))
    return BackfillReport(tuple(read), len(inputs) - len(works), intake.load, intake.published)


def _is_published(connection: DuckDBPyConnection) -> bool:
    """Whether the last backfill came to its end: one that did not may have loaded what nobody sees yet."""
    return all(outcome in {"completed", "partial"} for (outcome,) in connection.execute(LAST_ENDED).fetchall())


def _plan(inputs: Sequence[Input], settings: Settings, configuration: Configuration) -> Iterator[Work]:
    for given in inputs:
        yield Work(
            input=given,
            parts=settings.data.absolute() / "backfill",
            rules_version=rules_of(configuration.watchlist),
            watchlist=list_names(configuration.watchlist),
            page_bytes=settings.backfill_page_bytes,
        )


def _key(work: Work) -> tuple[str, str, str]:
    return work.input.name, work.input.identity, work.rules_version


def _read(works: Sequence[Work], read_all: Mapper, intake: Intake, watch: Watcher) -> list[FileReport]:
    """Have the files read and take each in when it is; those with a fault are left."""
    read = []
    with intake.ledger.stage("read") as stage:
        for report in read_all(works):
            read.append(report)
            if report.fault is None:
                intake.take(report)
            watch(report)
            stage.in_count, stage.out_count = _sum(read, "records"), _sum(read, "articles")
            stage.rejected = count_rejected(read)
            stage.bytes = _sum(read, "bytes")
    return read


def _sum(reports: Iterable[FileReport], name: str) -> int:
    return sum(getattr(report, name) for report in reports)


def _complaint(read: Sequence[FileReport]) -> str | None:
    faults = [report for report in read if report.fault is not None]
    return f"not read: {', '.join(report.name for report in faults)}" if faults else None
