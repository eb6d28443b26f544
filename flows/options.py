"""What the commands have in common: exit codes, the data folder, the ways rows are printed, and the settings."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError

from flows.settings import Settings

# Exit codes: 0 done, 1 the work could not be done (the message says what to do), 2 wrong usage, 130 interrupted,
# 143 told to stop.
FAILED, INTERRUPTED, TERMINATED = 1, 130, 143
# What is told of an end by a signal.
STOPPED = {
    INTERRUPTED: "hongbao: interrupted; nothing is lost, run it again to go on",
    TERMINATED: "hongbao: told to stop; nothing is lost, run it again to go on",
}
Data = Annotated[
    Path | None,
    typer.Option("--data", metavar="DIR", help="Folder that holds all state [default: $HONGBAO_DATA or data]"),
]


class Layout(StrEnum):
    """How rows are printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    MARKDOWN = "markdown"


def settings_for(**given: Path | None) -> Settings:
    """The environment's settings with the options that are given; raises InputError for a bad one."""
    from flows.errors import InputError  # noqa: PLC0415 - it loads every package's errors

    try:
        return Settings(**{name: path for name, path in given.items() if path is not None})  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name = "_".join(str(part) for part in first["loc"]).upper()
        raise InputError(f"HONGBAO_{name}: {first['msg']}; set it right or leave it out") from error
