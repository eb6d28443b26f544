"""Judges a source by what it delivers: its newest item's date against its cadence, never HTTP 200 alone."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from spiders.items import DISTANT_PAST, Item
from spiders.losses import front_note, is_shut_out, judge_failures
from spiders.outcomes import ARCHIVE_FAILED
from spiders.report import Health
from spiders.sources import Source
from spiders.tally import DiscoveryOutcome, Tally

# A source is called stale after this many of its usual gaps, but never within a weekend.
PATIENCE = 3
WEEKEND = timedelta(hours=60)
# Clocks and zones are got wrong by hours; a date further ahead says nothing of freshness.
AHEAD = timedelta(hours=24)
NO_DATE = "its items carry no date, or only dates in the future or of the moment of asking"
UNJUDGED = f"{NO_DATE}, so its freshness cannot be judged"
# The words on a listing that was read, and leads where it says.
LISTED = frozenset({Health.OK, Health.STALE, Health.EMPTY})
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
    source and the time, freshness is put in words, and listings that hold less than is usual are told.
    """
    if ARCHIVE_FAILED in tally.errors:
        return Health.FAILING, f"{ARCHIVE_FAILED}: look at the disk and at the crawl's log"
    if not tally.discovery:
        return Health.FAILING, "no discovery address had been read when the crawl ended"
    outcomes = judge_ways(tally, source, now) if source is not None and now is not None else tally.discovery
    best = min(outcomes, key=lambda outcome: RANK[outcome.health])
    thin = count_note(tally, source.expected_items) if source else None
    notes = [*(describe(outcome) for outcome in outcomes if outcome.note), *filter(None, [thin, front_note(tally)])]
    if not is_shut_out(tally, now):
        return best.health, "; ".join(notes)
    reason = tally.main_failure()
    lost = "none of its articles could be fetched" + (f", mostly: {reason}" if reason else "")
    word = judge_failures(tally.article_failures) if best.health in {Health.OK, Health.MOVED} else best.health
    return word, "; ".join([lost, *notes])


def judge_ways(tally: Tally, source: Source, now: datetime) -> list[DiscoveryOutcome]:
    """The ways of a source, their freshness put in words; what an index leads to is one way, as fresh as its newest.

    The sitemaps of an index are mostly those of months gone by, whose age says nothing of the outlet.
    """
    own = {way.url for way in source.discovery}
    children = [one for one in tally.discovery if one.url not in own and one.health in LISTED]
    alone = [one for one in tally.discovery if one not in children]
    if not children:
        return [tell_freshness(one, tally, source, now) for one in alone]
    freshest = min(children, key=lambda one: (RANK[one.health], -(one.newest_item_at or DISTANT_PAST).timestamp()))
    joined = tell_freshness(freshest, tally, source, now)
    crooked = [one for one in children if one is not freshest and one.note and one.health is not Health.EMPTY]
    told = [tell_freshness(one, tally, source, now) for one in alone]
    return [*told, joined, *(replace(one, health=joined.health) for one in crooked)]


def tell_freshness(outcome: DiscoveryOutcome, tally: Tally, source: Source, now: datetime) -> DiscoveryOutcome:
    """A listing's own word and note with what is to be said of its freshness; others are as they were."""
    if outcome.health not in {Health.OK, Health.STALE}:
        return outcome
    if outcome.newest_item_at is not None:
        word, sentence = judge_freshness(outcome.newest_item_at, now, source.cadence_hours)
    else:
        word, sentence = judge_undated(last_change(outcome, tally, source), now, source.cadence_hours)
    return replace(outcome, health=word, note="; ".join(filter(None, (sentence, outcome.note))))


def judge_undated(changed_at: datetime | None, now: datetime, cadence_hours: float) -> tuple[Health, str]:
    """A listing without dates is judged by when something new last turned up in it, where that is known."""
    if changed_at is None:
        return Health.OK, UNJUDGED
    if not is_overdue(changed_at, now, cadence_hours):
        return Health.OK, ""
    sentence = f"{NO_DATE}, and nothing new has turned up since {changed_at:%Y-%m-%d}"
    return Health.STALE, f"{sentence}, though {expectation(cadence_hours)}"


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
    listed = tally.listed
    if expected is None or listed is None or not 0 < 2 * listed < expected:
        return None
    return f"its listings hold {listed} item{'' if listed == 1 else 's'}, where at least {expected} are usual"


def judge_named_pages(tally: Tally) -> tuple[Health, str]:
    """The word on a crawl of named addresses: ok where every one of them was had."""
    if not tally.article_failures:
        return Health.OK, ""
    reasons = ", ".join(f"{reason} ({count})" for reason, count in (tally.refused + tally.errors).items())
    return judge_failures(tally.article_failures), f"not fetched: {reasons}"


def describe(outcome: DiscoveryOutcome) -> str:
    return f"{outcome.url}: {outcome.note}"
