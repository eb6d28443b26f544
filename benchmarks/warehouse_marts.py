"""Measures how fast the published marts answer: each as its readers ask for it.

A mart is read whole if it is short; evidence and articles are asked for by their key, and of a long mart, or of the
evidence of the fact with the most claims, the first 500 rows are read. Every question is put over and over in one open
release, and the 95th percentile is what counts. All the evidence of that fact at once, which is thousands of sentences,
is reported beside the target.
"""

import math
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from datetime import timedelta

from duckdb import DuckDBPyConnection
from rich.progress import track

from benchmarks.outcome import PROGRESS, Goal, Outcome
from benchmarks.warehouse_folder import AT, add_folder, count_rows, filled
from warehouse.files import read_files
from warehouse.publish import publish
from warehouse.releases import connect, find_current
from warehouse.writer import open_writer

TARGET = 100.0
LONG = 20_000
PAGE = 500
KEYS = {"evidence": "fact_id", "articles": "article_id", "page_checks": "article_id"}
BIGGEST = "SELECT fact_id FROM marts.facts ORDER BY claims DESC LIMIT 1"
WHOLE = "evidence of the most claimed"
Question = tuple[str, Sequence[object]]


def add_options(parser: ArgumentParser) -> None:
    """The options of `python -m benchmarks warehouse_marts`."""
    add_folder(parser)
    parser.add_argument("--rounds", type=int, default=20, metavar="N", help="times each question is put [20]")


def run(options: Namespace) -> Outcome:
    """Publishes the warehouse, if that was not done, and asks."""
    with filled(options) as folder:
        path = find_current(folder)
        if path is None:
            with open_writer(folder) as connection:
                path = publish(folder, connection, AT + timedelta(days=1)).path
        with connect(path) as connection:
            questions = _questions(connection)
            taken = {
                name: _percentile(connection, question, options.rounds)
                for name, question in track(questions.items(), "marts", console=PROGRESS)
            }
    lines = tuple(f"{name:28} {milliseconds:8.1f} ms" for name, milliseconds in taken.items())
    slowest = max(taken.keys() - {WHOLE}, key=lambda name: taken[name])
    goal = Goal(what=f"the slowest, {slowest},", value=taken[slowest], target=TARGET, sense="<=", unit=" ms")
    return Outcome(benchmark="warehouse_marts", lines=lines, figures={"p95_ms": taken}, goals=(goal,))


def _questions(connection: DuckDBPyConnection) -> dict[str, Question]:
    """What is asked of each mart, by the name it is reported under."""
    ((biggest,),) = connection.execute(BIGGEST).fetchall()
    questions: dict[str, Question] = {}
    for mart in sorted(file.name for file in read_files("marts")):
        everything, key = f"SELECT * FROM marts.{mart}", KEYS.get(mart)  # noqa: S608 - names of ours
        if key is not None:
            some = connection.sql(everything).project(key).limit(1, offset=100).fetchall()
            questions[f"{mart} by {key}"] = (f"{everything} WHERE {key} = ?", some[0] if some else [""])
        else:
            is_long = count_rows(connection, f"marts.{mart}") > LONG
            questions[mart] = (f"{everything} LIMIT {PAGE}" if is_long else everything, [])
    questions[WHOLE] = ("SELECT * FROM marts.evidence WHERE fact_id = ?", [biggest])
    questions["evidence(fact_id), its first"] = (f"FROM evidence(?) LIMIT {PAGE}", [biggest])
    return questions


def _percentile(connection: DuckDBPyConnection, question: Question, rounds: int) -> float:
    """The 95th percentile of the milliseconds that an answer takes, after one to warm up."""
    query, parameters = question
    taken = []
    for _ in range(rounds + 1):
        started = time.perf_counter()
        connection.cursor().sql(query, params=list(parameters)).pl()
        taken.append((time.perf_counter() - started) * 1000)
    return sorted(taken[1:])[max(0, math.ceil(0.95 * rounds) - 1)]
