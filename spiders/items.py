"""What discovery finds in any kind of document: items with an address, a text to sift by and a date."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urldefrag, urljoin

BROKEN_XML = "its XML is broken, and was read as far as it goes"
_FIRST_YEAR, _LAST_YEAR = 1990, 2100
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

    `note` is what a person should know of it, empty where all is well ("broken XML, read as far as it goes").
    """

    items: tuple[Item, ...]
    sitemaps: tuple[Item, ...] = ()
    note: str = ""


def resolve(base: str, link: str) -> str:
    """A link as an absolute address without fragment; a missing or unreadable one is empty, to be counted."""
    if not link.strip():
        return ""
    try:
        return urldefrag(urljoin(base, link.strip())).url
    except ValueError:
        return ""


def newest_first(items: Iterable[Item]) -> tuple[Item, ...]:
    """Newest first, undated last; equals keep their order."""
    return tuple(sorted(items, key=lambda item: item.published_at or DISTANT_PAST, reverse=True))


def iso_date(value: str) -> datetime | None:
    """An ISO 8601 moment, UTC where it names no zone; None where it is no date of the web's time."""
    try:
        moment = datetime.fromisoformat(value.strip())
        moment = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return moment if _FIRST_YEAR <= moment.year <= _LAST_YEAR else None
