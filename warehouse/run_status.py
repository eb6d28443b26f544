"""Keeps how the last run stands in a small file beside the releases: one that published nothing is in no release."""

import logging
import os
import platform
import stat
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated, Literal
from uuid import uuid4

from duckdb import DuckDBPyConnection
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from warehouse.writer import find_data_dir

NAME = "last_run.json"
LARGEST = 64 * 1024
EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
# A clock of another machine may be ahead of ours, by a day at most.
AHEAD = timedelta(days=1)
BOOT = Path("/proc/sys/kernel/random/boot_id")
# Containers of one machine may have one name, and each counts its processes from 1.
SPACE = Path("/proc/self/ns/pid")
LOGGER = logging.getLogger(__name__)
LAST = """
SELECT
    run_id, flow, started_at, finished_at, outcome, message, (SELECT edition FROM raw.edition) AS edition,
    EXISTS (FROM raw.run_stages WHERE run_id = $run AND stage = 'publish' AND outcome = 'completed') AS is_published
FROM raw.runs WHERE run_id = $run
"""


class RunStatus(BaseModel):
    """How a run stands; `is_published` if readers see its release, `pid` on `host` is the process that runs it.

    `began` tells that process from another that got its number later, `space` in which container it has that number;
    None where the system does not say. `is_seen` if whoever read this looked at the process and it is the run's.
    """

    model_config = ConfigDict(frozen=True)

    run_id: str
    flow: str
    started_at: AwareDatetime
    finished_at: AwareDatetime | None
    outcome: Literal["running", "completed", "partial", "failed", "killed"]
    message: str | None
    edition: str | None
    is_published: bool
    pid: Annotated[int, Field(ge=1, lt=2**31)]
    host: str
    began: str | None = None
    space: str | None = None
    is_seen: Annotated[bool, Field(exclude=True)] = False


def write_status(connection: DuckDBPyConnection, run_id: str) -> None:
    """Tell readers what raw.runs says of the run `run_id`; they never see half of it.

    Where the file cannot be written the old one stays and that is logged: no run may fail for want of this notice.
    """
    data_dir = find_data_dir(connection)
    rows = connection.sql(LAST, params={"run": run_id}).pl().to_dicts()
    if data_dir is None or not rows:
        return
    pid = os.getpid()
    status = RunStatus(**rows[0], pid=pid, host=platform.node(), began=find_process(pid), space=find_space())
    hidden = data_dir / f".{NAME}.{uuid4().hex}"
    try:
        hidden.write_text(status.model_dump_json(indent=1) + "\n", encoding="utf-8")
        hidden.replace(data_dir / NAME)
    except OSError as error:
        LOGGER.warning("how the run stands could not be told in %s: %s", data_dir / NAME, error)
        with suppress(OSError):
            hidden.unlink()


def read_status(data_dir: Path) -> RunStatus | None:
    """How the last run of a data folder stands; None where there was none, or the file is not one of ours."""
    try:
        status = RunStatus.model_validate_json(read_regular(data_dir / NAME))
    except (OSError, ValidationError):
        return None
    latest = datetime.now(UTC) + AHEAD
    if not all(EARLIEST <= at <= latest for at in (status.started_at, status.finished_at or status.started_at)):
        return None
    if status.outcome != "running":
        return status
    is_alive = is_at_work(status)
    outcome = "killed" if is_alive is False else "running"
    return status.model_copy(update={"outcome": outcome, "is_seen": is_alive is True})


def read_regular(path: Path) -> bytes:
    """The content of a regular file, b"" of one too large; whoever opens a pipe to read it would wait for ever."""
    with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb") as file:
        found = os.fstat(file.fileno())
        return file.read(LARGEST) if stat.S_ISREG(found.st_mode) and found.st_size <= LARGEST else b""


def find_process(pid: int) -> str | None:
    """Which process has this number: the machine's start and its own, "" if it ended; None where that is not told."""
    try:
        boot = BOOT.read_text("utf-8").strip()
        fields = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()
    except OSError:
        return None
    return "" if fields[0] == "Z" else f"{boot}/{fields[19]}"


def find_space() -> str | None:
    """In which set of numbers our processes have theirs; None where the system does not say."""
    try:
        return str(SPACE.readlink())
    except OSError:
        return None


def is_at_work(status: RunStatus) -> bool | None:
    """Whether the process of a run that is told to be under way is at it; None where that cannot be known from here."""
    if status.host != platform.node() or status.space not in {None, find_space()}:
        return None
    found = find_process(status.pid)
    if found == "":
        return False
    if found is not None and status.began is not None:
        return found == status.began
    return None if has_process(status.pid) else False


def has_process(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True  # another user's process is one all the same
    return True
