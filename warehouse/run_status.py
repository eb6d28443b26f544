"""Keeps how the last run stands in a small file beside the releases: one that published nothing is in no release."""

import os
import platform
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Literal

from duckdb import DuckDBPyConnection
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from warehouse.writer import find_data_dir

NAME = "last_run.json"
LARGEST = 64 * 1024
LAST = """
SELECT
    run_id, flow, started_at, finished_at, outcome, message, (SELECT edition FROM raw.edition) AS edition,
    EXISTS (FROM raw.run_stages WHERE run_id = $run AND stage = 'publish' AND outcome = 'completed') AS is_published
FROM raw.runs WHERE run_id = $run
"""


class RunStatus(BaseModel):
    """How a run stands; `is_published` if readers see its release, `pid` on `host` is the process that runs it."""

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


def write_status(connection: DuckDBPyConnection, run_id: str) -> None:
    """Tell readers what raw.runs says of the run `run_id`; they never see half of it.

    Where the file cannot be written the old one stays: nothing a run does may fail for want of this notice.
    """
    data_dir = find_data_dir(connection)
    rows = connection.execute(LAST, {"run": run_id}).pl().to_dicts()
    if data_dir is None or not rows:
        return
    status = RunStatus(**rows[0], pid=os.getpid(), host=platform.node())
    hidden = data_dir / f".{NAME}"
    with suppress(OSError):
        hidden.write_text(status.model_dump_json(indent=1) + "\n", encoding="utf-8")
        hidden.replace(data_dir / NAME)


def read_status(data_dir: Path) -> RunStatus | None:
    """How the last run of a data folder stands; None where there was none, or the file is not one of ours."""
    try:
        with (data_dir / NAME).open("rb") as file:
            status = RunStatus.model_validate_json(file.read(LARGEST))
    except (OSError, ValidationError):
        return None
    return status.model_copy(update={"outcome": "killed"}) if is_gone(status) else status


def is_gone(status: RunStatus) -> bool:
    """Whether a run that is told to be under way has no process any more; of another machine nothing is known."""
    if status.outcome != "running" or status.host != platform.node():
        return False
    try:
        os.kill(status.pid, 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False  # another user's process is one all the same
    return False
