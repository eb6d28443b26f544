"""The newsroom read on two mornings: a correction replaces what was read before, and a page that is gone says so."""

from datetime import datetime

import pytest

from flows import stages
from flows.collection import Assignment, collect
from flows.configuration import load_configuration, watch_terms
from flows.known import known_pages
from flows.ledger import Ledger
from flows.settings import Settings
from sample import AFTERWARDS, EDITION_NOW
from sample.server import serve_newsroom
from spiders.job import Newsroom
from warehouse.writer import open_writer

SOURCES = ("crane_digest", "kite_portal")
CORRECTED = "http://crane-digest.example/read.php/2026/02/holiday-ai-in-six-lines"
TAKEN_DOWN = "http://kite-portal.example/news/2026/0213/doubao-prize-guide.html"
COUNTS = """
SELECT claims.value, claims.superseded_at IS NOT NULL AS is_superseded
FROM raw.claims JOIN raw.articles USING (article_id, text_sha256)
WHERE url = $url AND measure = 'interactions' AND app = 'doubao' ORDER BY ALL
"""
VERSIONS = "SELECT superseded_at IS NULL FROM raw.articles WHERE url = $url ORDER BY fetched_at"
OUTCOMES = "SELECT outcome, status FROM raw.pages WHERE url = $url ORDER BY fetched_at"


def read_newsroom(settings: Settings, moment: datetime):
    """What `refresh` does with two of the outlets as they are at `moment`, without Prefect; their reports."""
    with serve_newsroom(moment=moment) as served, open_writer(settings.data) as connection:
        configuration, ledger = load_configuration(settings, served.sources_file), Ledger("refresh")
        stages.open_run(connection, configuration, ledger, "sample")
        known = known_pages(connection)
        assignment = Assignment(
            settings=settings,
            terms=watch_terms(configuration.watchlist),
            newsroom=Newsroom(address=served.address, hosts=served.hosts),
            now=moment,
        )
        found = [collect(configuration.sources[name], assignment, known.get(name, {})) for name in SOURCES]
        stages.load_batch(connection, stages.read_archive(connection, settings, configuration, ledger), ledger)
        return found


@pytest.fixture(scope="module")
def mornings(tmp_path_factory):
    """Settings of a warehouse that was filled on both mornings, and the reports of each."""
    settings = Settings(data=tmp_path_factory.mktemp("revisions"))
    return settings, read_newsroom(settings, EDITION_NOW), read_newsroom(settings, AFTERWARDS)


@pytest.fixture
def ask(mornings):
    with open_writer(mornings[0].data) as connection:
        yield lambda sql, url: connection.execute(sql, {"url": url}).fetchall()


def test_a_correction_supersedes_the_first_version_and_its_number(ask):
    assert ask(VERSIONS, CORRECTED) == [(False,), (True,)]
    assert ask(COUNTS, CORRECTED) == [(1.9e9, False), (1.9e10, True)]


def test_a_page_that_was_taken_down_is_gone_and_what_it_said_is_kept(ask):
    assert ask(OUTCOMES, TAKEN_DOWN) == [("article", 200), ("gone", 410)]
    assert ask(VERSIONS, TAKEN_DOWN) == [(True,)]


def test_only_what_changed_is_transferred_again(mornings):
    """Two fronts and one article in full, and one farewell; every other page answers that it is unchanged."""
    _, first, second = mornings
    assert sum(report.new_pages for report in second) == 0
    assert [report.gone for report in second] == [0, 1]
    assert sum(report.not_modified for report in second) == sum(report.pages for report in first) - 2
    assert sum(report.bytes for report in second) < 0.35 * sum(report.bytes for report in first)
