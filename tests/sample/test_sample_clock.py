"""The newsroom has a clock: it shows what is published by then, corrects one article and takes another down."""

from datetime import timedelta

import feedparser
import pytest

from sample import AFTERWARDS, EDITION_NOW
from sample.clock import set_clock
from sample.manuscripts import load_outlets
from sample.newsroom import render_newsroom
from sample.server import serve_newsroom
from tests.sample.asking import ask

OUTLETS = load_outlets()
CORRECTED = "http://crane-digest.example/read.php/2026/02/holiday-ai-in-six-lines"
TAKEN_DOWN = "http://kite-portal.example/news/2026/0213/doubao-prize-guide.html"
FIRST_ARTICLE = min(article.published for outlet in OUTLETS for article in outlet.articles)


def pages_at(moment):
    return render_newsroom(set_clock(OUTLETS, moment).outlets)


@pytest.fixture(scope="module")
def afterwards():
    with serve_newsroom(moment=AFTERWARDS) as served:
        yield served


def test_the_morning_of_the_edition_shows_everything_in_its_first_version():
    held = set_clock(OUTLETS, EDITION_NOW)
    assert held.gone == frozenset()
    assert pages_at(EDITION_NOW) == render_newsroom(OUTLETS)


@pytest.mark.parametrize("days", [3, 10, 20])
def test_an_article_is_there_from_its_hour_on(days):
    moment = FIRST_ARTICLE + timedelta(days=days)
    pages = pages_at(moment)
    for outlet in OUTLETS:
        listed = pages[outlet.listing].body.decode(outlet.charset if outlet.discovery != "sitemap" else "utf-8")
        for article in outlet.articles:
            assert (outlet.address(article) in pages) == (article.published <= moment)
            assert (f"{outlet.address(article)}" in listed) == (article.published <= moment)


def test_before_the_first_article_feeds_are_sound_and_empty():
    pages = pages_at(FIRST_ARTICLE - timedelta(days=1))
    for outlet in OUTLETS:
        if outlet.discovery in {"rss", "atom"}:
            feed = feedparser.parse(pages[outlet.listing].body)
            assert not feed.bozo
            assert feed.entries == []


def test_a_correction_changes_one_number_of_one_page():
    first, second = pages_at(EDITION_NOW), pages_at(AFTERWARDS)
    changed = {url for url in second if second[url] != first.get(url)}
    assert {url for url in changed if not is_listing(url)} == {CORRECTED}
    assert b"Doubao: 19 billion interactions" in first[CORRECTED].body
    assert second[CORRECTED].body == first[CORRECTED].body.replace(b"Doubao: 19 b", b"Doubao: 1.9 b")
    assert second[CORRECTED].modified > first[CORRECTED].modified
    assert second[CORRECTED].etag != first[CORRECTED].etag


def is_listing(url):
    return url.endswith((".xml", ".example/", "/robots.txt"))


def test_maps_tell_of_a_correction_and_of_nothing_else():
    dates = b"<lastmod>2026-03-02T09:30:00+08:00</lastmod>"
    before, after = (
        pages_at(moment)["http://crane-digest.example/sitemap.xml"] for moment in (EDITION_NOW, AFTERWARDS)
    )
    assert dates not in before.body
    assert CORRECTED.encode() + b"</loc>" + dates in after.body
    assert after.modified > before.modified


def test_a_page_that_was_taken_down_is_gone_and_listed_no_more(afterwards):
    assert ask(afterwards, TAKEN_DOWN)[0] == 410
    front = ask(afterwards, "http://kite-portal.example/")[2]
    assert TAKEN_DOWN.encode() not in front
    with serve_newsroom() as before:
        assert ask(before, TAKEN_DOWN)[0] == 200
        assert TAKEN_DOWN.encode() in ask(before, "http://kite-portal.example/")[2]


def test_what_was_known_of_the_first_version_does_not_pass_for_the_second(afterwards):
    known = render_newsroom(OUTLETS)
    for url in (CORRECTED, "http://kite-portal.example/"):
        assert ask(afterwards, url, If_None_Match=known[url].etag)[0] == 200
    untouched = "http://lantern-daily.example/feed.xml"
    assert ask(afterwards, untouched, If_None_Match=known[untouched].etag)[0] == 304


def test_asking_again_for_every_page_transfers_at_most_a_twentieth(afterwards):
    """Heads and bodies, as they go over the wire, of a second visit that names the tags of the first."""
    first = second = 0
    for url, page in pages_at(AFTERWARDS).items():
        first += transferred(ask(afterwards, url))
        second += transferred(ask(afterwards, url, If_None_Match=page.etag))
    assert second <= 0.05 * first


def transferred(answer):
    _, headers, body = answer
    return (
        len("HTTP/1.1 200 OK\r\n\r\n") + sum(len(f"{name}: {value}\r\n") for name, value in headers.items()) + len(body)
    )
