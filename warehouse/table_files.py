"""Makes a frame a file's bytes, by the writers of `hongbao export`: for whoever sends a file instead of keeping it."""

from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from warehouse.errors import ExportError
from warehouse.export_formats import EXCEL_CELL, EXCEL_ROWS, FORMATS, flatten, guard_formulas, write_export

__all__ = ["FORMATS", "ExportError", "fits_excel", "flatten", "to_bytes"]


def to_bytes(frame: pl.DataFrame, how: str) -> bytes:
    """The frame as a file of one of FORMATS, in which no text is run; raises ExportError if it cannot be one."""
    ready = guard_names(frame) if how == "csv" else add_text(frame) if how == "xlsx" else frame
    with TemporaryDirectory(prefix="hongbao-") as folder:
        path = Path(folder) / f"table.{how}"
        write_export(ready, path, how)
        return path.read_bytes()


def guard_names(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with no formula for the name of a column: whoever types SQL names them."""
    guarded = guard_formulas(pl.DataFrame({"name": frame.columns}, schema={"name": pl.String}))["name"]
    return frame.rename(dict(zip(frame.columns, guarded, strict=True)))


def add_text(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with a text in it, if only a column without a name: the writer of Excel asks for the longest."""
    has_text = any(kind == pl.String or kind.is_nested() for kind in frame.schema.values())
    return frame if has_text else frame.with_columns(pl.lit(None, pl.String).alias(""))


def fits_excel(frame: pl.DataFrame) -> bool:
    """Whether one sheet can hold the frame, and a cell its longest text."""
    texts = flatten(frame).select(pl.col(pl.String).str.len_chars().max())
    longest = max((length for length in texts.row(0) if length is not None), default=0) if texts.width else 0
    return frame.height < EXCEL_ROWS and longest <= EXCEL_CELL
