"""Writes a frame to a file of one of the formats that other tools read, with nothing in it that they would run."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import polars as pl
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from warehouse.errors import ExportError

EXCEL_ROWS, EXCEL_CELL = 1_048_576, 32_767
# What spreadsheets take for the start of a formula, behind blanks and invisible characters and in full width too.
FORMULA = r"^[\s\p{C}\p{Z}]*[=+\-@＝＋－＠−]|^[\t\r\n]"


def guard_formulas(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with every text that a spreadsheet would run made plain by an apostrophe before it."""
    texts = [name for name, kind in frame.schema.items() if kind == pl.String]
    is_formula = {name: pl.col(name).str.contains(FORMULA) for name in texts}
    return frame.with_columns(
        pl.when(is_formula[name]).then("'" + pl.col(name)).otherwise(pl.col(name)).alias(name) for name in texts
    )


def flatten(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with lists and structs as JSON text, for files whose cells hold one value."""
    return frame.with_columns(
        pl.Series(name, [None if value is None else to_json(value) for value in frame[name].to_list()], dtype=pl.String)
        for name, kind in frame.schema.items()
        if kind.is_nested()
    )


def to_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)


def write_parquet(frame: pl.DataFrame, path: Path) -> None:
    frame.write_parquet(path)


def write_csv(frame: pl.DataFrame, path: Path) -> None:
    """UTF-8 with the mark by which spreadsheets know it, or Chinese text comes out garbled."""
    guard_formulas(flatten(frame)).write_csv(path, include_bom=True)


def write_excel(frame: pl.DataFrame, path: Path) -> None:
    """One sheet; text stays text, instants are UTC. Raises ExportError for more than a sheet or a cell can hold."""
    flat = flatten(frame)
    if not fits_excel(flat):
        message = "this is more than an Excel sheet or cell can hold: export it as parquet or csv"
        raise ExportError(message)
    instants = pl.selectors.datetime(time_zone="*")
    options = {
        "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
        "nan_inf_to_errors": True, "constant_memory": True, "default_date_format": "yyyy-mm-dd hh:mm:ss",
    }  # fmt: skip
    with xlsxwriter.Workbook(path, options) as book:
        sheet = book.add_worksheet("data")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, flat.columns, book.add_format({"bold": True}))
        write_rows(sheet, flat.with_columns(instants.dt.replace_time_zone(None)), day)


def fits_excel(frame: pl.DataFrame) -> bool:
    """Whether one sheet can hold the rows, and a cell the longest text."""
    texts = flatten(frame).select(pl.col(pl.String).str.len_chars().max())
    longest = max((length for length in texts.row(0) if length is not None), default=0) if texts.width else 0
    return frame.height < EXCEL_ROWS and longest <= EXCEL_CELL


def write_rows(sheet: Worksheet, flat: pl.DataFrame, day: Format) -> None:
    texts = [kind == pl.String for kind in flat.schema.values()]
    days = [day if kind == pl.Date else None for kind in flat.schema.values()]
    for number, row in enumerate(flat.iter_rows(), start=1):
        for place, value in enumerate(row):
            if value is None:
                continue
            if texts[place]:
                sheet.write_string(number, place, value)
            else:
                sheet.write(number, place, value, days[place])


FORMATS: Mapping[str, Callable[[pl.DataFrame, Path], None]] = {
    "parquet": write_parquet,
    "csv": write_csv,
    "xlsx": write_excel,
}


def write_export(frame: pl.DataFrame, path: Path, how: str) -> None:
    """Write a frame in one of FORMATS to `path`, whole or not at all; raises ExportError if it cannot be written."""
    hidden = path.with_name(f".{path.name}.part")
    try:
        hidden.touch()  # a place that cannot be written is known before a workbook is half made
        FORMATS[how](frame, hidden)
        hidden.replace(path)
    except (OSError, xlsxwriter.exceptions.XlsxWriterException) as error:
        message = f"{path} cannot be written ({error}): give another place with --to"
        raise ExportError(message) from error
    finally:
        hidden.unlink(missing_ok=True)
