"""Finds the ways into an outlet from one of its pages: feeds it announces, sitemaps it names, and the usual places."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin, urlsplit

from scrapy.http import HtmlResponse, Response, TextResponse
from scrapy.utils.response import get_base_url

from spiders.discovery import parse_feed, read_listing
from spiders.errors import NotAFeedError
from spiders.exchanges import Exchange
from spiders.health import RANK, judge_freshness, newest_date
from spiders.items import Listing, resolve
from spiders.report import Health
from spiders.sources import Discovery, DiscoveryKind

FEED_TYPES = {"application/rss+xml", "application/atom+xml", "application/xml", "text/xml"}
# Where outlets usually keep what they do not announce; few, since each is a question to a stranger's server.
USUAL = (
    ("feed", "/feed"),
    ("feed", "/rss"),
    ("feed", "/feed.xml"),
    ("feed", "/rss.xml"),
    ("sitemap", "/sitemap.xml"),
)
MOST = 6
# While nothing is known of an outlet's pace, its newest item may be this old (hours between two items).
LENIENT_CADENCE = 24.0


@dataclass(frozen=True, slots=True)
class Found:
    """One way in that answered, what it lists, and the word it argues for; `title` and `language` as it says."""

    way: Discovery
    listing: Listing
    health: Health
    note: str
    title: str = ""
    language: str = ""

    @property
    def rank(self) -> tuple[int, bool, bool]:
        """The best first: in health, with titles to sift by, and not a feed of readers' comments."""
        is_titled = any(item.text for item in self.listing.items)
        return RANK[self.health], not is_titled, "comment" in self.way.url.lower()


def announced(page: Response) -> tuple[Discovery, ...]:
    """The feeds in a page's `<link rel="alternate">`, in its order."""
    if not isinstance(page, HtmlResponse):
        return ()
    links = page.css("link[rel~=alternate][href]")
    hrefs = (link.attrib["href"] for link in links if link.attrib.get("type", "").lower() in FEED_TYPES)
    return ways("feed", (resolve(get_base_url(page), href) for href in hrefs))


def unannounced(home: str, robots: Iterable[Response]) -> tuple[Discovery, ...]:
    """Where else to look: the sitemaps that robots.txt names, then the usual places."""
    named = ways("sitemap", (url for answer in robots for url in sitemaps_of(answer)))
    usual = tuple(Discovery(kind=kind, url=urljoin(home, path)) for kind, path in USUAL)  # type: ignore[arg-type]
    return (*named[: MOST - len(USUAL) + 1], *usual)


def sitemaps_of(robots: Response) -> Iterator[str]:
    """The `Sitemap:` lines of a robots.txt."""
    if not isinstance(robots, TextResponse):
        return
    for line in robots.text.splitlines():
        name, _, value = line.partition(":")
        if name.strip().lower() == "sitemap":
            yield resolve(robots.url, value)


def ways(kind: DiscoveryKind, urls: Iterable[str]) -> tuple[Discovery, ...]:
    readable = (
        url for url in dict.fromkeys(urls) if urlsplit(url).scheme in {"http", "https"} and urlsplit(url).hostname
    )
    return tuple(Discovery(kind=kind, url=url) for url in readable)[:MOST]


def choose(exchanges: Iterable[Exchange], now: datetime) -> Found | None:
    """The best of the discovery addresses that were asked; None where none of them lists anything."""
    listings = (as_listing(one.response, now) for one in exchanges if one.role == "discovery")
    found = (one for one in listings if one is not None and one.listing.items)
    return min(found, key=lambda one: one.rank, default=None)


def as_listing(response: Response, now: datetime | None = None) -> Found | None:
    """An answer read as whatever it turns out to be: a feed, else a sitemap, else nothing."""
    kinds: tuple[DiscoveryKind, ...] = ("feed", "sitemap")
    for kind in kinds:
        way = Discovery(kind=kind, url=response.url)
        try:
            listing = read_listing(way, response)
        except NotAFeedError:
            continue
        newest = newest_date(listing.items, now) if now else None
        word, note = judge_freshness(newest, now, LENIENT_CADENCE) if now else (Health.OK, "")
        return Found(way, listing, word, listing.note or note, *(titles_of(response) if kind == "feed" else ("", "")))
    return None


def titles_of(response: Response) -> tuple[str, str]:
    """A feed's own title and language."""
    about = parse_feed(response)[0].feed
    return str(about.get("title", "")), str(about.get("language", ""))
