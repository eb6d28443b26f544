"""Looks at what lies in the data folder: room on the disk, archive, who writes, the working file, what is published."""

import os
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb

from flows.archive import read_records
from flows.diagnosis import FAULT, NOTE, OK, Finding, Patient
from flows.errors import InputError
from spiders.warc_files import OPEN, SUFFIX, try_lock
from warehouse.errors import WarehouseBusyError
from warehouse.releases import describe_release, list_releases
from warehouse.schema import VERSION
from warehouse.writer import hold_lock

DAY = timedelta(days=1)
_MB = 1_000_000
# A release is a copy of the working file, made while the one before is still there.
_COPIES = 3
_LEAST_FREE = 200 * _MB
_LONG = timedelta(hours=2)


def look_at_disk(patient: Patient) -> list[Finding]:
    """Whether the next run has room: three times the working file and a day's archive."""
    data = patient.settings.data
    work = data / "work.duckdb"
    day_ago = (patient.now - DAY).timestamp()
    states = [path.stat() for path in patient.settings.archive.glob(f"*{SUFFIX}")]
    daily = sum(state.st_size for state in states if state.st_mtime >= day_ago)
    needed = max(_LEAST_FREE, _COPIES * (work.stat().st_size if work.exists() else 0) + daily)
    free = shutil.disk_usage(data if data.exists() else data.absolute().parent).free
    says = f"{free / _MB:,.0f} MB free, a day needs {needed / _MB:,.0f} MB"
    if free >= needed:
        return [Finding("disk", OK, says)]
    return [Finding("disk", FAULT, says, f"make room on the disk of {data}, or set HONGBAO_KEEP_RELEASES lower")]


def look_at_archive(patient: Patient) -> list[Finding]:
    """Files that dead crawls left open and, looked at deeply, every record of every file."""
    archive = patient.settings.archive
    torn = [path.name for path in sorted(archive.glob(f"*{SUFFIX}{OPEN}")) if _is_abandoned(path)]
    do = "nothing: the next run goes on from it; or --repair"
    found = [Finding("archive", NOTE, f"{name}: a crawl died while it wrote", do) for name in torn]
    files = sorted(archive.glob(f"*{SUFFIX}"))
    if patient.deep:
        found += [finding for path in files if (finding := _read_through(path)) is not None]
    size = sum(path.stat().st_size for path in files)
    whole = "every record read" if patient.deep else "use --deep to read every record"
    return found or [Finding("archive", OK, f"{len(files)} files, {size / _MB:,.1f} MB; {whole}")]


def look_at_lock(patient: Patient) -> list[Finding]:
    """Which process writes the warehouse, and since when."""
    path = patient.settings.data / "writer.lock"
    holder = holder_of(path)
    if holder is None:
        return [Finding("lock", OK, "no process writes")]
    since = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    says = f"process {holder} ({command_of(holder)}) has written since {since:%Y-%m-%d %H:%M} UTC"
    if patient.now - since < _LONG:
        return [Finding("lock", NOTE, says, "nothing: other runs wait for it")]
    return [Finding("lock", FAULT, says, f"see what it does; `kill {holder}` is safe, the next run goes on")]


def look_at_warehouse(patient: Patient) -> list[Finding]:
    """Whether the working file opens and is of this version; while a run writes, it is left alone."""
    data = patient.settings.data
    path = data / "work.duckdb"
    if not path.exists():
        return [Finding("warehouse", NOTE, f"there is no {path}", "the next run makes it from the archive")]
    try:
        with hold_lock(data / "writer.lock", 0), duckdb.connect(path, read_only=True) as connection:
            ((version,),) = connection.execute("SELECT version FROM raw.schema_version").fetchall()
    except WarehouseBusyError:
        return [Finding("warehouse", OK, "a run has it open")]
    except duckdb.Error as error:
        says = f"it cannot be read: {str(error).splitlines()[0]}"
        return [Finding("warehouse", FAULT, says, f"move {path} away; the next run makes it from the archive")]
    if version > VERSION:
        says = f"it is of version {version}, this program of {VERSION}"
        return [Finding("warehouse", FAULT, says, "install the newer program again")]
    return [Finding("warehouse", OK, f"version {version}, {path.stat().st_size / _MB:,.1f} MB")]


def look_at_releases(patient: Patient) -> list[Finding]:
    """Whether each published file is what was published."""
    data = patient.settings.data.absolute()
    files = [describe_release(path, data, is_thorough=patient.deep) for path in list_releases(data)]
    if not files:
        return [Finding("releases", NOTE, "nothing is published", "run `hongbao demo` or `hongbao refresh`")]
    damaged = [one for one in files if one.damage is not None]
    do = "nothing: readers get the whole one before, the next run publishes anew"
    found = [Finding("releases", FAULT, f"{one.path.name}: {one.damage}", do) for one in damaged]
    current = next((one for one in files if one.is_current), None)
    if current is None:
        found.append(Finding("releases", FAULT, "the published name leads nowhere", "run `hongbao refresh`"))
    at = current.released_at if current is not None else None
    told = f", the last of {at:%Y-%m-%d %H:%M} UTC" if at is not None else ""
    return found or [Finding("releases", OK, f"{len(files)} files, all whole{told}")]


def holder_of(path: Path) -> str | None:
    """The process that holds a lock file, None if none does."""
    try:
        descriptor = os.open(path, os.O_RDWR)
    except FileNotFoundError:
        return None
    try:
        return None if try_lock(descriptor) else os.pread(descriptor, 32, 0).decode() or "unknown"
    finally:
        os.close(descriptor)


def command_of(process: str) -> str:
    """What a process was started as, in short; told where the system tells it."""
    try:
        words = Path(f"/proc/{int(process)}/cmdline").read_text(encoding="utf-8", errors="replace").split("\0")
    except (OSError, ValueError):
        return "its command is not known"
    return " ".join(Path(word).name for word in words if word)[:60]


def _is_abandoned(path: Path) -> bool:
    return path.exists() and holder_of(path) is None


def _read_through(path: Path) -> Finding | None:
    try:
        for _ in read_records(path):
            pass
    except InputError as error:
        return Finding("archive", FAULT, str(error), "put the file back from a backup, then `hongbao reread`")
    return None
