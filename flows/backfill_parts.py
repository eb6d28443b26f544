"""Keeps what was read of one WARC file in a folder of its own until it is loaded: whole folders only."""

import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import polars as pl
from polars.exceptions import PolarsError

from extraction.claims import RULES_VERSION
from extraction.watchlist import Watchlist
from flows.terminal import say
from flows.warc_streams import Input
from warehouse.batch import Batch
from warehouse.incoming import TABLES
from warehouse.seals import sync

HALF = ".new"
_REPORT = "report.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """One file to be read, with all that its reader in another process needs; `watchlist` is the list as JSON."""

    input: Input
    parts: Path
    rules_version: str
    watchlist: str
    page_bytes: int

    @property
    def folder(self) -> Path:
        """Where what is read of it is kept; named for the file, its state and the rules."""
        key = "\n".join((self.input.name, self.input.identity, self.rules_version))
        return self.parts / sha256(key.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReport:
    """What became of one file: `records` are its articles and those rejected, by reason; `fault` says why it ended."""

    folder: str
    name: str
    identity: str
    rules_version: str
    bytes: int
    records: int = 0
    articles: int = 0
    claims: int = 0
    rejected: Mapping[str, int] = field(default_factory=dict)
    seconds: float = 0
    kept: str | None = None
    fault: str | None = None


def rules_of(watchlist: Watchlist) -> str:
    """The rules and the names watched: other ones find other claims in the same file."""
    return f"{RULES_VERSION}+{sha256(list_names(watchlist).encode()).hexdigest()[:8]}"


def list_names(watchlist: Watchlist) -> str:
    """The watchlist as JSON, but for the calendar, which says nothing of how pages are read."""
    return watchlist.model_dump_json(exclude={"calendar"})


@contextmanager
def drafting(folder: Path) -> Iterator[Path]:
    """A folder beside `folder` to write its content in, nobody else's; what is still there at the end is removed.

    Two workers may be at the same file, one of them of a run that was killed: neither writes into the other's folder.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    half = Path(mkdtemp(HALF, f"{folder.name}.", folder.parent))
    try:
        yield half
    finally:
        shutil.rmtree(half, ignore_errors=True)


def write_part(half: Path, report: FileReport, batch: Batch) -> None:
    """Write down what was read and give the folder its final name: from then on the file is not read again.

    All is on the disk before it has that name, which a power cut must not leave to half a folder.
    """
    for table in TABLES:
        getattr(batch, table).write_parquet(half / f"{table}.parquet")
    (half / _REPORT).write_text(json.dumps(asdict(report), ensure_ascii=False), encoding="utf-8")
    for path in (*half.iterdir(), half):
        sync(path)
    whole = Path(report.folder)
    # Who else was given the file has read the same.
    remove_part(whole)
    half.rename(whole)
    sync(whole.parent)


def read_report(part: Path) -> FileReport:
    """What was written down of a file."""
    return FileReport(**json.loads((part / _REPORT).read_text(encoding="utf-8")))


def read_batch(part: Path) -> Batch:
    """What was read of a file, as loading takes it."""
    frames: dict[str, Any] = {table: pl.read_parquet(part / f"{table}.parquet") for table in TABLES}
    return Batch(rules_version=RULES_VERSION, **frames)


def find_parts(parts: Path) -> Iterator[FileReport]:
    """The files that were read and not loaded; what was cut off in the middle is removed, and read again."""
    for folder in sorted(parts.glob("*/")):
        if folder.name.endswith(HALF):
            shutil.rmtree(folder)
            continue
        try:
            yield _check_part(folder)
        except (OSError, ValueError, TypeError, PolarsError):
            say(f"backfill: what had been read into {folder} is damaged; its file is read again")
            remove_part(folder)


def _check_part(folder: Path) -> FileReport:
    """Its report, if all that it names can be read; raises what reading it raises."""
    report = read_report(folder)
    for table in TABLES:
        pl.read_parquet_schema(folder / f"{table}.parquet")
    if report.kept is not None:
        (folder / report.kept).stat()
    # The data folder may have been moved since.
    return replace(report, folder=str(folder))


def remove_part(part: Path) -> None:
    """Remove a folder, which has no more its name when the first of its files goes."""
    if part.exists():
        shutil.rmtree(part.rename(mkdtemp(HALF, f"{part.name}.", part.parent)))


def put_into_archive(part: Path, name: str, archive: Path) -> None:
    """Copy the relevant records into the archive, whole or not at all."""
    archive.mkdir(parents=True, exist_ok=True)
    kept = archive / name
    if not kept.exists():
        half = kept.with_suffix(".partial")
        shutil.copyfile(part / name, half)
        sync(half)
        half.rename(kept)
        sync(archive)
