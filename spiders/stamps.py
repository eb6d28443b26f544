"""Sees through listings that date every item with the moment they were asked: such dates tell of no article."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from scrapy.http import Response

from spiders.items import Item, Listing

# A long listing takes its time to make, and a server's clocks do not agree to the second.
NEAR = timedelta(minutes=5)
# Of fewer items most may well be of the last minutes.
FEW = 5


def without_stamps(listing: Listing, response: Response) -> Listing:
    """The listing without any dates, where most of its items share the moment at which the server made it.

    Else each of its pages would look revised on every run, and a listing that nobody writes for would look alive.
    Only the answer's own `Date` counts: outlets that publish once a day share `Last-Modified` with all of their news.
    """
    moment = moment_of(response)
    if moment is None or len(listing.items) < FEW:
        return listing
    stamped = sum(is_near(item, moment) for item in listing.items)
    if 2 * stamped <= len(listing.items):
        return listing
    return replace(listing, items=tuple(replace(item, published_at=None) for item in listing.items))


def is_near(item: Item, moment: datetime) -> bool:
    return item.published_at is not None and abs(item.published_at - moment) <= NEAR


def moment_of(response: Response) -> datetime | None:
    """When the server says that it made this answer."""
    try:
        moment = parsedate_to_datetime((response.headers.get("Date") or b"").decode("latin-1"))
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
