"""When a known article is looked at again, so that revised and vanished ones show though no listing tells of them."""

from collections.abc import Container, Mapping
from datetime import datetime, timedelta
from heapq import nsmallest

from spiders.job import Validator

LEAST_GAP = timedelta(hours=1)
SHARE_OF_AGE = 4
OLDEST = timedelta(days=30)


def is_due(known: Validator, now: datetime) -> bool:
    """Young pages change most: one is due after a quarter of its age, at the soonest after an hour.

    A check later than `now` was dated by another clock, as in a newsroom whose season is fixed: it says nothing.
    """
    if known.checked_at is None or known.checked_at > now:
        return True
    age = now - (known.first_seen_at or known.checked_at)
    return now - known.checked_at >= max(LEAST_GAP, age / SHARE_OF_AGE)


def due_articles(known: Mapping[str, Validator], now: datetime, besides: Container[str], limit: int) -> list[str]:
    """The addresses of known articles that are due, the longest unchecked first; none is asked for after a month."""
    dated = (
        (validator.checked_at, url)
        for url, validator in known.items()
        if validator.checked_at is not None
        and is_article(url, validator)
        and url not in besides
        and is_due(validator, now)
        and now - (validator.first_seen_at or validator.checked_at) <= OLDEST
    )
    return [url for _, url in nsmallest(limit, dated)]


def is_article(url: str, validator: Validator) -> bool:
    """Whether it is a page of ours to look at: a listing is none, nor is what only leads to one."""
    is_ours = validator.leads_to is None and not validator.is_elsewhere
    return is_ours and validator.newest_item_at is None and not url.endswith("/robots.txt")
