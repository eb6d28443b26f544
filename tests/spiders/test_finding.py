"""From a page to an entry of the sources file: where a feed may be, which one is best, and what is written of it."""

import tomllib
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy.http import HtmlResponse, TextResponse, XmlResponse

from spiders.exchanges import Exchange
from spiders.finding import announced, as_listing, choose, unannounced
from spiders.proposal import Told, free_id, plain_words, propose, write_entry
from spiders.sources import Source
from tests.spiders.zoo import HOST, NOW, RSS, rss

TOLD = Told("trade_press", "Read by any reader, kept as evidence, quoted by the sentence and never republished by us.")


def page(head="", lang="en"):
    return HtmlResponse(HOST + "/news/", body=f"<html lang='{lang}'><head>{head}</head></html>".encode())


def feed(body=None, url=HOST + "/feed"):
    return XmlResponse(url, body=body or rss("/1", "/2"), headers={"Content-Type": RSS})


def titled(*titles, gap_hours=6, head=""):
    items = "".join(
        f"<item><title>{title}</title><link>/{n}</link>"
        f"<pubDate>{NOW - n * timedelta(hours=gap_hours):%a, %d %b %Y %H:%M:%S} +0000</pubDate></item>"
        for n, title in enumerate(titles)
    )
    return feed(f"<rss version='2.0'><channel>{head}{items}</channel></rss>".encode())


def found(*answers):
    return choose([Exchange("discovery", answer) for answer in answers], NOW)


def entry(answer, of=None, taken=()):
    return propose(of or page(), found(answer), TOLD, taken, NOW)


def test_a_page_announces_its_feeds_and_only_what_is_one():
    head = (
        "<link rel=alternate type=application/rss+xml href=/feed.xml>"
        "<link rel='alternate home' type='application/atom+xml' href='http://lantern.example/atom'>"
        "<link rel=alternate hreflang=zh href=/zh/><link rel=stylesheet href=/style.css>"
        "<link rel=alternate type=application/rss+xml href='javascript:alert(1)'>"
        "<link rel=alternate type=application/rss+xml href='http://[broken'>"
    )
    assert [way.url for way in announced(page(head))] == [HOST + "/feed.xml", HOST + "/atom"]


def test_links_are_counted_from_the_base_that_the_page_names():
    head = "<base href='/deep/'><link rel=alternate type=application/atom+xml href=atom.xml>"
    assert [way.url for way in announced(page(head))] == [HOST + "/deep/atom.xml"]


def test_an_answer_is_read_as_whatever_it_turns_out_to_be():
    sitemap = XmlResponse(HOST + "/map.xml", body=b"<urlset><url><loc>/1</loc></url></urlset>")
    assert as_listing(feed(), NOW).way.kind == "feed"
    assert as_listing(sitemap, NOW).way.kind == "sitemap"
    assert as_listing(page("<link rel=alternate>"), NOW) is None


def test_where_nothing_is_announced_robots_txt_is_asked_and_then_the_usual_places():
    robots = TextResponse(
        HOST + "/robots.txt", body=b"User-agent: *\nSITEMAP: /news.xml\nSitemap:http://lantern.example/2.xml"
    )
    places = [way.url.removeprefix(HOST) for way in unannounced(HOST + "/news/", [robots])]
    assert places == ["/news.xml", "/2.xml", "/feed", "/rss", "/feed.xml", "/rss.xml", "/sitemap.xml"]


def test_the_best_way_in_is_alive_has_titles_and_is_not_the_readers_comments():
    comments = feed(url=HOST + "/comments/feed")
    old = feed(rss("/1", published=NOW - timedelta(days=900)), HOST + "/old")
    bare = XmlResponse(
        HOST + "/map.xml", body=b"<urlset><url><loc>/1</loc><lastmod>2026-02-20</lastmod></url></urlset>"
    )
    assert found(comments, old, bare, feed()).way.url == HOST + "/feed"
    assert found(old, bare).way.url == HOST + "/map.xml"
    assert found(feed(rss()), page()) is None


def test_an_entry_says_what_page_and_feed_say():
    head = "<meta property='og:site_name' content='The Lantern'>"
    source = entry(titled(*(f"Red packets {n}" for n in range(8)), gap_hours=5), page(head))
    assert (source.id, source.publisher, source.home) == ("lantern", "The Lantern", HOST + "/")
    assert (source.language, source.tier, source.fetch) == ("en", "trade_press", "matching")
    assert (source.cadence_hours, source.expected_items, source.enabled) == (6, 6, True)
    assert source.terms == TOLD.terms
    assert source.confirmed == "checked by hongbao sources add on 2026-02-20: ok, 8 items"


@pytest.mark.parametrize(
    ("title", "language"), [("Red packets", "en"), ("元宝派发红包", "zh"), ("騰訊元寶派發紅包給億萬用戶", "zh-Hant")]
)
def test_the_language_is_that_of_the_titles_whatever_the_page_says(title, language):
    assert entry(titled(title), page(lang="en-US")).language == language


def test_where_there_are_no_titles_the_page_says_the_language():
    sitemap = XmlResponse(HOST + "/map.xml", body=b"<urlset><url><loc>/1</loc></url></urlset>")
    source = entry(sitemap, page(lang="zh-TW"))
    assert (source.language, source.max_age_days, source.publisher) == ("zh-Hant", 21, "lantern.example")


def test_a_way_in_that_is_dead_is_proposed_switched_off():
    source = entry(feed(rss("/1", published=NOW - timedelta(days=900))))
    assert (source.enabled, "stale" in source.confirmed) == (False, True)


@pytest.mark.parametrize(
    ("home", "taken", "name"),
    [
        ("https://www.lantern-daily.com.cn/", (), "lantern_daily"),
        ("https://36kr.com/", (), "site_36kr"),
        ("https://lantern.example/", ("lantern", "lantern_2"), "lantern_3"),
        ("https://" + "a" * 60 + ".example/", (), "a" * 36),
    ],
)
def test_an_id_is_made_of_the_domain_and_is_not_in_use(home, taken, name):
    assert free_id(home, taken) == name


def test_whatever_a_page_calls_itself_the_entry_is_one_entry():
    hostile = 'Lantern"\n\\[[source]]\nid = "evil\u202e\x1b[31m\x7f\u2028' + "x" * 500
    source = entry(titled("Red packets"), page(f"<meta property='og:site_name' content='{hostile}'>"))
    text = write_entry(source.model_copy(update={"publisher": hostile}))
    (read,) = tomllib.loads(text)["source"]
    assert read["publisher"].startswith('Lantern" \\[[source]] id = "evil [31m')
    assert all(char.isprintable() or char == "\n" for char in text)
    assert len(source.publisher) <= 80
    assert Source.model_validate(tomllib.loads(write_entry(source))["source"][0]) == source


@given(st.text(min_size=1), st.text(min_size=1))
def test_no_text_breaks_out_of_its_line(publisher, terms):
    source = entry(titled("Red packets")).model_copy(update={"publisher": publisher, "terms": terms})
    (read,) = tomllib.loads(write_entry(source))["source"]
    assert set(read) == {*source.model_dump(exclude_defaults=True)}
    assert read["publisher"] == plain_words(publisher, None)
