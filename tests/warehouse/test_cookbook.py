"""Every question of the SQL cookbook is asked of the sample and has an answer."""

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from extraction.reading import read_article
from extraction.watchlist import Watchlist
from flows.configuration import app_rows
from flows.ledger import Ledger
from flows.seasons import season_rows
from tests.conftest import REPOSITORY
from tests.warehouse.desk import furnish, make_page
from tests.warehouse.test_reference_figures import read_newsroom
from warehouse import ledger
from warehouse.batch import Batch, make_frame
from warehouse.fx_rates import load_fx_rates
from warehouse.load import load
from warehouse.publish import publish
from warehouse.reads import Release, open_release
from warehouse.stories import tell_stories
from warehouse.writer import open_writer

QUESTION = re.compile(r"^### (?P<title>.+?)\n(?P<text>.*?)^```sql\n(?P<sql>.*?)^```$(?P<after>[^#`]*)", re.M | re.S)
ANSWER = re.compile(r"^In the sample: (.+)$", re.M)
COOKBOOK = (REPOSITORY / "docs" / "sql-cookbook.md").read_text(encoding="utf-8")
EARLY, LATE = datetime(2026, 2, 10, 12, tzinfo=UTC), datetime(2026, 3, 2, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Question:
    """One recipe: its title, its query, and the first row of its answer where the text states it."""

    title: str
    sql: str
    answer: str | None


def read_questions() -> list[Question]:
    found = []
    for match in QUESTION.finditer(COOKBOOK):
        answer = ANSWER.search(match["after"])
        found.append(Question(match["title"], match["sql"], answer[1] if answer else None))
    return found


QUESTIONS = read_questions()


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory, watchlist: Watchlist) -> Iterator[Release]:
    """The sample, published twice: on 10 February with rules that knew no caps, and when the campaign was over."""
    folder: Path = tmp_path_factory.mktemp("cookbook")
    batch = read_sample(watchlist)
    run = Ledger("refresh", started_at=LATE)
    with open_writer(folder) as connection:
        furnish(connection)
        ledger.declare(connection, "apps", app_rows(watchlist))
        ledger.declare(connection, "seasons", season_rows(LATE.date()))
        ledger.declare(connection, "fx_rates", load_fx_rates(REPOSITORY / "config" / "fx_rates.toml"))
        ledger.record(connection, "runs", run.run_rows("completed"))
        load(connection, read_by(batch, EARLY), EARLY)
        publish(folder, connection, EARLY)
        load(connection, batch, LATE)
        tell_stories(connection)
        publish(folder, connection, LATE)
    with open_release(folder) as opened:
        yield opened


def read_sample(watchlist: Watchlist) -> Batch:
    articles: list[dict[str, Any]] = []
    claims: list[dict[str, Any]] = []
    rejected: list[dict[str, Any]] = []
    pages: list[dict[str, Any]] = []
    for article in read_newsroom(watchlist):
        record: dict[str, Any] = {"source_id": article.publisher, "tier": "newspaper"}
        record["fetched_at"] = fetch_day(article.published_at)
        kept = {"warc_file": "sample.warc.gz", "warc_offset": len(articles), "payload_digest": "sha1:SAMPLE"}
        articles.append(asdict(article) | record | kept)
        pages.append(make_page(article, kept, record["fetched_at"]))
        read = read_article(article, watchlist)
        version = {"text_sha256": article.text_sha256}
        claims.extend(asdict(claim) | version for claim in read.claims)
        rejected.extend(asdict(figure) | version for figure in read.rejected)
    return Batch(
        rules_version="rules-2",
        articles=make_frame("articles", articles),
        claims=make_frame("claims", claims),
        rejected_figures=make_frame("rejected_figures", rejected),
        pages=make_frame("pages", pages),
    )


def fetch_day(published_at: datetime | None) -> datetime:
    """An article is fetched the day after it was published."""
    return (published_at or LATE - timedelta(days=7)) + timedelta(days=1)


def read_by(batch: Batch, at: datetime) -> Batch:
    """What had been fetched by `at`, read by rules that did not know caps of prizes yet."""
    articles = batch.articles.filter(pl.col("fetched_at") <= at)
    claims = batch.claims.join(articles, on="article_id", how="semi").filter(pl.col("measure") != "prize_max")
    pages = batch.pages.join(articles, on="article_id", how="semi")
    return Batch(rules_version="rules-1", articles=articles, claims=claims, pages=pages)


def test_there_are_at_least_twenty_questions_and_none_was_overlooked() -> None:
    assert len(QUESTIONS) >= 20
    assert len(QUESTIONS) == COOKBOOK.count("```sql")
    assert len({question.title for question in QUESTIONS}) == len(QUESTIONS)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.title)
def test_the_question_has_an_answer(release: Release, question: Question) -> None:
    answer = release.query(question.sql, 1_000)
    assert answer.height > 0
    if question.answer is not None:
        assert " · ".join("–" if value is None else str(value) for value in answer.row(0)) == question.answer
