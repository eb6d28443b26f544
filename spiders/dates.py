"""Reads dates as strangers write them; what is no date, or none of the web's time, is None and never an error."""

from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

FIRST_YEAR, LAST_YEAR = 1990, 2100
SEEN = "%Y%m%dT%H%M%SZ"  # GDELT's way


def in_the_webs_time(moment: datetime | None) -> datetime | None:
    """The moment in UTC; None where it is outside the years in which something can have been published."""
    try:
        there = moment.astimezone(UTC) if moment else None
    except OverflowError:
        return None
    return there if there and FIRST_YEAR <= there.year <= LAST_YEAR else None


def iso_date(value: str) -> datetime | None:
    """An ISO 8601 moment of the web's time, UTC where it names no zone."""
    try:
        moment = datetime.fromisoformat(value.strip())
    except ValueError:
        return None
    return in_the_webs_time(moment if moment.tzinfo else moment.replace(tzinfo=UTC))


def seen_date(value: str) -> datetime | None:
    """A moment of the web's time as GDELT writes it."""
    try:
        return in_the_webs_time(datetime.strptime(value, SEEN).replace(tzinfo=UTC))
    except ValueError:
        return None


def feed_date(parts: Sequence[int]) -> datetime | None:
    """A moment of the web's time from year to second in UTC, as feedparser hands it on."""
    try:
        year, month, day, hour, minute, second = parts[:6]
        return in_the_webs_time(datetime(year, month, day, hour, minute, second, tzinfo=UTC))
    except (ValueError, OverflowError):  # a leap second, or a year that no calendar has
        return None


def http_date(value: bytes | None) -> datetime | None:
    """The moment that a header of an answer gives, of any year: it may ask us to come back in a thousand."""
    try:
        moment = parsedate_to_datetime((value or b"").decode("latin-1").strip())
    except (ValueError, OverflowError, TypeError, IndexError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
