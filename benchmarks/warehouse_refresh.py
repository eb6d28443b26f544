"""Measures what a refresh costs that brings 100 articles: loaded into a full warehouse and into an empty one.

Each round loads another 100 articles into either; the ratio is that of the medians. What publishing costs is reported
beside it: building and checking everything anew, and copying the file.
"""

import time
from argparse import ArgumentParser, Namespace
from datetime import timedelta
from pathlib import Path
from statistics import median

from rich.progress import track

from benchmarks.claims_synthesis import make_batch
from benchmarks.outcome import PROGRESS, Goal, Outcome
from benchmarks.warehouse_folder import AT, add_folder, count_rows, filled, furnish, temporary
from warehouse.load import load
from warehouse.publish import build, release
from warehouse.writer import open_writer

ARTICLES = 100
TARGET = 2.0
_MEGABYTE = 1_000_000


def add_options(parser: ArgumentParser) -> None:
    """The options of `python -m benchmarks warehouse_refresh`."""
    add_folder(parser)
    parser.add_argument("--rounds", type=int, default=7, metavar="N", help="rounds [7]")


def run(options: Namespace) -> Outcome:
    """Loads in turn, then publishes the full warehouse."""
    with filled(options) as folder:
        full, empty = [], []
        for number in track(range(options.rounds), "rounds", console=PROGRESS):
            with temporary() as other:
                empty.append(_refresh(other, number))
            full.append(_refresh(folder, number))
        cost = _publish(folder)
    ratio = median(full) / median(empty)
    lines = (
        f"{ARTICLES} articles into an empty warehouse: {median(empty):.3f} s",
        f"{ARTICLES} articles into one of {cost['claims']:,.0f} claims: {median(full):.3f} s",
        f"publishing that: {cost['build']:.1f} s to build and check, {cost['release']:.1f} s to copy and show",
        f"the published file: {cost['bytes'] / _MEGABYTE:,.0f} MB",
    )
    goal = Goal(what="full over empty", value=ratio, target=TARGET, sense="<=", unit="x")
    figures = {"full": full, "empty": empty, "publish": cost}
    return Outcome(benchmark="warehouse_refresh", lines=lines, figures=figures, goals=(goal,))


def _refresh(folder: Path, number: int) -> float:
    """Seconds to load 100 articles that are new there."""
    with open_writer(folder) as connection:
        articles = count_rows(connection, "raw.articles")
        if not articles:
            furnish(connection)
        batch = make_batch(ARTICLES, seed=100 + number, offset=10_000_000 + articles)
        started = time.perf_counter()
        load(connection, batch, AT + timedelta(hours=1 + number))
        return time.perf_counter() - started


def _publish(folder: Path) -> dict[str, float]:
    with open_writer(folder) as connection:
        claims = count_rows(connection, "raw.claims")
        started = time.perf_counter()
        built = build(connection, AT + timedelta(days=1))
        built_at = time.perf_counter()
        path = release(folder, connection, built).path
        done = time.perf_counter()
    slowest = dict(sorted(built.seconds.items(), key=lambda item: -item[1])[:9])
    return {
        "claims": claims, "build": built_at - started, "release": done - built_at, "bytes": path.stat().st_size
    } | slowest  # fmt: skip
