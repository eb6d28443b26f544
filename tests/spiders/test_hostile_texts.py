"""No text of a stranger holds a reader up: what is read takes a time in proportion to its length."""

import time
from contextlib import suppress

import pytest
from scrapy import Request
from scrapy.http import Response, TextResponse

from spiders.addresses import find_fault
from spiders.charsets import declared_charsets, refuse_entities
from spiders.dates import feed_date, http_date, in_the_webs_time, iso_date, seen_date
from spiders.discovery import read_feed
from spiders.errors import NotAFeedError
from spiders.finding import as_listing
from spiders.fronts import FrontPages
from spiders.gdelt import read_answer
from spiders.moves import first_address, redirects_of
from spiders.politeness import read_wait
from spiders.prefilter import Prefilter
from spiders.sitemaps import read_sitemap
from spiders.sources import Discovery
from spiders.stamps import without_stamps
from tests.spiders.zoo import HOST, NOW, RSS, Answer, article, crawl, rss, source

MEGABYTE = 1 << 20
HEADS = (b"", b"<?xml ", b'<?xml version="1.0"?>', b'<?xml version="1.0" encoding="')
SHAPES = (
    b'encoding="utf-8" ',
    b"encoding='",
    b'"',
    b"?>",
    b" ",
    b"\n",
    b"<?xml ",
    b"charset= ",
    b"\\",
    b"0x.",
    b"utm_",
)
PATIENCE = 10.0  # seconds, on a machine that others use too; what is cubic takes hours


def told(body):
    return Response(HOST + "/feed.xml", headers={"Content-Type": "text/xml"}, body=body)


def try_all(body):
    """Every reader that a pattern of ours is in."""
    text = body.decode("latin-1")
    declared_charsets(body)
    find_fault("http://" + text)
    Prefilter(["Qwen", "千问"]).is_match(text[: 1 << 16])
    FrontPages(source()).has(HOST + "/?" + text.replace("\n", ""))
    for read in (
        lambda: refuse_entities(body, text),
        lambda: read_sitemap(body, HOST, 1 << 24),
        lambda: read_answer(body, HOST),
    ):
        with suppress(NotAFeedError):
            read()


@pytest.mark.parametrize("shape", SHAPES)
def test_a_megabyte_of_any_hostile_shape_is_read_at_once(shape):
    for head in HEADS:
        begun = time.process_time()
        try_all(head + shape * (MEGABYTE // len(shape)))
        assert time.process_time() - begun < PATIENCE, head


@pytest.mark.parametrize(
    "body",
    [
        b"<?xml " + b'encoding="utf-8" ' * 60_000,
        b'<?xml encoding="' + b'"' * MEGABYTE,
        b'<?xml version="1.0"?><rss version="2.0"><channel><title>encoding="' + b'" ' * (MEGABYTE // 2),
        b'<?xml version="1.0"?>' + b"\n" * MEGABYTE + b"<rss></rss>",
        ('<?xml version="1.0"?><rss version="2.0"><title>encoding="' + "' " * 200_000).encode("utf-16"),
    ],
    ids=["encodings", "quotes", "one line", "empty lines", "wide"],
)
def test_feedparser_is_handed_nothing_that_its_patterns_take_long_over(body):
    begun = time.process_time()
    with suppress(NotAFeedError):
        read_feed(told(body))
    assert time.process_time() - begun < PATIENCE
    as_listing(told(body))


def test_a_feed_in_one_line_that_writes_of_encodings_is_read_and_so_are_its_names():
    text = """<![CDATA[encoding="utf-8" encoding='gbk' encoding="x" ?>]]>"""
    body = rss(HOST + "/1").replace(b"Item 0", text.encode())
    (item,) = read_feed(told(body)).items
    assert item.url == HOST + "/1"
    found = as_listing(TextResponse(HOST + "/feed.xml", headers={"Content-Type": RSS}, body=body))
    assert found.title == "Lantern"


def test_a_name_that_comes_last_in_a_long_line_cannot_hide():
    body = b"<?xml " + b" " * 5000 + b'encoding="utf-8" encoding="utf-7"?><rss/>'
    with pytest.raises(NotAFeedError, match="utf-7"):
        refuse_entities(body)


@pytest.mark.parametrize("kind", ["feed", "sitemap"])
def test_a_listing_made_to_hold_readers_up_is_no_feed_and_the_crawl_ends(room, tmp_path, kind):
    url = room.put("/feed.xml", Answer(b"<?xml " + b'encoding="utf-8" ' * 60_000, content_type=RSS))
    report = crawl(room, tmp_path, seconds=20, source=source(Discovery(kind=kind, url=url)))
    assert (report.ended, report.health) == ("finished", "not-a-feed")


def test_a_sitemap_with_a_prefix_that_nobody_declared_is_read():
    body = b"<urlset><url><loc>/1</loc><a:b>x</a:b></url></urlset>"
    assert [item.url for item in read_sitemap(body, HOST, 1 << 24).items] == [HOST + "/1"]


@pytest.mark.parametrize(
    "value",
    [
        b"Mon, 01 Jan 99999999999999999999 00:00:00 GMT",
        b"Mon, 01 Jan 99999 00:00:00 GMT",
        b"Mon, 01 Jan 2026 00:00:00 +999999999999",
        b"Mon, 99 Jan 2026 99:00:00 GMT",
        b"",
        b"\xff",
        None,
    ],
)
def test_a_header_that_is_no_date_is_none_wherever_dates_are_read(value):
    assert http_date(value) is None
    assert read_wait(Response(HOST, headers={"Retry-After": value or b""}), NOW) is None
    listing = read_feed(told(rss(*map(str, range(9)))))
    assert without_stamps(listing, Response(HOST, headers={"Date": value or b""})) == listing


def test_a_date_of_any_zone_and_year_can_be_reckoned_with():
    value = "Fri, 31 Dec 9999 23:59:59 -1200"
    assert read_wait(Response(HOST, headers={"Retry-After": value}), NOW) > 1e11
    assert in_the_webs_time(http_date(value.encode())) is None


@pytest.mark.parametrize("year", ["0001", "1901", "9999"])
def test_every_reader_of_dates_keeps_to_the_webs_time(year):
    assert iso_date(f"{year}-01-01T00:00:00+14:00") is None
    assert seen_date(f"{year}0101T000000Z") is None
    assert feed_date((int(year), 1, 1, 0, 0, 0)) is None
    feed = rss(HOST + "/1").replace(b"20 Feb 2026", f"20 Feb {year}".encode())
    assert read_feed(told(feed)).items[0].published_at is None
    assert feed_date((2026, 12, 31, 23, 59, 60)) is None
    assert feed_date(()) is None


def test_a_server_whose_clock_is_a_joke_is_read_all_the_same(room, tmp_path):
    feed = rss(*(room.put(f"/{number}", article(str(number))) for number in range(6)))
    joke = {"Date": "Mon, 01 Jan 99999999999999999999 00:00:00 GMT"}
    room.put("/feed.xml", Answer(feed, content_type=RSS, headers=joke))
    report = crawl(room, tmp_path)
    assert (report.pages, report.health, report.errors) == (6, "ok", {})


def test_a_request_without_redirects_is_its_own_first_address():

    request = Request(HOST + "/2", meta={"redirect_urls": [HOST + "/1"]})
    assert (first_address(request), redirects_of(request)) == (HOST + "/1", [HOST + "/1"])
    assert first_address(Request(HOST + "/2")) == HOST + "/2"
