"""Asks for the listings of a source, and for the sitemaps that an index names; each is judged by what it delivers."""

from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from spiders.counted import (
    CONDITIONAL,
    NOT_MODIFIED,
    ROLE,
    UNCHANGED,
    CountedSpider,
    addresses_of,
    stop_if_archive_failed,
)
from spiders.discovery import read_listing
from spiders.errors import NotAFeedError
from spiders.items import Item, Listing
from spiders.job import CrawlJob
from spiders.moves import first_address
from spiders.outcomes import Outcome, explain
from spiders.report import Health
from spiders.selection import TOO_MANY
from spiders.sources import Discovery, Source
from spiders.tally import DiscoveryOutcome
from spiders.unfit import MAYBE_CUT
from spiders.verdicts import judge_listing, judge_unchanged, judge_unreadable

SITEMAPS_OF_AN_INDEX = 20
CUT_NOTE = "it comes without an end and is never the same, so it may be cut short"
TOO_DEEP = Outcome("sitemap of an index of an index", Health.OK, is_refusal=True)


class ListingSpider(CountedSpider):
    """Reads the ways of discovery of `source`; subclasses take the items.

    `listings` are the addresses that were asked for; one of them `is_answered` when it came, `is_changed` when it
    was not as it had been before.
    """

    def __init__(self, *, job: CrawlJob, source: Source, **kwargs: Any) -> None:
        super().__init__(job=job, **kwargs)
        self.source = source
        self.listings: set[str] = set()
        self.is_answered = self.is_changed = False

    def take_items(self, items: Iterable[Item]) -> Iterator[Request]:
        """What to ask for now that a listing has brought these items."""
        raise NotImplementedError

    async def start(self) -> AsyncIterator[Request]:
        for way in self.source.discovery:
            if way.url:
                yield self.ask_for_listing(way, depth=0)
            else:
                note = "it is a route of RSSHub, whose address is not set: set HONGBAO_RSSHUB"
                self.tally.discovery.append(DiscoveryOutcome(way.route or way.kind, Health.FAILING, note))

    def ask_for_listing(self, way: Discovery, depth: int) -> Request:
        """Ask conditionally only if all it listed was dealt with: a 304 brings no items to catch up on."""
        known = self.known.get(way.url)
        is_settled = known is not None and known.newest_item_at is not None
        self.listings.add(way.url)
        return Request(
            way.url,
            callback=self.read_discovery,
            errback=self.lose_discovery,
            cb_kwargs={"way": way, "depth": depth},
            meta={CONDITIONAL: is_settled, ROLE: "discovery"},
            dont_filter=True,
            priority=1,
        )

    def read_discovery(self, response: Response, way: Discovery, depth: int) -> Iterator[Request]:
        cadence = self.source.cadence_hours
        self.is_answered = True
        if response.status == NOT_MODIFIED:
            url = first_address(response)
            self.tally.discovery.append(judge_unchanged(url, self.known.get(url), self.now(), cadence))
            return
        try:
            listing = read_listing(way, response)
        except NotAFeedError as error:
            self.tally.discovery.append(judge_unreadable(response, error))
            return
        if MAYBE_CUT in response.flags:
            listing = replace(listing, note="; ".join(filter(None, (CUT_NOTE, listing.note))))
        known = self.known.get(response.url)
        self.tally.count(TOO_MANY, listing.left)
        self.is_changed = self.is_changed or UNCHANGED not in response.flags
        yield from self.follow_index(listing, way, depth)
        if listing.items or not listing.sitemaps:
            self.tally.discovery.append(judge_listing(listing, response, known, self.now(), cadence))
        yield from self.take_items(listing.items)

    def follow_index(self, listing: Listing, way: Discovery, depth: int) -> Iterator[Request]:
        chosen = listing.sitemaps[:SITEMAPS_OF_AN_INDEX] if depth == 0 else ()
        for sitemap in chosen:
            yield self.ask_for_listing(way.model_copy(update={"url": sitemap.url}), depth + 1)
        self.tally.count(TOO_DEEP if depth else TOO_MANY, len(listing.sitemaps) - len(chosen))

    def lose_discovery(self, failure: Failure) -> None:
        outcome = explain(failure)
        self.tally.count(outcome)
        stop_if_archive_failed(failure)
        self.tally.discovery.append(DiscoveryOutcome(addresses_of(failure)[0], outcome.health, outcome.reason))

    def now(self) -> datetime:
        return self.job.now or datetime.now(UTC)
