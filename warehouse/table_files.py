"""Makes a frame a file's bytes, by the writers of `hongbao export`: for whoever sends a file instead of keeping it."""

from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from warehouse.errors import ExportError
from warehouse.export_formats import FORMATS, fits_excel, flatten, guard_formulas, write_export

__all__ = ["FORMATS", "ExportError", "fits_excel", "flatten", "to_bytes"]


def to_bytes(frame: pl.DataFrame, how: str) -> bytes:
    """The frame as a file of one of FORMATS, in which no text is run; raises ExportError if it cannot be one."""
    ready = guard_names(frame) if how == "csv" else frame
    with TemporaryDirectory(prefix="hongbao-") as folder:
        path = Path(folder) / f"table.{how}"
        write_export(ready, path, how)
        return path.read_bytes()


def guard_names(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with no formula for the name of a column: whoever types SQL names them."""
    guarded = guard_formulas(pl.DataFrame({"name": frame.columns}, schema={"name": pl.String}))["name"]
    return frame.rename(dict(zip(frame.columns, guarded, strict=True)))
