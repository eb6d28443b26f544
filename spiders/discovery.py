"""Reads a downloaded discovery document by the kind its source declares: feed, sitemap, list page, GDELT's answer."""

import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any
from xml.sax import SAXParseException

import feedparser
from scrapy.http import Response, TextResponse
from w3lib.encoding import http_content_type_encoding

from spiders.charsets import in_utf_8, narrowed, refuse_entities, with_short_prolog
from spiders.dates import feed_date
from spiders.errors import NotAFeedError
from spiders.gdelt import read_answer
from spiders.items import BROKEN_XML, MOST_ITEMS, Item, Listing, newest_first, note_on_left, resolve
from spiders.settings import LARGEST_BODY
from spiders.sitemaps import read_sitemap
from spiders.sources import Discovery
from spiders.stamps import without_stamps

# Items by their beginning and end, for what is too much is cut before a reader takes minutes over it.
BEGINNING = re.compile(rb"<(?:item|entry)[\s/>]")
ENDS = (b"</item>", b"</entry>")


def read_listing(way: Discovery, response: Response) -> Listing:
    """Read what was downloaded from a discovery address.

    Raises:
        NotAFeedError: it is something else, or it is XML made to harm.
    """
    if way.kind in {"feed", "rsshub"}:
        return without_stamps(read_feed(response), response)
    if way.kind == "gdelt":
        return read_answer(response.body, response.url)
    if way.kind == "sitemap":
        return without_stamps(read_sitemap(response.body, response.url, LARGEST_BODY), response)
    return read_list(response, way.selector or "")


def read_feed(response: Response) -> Listing:
    feed, left = parse_feed(response)
    if not feed.get("version") and not feed.entries:
        raise NotAFeedError("what it answers is neither RSS nor Atom")
    note = "; ".join(filter(None, (note_of(feed), note_on_left(left))))
    return Listing(newest_first(feed_items(feed.entries, response.url)), note=note, left=left)


def parse_feed(response: Response) -> tuple[Any, int]:
    """What feedparser makes of an answer in which there is nothing to attack it with, and how many items were left.

    Raises:
        NotAFeedError: there is.
    """
    content_type = header(response, "Content-Type")
    refuse_entities(response.body, content_type)
    body = narrowed(response.body)
    if body is not None:
        content_type = "application/xml; charset=utf-8"
    else:
        body = in_utf_8(response.body, http_content_type_encoding(content_type) or "")
    body, left = without_surplus(with_short_prolog(body))
    told = {"content-type": content_type, "content-location": response.url}
    # A stream, because feedparser takes bytes for the name of a file to open.
    return feedparser.parse(BytesIO(body), response_headers=told, sanitize_html=False), left


def without_surplus(body: bytes) -> tuple[bytes, int]:
    """A feed with the first of its items, as many as are read, and how many it has beyond them."""
    starts = [found.start() for found in BEGINNING.finditer(body)]
    if len(starts) <= MOST_ITEMS:
        return body, 0
    end = max(body.rfind(tag) + len(tag) if tag in body else 0 for tag in ENDS)
    cut = starts[MOST_ITEMS]
    return body[:cut] + body[max(end, cut) :], len(starts) - MOST_ITEMS


def note_of(feed: Any) -> str:
    """Torn or crooked XML is read as far as it goes, which must be told; that its encoding is misnamed need not be."""
    return BROKEN_XML if isinstance(feed.get("bozo_exception"), SAXParseException) else ""


def feed_items(entries: Iterable[Any], base: str) -> Iterator[Item]:
    """Dated by publication, else by the last change; feedparser has turned both to UTC."""
    for entry in entries:
        dates = (entry[key] for key in ("published_parsed", "updated_parsed") if key in entry)
        text = f"{entry.get('title', '')}\n{entry.get('summary', '')}"
        yield Item(resolve(base, entry.get("link", "")), text.strip(), feed_date(next(filter(None, dates), ())))


def read_list(response: Response, selector: str) -> Listing:
    """The links that the selector picks, in the order of the page."""
    if not isinstance(response, TextResponse):
        raise NotAFeedError("what it answers is no text, so no list page")
    picked = response.css(selector)
    left = max(0, len(picked) - MOST_ITEMS)
    links = ((link.attrib.get("href", ""), link.css("::text").getall()) for link in picked[:MOST_ITEMS])
    items = (Item(resolve(response.url, href), " ".join(" ".join(text).split()), None) for href, text in links if href)
    return Listing(tuple(items), note=note_on_left(left), left=left)


def header(response: Response, name: str) -> str:
    return (response.headers.get(name) or b"").decode("latin-1")
