"""Feeds, sitemaps and list pages as items; everything else is refused by name."""

import gzip
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from scrapy.http import HtmlResponse, XmlResponse

from spiders import discovery
from spiders.dates import iso_date
from spiders.discovery import read_listing
from spiders.errors import NotAFeedError
from spiders.items import Item, Newest
from spiders.sitemaps import read_sitemap
from spiders.sources import Discovery
from tests.spiders.zoo import HOST, NOW, RSS, rss

FEED = Discovery(kind="feed", url=HOST + "/feed.xml")
SITEMAP = Discovery(kind="sitemap", url=HOST + "/sitemap.xml")
LIST = Discovery(kind="list", url=HOST + "/", selector="h2 a")


def read(way, body, content_type=RSS):
    body = body if isinstance(body, bytes) else body.encode()
    return read_listing(way, XmlResponse(way.url, body=body, headers={"Content-Type": content_type}))


def test_a_feed_is_read_newest_first_with_links_made_absolute():
    listing = read(
        FEED,
        "<rss version='2.0'><channel>"
        "<item><link>/old#top</link><pubDate>Mon, 02 Feb 2026 10:00:00 +0800</pubDate></item>"
        "<item><title>New</title><link>http://lantern.example/new</link><description>Qwen</description>"
        "<pubDate>Tue, 03 Feb 2026 10:00:00 +0800</pubDate></item>"
        "<item><title>Undated</title><link>/undated</link><pubDate>soon</pubDate></item>"
        "<item><title>No link</title></item></channel></rss>",
    )
    assert [item.url for item in listing.items] == [HOST + "/new", HOST + "/old", HOST + "/undated", ""]
    assert listing.items[0].text == "New\nQwen"
    assert listing.items[0].published_at == datetime(2026, 2, 3, 2, tzinfo=UTC)
    assert listing.items[2].published_at is None


def test_an_atom_feed_in_another_encoding_is_read():
    feed = (
        "<?xml version='1.0' encoding='gb18030'?><feed xmlns='http://www.w3.org/2005/Atom'><entry>"
        "<title>千问请客</title><link href='/1'/><updated>2026-02-06T08:00:00+08:00</updated></entry></feed>"
    ).encode("gb18030")
    (item,) = read(FEED, feed, "application/atom+xml").items
    assert item.text == "千问请客"
    assert item.published_at == datetime(2026, 2, 6, tzinfo=UTC)


def test_a_news_sitemap_gives_titles_and_dates():
    (item,) = read(
        SITEMAP,
        "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' xmlns:n='http://www.google.com/schemas/sitemap-news/0.9'>"
        "<url><loc> /1 </loc><lastmod>2026-02-09</lastmod><n:news>"
        "<n:publication_date>2026-02-01T08:00:00+08:00</n:publication_date><n:title>豆包</n:title></n:news></url></urlset>",
    ).items
    assert (item.url, item.text) == (HOST + "/1", "豆包")
    assert item.published_at == datetime(2026, 2, 1, tzinfo=UTC)


def test_a_packed_index_of_sitemaps_gives_further_sitemaps():
    listing = read(
        SITEMAP,
        gzip.compress(
            b"<sitemapindex><sitemap><loc>/old.xml</loc><lastmod>2017-01-01</lastmod></sitemap>"
            b"<sitemap><loc>/new.xml</loc><lastmod>2026-01-01</lastmod></sitemap></sitemapindex>"
        ),
    )
    assert [item.url for item in listing.sitemaps] == [HOST + "/new.xml", HOST + "/old.xml"]
    assert not listing.items


def test_a_list_page_gives_the_links_its_selector_picks():
    page = HtmlResponse(
        HOST + "/", body=b"<h2><a href='/1'>One <b>two</b></a></h2><a href='/2'>x</a><h2><a>none</a></h2>"
    )
    (item,) = read_listing(LIST, page).items
    assert (item.url, item.text) == (HOST + "/1", "One two")


@pytest.mark.parametrize("way", [FEED, SITEMAP])
@pytest.mark.parametrize("body", ["<!doctype html><title>Sign in</title><p>Hello", "", "{}", "\x00\x01\x02"])
def test_what_is_no_feed_is_said_to_be_none(way, body):
    with pytest.raises(NotAFeedError):
        read(way, body, "text/html")


def test_an_entity_bomb_is_refused_in_any_width():
    bomb = '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    for encoding in ["utf-8", "utf-16", "utf-32"]:
        body = rss(HOST + "/1", head=bomb).decode().replace("utf-8", encoding).encode(encoding)
        for way in (FEED, SITEMAP):
            with pytest.raises(NotAFeedError, match="entities"):
                read(way, body)


def bomb_in(encoding, name):
    bomb = '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    return rss(HOST + "/1", head=bomb).decode().replace("utf-8", name).encode(encoding)


HIDDEN = {
    "utf-7": bomb_in("ascii", "UTF-7").replace(b"<!ENTITY", b"+ADw-!ENTITY"),
    "hz": bomb_in("ascii", "hz").replace(b"<!ENTITY", b"<!EN~\nTITY"),
    "iso-2022-jp": bomb_in("ascii", "iso-2022-jp").replace(b"<!ENTITY", b"<!EN\x1b(BTITY"),
    "unicode_escape": bomb_in("ascii", "unicode_escape").replace(b"<!ENTITY", rb"\u003c!ENTITY"),
    "cp500": bomb_in("ascii", "cp500"),
    "EBCDIC": bomb_in("cp037", "cp037"),
}


@pytest.mark.parametrize("way", [FEED, SITEMAP])
@pytest.mark.parametrize("name", HIDDEN)
def test_an_entity_bomb_in_an_encoding_that_hides_it_is_refused_by_the_name_of_the_encoding(way, name):
    with pytest.raises(NotAFeedError, match=f"written in {name}, .*UTF-8"):
        read(way, HIDDEN[name])


def test_an_encoding_that_hides_an_entity_bomb_is_refused_where_only_the_header_names_it_too():
    with pytest.raises(NotAFeedError, match="written in utf-7"):
        read(FEED, HIDDEN["utf-7"].replace(b"UTF-7", b"utf-8"), "application/rss+xml; charset=utf-7")


@pytest.mark.parametrize("encoding", ["gb18030", "big5", "utf-16", "utf-32", "shift_jis"])
def test_a_harmless_feed_is_read_in_any_encoding_that_outlets_use(encoding):
    body = rss(HOST + "/1").decode().replace("utf-8", encoding).encode(encoding)
    assert [item.text for item in read(FEED, body, "application/rss+xml").items] == ["Item 0"]


def test_a_sitemap_that_unpacks_to_more_than_the_limit_is_refused():
    with pytest.raises(NotAFeedError, match="size limit"):
        read(SITEMAP, gzip.compress(b" " * (17 << 20)))


def test_a_feed_whose_bytes_are_a_file_name_opens_no_file(tmp_path):
    path = tmp_path / "secret.xml"
    path.write_bytes(rss(HOST + "/secret"))
    with pytest.raises(NotAFeedError):
        read(FEED, str(path))


@pytest.mark.parametrize("lost", [1, 60, 130])
def test_a_torn_feed_is_read_as_far_as_it_goes_and_the_note_says_so(lost):
    listing = read(FEED, rss("/1", "/2", "/3")[:-lost])
    assert listing.items
    assert "broken" in listing.note
    assert read(FEED, rss("/1")).note == ""


def test_a_torn_sitemap_is_read_as_far_as_it_goes_and_the_note_says_so():
    whole = "<urlset><url><loc>/1</loc></url><url><loc>/2</loc></url></urlset>"
    torn = read(SITEMAP, whole[:40])
    assert torn.items[0].url == HOST + "/1"
    assert "broken" in torn.note
    assert read(SITEMAP, whole).note == ""


@pytest.mark.parametrize("header", ["application/rss+xml", "application/rss+xml; charset=UTF-8", "text/xml"])
def test_a_feed_that_is_utf_8_in_name_only_is_read(header):
    body = rss("/1").replace(b"Item", "元宝派发红包".encode("gb18030"))
    assert read(FEED, body, header).items[0].text == "元宝派发红包 0"


def test_a_feed_with_a_few_broken_bytes_keeps_the_rest():
    body = rss("/1").replace(b"Item", "元宝派发红包".encode() * 20 + b"\xff")
    (item,) = read(FEED, body).items
    assert item.text.startswith("元宝派发红包")


def test_a_feed_that_names_an_encoding_nobody_knows_is_read_all_the_same():
    assert read(FEED, rss("/1").replace(b'"utf-8"', b'"klingon"')).items[0].text == "Item 0"


def test_items_that_share_an_id_and_not_a_link_are_both_kept():
    feed = (
        "<rss version='2.0'><channel><item><guid>7</guid><link>/1</link></item>"
        "<item><guid>7</guid><link>/2</link></item></channel></rss>"
    )
    assert [item.url for item in read(FEED, feed).items] == [HOST + "/1", HOST + "/2"]


@pytest.mark.parametrize("date", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "1901-05-05"])
def test_a_date_outside_the_webs_time_is_none(date):
    assert iso_date(date) is None


def test_a_sitemap_is_read_up_to_what_the_protocol_allows():
    entries = "".join(f"<url><loc>https://{HOST}/{number}</loc></url>" for number in range(50_100))
    body = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'.encode()
    listing = read_sitemap(body, f"https://{HOST}/", 1 << 24)
    assert (len(listing.items), listing.left) == (50_000, 100)
    assert "100 were left" in listing.note


def test_of_a_sitemap_that_is_too_long_the_newest_are_read_wherever_they_stand():
    days = [NOW - timedelta(days=60_000 - number) for number in range(0, 60_000, 1000)]
    newest = Newest(most=20)
    for place, day in enumerate(days):
        newest.add(Item(str(place), "", day if place % 2 else None))
    assert [item.url for item in newest.items] == [str(place) for place in range(59, 19, -2)]
    assert newest.left == 40
    undated = Newest(most=2)
    for url in "abc":
        undated.add(Item(url, "", None))
    assert [item.url for item in undated.items] == ["a", "b"]


def test_of_a_feed_or_a_list_that_is_too_long_the_first_are_read_and_the_rest_is_counted(monkeypatch):
    monkeypatch.setattr(discovery, "MOST_ITEMS", 3)
    feed = read(FEED, rss(*(f"/{number}" for number in range(10))))
    page = HtmlResponse(HOST + "/", body=b"<h2>" + b"<a href=/x>x</a>" * 10)
    for listing in (feed, read_listing(LIST, page)):
        assert (len(listing.items), listing.left) == (3, 7)
        assert listing.note == "it lists more items than are read of one listing: 7 were left"
    assert [item.url for item in feed.items] == [f"{HOST}/{number}" for number in range(3)]
    assert read(FEED, b"<rss version='2.0'>" + b"<item/>" * 10).left == 7


def stamped(*ages_minutes, **headers):
    """A sitemap whose items are so many minutes older than NOW, answered at NOW."""
    entries = "".join(
        f"<url><loc>/{number}</loc><lastmod>{NOW - timedelta(minutes=age):%Y-%m-%dT%H:%M:%SZ}</lastmod></url>"
        for number, age in enumerate(ages_minutes)
    )
    fields = {"Content-Type": "text/xml", "Date": format_datetime(NOW, usegmt=True), **headers}
    response = XmlResponse(SITEMAP.url, body=f"<urlset>{entries}</urlset>".encode(), headers=fields)
    return [item.published_at for item in read_listing(SITEMAP, response).items]


def test_a_listing_that_dates_its_items_with_the_moment_of_asking_gives_no_dates():
    assert stamped(0, 0, 1, 2, 90_000, 0) == [None] * 6


@pytest.mark.parametrize(
    "ages", [(2, 2, 2, 2, 2, 2), (0, 1, 2, 3, 4, 4), (0, 1, 2, 3), (0, 1, 30, 60, 90, 120), (600, 600, 600, 600, 600)]
)
def test_a_listing_of_the_last_hours_keeps_its_dates(ages):
    assert None not in stamped(*ages)


def test_an_outlet_that_publishes_all_at_once_keeps_its_dates():
    published = format_datetime(NOW - timedelta(minutes=40), usegmt=True)
    assert None not in stamped(40, 40, 41, 39, 40, **{"Last-Modified": published})


@pytest.mark.parametrize("date", ["", "soon", "Fri, 99 Feb 2026 00:00:00 GMT"])
def test_an_answer_that_says_no_time_leaves_the_dates_as_they_are(date):
    assert None not in stamped(0, 0, 0, 0, 0, Date=date)
