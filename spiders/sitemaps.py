"""Reads sitemaps, news sitemaps and indexes of sitemaps: addresses with the titles and dates beside them."""

from collections.abc import Iterator
from io import BytesIO

from lxml import etree
from scrapy.utils.gz import gunzip

from spiders.charsets import refuse_entities
from spiders.dates import iso_date
from spiders.errors import NotAFeedError
from spiders.items import BROKEN_XML, Item, Listing, Newest, note_on_left, resolve

GZIP_MAGIC = b"\x1f\x8b\x08"
TITLE = "{*}news/{*}title"
DATES = ("{*}news/{*}publication_date", "{*}lastmod")


def read_sitemap(body: bytes, base: str, largest: int) -> Listing:
    """Read a sitemap or an index, packed or plain; `largest` bounds the unpacked size in bytes.

    Scrapy's own reader leaves out the news extension, whose titles and dates are what we sift and judge by.

    Raises:
        NotAFeedError: it is neither.
    """
    body = unpack(body, largest)
    refuse_entities(body)
    events = parse(body)
    try:
        root, found = read_entries(events, base)
    except etree.XMLSyntaxError as error:
        raise NotAFeedError("what it answers is not XML, so no sitemap") from error
    if root not in {"urlset", "sitemapindex"}:
        raise NotAFeedError("what it answers is no sitemap")
    pages, maps = found["url"], found["sitemap"]
    left = pages.left + maps.left
    note = "; ".join(filter(None, (BROKEN_XML if len(events.error_log) else "", note_on_left(left))))
    return Listing(pages.items, maps.items, note, left)


def read_entries(events: etree.iterparse, base: str) -> tuple[str, dict[str, Newest]]:
    """The name of the root, and the entries by theirs; what was read is dropped, so that no tree grows."""
    found = {"url": Newest(), "sitemap": Newest()}
    root = ""
    for _, element in events:
        root = element.tag.rpartition("}")[2]  # a name with an undeclared prefix is no QName
        if root in found:
            for item in read_entry(element, base):
                found[root].add(item)
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    return root, found


def unpack(body: bytes, largest: int) -> bytes:
    if not body.startswith(GZIP_MAGIC):
        return body
    try:
        return gunzip(body, max_size=largest)
    except (OSError, EOFError, ValueError) as error:
        raise NotAFeedError("its packed sitemap cannot be unpacked within the size limit") from error


def parse(body: bytes) -> etree.iterparse:
    """End events of all elements, the root's last, and a log of what was crooked."""
    options = {"tag": "{*}*", "recover": True, "resolve_entities": False, "no_network": True}
    return etree.iterparse(BytesIO(body), events=("end",), **options)


def read_entry(element: etree._Element, base: str) -> Iterator[Item]:
    address = (element.findtext("{*}loc") or "").strip()
    if address:
        dates = (iso_date(element.findtext(path) or "") for path in DATES)
        title = (element.findtext(TITLE) or "").strip()
        yield Item(resolve(base, address), title, next((date for date in dates if date), None))
