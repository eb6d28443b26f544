"""Measures how fast claims are loaded, against DuckDB's own insert of the same Arrow tables.

Loading takes in articles with their texts, claims and pages, keeps revisions apart and can be repeated; DuckDB's insert
is CREATE TABLE AS of the claims alone, or of claims and articles. All end with a checkpoint. The ratio is taken with
the claims alone, as claims a second; a ratio is the median of the rounds.
"""

import time
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import duckdb
from rich.progress import track

from benchmarks.claims_plan import PER_ARTICLE
from benchmarks.claims_synthesis import make_batch
from benchmarks.outcome import PROGRESS, Goal, Outcome
from benchmarks.warehouse_folder import AT, add_size, furnish, temporary
from warehouse.batch import Batch
from warehouse.load import load
from warehouse.writer import open_writer

TARGET = 0.5


def add_options(parser: ArgumentParser) -> None:
    """The options of `python -m benchmarks warehouse_load`."""
    add_size(parser)
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="rounds [3]")


def run(options: Namespace) -> Outcome:
    """Loads into new folders, in turn with DuckDB's own insert."""
    batch = make_batch(options.claims // PER_ARTICLE)
    rounds = [_measure(batch) for _ in track(range(options.rounds), "rounds", console=PROGRESS)]
    claims, both = (median(one[name] / one["load"] for one in rounds) for name in ("claims", "both"))
    seconds = {name: median(one[name] for one in rounds) for name in rounds[0]}
    rows = batch.claims.height
    lines = (
        f"loading {rows:,} claims of {batch.articles.height:,} articles: {seconds['load']:.2f} s",
        f"that is {rows / seconds['load']:,.0f} claims a second",
        f"DuckDB's own insert: claims {seconds['claims']:.2f} s, claims and articles {seconds['both']:.2f} s",
        f"ratio with claims and articles: {both:.2f}x",
    )
    goal = Goal(what="ratio with the claims alone", value=claims, target=TARGET, unit="x")
    figures = {"claims": rows, "seconds": seconds, "ratio_claims": claims, "ratio_both": both}
    return Outcome(benchmark="warehouse_load", lines=lines, figures=figures, goals=(goal,))


def _measure(batch: Batch) -> dict[str, float]:
    """Seconds of one round: `load` is ours, `claims` and `both` are DuckDB's."""
    tables = {"claims": batch.claims.to_arrow(), "articles": batch.articles.to_arrow()}
    with temporary() as folder:
        claims = _insert(folder / "claims.duckdb", {"claims": tables["claims"]})
        both = _insert(folder / "both.duckdb", tables)
        with open_writer(folder / "ours") as connection:
            furnish(connection)

            def ours() -> None:
                load(connection, batch, AT)
                connection.execute("CHECKPOINT")

            return {"load": _seconds(ours), "claims": claims, "both": both}


def _insert(path: Path, tables: dict[str, Any]) -> float:
    """Seconds that DuckDB takes to write these Arrow tables into a new file."""
    with duckdb.connect(path) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        for name, table in tables.items():
            connection.register(f"given_{name}", table)

        def theirs() -> None:
            for name in tables:
                connection.execute(f"CREATE TABLE {name} AS FROM given_{name}")
            connection.execute("CHECKPOINT")

        return _seconds(theirs)


def _seconds(work: Callable[[], None]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
