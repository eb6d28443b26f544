"""What one answer of a discovery address says of it: its word, its newest item, and how to ask for it next time."""

from datetime import datetime

from scrapy.http import Response

from spiders.counted import UNCHANGED
from spiders.discovery import header
from spiders.errors import NotAFeedError
from spiders.health import judge_freshness, newest_date
from spiders.items import DISTANT_PAST, Listing
from spiders.job import Validator
from spiders.moves import first_address, moved_note, new_home
from spiders.report import Health
from spiders.tally import DiscoveryOutcome

# Stands in a validator for the newest date of a listing that has none, as a list page; see `Validator`.
UNDATED = DISTANT_PAST


def judge_listing(
    listing: Listing, response: Response, known: Validator | None, now: datetime, cadence_hours: float
) -> DiscoveryOutcome:
    """The verdict on a listing that was read; `known` is what an earlier crawl knew of its address.

    Its note leaves out how fresh it is: `judge_source` has the other ways and earlier crawls to judge that by.
    """
    newest = newest_date(listing.items, now)
    word, note = judge_freshness(newest, now, cadence_hours)[0], ""
    if not listing.items:
        word, note = Health.EMPTY, "it lists no items"
    if word is Health.OK and new_home(response):
        word, note = Health.MOVED, moved_note(response)
    note = "; ".join(filter(None, (note, listing.note)))
    validator = next_validator(listing, newest, response, known)
    return DiscoveryOutcome(first_address(response), word, note, newest, validator, len(listing.items))


def next_validator(
    listing: Listing, newest: datetime | None, response: Response, known: Validator | None
) -> Validator | None:
    """None for a listing that was not read whole, or that is empty: to either, "unchanged" would be no answer."""
    if listing.note or not listing.items:
        return None
    return Validator(
        etag=header(response, "ETag") or None,
        last_modified=header(response, "Last-Modified") or None,
        newest_item_at=newest or UNDATED,
        archived_at=known.archived_at if known and UNCHANGED in response.flags else None,
        listed=len(listing.items),
    )


def judge_unchanged(url: str, known: Validator | None, now: datetime, cadence_hours: float) -> DiscoveryOutcome:
    """A 304 is judged by the newest item of when the listing was last read, and lists what it listed then."""
    if known is None or known.newest_item_at is None:
        return DiscoveryOutcome(url, Health.FAILING, "it answers 'not modified' to a reader that never had it")
    newest = None if known.newest_item_at == UNDATED else known.newest_item_at
    word, _ = judge_freshness(newest, now, cadence_hours)
    return DiscoveryOutcome(url, word, "", newest, known, known.listed)


def judge_unreadable(response: Response, error: NotAFeedError) -> DiscoveryOutcome:
    word = Health.MOVED if new_home(response) else Health.NOT_A_FEED
    return DiscoveryOutcome(first_address(response), word, moved_note(response) or str(error))
