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
LOGGER = logging.getLogger(__name__)
LAST = """
SELECT
    run_id, flow, started_at, finished_at, outcome, message, (SELECT edition FROM raw.edition) AS edition,
    EXISTS (FROM raw.run_stages WHERE run_id = $run AND stage = 'publish' AND outcome = 'completed') AS is_published
FROM raw.runs WHERE run_id = $run
"""


class RunStatus(BaseModel):
    """How a run stands; `is_published` if readers see its release, `pid` on `host` is the process that runs it.

    `began` tells that process from another that got its number later; None where the system does not say.
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


def write_status(connection: DuckDBPyConnection, run_id: str) -> None:
    """Tell readers what raw.runs says of the run `run_id`; they never see half of it.

    Where the file cannot be written the old one stays and that is logged: no run may fail for want of this notice.
    """
    data_dir = find_data_dir(connection)
    rows = connection.sql(LAST, params={"run": run_id}).pl().to_dicts()
    if data_dir is None or not rows:
        return
    status = RunStatus(**rows[0], pid=os.getpid(), host=platform.node(), began=find_process(os.getpid()))
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
    return status.model_copy(update={"outcome": "killed"}) if is_gone(status) else status


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


def is_gone(status: RunStatus) -> bool:
    """Whether a run that is told to be under way has no process any more; of another machine nothing is known."""
    if status.outcome != "running" or status.host != platform.node():
        return False
    found = find_process(status.pid)
    if found == "" or (found is not None and status.began is not None and found != status.began):
        return True
    try:
        os.kill(status.pid, 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False  # another user's process is one all the same
    return False
