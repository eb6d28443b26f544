"""Judges a source by what it delivers: its newest item's date against its cadence, never HTTP 200 alone."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta

from spiders.items import Item
from spiders.outcomes import ARCHIVE_FAILED
from spiders.report import Health
from spiders.tally import DiscoveryOutcome, Tally

# A source is called stale after this many of its usual gaps, but never within a weekend.
PATIENCE = 3
WEEKEND = timedelta(hours=60)
# Clocks and zones are got wrong by hours; a date further ahead says nothing of freshness.
AHEAD = timedelta(hours=24)
RANK = {word: place for place, word in enumerate(Health)}


def newest_date(items: Iterable[Item], now: datetime) -> datetime | None:
    """The newest plausible date; an announcement dated next year must not make a dead feed look alive."""
    dates = [item.published_at for item in items if item.published_at and item.published_at <= now + AHEAD]
    return max(dates, default=None)


def judge_freshness(newest: datetime | None, now: datetime, cadence_hours: float) -> tuple[Health, str]:
    """Whether a listing that has items is alive, with a sentence where there is something to say."""
    if newest is None:
        return Health.OK, "its items carry no usable date, so its freshness cannot be judged"
    allowed = max(PATIENCE * timedelta(hours=cadence_hours), WEEKEND)
    if now - newest > allowed:
        return Health.STALE, (
            f"its newest item is of {newest:%Y-%m-%d}, though one is expected every {cadence_hours:g} hours"
        )
    return Health.OK, ""


def judge_source(tally: Tally) -> tuple[Health, str]:
    """The word on a source: that of its best way in, unless none of its articles could be had.

    The message tells of every way that is not well, so that a dead feed shows though a second one lives.
    """
    if ARCHIVE_FAILED in tally.errors:
        return Health.FAILING, f"{ARCHIVE_FAILED}: look at the disk and at the crawl's log"
    if not tally.discovery:
        return Health.FAILING, "no discovery address had been read when the crawl ended"
    best = min(tally.discovery, key=lambda outcome: RANK[outcome.health])
    notes = [describe(outcome) for outcome in tally.discovery if outcome.note]
    if best.health in {Health.OK, Health.MOVED} and is_shut_out(tally):
        return judge_failures(tally.article_failures), "; ".join(["none of its articles could be fetched", *notes])
    return best.health, "; ".join(notes)


def judge_named_pages(tally: Tally) -> tuple[Health, str]:
    """The word on a crawl of named addresses: ok where every one of them was had."""
    if not tally.article_failures:
        return Health.OK, ""
    reasons = ", ".join(f"{reason} ({count})" for reason, count in (tally.refused + tally.errors).items())
    return judge_failures(tally.article_failures), f"not fetched: {reasons}"


def is_shut_out(tally: Tally) -> bool:
    return not (tally.pages or tally.not_modified) and bool(tally.article_failures)


def judge_failures(failures: Counter[Health]) -> Health:
    return Health.BLOCKED if failures.most_common(1)[0][0] is Health.BLOCKED else Health.FAILING


def describe(outcome: DiscoveryOutcome) -> str:
    return f"{outcome.url}: {outcome.note}"
