"""The golden readings speak of every article, and every quote of theirs stands in it."""

import re
from collections import Counter
from html import unescape

import pytest
from markdown_it import MarkdownIt

from sample.manuscripts import load_outlets
from sample.readings import load_readings

ARTICLES = {f"{outlet.id}/{story.slug}": story for outlet in load_outlets() for story in outlet.articles}
READINGS = load_readings()
APPS = {"qwen", "yuanbao", "wenxin", "doubao"}
SCALES = {"": 1, "million": 1e6, "billion": 1e9, "万": 1e4, "萬": 1e4, "亿": 1e8, "億": 1e8}
WRITTEN = re.compile(r"(\d[\d,]*(?:\.\d+)?) ?(million|billion|[万萬亿億]?)")
IN_WORDS = {"half a billion": 5e8, "Ten million": 1e7, "four billion": 4e9, "两千万": 2e7, "万元": 1e4}
IN_WORDS |= {"first": 1, "on top of": 1, "第一": 1, "Qwen second": 2, "第二": 2}


def plain_text(article):
    body = unescape(re.sub(r"<[^>]+>", "", MarkdownIt("commonmark").render(article.body)))
    return f"{article.title}\n{body}"


def numbers_in(quote):
    """Figures with their scale; in "(USD72 million)"-like text each stands for itself."""
    read = {float(figure.replace(",", "")) * SCALES[scale] for figure, scale in WRITTEN.findall(quote)}
    return read | {value for words, value in IN_WORDS.items() if words in quote}


def test_every_article_has_a_reading_and_every_reading_an_article():
    assert set(READINGS) == set(ARTICLES)


@pytest.mark.parametrize("key", sorted(READINGS))
def test_every_quote_stands_word_for_word_in_its_article(key):
    text = plain_text(ARTICLES[key])
    reading = READINGS[key]
    for item in (*reading.facts, *reading.events, *reading.not_claims):
        assert item.quote in text
    for figure in reading.not_claims:
        assert figure.figure in figure.quote


@pytest.mark.parametrize("key", sorted(READINGS))
def test_the_value_of_a_fact_can_be_read_from_its_quote(key):
    for fact in READINGS[key].facts:
        assert any(abs(number - fact.value) <= 1e-9 * fact.value for number in numbers_in(fact.quote)), fact


@pytest.mark.parametrize("key", sorted(READINGS))
def test_a_fact_is_listed_once_and_irrelevant_articles_have_none(key):
    reading = READINGS[key]
    seen = Counter((fact.app, fact.measure, fact.value, fact.as_of, fact.season) for fact in reading.facts)
    assert not [fact for fact, times in seen.items() if times > 1]
    if not ARTICLES[key].relevant:
        assert not reading.facts
        assert not reading.events


def test_an_article_that_never_names_the_app_does_not_name_it():
    unnamed = [key for key, reading in READINGS.items() if reading.app_never_named]
    assert unnamed
    for key in unnamed:
        assert not re.search("qwen|qianwen|千问", plain_text(ARTICLES[key]), re.IGNORECASE)
        assert any(fact.app == "qwen" for fact in READINGS[key].facts)


def test_all_four_apps_have_spend_and_reach_and_events():
    read = {(f.app, f.kind) for reading in READINGS.values() for f in reading.facts}
    happened = {event.app for reading in READINGS.values() for event in reading.events}
    assert {(app, kind) for app in APPS for kind in ("spend", "reach")} <= read
    assert happened >= APPS


def test_the_sample_holds_what_makes_the_job_hard():
    facts = [fact for reading in READINGS.values() for fact in reading.facts]
    slips = {(f.app, f.value / f.consensus) for f in facts if f.consensus and f.value / f.consensus == 10}
    assert slips == {("qwen", 10.0), ("doubao", 10.0)}
    assert {f.value for f in facts if f.app == "wenxin" and f.measure == "prize_max"} == {6666, 10_000}
    assert {2015, 2019, 2020, 2021} <= {f.season for f in facts}
    assert sum(reading.copy_of == "lantern_wire/alibaba-treat-plan" for reading in READINGS.values()) == 3
    reasons = {figure.reason for reading in READINGS.values() for figure in reading.not_claims}
    assert {"capex", "revenue", "share_price", "donation", "gap", "increment", "multiple"} <= reasons
    assert {"forecast", "target", "conversion", "derived", "personal"} <= reasons
