"""The sample newsroom, read and reconciled: what its articles agree on is preferred, what one gets wrong is shown."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from extraction.pages import Page, read_page
from extraction.reading import read_article
from extraction.records import Article
from extraction.watchlist import Watchlist
from sample.manuscripts import load_outlets
from sample.newsroom import render_newsroom
from sample.readings import Fact, load_readings
from tests.warehouse.desk import AT, open_memory
from warehouse.batch import Batch, make_frame
from warehouse.load import load
from warehouse.models import build_models

APPS = frozenset({"qwen", "yuanbao", "wenxin", "doubao"})
MEASURES = frozenset({"budget", "prize_max", "coupon", "dau", "mau", "orders", "interactions", "messages", "users"})
READINGS = load_readings()
CONFLICTS = [fact for reading in READINGS.values() for fact in reading.facts if fact.consensus]


@pytest.fixture(scope="module")
def newsroom(watchlist: Watchlist) -> Iterator[DuckDBPyConnection]:
    """The facts of the sample's articles, as extraction reads them."""
    articles: list[dict[str, Any]] = []
    claims: list[dict[str, Any]] = []
    for article in read_newsroom(watchlist):
        record = {"source_id": article.publisher, "tier": "newspaper", "fetched_at": datetime(2026, 3, 1, tzinfo=UTC)}
        kept = {"warc_file": "sample.warc.gz", "warc_offset": len(articles), "payload_digest": "sha1:SAMPLE"}
        articles.append(asdict(article) | record | kept)
        told = read_article(article, watchlist).claims
        claims.extend(asdict(claim) | {"text_sha256": article.text_sha256} for claim in told)
    batch = Batch(rules_version="today", articles=make_frame("articles", articles), claims=make_frame("claims", claims))
    with open_memory() as connection:
        load(connection, batch, AT)
        build_models(connection)
        yield connection


def read_newsroom(watchlist: Watchlist) -> Iterator[Article]:
    for outlet in load_outlets():
        pages = render_newsroom([outlet])
        for written in outlet.articles:
            address = outlet.address(written)
            read = read_page(
                Page(url=address, content_type=pages[address].content_type, body=pages[address].body), watchlist
            )
            if isinstance(read, Article):
                yield read


def find(connection: DuckDBPyConnection, table: str, fact: Fact, value: float) -> list[dict[str, Any]]:
    """The rows of `table` on the app and measure of `fact` whose value is `value`, give or take a hundredth."""
    rows = connection.sql(
        f"FROM {table} WHERE season = 2026 AND app = ? AND measure = ? AND abs(coalesce(value_cny, value) / ? - 1) < 0.01",
        params=[fact.app, fact.measure, value],
    )
    return rows.pl().to_dicts()


def test_what_two_articles_or_more_state_is_a_preferred_value(newsroom: DuckDBPyConnection) -> None:
    stated = Counter(
        (fact.app, fact.measure, fact.value)
        for reading in READINGS.values()
        for fact in reading.facts
        if fact.app in APPS and fact.measure in MEASURES and fact.season == 2026 and not fact.consensus
    )
    wanted = [key for key, articles in stated.items() if articles > 1]
    preferred = newsroom.sql(
        "SELECT app, measure, coalesce(value_cny, value) FROM marts.facts WHERE rank = 'preferred'"
    )
    found = preferred.fetchall()
    missed = [
        (app, measure, value)
        for app, measure, value in wanted
        if not any(app == a and measure == m and abs(v / value - 1) < 0.0101 for a, m, v in found if v)
    ]
    assert len(wanted) > 20
    assert len(missed) <= 0.05 * len(wanted), missed


@pytest.mark.parametrize("fact", CONFLICTS, ids=lambda fact: f"{fact.app}-{fact.measure}-{fact.value:g}")
def test_a_figure_that_differs_from_the_consensus_is_in_dispute_with_its_likely_cause(
    newsroom: DuckDBPyConnection, fact: Fact
) -> None:
    (wrong,) = find(newsroom, "marts.disputes", fact, fact.value)
    (right,) = find(newsroom, "marts.disputes", fact, fact.consensus or 0)
    assert right["rank"] == "preferred"
    assert wrong["preferred_fact_id"] == right["fact_id"]
    assert wrong["likely_cause"] == ("magnitude_slip" if fact.value / right["value"] == 10 else "sources_differ")


def test_no_preferred_value_is_ten_times_another_that_more_reports_give(newsroom: DuckDBPyConnection) -> None:
    query = """
        SELECT a.app, a.measure, a.value, b.value
        FROM marts.facts AS a
        JOIN marts.facts AS b USING (season, app, measure)
        WHERE a.rank = 'preferred' AND a.reports < b.reports AND a.measure IN ('budget', 'prize_max')
            AND staging.slip(a.value, b.value) <> 0
    """
    assert newsroom.sql(query).fetchall() == []
