"""What discovery finds in any kind of document: items with an address, a text to sift by and a date."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from heapq import heappush, heappushpop
from urllib.parse import urldefrag, urljoin

MOST_ITEMS = 50_000  # of one listing; what the sitemap protocol allows in one file
BROKEN_XML = "its XML is broken, and was read as far as it goes"
DISTANT_PAST = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Item:
    """One article as discovery tells of it; `url` is empty where its link is missing or cannot be read.

    `text` is title and summary, empty where none is given.
    """

    url: str
    text: str
    published_at: datetime | None


@dataclass(frozen=True, slots=True)
class Listing:
    """What one discovery document holds, newest first: articles, or (an index) further sitemaps.

    `note` is what a person should know of it, empty where all is well ("broken XML, read as far as it goes"); `left`
    are the items beyond the most that are read, which nobody looked at.
    """

    items: tuple[Item, ...]
    sitemaps: tuple[Item, ...] = ()
    note: str = ""
    left: int = 0


def resolve(base: str, link: str) -> str:
    """A link as an absolute address without fragment; a missing or unreadable one is empty, to be counted."""
    if not link.strip():
        return ""
    try:
        return urldefrag(urljoin(base, link.strip())).url
    except ValueError:
        return ""


class Newest:
    """The newest of the items that are added, as many as `most`; without dates the first ones. The rest are counted."""

    def __init__(self, most: int = MOST_ITEMS) -> None:
        self.most = most
        self.added = 0
        self.heap: list[tuple[datetime, int, Item]] = []

    def add(self, item: Item) -> None:
        entry = (item.published_at or DISTANT_PAST, -self.added, item)
        self.added += 1
        if len(self.heap) < self.most:
            heappush(self.heap, entry)
        else:
            heappushpop(self.heap, entry)

    @property
    def items(self) -> tuple[Item, ...]:
        """Newest first, undated last; equals keep their order."""
        return tuple(item for *_, item in sorted(self.heap, reverse=True))

    @property
    def left(self) -> int:
        return self.added - len(self.heap)


def note_on_left(left: int) -> str:
    return f"it lists more items than are read of one listing: {left} were left" if left else ""


def newest_first(items: Iterable[Item]) -> tuple[Item, ...]:
    """Newest first, undated last; equals keep their order."""
    return tuple(sorted(items, key=lambda item: item.published_at or DISTANT_PAST, reverse=True))
