"""Prepares Prefect before it is imported: its home under our data folder, no telemetry, quiet unless asked."""

import os
from pathlib import Path


def prepare_prefect(data: Path) -> None:
    """Set Prefect's environment for this process and its children; what the user has set stays."""
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
