"""Judges a source by what it delivers: its newest item's date against its cadence, never HTTP 200 alone."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from spiders.items import Item
from spiders.outcomes import ARCHIVE_FAILED
from spiders.report import Health
from spiders.sources import Source
from spiders.tally import DiscoveryOutcome, Tally

# A source is called stale after this many of its usual gaps, but never within a weekend.
PATIENCE = 3
WEEKEND = timedelta(hours=60)
# Clocks and zones are got wrong by hours; a date further ahead says nothing of freshness.
AHEAD = timedelta(hours=24)
NO_DATE = "its items carry no date, or only dates in the future"
UNJUDGED = f"{NO_DATE}, so its freshness cannot be judged"
RANK = {word: place for place, word in enumerate(Health)}


def newest_date(items: Iterable[Item], now: datetime) -> datetime | None:
    """The newest plausible date; an announcement dated next year must not make a dead feed look alive."""
    dates = [item.published_at for item in items if item.published_at and item.published_at <= now + AHEAD]
    return max(dates, default=None)


def judge_freshness(newest: datetime | None, now: datetime, cadence_hours: float) -> tuple[Health, str]:
    """Whether a listing that has items is alive by the date of its newest one; `judge_source` has the last word."""
    if newest is None:
        return Health.OK, UNJUDGED
    if is_overdue(newest, now, cadence_hours):
        return Health.STALE, f"its newest item is of {newest:%Y-%m-%d}, though {expectation(cadence_hours)}"
    return Health.OK, ""


def is_overdue(last: datetime, now: datetime, cadence_hours: float) -> bool:
    return now - last > max(PATIENCE * timedelta(hours=cadence_hours), WEEKEND)


def expectation(cadence_hours: float) -> str:
    return f"one is expected every {cadence_hours:g} hour{'' if cadence_hours == 1 else 's'}"


def judge_source(tally: Tally, source: Source | None = None, now: datetime | None = None) -> tuple[Health, str]:
    """The word on a source: that of its best way in, unless none of its articles could be had.

    The message tells of every way that is not well, so that a dead feed shows though a second one lives. With the
    source and the time, listings without dates are judged too, and listings that hold less than is usual are told.
    """
    if ARCHIVE_FAILED in tally.errors:
        return Health.FAILING, f"{ARCHIVE_FAILED}: look at the disk and at the crawl's log"
    if not tally.discovery:
        return Health.FAILING, "no discovery address had been read when the crawl ended"
    outcomes = tally.discovery
    if source is not None and now is not None:
        outcomes = [judge_undated(outcome, tally, source, now) for outcome in outcomes]
    best = min(outcomes, key=lambda outcome: RANK[outcome.health])
    thin = count_note(tally, source.expected_items) if source else None
    notes = [*(describe(outcome) for outcome in outcomes if outcome.note), *filter(None, [thin])]
    if best.health in {Health.OK, Health.MOVED} and is_shut_out(tally):
        return judge_failures(tally.article_failures), "; ".join(["none of its articles could be fetched", *notes])
    return best.health, "; ".join(notes)


def judge_undated(outcome: DiscoveryOutcome, tally: Tally, source: Source, now: datetime) -> DiscoveryOutcome:
    """A listing without dates is judged by when something new last turned up in it; others are as they were."""
    changed_at = last_change(outcome, tally, source)
    if outcome.health is not Health.OK or outcome.newest_item_at is not None or changed_at is None:
        return outcome
    if not is_overdue(changed_at, now, source.cadence_hours):
        return replace(outcome, note=outcome.note.removeprefix(UNJUDGED).removeprefix("; "))
    note = f"{NO_DATE}, and nothing new has turned up since {changed_at:%Y-%m-%d}"
    return replace(outcome, health=Health.STALE, note=f"{note}, though {expectation(source.cadence_hours)}")


def last_change(outcome: DiscoveryOutcome, tally: Tally, source: Source) -> datetime | None:
    """When something new last turned up in a listing; None where nobody can tell.

    Of a source that is sifted only the addresses that passed are remembered: there it is the date of the archived
    listing that the server calls unchanged.
    """
    if source.fetch == "all":
        return tally.last_new_at
    return outcome.validator.archived_at if outcome.validator else None


def count_note(tally: Tally, expected: int | None) -> str | None:
    """A sentence where fresh listings hold fewer than half of what they usually do: a feed that is running dry."""
    listed = sum(outcome.listed for outcome in tally.discovery)
    if expected is None or not 0 < 2 * listed < expected:
        return None
    return f"its listings hold {listed} item{'' if listed == 1 else 's'}, where at least {expected} are usual"


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
