"""The sample newsroom, read as HTML, gives what a careful person read in it."""

import pytest

from extraction.pages import Page, read_page
from extraction.reading import read_article
from extraction.records import Article
from sample.manuscripts import load_outlets
from sample.newsroom import render_newsroom
from sample.readings import load_readings

APPS = ("qwen", "yuanbao", "wenxin", "doubao")


@pytest.fixture(scope="module")
def readings(watchlist):
    """Each relevant sample article: its gold reading and the claims found in its page."""
    gold = load_readings()
    found = {}
    for outlet in load_outlets():
        pages = render_newsroom([outlet])
        for article in outlet.articles:
            page = pages[outlet.address(article)]
            read = read_page(
                Page(url=outlet.address(article), content_type=page.content_type, body=page.body), watchlist
            )
            claims = read_article(read, watchlist).claims if isinstance(read, Article) else ()
            found[f"{outlet.id}/{article.slug}"] = claims
    return {key: (gold.get(key), claims) for key, claims in found.items()}


def is_right(claim, fact) -> bool:
    measures = {fact.measure, *fact.alt_measures}
    return claim.app == fact.app and claim.measure in measures and abs(claim.value - fact.value) <= 0.005 * fact.value


def score(readings) -> tuple[float, float]:
    """Precision and recall over spend and reach figures of the four apps; optional and baseline facts are neutral."""
    right = wrong = missed = 0
    for reading, claims in readings.values():
        facts = reading.facts if reading else ()
        core = [
            c
            for c in claims
            if c.app in APPS and c.value is not None and c.measure not in ("rank", "growth_pct", "other")
        ]
        wrong += sum(not any(is_right(claim, fact) for fact in facts) for claim in core)
        for fact in facts:
            if (
                fact.app in APPS
                and fact.measure not in ("rank", "growth_pct", "other")
                and not (fact.optional or fact.baseline)
            ):
                found = any(is_right(claim, fact) for claim in claims if claim.value is not None)
                right, missed = right + found, missed + (not found)
    return right / (right + wrong), right / (right + missed)


def test_the_sample_is_read_with_few_errors(readings):
    precision, recall = score(readings)
    assert precision >= 0.97
    assert recall >= 0.93


def test_what_is_no_claim_is_no_claim(readings):
    """The traps that a person listed: none of their quotes yields a figure for one of the four apps."""
    wrong = []
    for key, (reading, claims) in readings.items():
        for trap in reading.not_claims if reading else ():
            facts = {fact.value for fact in reading.facts}
            wrong += [
                (key, trap.figure)
                for claim in claims
                if claim.app in APPS and claim.value is not None and claim.value not in facts
                and trap.quote in claim.quote and claim.measure != "rank"
            ]  # fmt: skip
    assert wrong == []


def test_an_article_that_never_names_the_app_is_still_attributed(readings):
    unnamed = [(reading, claims) for reading, claims in readings.values() if reading and reading.app_never_named]
    assert unnamed
    for reading, claims in unnamed:
        spend = {fact.value for fact in reading.facts if fact.kind == "spend"}
        assert spend <= {claim.value for claim in claims if claim.app == "qwen"}
