"""Sees through listings that date every item with the moment they were asked: such dates tell of no article."""

from dataclasses import replace
from datetime import datetime, timedelta
from statistics import median_low

from scrapy.http import Response

from spiders.dates import http_date
from spiders.items import Item, Listing

# A long listing takes its time to make, and a server's clocks do not agree to the second.
NEAR = timedelta(minutes=5)
# What a wire sends in those minutes is not all of this moment.
AT_ONCE = timedelta(seconds=30)
# Of fewer items most may well be of the last minutes.
FEW = 5


def without_stamps(listing: Listing, response: Response) -> Listing:
    """The listing without any dates, where most of its items share the moment at which the server made it.

    Else each of its pages would look revised on every run, and a listing that nobody writes for would look alive.
    Only the answer's own `Date` counts: outlets that publish once a day share `Last-Modified` with all of their news.
    """
    moment = http_date(response.headers.get("Date"))
    if moment is None or len(listing.items) < FEW:
        return listing
    near = sorted(gap for item in listing.items if (gap := gap_between(item, moment)) <= NEAR)
    if 2 * len(near) <= len(listing.items) or median_low(near) > AT_ONCE:
        return listing
    return replace(listing, items=tuple(replace(item, published_at=None) for item in listing.items))


def gap_between(item: Item, moment: datetime) -> timedelta:
    """Far more than any gap for an item without a date."""
    return abs(item.published_at - moment) if item.published_at else timedelta.max
