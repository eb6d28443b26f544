"""Prepares Prefect before it is imported: its home under our data folder, no telemetry, quiet unless asked."""

import os
import signal
import sys
from pathlib import Path
from types import FrameType

from flows.options import INTERRUPTED, STOPPED, TERMINATED
from flows.prefect_server import running_api
from flows.terminal import say


def prepare_prefect(data: Path, api: str | None = None) -> None:
    """Set Prefect's environment for this process and its children; what the user has set stays.

    Runs are told to the server at `api`, or else to the one that a scheduler of this folder has started.
    """
    home = (data / "prefect").absolute()
    home.mkdir(parents=True, exist_ok=True)
    defaults = {
        "PREFECT_HOME": str(home),
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
        # What fails is told by the command in one line and kept in the ledger.
        "PREFECT_LOGGING_LEVEL": "CRITICAL",
        "PREFECT_LOGGING_SERVER_LEVEL": "CRITICAL",
        # A fresh home on a busy machine needs more than the 20 seconds that Prefect allows itself.
        "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    }
    for name, value in defaults.items():
        os.environ.setdefault(name, value)
    server = api or running_api(data)
    if server is not None:
        os.environ.setdefault("PREFECT_API_URL", server)


def end_at_once_when_interrupted() -> None:
    """Let Ctrl-C end a run now: that is safe at every moment, and Prefect would wait for a server that it ended too."""
    # Polars puts a handler of its own before ours when it is loaded, and that wakes nobody who waits for a thread.
    import polars  # noqa: F401, ICN001, PLC0415 - for that only

    signal.signal(signal.SIGINT, _interrupted)
    # Leaving by an exception lets Prefect end the server it has started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(TERMINATED))


def _interrupted(_: int, __: FrameType | None) -> None:
    say(STOPPED[INTERRUPTED])
    os._exit(INTERRUPTED)
