"""Reads what a page says of itself: title, publisher, byline, canonical address and day of publication."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

import lxml.html
from lxml.etree import ParserError
from trafilatura import extract_metadata

from extraction.parsing import SHANGHAI

_TIMES = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//meta[@name='pubdate' or @name='publishdate' or @name='PubDate' or @name='publish-date']/@content",
    "//meta[@name='date']/@content",
    "//time/@datetime",
)


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says of itself; None for what it does not say."""

    title: str | None
    publisher: str | None
    byline: str | None
    canonical: str | None
    published_at: datetime | None


def read_metadata(html: str, url: str | None) -> Metadata:
    """The metadata of a page; `published_at` carries a zone, Shanghai's where the page names none."""
    try:
        tree = lxml.html.fromstring(html)
    except (ParserError, ValueError):
        return Metadata(None, None, None, None, None)
    found = extract_metadata(tree, default_url=url, extensive=False)
    stated = next(filter(None, map(read_time, _stated_times(tree))), None)
    canonical = next(iter(tree.xpath("//link[@rel='canonical']/@href")), None)
    return Metadata(
        title=found.title or None,
        publisher=found.sitename or None,
        byline=found.author or None,
        canonical=str(canonical) if canonical else None,
        published_at=stated or read_time(found.date),
    )


def _stated_times(tree: lxml.html.HtmlElement) -> Iterator[str]:
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        yield from _linked_times(str(script))
    for path in _TIMES:
        yield from map(str, tree.xpath(path))


def _linked_times(script: str) -> Iterator[str]:
    try:
        data = json.loads(script)
    except (ValueError, RecursionError):
        return
    for node in data if isinstance(data, list) else [data]:
        if isinstance(node, dict) and isinstance(node.get("datePublished"), str):
            yield node["datePublished"]


def read_time(stated: str | None) -> datetime | None:
    """An instant from an ISO 8601 date or time; without a zone it is Shanghai's; None where it is no such thing."""
    if not stated:
        return None
    try:
        instant = datetime.fromisoformat(stated.strip())
    except ValueError:
        return None
    instant = instant if instant.tzinfo else instant.replace(tzinfo=SHANGHAI)
    is_plausible = date(1995, 1, 1) <= instant.date() and instant.year < 9999
    return instant.astimezone(UTC) if is_plausible else None
