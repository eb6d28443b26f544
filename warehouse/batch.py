"""What the warehouse takes in: frames of articles, claims and what else one reading of the archive gave."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import polars as pl

from warehouse.errors import BatchError
from warehouse.schema import read_frame_schema

# Columns that loading fills itself, so a frame must not have them.
KEPT_BY_LOADING = {
    "articles": {"last_fetched_at", "first_seen_at", "superseded_at"},
    "claims": {"rules_version", "first_seen_at", "superseded_at"},
}


def make_frame(table: str, rows: Iterable[Mapping[str, object]] = ()) -> pl.DataFrame:
    """Rows (column name to value) as a frame with the columns and types that `raw.<table>` takes in.

    `articles`: the fields of an article, source_id, tier, fetched_at, warc_file, warc_offset, payload_digest.
    `claims` and `rejected_figures`: their fields and text_sha256. Other tables: all columns.
    Instants need a time zone. Raises BatchError if a value does not fit its column.
    """
    schema = take_in_schema(table)
    try:
        return pl.DataFrame(list(rows), schema=schema, strict=True)
    except (pl.exceptions.PolarsError, TypeError, ValueError, OverflowError) as error:
        message = f"rows for raw.{table} do not fit its columns: {str(error).splitlines()[0]}"
        raise BatchError(message) from error


def take_in_schema(table: str) -> pl.Schema:
    kept = KEPT_BY_LOADING.get(table, set())
    return pl.Schema({name: kind for name, kind in read_frame_schema(table).items() if name not in kept})


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """All that one reading says: for each article in `articles`, `claims` holds every claim it makes.

    A current claim of such an article that is not in the batch is superseded by loading. Frames are as
    `make_frame` gives them; `rules_version` names the extraction rules that read the claims. `gone` holds the ids of
    articles whose pages, read again, are none.
    """

    rules_version: str
    articles: pl.DataFrame = field(default_factory=lambda: make_frame("articles"))
    claims: pl.DataFrame = field(default_factory=lambda: make_frame("claims"))
    rejected_figures: pl.DataFrame = field(default_factory=lambda: make_frame("rejected_figures"))
    pages: pl.DataFrame = field(default_factory=lambda: make_frame("pages"))
    mentions: pl.DataFrame = field(default_factory=lambda: make_frame("mentions"))
    archive_files: pl.DataFrame = field(default_factory=lambda: make_frame("archive_files"))
    gone: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for table in ("articles", "claims", "rejected_figures", "mentions", "pages", "archive_files"):
            require_columns(table, getattr(self, table))
        for table in ("claims", "rejected_figures", "mentions"):
            require_articles(table, getattr(self, table), self.articles)


def require_columns(table: str, frame: pl.DataFrame) -> None:
    wanted, given = set(take_in_schema(table)), set(frame.columns)
    if wanted == given:
        return
    lacking, unknown = sorted(wanted - given), sorted(given - wanted)
    message = f"the frame for raw.{table} lacks columns {lacking} and has unknown ones {unknown}"
    raise BatchError(message)


def require_articles(table: str, frame: pl.DataFrame, articles: pl.DataFrame) -> None:
    version = ["article_id", "text_sha256"]
    strays = frame.join(articles, on=version, how="anti", nulls_equal=True)
    if strays.height:
        first = strays.row(0, named=True)["article_id"]
        message = f"{strays.height} rows for raw.{table} have no article in the batch, the first names {first}"
        raise BatchError(message)
