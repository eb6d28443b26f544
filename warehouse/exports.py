"""Reads a mart for other tools, each figure with the sentence behind it and where that is archived."""

import polars as pl

from warehouse.errors import ExportError
from warehouse.reads import Release
from warehouse.sentence_reads import BEST_SENTENCE

ALL = 100_000_000
# The sentence that stands for a fact: the one that says outright what the fact says, and was printed first.
SENTENCES = f"""
SELECT fact_id, quote, url, publisher, published_at, warc_file || ' at byte ' || warc_offset AS archived
FROM marts.evidence AS said
JOIN marts.facts AS fact USING (fact_id)
QUALIFY row_number() OVER (PARTITION BY fact_id ORDER BY {BEST_SENTENCE}) = 1
"""
BESIDE_OTHERS = ("quote", "url")


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
