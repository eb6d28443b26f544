"""Writes a mart to a file for other tools, each figure with the sentence behind it and where that is archived."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import polars as pl
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from warehouse.errors import ExportError
from warehouse.reads import Release

ALL = 100_000_000
EXCEL_ROWS, EXCEL_CELL = 1_048_576, 32_767
# The sentence that stands for a fact: the one that says it outright and was printed first.
SENTENCES = """
SELECT fact_id, quote, url, publisher, published_at, warc_file || ' at byte ' || warc_offset AS archived
FROM marts.evidence
QUALIFY row_number() OVER (
    PARTITION BY fact_id ORDER BY confidence <> 'stated', published_at NULLS LAST, claim_id
) = 1
"""
BESIDE_OTHERS = ("quote", "url")
# What spreadsheets take for the start of a formula, behind blanks and invisible characters and in full width too.
FORMULA = r"^[\s\p{C}\p{Z}]*[=+\-@＝＋－＠−]|^[\t\r\n]"


def list_marts(release: Release) -> dict[str, str]:
    """The marts of a release with what a row of each is."""
    query = (
        "SELECT table_name, comment FROM duckdb_tables() WHERE schema_name = 'marts' UNION ALL"
        " SELECT view_name, comment FROM duckdb_views() WHERE schema_name = 'marts' ORDER BY 1"
    )
    return dict(release.query(query, ALL).iter_rows())


def read_mart(release: Release, mart: str, season: int | None = None) -> pl.DataFrame:
    """All rows of a mart, of one season if it is given, with the evidence of each fact that they name.

    A column `fact_id` brings quote, url, publisher, published_at (UTC) and archived beside it, unless the mart has
    them; another one, as `budget_fact_id`, brings `budget_quote` and `budget_url`. Raises ExportError for a mart
    that is none, or that knows no seasons.
    """
    marts = list_marts(release)
    if mart not in marts:
        message = f"there is no mart {mart}: export one of {', '.join(marts)}"
        raise ExportError(message)
    columns = release.query(f"FROM marts.{mart} LIMIT 0", 1).columns
    if season is not None and "season" not in columns:
        message = f"marts.{mart} has no seasons: leave out --season"
        raise ExportError(message)
    where = "" if season is None else f" WHERE season = {season:d}"
    frame = release.query(f"FROM marts.{mart}{where}", ALL)
    return add_evidence(frame, release.query(SENTENCES, ALL))


def add_evidence(frame: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    for key in [name for name in frame.columns if name.endswith("fact_id")]:
        prefix = key.removesuffix("fact_id")
        wanted = BESIDE_OTHERS if prefix else sentences.columns[1:]
        new = {name: f"{prefix}{name}" for name in wanted if f"{prefix}{name}" not in frame.columns}
        beside = sentences.select(pl.col("fact_id").alias(key), *(pl.col(name).alias(new[name]) for name in new))
        frame = frame.join(beside, on=key, how="left", maintain_order="left")
    return frame


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
    longest = flat.select(pl.col(pl.String).str.len_chars().max()).transpose().to_series().max() if flat.width else 0
    if flat.height >= EXCEL_ROWS or int(str(longest or 0)) > EXCEL_CELL:
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
