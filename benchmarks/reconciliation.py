"""Scores the facts of a set of news texts against public figures: is the right value the preferred one?

And where a text is known to be wrong: does `marts.disputes` show what it says, with the likely cause? The texts are
taken in as `hongbao ingest` takes articles in, into a folder of their own; `--data DIR` scores a folder that is there
already. A figure counts if two texts or more state it. How many have the public day too is told, without a target.
"""

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from benchmarks.errors import MaterialError
from benchmarks.outcome import PROGRESS, Goal, Outcome
from benchmarks.reference import MEASURES, Figure, Row, find_cause, list_conflicts, list_public, list_texts
from flows.configuration import load_configuration
from flows.ingest import Told, ingest
from flows.settings import Settings
from warehouse.reads import NoReleaseError, Release, open_release

SHARED = Path(__file__).parents[2] / "shared"
PREFERRED, SHOWN = 95.0, 100.0


def add_options(parser: ArgumentParser) -> None:
    """The options of `python -m benchmarks reconciliation`."""
    parser.add_argument("--figures", type=Path, default=SHARED / "facts.json", metavar="FILE", help="public figures")
    texts = SHARED / "extraction" / "dev"
    parser.add_argument("--texts", type=Path, default=texts, metavar="DIR", help="texts with what each states")
    parser.add_argument("--data", type=Path, metavar="DIR", help="score this data folder and take nothing in")
    parser.add_argument("--season", type=int, default=2026, metavar="YEAR", help="which season [2026]")


def run(options: Namespace) -> Outcome:
    """Takes the texts in and scores what was published. Raises MaterialError for a file that cannot be read."""
    public, texts = list_public(options.figures), list_texts(options.texts)
    conflicts = list_conflicts(texts, options.season, public)
    with open_scored(options.data, texts) as release:
        facts = list_rows(release.facts(season=options.season, rank="preferred"))
        disputes = list_rows(release.disputes(options.season))
    supported = [figure for figure in public if figure.support > 1]
    found = {figure: [row for row in facts if figure.is_in(row)] for figure in supported}
    slips = list_slips(facts, public)
    causes = {figure: find_cause(disputes, figure) for figure in conflicts}
    days = sum(any(is_of_day(row, figure) for row in rows) for figure, rows in found.items())
    lines = (
        f"{len(texts)} texts, {len(supported)} public figures, {days} of them with the public day too",
        *(f"not preferred: {figure}" for figure, rows in found.items() if not rows),
        *(f"preferred, though ten times off: {row['app']} {row['measure']} {row['amount']:,.0f}" for row in slips),
        *(f"in dispute: {figure}: {cause or 'not shown'}" for figure, cause in causes.items()),
    )
    figures = {"public": len(supported), "days": days, "conflicts": len(conflicts)}
    explained = sum(cause in figure.causes for figure, cause in causes.items())
    goals = (
        Goal(what="preferred values ten times off", value=len(slips), target=0, sense="<="),
        Goal(what="conflicts with their cause", value=percent(explained, conflicts), target=SHOWN, unit=" %"),
        Goal(what="preferred", value=percent(sum(map(bool, found.values())), supported), target=PREFERRED, unit=" %"),
    )
    return Outcome(benchmark="reconciliation", lines=lines, figures=figures, goals=goals)


@contextmanager
def open_scored(data: Path | None, texts: list[Row]) -> Iterator[Release]:
    """The release to score: that of the folder, or of a new one that took the texts in."""
    with TemporaryDirectory() as folder:
        if data is None:
            data = Path(folder) / "data"
            take_in(texts, Path(folder) / "texts.jsonl", data)
        try:
            release = open_release(data)
        except NoReleaseError as error:
            raise MaterialError(str(error)) from error
        with release:
            yield release


def take_in(texts: list[Row], file: Path, data: Path) -> None:
    """Ingest the texts, without what they ought to come to, as one file."""
    told = [{name: value for name, value in text.items() if name not in ("facts", "distractors")} for text in texts]
    file.write_text("\n".join(json.dumps(text, ensure_ascii=False) for text in told), encoding="utf-8")
    settings = Settings(data=data)
    with PROGRESS.status("taking the texts in"):
        ingest([str(file)], Told(), settings, load_configuration(settings))


def list_rows(frame: pl.DataFrame) -> list[Row]:
    """The rows of the measures that are scored; `amount` is yuan for money, else the number."""
    rows = frame.with_columns(amount=pl.coalesce("value_cny", "value"))
    return rows.filter(pl.col("measure").is_in(MEASURES) & (pl.col("amount") > 0)).to_dicts()


def list_slips(facts: Sequence[Row], public: Sequence[Figure]) -> list[Row]:
    """The facts that are a public figure but for a power of ten, and no public figure themselves."""
    strangers = [row for row in facts if not any(figure.is_in(row) for figure in public)]
    return [row for row in strangers if any(figure.is_slip_in(row) for figure in public)]


def is_of_day(row: Row, figure: Figure) -> bool:
    """Whether a fact speaks of the figure's day, as exactly as either does."""
    day = row["as_of"]
    return day is not None and figure.day is not None and (day.startswith(figure.day) or figure.day.startswith(day))


def percent(part: int, whole: Sequence[object]) -> float:
    """How much of `whole` so many are, in percent; 0 of nothing."""
    return 100 * part / max(len(whole), 1)
