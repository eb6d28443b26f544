"""Everything that servers do to crawlers: each fault with the word or the count that it must end in."""

import gzip
import socket
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count

from tests.spiders.zoo import NOW, RSS, Answer, Page, article, rss

LINKS = ("/1", "/2")
FEED = rss(*LINKS)
TEXT = b"<!doctype html><title>Spring</title><p>Red packets for everyone</p></html>"
SIZE_LIMIT = 16 << 20
PACKED = {"Content-Encoding": "gzip"}
CHUNKED = {"Transfer-Encoding": "chunked"}


@dataclass(frozen=True)
class FeedFault:
    """A feed that is wrong: the word it must end in, what the message says, what was listed and how much refused.

    `kept` is the body that may be in the archive, whole; None where there must be nothing.
    """

    answer: Page
    word: str
    telling: str = ""
    listed: int = 0
    refused: Mapping[str, int] = field(default_factory=dict)
    kept: bytes | None = None


@dataclass(frozen=True)
class PageFault:
    """An article that is wrong: the reason by which it is counted, or none if it is a page; `kept` as above."""

    answer: Page
    reason: str = ""
    is_refusal: bool = False
    kept: bytes | None = None


def feed(body: bytes, content_type: str = RSS, **changes) -> Answer:
    return Answer(body, content_type=content_type, **changes)


def read(body: bytes, word: str = "ok", telling: str = "", listed: int = 2, **changes) -> FeedFault:
    """A feed that can be read and is kept as it came."""
    return FeedFault(feed(body, changes.pop("content_type", RSS)), word, telling, listed, kept=body, **changes)


def drip(body: bytes, content_type: str) -> Answer:
    return Answer(body, content_type=content_type, drip=0.2)


def hang(content_type: str) -> Answer:
    return Answer(content_type=content_type, delay=20)


def endless() -> Answer:
    size = SIZE_LIMIT + (1 << 20)
    return Answer(b"%x\r\n" % size + bytes(size) + b"\r\n0\r\n\r\n", headers=CHUNKED)


def torn_chunks(body: bytes) -> Answer:
    return Answer(b"%x\r\n" % len(body) + body[:-20], headers=CHUNKED, reset=True)


def closed_early(body: bytes):
    """An answer that names no length, so that its end is where the connection ends; each time another part comes."""
    more = count()

    def answer(desk):
        desk.send_response(200)
        desk.send_header("Content-Type", RSS if body is FEED else "text/html")
        desk.send_header("Connection", "close")
        desk.end_headers()
        desk.wfile.write(body[: len(body) // 2 + next(more)])
        desk.wfile.flush()
        desk.connection.shutdown(socket.SHUT_WR)
        raise ConnectionError

    return answer


def torn_gzip(body: bytes, content_type: str) -> Answer:
    packed = gzip.compress(body * 500)
    return Answer(packed[: len(packed) // 2], content_type=content_type, headers=PACKED)


def busy(status: int, wait: str) -> Answer:
    return Answer(b"later", status=status, headers={"Retry-After": wait})


def to(target: str, status: int = 302) -> Answer:
    return Answer(status=status, headers={"Location": target})


def nested_entities() -> bytes:
    nested = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 9))
    return rss(*LINKS, head=f'<!DOCTYPE rss [<!ENTITY e0 "ha">{nested}]>').replace(b"Item 0", b"&e8;")


BOMB = Answer(gzip.compress(bytes(40 << 20)), headers=PACKED)
PRIVATE = "http://10.0.0.1/admin"
NINE_YEARS = NOW - timedelta(days=9 * 365)
MANY = rss(*(f"/{number}" for number in range(10_000)))
BROKEN = FEED.replace(b"Item 0", b"\xff\xfe\xc3 \x80 Item")
UNKNOWN_CHARSET = FEED.replace(b'encoding="utf-8"', b'encoding="no-such"')
MISNAMED = FEED.decode().replace("Item 0", "千问请客").encode("gb18030")
HIDDEN_ENTITIES = nested_entities().replace(b'"utf-8"', b'"UTF-7"').replace(b"<!ENTITY", b"+ADw-!ENTITY")
NO_DATES = FEED.replace(b"20 Feb 2026", b"35 Foo 20266")
ONE_ID = FEED.replace(b"<link>", b"<guid isPermaLink='false'>same</guid><link>")
TWICE = rss("/1", "/1", "/1#top", "http://lantern.example/1", "/2")
PORTAL = b"<!doctype html><title>Portal</title><p>Our feed has moved.</p></html>"
GARBLED = "千问请客".encode("gb18030") + b"\x80\xff\xfe\x00 <p>and on"

FEEDS: dict[str, FeedFault] = {
    "403": FeedFault(Answer(b"no", status=403), "blocked", "HTTP 403"),
    "404": FeedFault(Answer(b"none", status=404), "moved", "HTTP 404", kept=b"none"),
    "410": FeedFault(Answer(b"gone", status=410), "moved", "HTTP 410", kept=b"gone"),
    "429 with Retry-After": FeedFault(busy(429, "1"), "blocked", "HTTP 429"),
    "429 for an hour": FeedFault(
        busy(429, "3600"),
        "blocked",
        "come back later",
        refused={"host asked to come back later than this crawl lasts": 1},
    ),
    "500": FeedFault(Answer(b"oops", status=500), "failing", "HTTP 500"),
    "503": FeedFault(Answer(b"oops", status=503), "failing", "HTTP 503"),
    "timeout": FeedFault(hang(RSS), "failing", "timed out"),
    "slow drip": FeedFault(drip(FEED, RSS), "failing", "timed out"),
    "reset": FeedFault(feed(FEED[:100], length=1000, reset=True), "failing", "cut short"),
    "reset in chunks": FeedFault(torn_chunks(FEED), "failing", "cut short"),
    "closed early": FeedFault(
        closed_early(FEED), "failing", "cut short", refused={"response may have been cut short": 1}
    ),
    "torn gzip": FeedFault(torn_gzip(FEED, RSS), "failing", "cut short", refused={"response was cut short": 1}),
    "redirect loop": FeedFault(to("/feed.xml"), "failing", "too many redirects", refused={"too many redirects": 1}),
    "redirect to a private address": FeedFault(
        to(PRIVATE, 301), "failing", "not public", refused={"address is not public": 1}
    ),
    "wrong content type": read(FEED, content_type="image/png"),
    "HTML instead of XML": read(PORTAL, "not-a-feed", "neither RSS nor Atom", 0),
    "no items": read(rss(), "empty", "lists no items", 0),
    "nine years old": read(rss(*LINKS, published=NINE_YEARS), "stale", "2017"),
    "50 MB": FeedFault(
        feed(b"<rss", length=50 << 20), "failing", "size limit", refused={"larger than the size limit": 1}
    ),
    "50 MB in chunks": FeedFault(endless(), "failing", "size limit", refused={"larger than the size limit": 1}),
    "gzip bomb": FeedFault(BOMB, "failing", "unpacks to more", refused={"unpacks to more than the size limit": 1}),
    "entity bomb": read(nested_entities(), "not-a-feed", "declares XML entities", 0),
    "entity bomb in UTF-7": read(HIDDEN_ENTITIES, "not-a-feed", "written in utf-7", 0),
    "broken encoding": read(BROKEN),
    "unknown encoding": read(UNKNOWN_CHARSET),
    "misnamed encoding": read(MISNAMED),
    "torn XML": read(FEED[:-40], telling="XML is broken"),
    "invalid dates": read(NO_DATES),
    "one id for all": read(ONE_ID),
    "one link for all": read(TWICE, listed=5),
    "relative links": read(FEED),
    "10,000 items": read(MANY, listed=10_000, refused={"more items than one crawl takes": 9_997}),
}
"""As a feed, beside two articles that are well."""

PAGES: dict[str, PageFault] = {
    "403": PageFault(Answer(b"no", status=403), "HTTP 403"),
    "404": PageFault(Answer(b"none", status=404), "HTTP 404", kept=b"none"),
    "410": PageFault(Answer(b"gone", status=410), "HTTP 410", kept=b"gone"),
    "429 with Retry-After": PageFault(busy(429, "1"), "HTTP 429"),
    "500": PageFault(Answer(b"oops", status=500), "HTTP 500"),
    "503": PageFault(Answer(b"oops", status=503), "HTTP 503"),
    "timeout": PageFault(hang("text/html"), "timed out"),
    "slow drip": PageFault(drip(TEXT, "text/html"), "timed out"),
    "reset": PageFault(Answer(TEXT[:20], length=1000, reset=True), "response was cut short"),
    "reset in chunks": PageFault(torn_chunks(TEXT), "response was cut short"),
    "closed early": PageFault(closed_early(TEXT), "response may have been cut short", is_refusal=True),
    "torn gzip": PageFault(torn_gzip(TEXT, "text/html"), "response was cut short", is_refusal=True),
    "redirect loop": PageFault(to("/fault"), "too many redirects", is_refusal=True),
    "redirect to a private address": PageFault(to(PRIVATE), "address is not public", is_refusal=True),
    "wrong content type": PageFault(
        Answer(b"\x00\x00\x00\x18ftypmp42", content_type="video/mp4"), "not a text page", is_refusal=True
    ),
    "50 MB": PageFault(Answer(b"<p>", length=50 << 20), "larger than the size limit", is_refusal=True),
    "50 MB in chunks": PageFault(endless(), "larger than the size limit", is_refusal=True),
    "gzip bomb": PageFault(BOMB, "unpacks to more than the size limit", is_refusal=True),
    "broken encoding": PageFault(Answer(GARBLED), kept=GARBLED),
    "unknown encoding": PageFault(Answer(TEXT, content_type="text/html; charset=no-such"), kept=TEXT),
}
"""As an article, beside another one that is well."""

HEALTHY = article("well")
