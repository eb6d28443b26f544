"""Shows how far a backfill is: bytes, rate and time left, as a bar in a terminal and as lines elsewhere."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    ProgressColumn,
    TextColumn,
    TimeRemainingColumn,
    TransferSpeedColumn,
)
from rich.table import Column

from flows.backfill_parts import HALF, FileReport
from flows.backfill_reading import AT
from flows.terminal import say
from flows.warc_streams import Input

_LINE_EVERY = 30.0


@dataclass(slots=True)
class Tally:
    """What has been read: whole files, by report, and how far workers are in the others, by what they write down."""

    parts: Path
    files: int
    bytes: int
    done: int = 0
    done_bytes: int = 0
    articles: int = 0
    most_bytes: int = 0
    begun: float = field(default_factory=time.monotonic)

    def add(self, report: FileReport) -> None:
        """A file has been read."""
        self.done += 1
        self.done_bytes += report.bytes
        self.articles += report.articles

    @property
    def read_bytes(self) -> int:
        """Bytes read so far, never more than there are."""
        half = 0
        for path in self.parts.glob(f"*{HALF}/{AT}"):
            try:
                half += int(path.read_text() or 0)
            except (OSError, ValueError):
                continue  # its worker has just finished, or is writing
        # A file that a worker has finished and nobody has taken yet is in neither: the bar goes back for no one.
        self.most_bytes = max(self.most_bytes, min(self.done_bytes + half, self.bytes))
        return self.most_bytes

    @property
    def told(self) -> str:
        """Beside the bar: files and articles, and what goes on when all is read."""
        files = f"{self.done} of {self.files} files, {self.articles} articles"
        return files if self.done < self.files else f"{files}; publishing"

    def line(self, now: float) -> str:
        """For a log: files, bytes, rate and minutes left."""
        read, seconds = self.read_bytes, max(now - self.begun, 1e-3)
        rate = read / seconds
        left = f", {(self.bytes - read) / rate / 60:.0f} min left" if rate else ""
        return (
            f"backfill: {self.done} of {self.files} files, {read / 1e6:,.0f} of {self.bytes / 1e6:,.0f} MB,"
            f" {rate / 1e6:.1f} MB/s, {self.articles} articles{left}"
        )


@contextmanager
def shown(inputs: Sequence[Input], data: Path) -> Iterator[Tally]:
    """A tally that is shown on standard error until the work ends."""
    tally = Tally(data.absolute() / "backfill", len(inputs), sum(one.bytes for one in inputs))
    console, ended = Console(stderr=True), Event()
    show = _show_bar if console.is_terminal else _show_lines
    shower = Thread(target=show, args=(tally, console, ended), daemon=True)
    shower.start()
    try:
        yield tally
    finally:
        ended.set()
        shower.join()


def _show_bar(tally: Tally, console: Console, ended: Event) -> None:
    with Progress(*_columns(), console=console) as progress:
        bar = progress.add_task(tally.told, total=tally.bytes)
        while not ended.wait(0.5):
            progress.update(bar, completed=tally.read_bytes, description=tally.told)
        progress.update(bar, completed=tally.read_bytes, description=tally.told)


def _columns() -> Iterator[ProgressColumn]:
    """In one line of a narrow window too: the bar has what the words leave."""
    yield BarColumn(bar_width=None)
    for kind in (DownloadColumn, TransferSpeedColumn, TimeRemainingColumn):
        yield kind(table_column=Column(no_wrap=True))
    yield TextColumn("{task.description}", table_column=Column(no_wrap=True))


def _show_lines(tally: Tally, _: Console, ended: Event) -> None:
    while not ended.wait(_LINE_EVERY):
        say(tally.line(time.monotonic()))
