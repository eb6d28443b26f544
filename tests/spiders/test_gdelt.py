"""GDELT finds articles: what it is asked, what it answers, and how it refuses."""

import json
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from scrapy.http import TextResponse

from spiders.discovery import read_listing
from spiders.errors import NotAFeedError
from spiders.gdelt import MOST_ROWS
from spiders.report import Health
from spiders.sources import Discovery
from tests.spiders.zoo import HOST, Answer, article, crawl, source

QUERY = '(Qwen OR Yuanbao) "red packet" sourcelang:chinese'
GDELT = Discovery(kind="gdelt", query=QUERY)


def rows(count, **changes):
    row = {"url": "https://lantern.example/1", "title": "豆包", "seendate": "20260206T081500Z", **changes}
    return json.dumps({"articles": [row] * count}).encode()


def read(body, url=GDELT.url):
    return read_listing(GDELT, TextResponse(url, body=body, headers={"Content-Type": "application/json"}))


def test_a_query_becomes_an_address_that_asks_for_the_most_rows_newest_first():
    asked = parse_qs(urlsplit(GDELT.url).query)
    assert asked["query"] == [QUERY]
    assert (asked["mode"], asked["format"], asked["maxrecords"], asked["sort"], asked["timespan"]) == (
        ["artlist"],
        ["json"],
        ["250"],
        ["datedesc"],
        ["3d"],
    )


def test_the_address_stays_the_same_on_its_way_to_another_process():
    assert Discovery.model_validate_json(GDELT.model_dump_json()) == GDELT
    elsewhere = Discovery(kind="gdelt", query=QUERY, url="http://gdelt.example/doc")
    assert elsewhere.url.startswith("http://gdelt.example/doc?query=")
    assert Discovery.model_validate_json(elsewhere.model_dump_json()) == elsewhere


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("(豆包 OR 元宝)", "豆包 is too short"),
        ("Qwen AI", "AI is too short"),
        ("Qwen OR Doubao", "must stand in brackets"),
        ("(Qwen OR Doubao", "not closed"),
        ("Qwen)", "not opened"),
        ('Qwen "red packet', "quote is not closed"),
    ],
)
def test_what_gdelt_would_refuse_is_said_before_it_is_asked(query, words):
    with pytest.raises(ValueError, match=words):
        Discovery(kind="gdelt", query=query)


@pytest.mark.parametrize("query", ["Qwen", QUERY, 'near20:"Qwen budget" domainis:technode.com -tone<-5'])
def test_operators_are_not_taken_for_words(query):
    assert Discovery(kind="gdelt", query=query).query == query


def test_its_rows_are_items_with_the_day_they_were_seen():
    listing = read(rows(1))
    (item,) = listing.items
    assert (item.url, item.text) == ("https://lantern.example/1", "豆包")
    assert item.published_at == datetime(2026, 2, 6, 8, 15, tzinfo=UTC)
    assert (listing.sitemaps, listing.note) == ((), "")


def test_no_row_is_an_empty_list_and_a_crooked_one_is_kept_to_be_counted():
    assert read(b"{}").items == ()
    (item,) = read(rows(1, url=None, title=5, seendate="soon")).items
    assert (item.url, item.text, item.published_at) == ("", "", None)
    assert read(b'{"articles": ["crooked"]}').items[0].url == ""


def test_titles_that_are_escaped_by_halves_are_read():
    body = rb'{"articles": [{"url": "https://lantern.example/1", "title": "Qwen\'s \"plan\" \u8c46 C:\new", "seendate": ""}]}'
    (item,) = read(body).items
    assert item.text.startswith("""Qwen\\'s "plan" 豆""")


def test_a_full_answer_says_so_and_the_older_half_is_asked_for_once():
    listing = read(rows(MOST_ROWS))
    assert "there may be more" in listing.note
    (older,) = listing.sitemaps
    asked = parse_qs(urlsplit(older.url).query)
    assert asked["enddatetime"] == ["20260206081500"]
    assert asked["startdatetime"] == ["20260203081500"]
    assert "timespan" not in asked
    again = read(rows(MOST_ROWS), older.url)
    assert (again.sitemaps, "there may be more" in again.note) == ((), True)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"The specified phrase is too short.\n", "GDELT refuses: The specified phrase is too short."),
        (b"Please limit requests to one every 5 seconds\x1b[31m or wait", "one every 5 seconds"),
        (b"<html><body>busy</body></html>", "a web page instead of JSON"),
        (b"", "answers with nothing"),
        (b"[" * 100_000, "GDELT refuses"),
        (b"[1, 2]", "no list of articles"),
        (b'{"articles": 5}', "no list of articles"),
    ],
)
def test_a_refusal_is_told_in_its_own_words_and_cannot_reach_into_a_terminal(body, words):
    with pytest.raises(NotAFeedError) as caught:
        read(body)
    assert words in str(caught.value)
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 200


def ask(room, folder, body, **changes):
    way = Discovery(kind="gdelt", url=HOST + "/doc", query="Qwen")
    room.pages[way.url] = Answer(body, content_type="application/json", **changes)
    finder = source(way, home="http://gdelt.example/")
    return crawl(room, folder, source=finder, article_sites=frozenset({"kite.example"}))


def test_pages_are_fetched_from_outlets_that_are_read_and_from_nobody_else(room, tmp_path):
    room.pages["http://kite.example/1"] = article("Qwen pays")
    found = [{"url": url} for url in ("http://kite.example/1", HOST + "/2")]
    report = ask(room, tmp_path, json.dumps({"articles": found}).encode())
    assert (report.health, report.pages, report.listed) == (Health.OK, 1, 2)
    assert report.refused == {"address is of another site": 1}
    assert HOST + "/2" not in room.asked


def test_a_refusal_is_not_a_feed_and_too_many_requests_is_blocked(room, tmp_path):
    refused = ask(room, tmp_path / "refused", b"The specified phrase is too short.")
    assert (refused.health, "phrase is too short" in refused.message) == (Health.NOT_A_FEED, True)
    assert ask(room, tmp_path / "busy", b"wait", status=429).health is Health.BLOCKED


def test_a_finder_that_says_too_many_requests_is_asked_once_more_and_not_twice(room, tmp_path):
    assert ask(room, tmp_path, b"wait", status=429, headers={"Retry-After": "0"}).health is Health.BLOCKED
    assert room.asked.count(f"{HOST}/doc") + sum(url.startswith(f"{HOST}/doc?") for url in room.asked) == 2
