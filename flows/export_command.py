"""`hongbao export`: a mart as a file for a spreadsheet, a notebook or a BI tool."""
# ruff: noqa: PLC0415 - each command imports what it needs: help must not wait for polars

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from flows.options import Data, settings_for
from flows.terminal import say


class FileFormat(StrEnum):
    """What kind of file is written."""

    XLSX = "xlsx"
    CSV = "csv"
    PARQUET = "parquet"


def export(
    mart: Annotated[str, typer.Argument(metavar="MART", help="Which mart, e.g. campaign_comparison or facts")],
    form: Annotated[FileFormat, typer.Option("--format", help="xlsx, csv or parquet")] = FileFormat.XLSX,
    to: Annotated[Path | None, typer.Option(metavar="FILE", help="Where to [default: MART.FORMAT, here]")] = None,
    season: Annotated[int | None, typer.Option(help="Only this season")] = None,
    replace: Annotated[bool, typer.Option("--replace", help="Replace the file if it is there")] = False,
    data: Data = None,
) -> None:
    """Write a published mart to a file, each figure with the sentence behind it and where that is archived."""
    from flows.errors import InputError
    from warehouse.export_formats import write_export
    from warehouse.exports import read_mart
    from warehouse.reads import open_release

    name = mart.removeprefix("marts.")
    path = to or Path(f"{name}.{form.value}")
    if path.exists() and not replace:
        message = f"{path} is there already: give another file with --to, or --replace"
        raise InputError(message)
    with open_release(settings_for(data=data).data) as release:
        frame = read_mart(release, name, season)
    write_export(frame, path, form.value)
    say(f"{path}: {frame.height:,} row{'' if frame.height == 1 else 's'} of marts.{name}")
