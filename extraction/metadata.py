"""Reads what a page says of itself: title, publisher, byline, canonical address and day of publication."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from lxml.html import HtmlElement
from trafilatura import extract_metadata

from extraction.linked_data import read_linked
from extraction.parsing import SHANGHAI

_TITLES = ("//meta[@property='og:title']/@content", "//meta[@name='twitter:title']/@content")
_OUTLETS = ("//meta[@property='og:site_name']/@content",)
_AUTHORS = ("//meta[@name='author']/@content", "//meta[@property='article:author']/@content")
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


def read_metadata(tree: HtmlElement, url: str | None) -> Metadata:
    """The metadata of a page; `published_at` carries a zone, Shanghai's where the page names none.

    What the page states in its tags goes first; trafilatura guesses the title and the outlet where it states none.
    """
    linked = read_linked(map(str, tree.xpath("//script[@type='application/ld+json']/text()")))
    title, publisher = linked.headline or _stated(tree, _TITLES), _stated(tree, _OUTLETS) or linked.publisher
    byline = linked.byline or _stated(tree, _AUTHORS)
    stated = (str(one) for path in _TIMES for one in tree.xpath(path))
    times = [linked.published, *stated, linked.published_elsewhere]
    published = next(filter(None, map(read_time, times)), None)
    canonical = _stated(tree, ("//link[@rel='canonical']/@href",))
    if not (title and publisher and published):
        guessed = extract_metadata(tree, default_url=url, extensive=False)
        title, publisher = title or guessed.title or None, publisher or guessed.sitename or None
        byline, published = byline or guessed.author or None, published or read_time(guessed.date)
    return Metadata(title, publisher, byline, canonical, published)


def _stated(tree: HtmlElement, paths: tuple[str, ...]) -> str | None:
    """The first of these attributes that says anything."""
    found = (str(one).strip() for path in paths for one in tree.xpath(path))
    return next(filter(None, found), None)


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
