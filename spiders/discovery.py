"""Reads a downloaded discovery document by the kind its source declares: feed, sitemap, list page, GDELT's answer."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from xml.sax import SAXParseException

import feedparser
from scrapy.http import Response, TextResponse
from w3lib.encoding import http_content_type_encoding

from spiders.charsets import in_utf_8, refuse_entities
from spiders.errors import NotAFeedError
from spiders.gdelt import read_answer
from spiders.items import BROKEN_XML, Item, Listing, newest_first, resolve
from spiders.settings import LARGEST_BODY
from spiders.sitemaps import read_sitemap
from spiders.sources import Discovery
from spiders.stamps import without_stamps


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
    told = {"content-type": header(response, "Content-Type"), "content-location": response.url}
    refuse_entities(response.body, told["content-type"])
    body = in_utf_8(response.body, http_content_type_encoding(told["content-type"]) or "")
    # A stream, because feedparser takes bytes for the name of a file to open.
    feed = feedparser.parse(BytesIO(body), response_headers=told, sanitize_html=False)
    if not feed.get("version") and not feed.entries:
        raise NotAFeedError("what it answers is neither RSS nor Atom")
    return Listing(newest_first(feed_items(feed.entries, response.url)), note=note_of(feed))


def note_of(feed: Any) -> str:
    """Torn or crooked XML is read as far as it goes, which must be told; that its encoding is misnamed need not be."""
    return BROKEN_XML if isinstance(feed.get("bozo_exception"), SAXParseException) else ""


def feed_items(entries: Iterable[Any], base: str) -> Iterator[Item]:
    for entry in entries:
        text = f"{entry.get('title', '')}\n{entry.get('summary', '')}"
        yield Item(resolve(base, entry.get("link", "")), text.strip(), feed_date(entry))


def feed_date(entry: Any) -> datetime | None:
    """The entry's date of publication, else of its last change; feedparser has turned both to UTC."""
    dates = (entry[key] for key in ("published_parsed", "updated_parsed") if key in entry)
    parsed = next((date for date in dates if date), None)
    if parsed is None:
        return None
    try:
        year, month, day, hour, minute, second = parsed[:6]
        return datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    except ValueError:  # a leap second, or a year that no calendar has
        return None


def read_list(response: Response, selector: str) -> Listing:
    """The links that the selector picks, in the order of the page."""
    if not isinstance(response, TextResponse):
        raise NotAFeedError("what it answers is no text, so no list page")
    links = ((link.attrib.get("href", ""), link.css("::text").getall()) for link in response.css(selector))
    items = (Item(resolve(response.url, href), " ".join(" ".join(text).split()), None) for href, text in links if href)
    return Listing(tuple(items))


def header(response: Response, name: str) -> str:
    return (response.headers.get(name) or b"").decode("latin-1")
