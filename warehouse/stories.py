"""Finds which articles tell one story: what was loaded is sketched, compared with all there is, and the pairs kept.

Texts are compared, each with all that share a band, and each text once, however many articles print it. Then tellings
are tied that stand close together in time. So stories are the same whatever came first. They chain: of one text told
on the 1st, the 10th and the 20th all three are one story, though 19 days lie between the ends.
"""

from dataclasses import dataclass
from functools import cache

import polars as pl
from duckdb import DuckDBPyConnection

from warehouse.batch import make_frame
from warehouse.copies import compare
from warehouse.files import read_files
from warehouse.sketches import METHOD, Windows, cut_windows, sketch
from warehouse.transactions import transaction

Version = tuple[str, str]
VERSION = ["article_id", "text_sha256"]
# So many texts are read at once; an article of news is a few kilobytes.
PIECE = 1000


@dataclass(frozen=True, slots=True)
class StoriesReport:
    """How many article versions were sketched, and how many pairs of copies were found."""

    sketched: int
    pairs: int


def tell_stories(connection: DuckDBPyConnection) -> StoriesReport:
    """Sketch the articles in force that have no sketch yet, and keep which of all the others each is a copy of.

    Between loading and building, in a transaction of its own. Whatever order the articles came in, the stories are the
    same; a sketch of another method is made anew.
    """
    unsketched = connection.sql(read_steps()["find_unsketched"], params={"method": METHOD}).pl()
    with transaction(connection):
        for table in ("sketches", "copies"):
            connection.execute(f"DELETE FROM raw.{table} WHERE method <> ?", [METHOD])
        for start in range(0, unsketched.height, PIECE):
            add_sketches(connection, unsketched[start : start + PIECE])
        pairs = sum(
            add_copies(connection, unsketched[start : start + PIECE]) for start in range(0, unsketched.height, PIECE)
        )
        pairs += insert(connection, "copies", find_tellings(connection, unsketched))
    return StoriesReport(unsketched.height, pairs)


@cache
def read_steps() -> dict[str, str]:
    return {file.name: file.body for file in read_files("storytelling")}


def read_windows(connection: DuckDBPyConnection, wanted: pl.DataFrame) -> dict[Version, Windows]:
    """The windows of each version in `wanted`, which has the columns VERSION."""
    connection.register("wanted_versions", wanted.to_arrow())
    rows = connection.execute(read_steps()["read_texts"]).fetchall()
    connection.unregister("wanted_versions")
    return {(article_id, sha): cut_windows(text, lang) for article_id, sha, lang, text in rows}


def add_sketches(connection: DuckDBPyConnection, wanted: pl.DataFrame) -> None:
    windows = read_windows(connection, wanted)
    bands = sketch(list(windows.values()))
    rows = [
        {"article_id": article_id, "text_sha256": sha, "method": METHOD, "bands": one}
        for (article_id, sha), one in zip(windows, bands, strict=True)
    ]
    insert(connection, "sketches", make_frame("sketches", rows))


def add_copies(connection: DuckDBPyConnection, fresh: pl.DataFrame) -> int:
    """Compare the texts of `fresh` with those whose sketches are like theirs; the number of pairs that are new."""
    connection.register("wanted_versions", fresh.to_arrow())
    candidates = connection.sql(read_steps()["find_candidates"], params={"method": METHOD}).pl()
    connection.unregister("wanted_versions")
    pairs = {order(row[:2], row[2:]) for row in candidates.iter_rows()}
    wanted = pl.DataFrame(sorted({one for pair in pairs for one in pair}), schema=VERSION, orient="row")
    windows = read_windows(connection, wanted) if pairs else {}
    rows = []
    for one, other in sorted(pairs):
        likeness = compare(windows[one], windows[other])
        if likeness.is_copy:
            shares = {"jaccard": likeness.jaccard, "contained": likeness.contained}
            rows.append(name_pair(one, other) | shares | {"how": "text", "method": METHOD})
    return insert(connection, "copies", make_frame("copies", rows))


def find_tellings(connection: DuckDBPyConnection, fresh: pl.DataFrame) -> pl.DataFrame:
    """The pairs of versions that follow from texts that are the same or alike, be they `fresh` or told often."""
    connection.register("wanted_versions", fresh.to_arrow())
    found = connection.sql(read_steps()["find_tellings"], params={"method": METHOD}).pl()
    connection.unregister("wanted_versions")
    return found


def order(one: Version, other: Version) -> tuple[Version, Version]:
    return (one, other) if one < other else (other, one)


def name_pair(one: Version, other: Version) -> dict[str, object]:
    names = (*VERSION, *(f"other_{name}" for name in VERSION))
    return dict(zip(names, (*one, *other), strict=True))


def insert(connection: DuckDBPyConnection, table: str, frame: pl.DataFrame) -> int:
    """Add the rows of `frame` to raw.<table> but for those that it has; the number added."""
    connection.register("found_rows", frame.to_arrow())
    # The table is a constant of this module.
    keys = ", ".join(name for name in frame.columns if name.endswith(("article_id", "text_sha256")))
    statement = f"INSERT INTO raw.{table} BY NAME SELECT * FROM found_rows ANTI JOIN raw.{table} USING ({keys})"
    ((added,),) = connection.execute(statement).fetchall()
    connection.unregister("found_rows")
    return int(added)
