"""Shows a frame in a terminal, or as CSV, JSON or Markdown for scripts."""

from collections.abc import Callable, Mapping

import polars as pl
from rich.console import Console
from rich.table import Table
from rich.text import Text

from flows.terminal import plain
from warehouse.export_formats import flatten, guard_formulas, to_json


def print_frame(frame: pl.DataFrame, how: str, console: Console) -> None:
    """A frame in one of FORMATS on standard output."""
    FORMATS[how](frame, console)


def _as_table(frame: pl.DataFrame, console: Console) -> None:
    table = Table()
    for name in frame.columns:
        table.add_column(name)
    for row in frame.iter_rows():
        table.add_row(*(Text(plain(value)) for value in row))
    console.print(table)


def _as_csv(frame: pl.DataFrame, console: Console) -> None:
    # A cell that starts like a formula is made text: a spreadsheet must not run what a web page said.
    console.file.write(guard_formulas(flatten(frame)).write_csv())


def _as_json(frame: pl.DataFrame, console: Console) -> None:
    numbers = [name for name, kind in frame.schema.items() if kind.is_float()]
    finite = frame.with_columns(pl.when(pl.col(name).is_finite()).then(pl.col(name)).alias(name) for name in numbers)
    console.file.write(to_json(finite.to_dicts()) + "\n")


def _as_markdown(frame: pl.DataFrame, console: Console) -> None:
    lines = [frame.columns, ["---"] * frame.width, *([_markdown(value) for value in row] for row in frame.iter_rows())]
    console.file.writelines(f"| {' | '.join(line)} |\n" for line in lines)


def _markdown(value: object) -> str:
    shown = plain(value)
    return shown.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")


FORMATS: Mapping[str, Callable[[pl.DataFrame, Console], None]] = {
    "table": _as_table,
    "csv": _as_csv,
    "json": _as_json,
    "markdown": _as_markdown,
}
