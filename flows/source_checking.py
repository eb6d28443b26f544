"""Probes one source for `hongbao sources check ID`: asks its listings, and no article, and keeps nothing of them."""

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from flows.configuration import Configuration, watch_terms
from flows.errors import RunError
from flows.preflight import check_contact
from flows.settings import Settings
from flows.source_turns import turn_to_ask
from spiders.discovery import read_listing
from spiders.errors import NotAFeedError
from spiders.exchanges import Exchange, read_exchanges
from spiders.items import Item, newest_first
from spiders.job import CrawlJob, Newsroom
from spiders.prefilter import Prefilter
from spiders.report import CrawlReport, Health
from spiders.sources import Source
from spiders.supervisor import run_crawl

# A listing is a few requests; an index of twenty sitemaps, asked politely, takes about a minute.
LONGEST = 180.0


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found: the crawl's report, the items listed, newest first, and which of them name the watchlist."""

    source: Source
    report: CrawlReport
    items: tuple[Item, ...]
    matching: frozenset[str]

    @property
    def is_well(self) -> bool:
        """Whether news can be read from it: an address that has moved, and still leads to items, will do for now."""
        return self.report.health is Health.OK or (self.report.health is Health.MOVED and bool(self.items))


def check_source(
    source_id: str,
    settings: Settings,
    configuration: Configuration,
    newsroom: Newsroom | None = None,
    now: datetime | None = None,
) -> Checked:
    """Probe one source, switched off or not; what it answers is looked at and not kept.

    `now` stands in for the clock, for a newsroom whose news is of a fixed season.

    Raises RunError where there is no such source or a run asks hosts, CrawlRefusedError without a contact, and
    CrawlFailedError.
    """
    source = _named(source_id, configuration)
    if newsroom is None:
        check_contact(settings.contact)
    terms = watch_terms(configuration.watchlist)
    with tempfile.TemporaryDirectory(prefix="hongbao-check-") as folder:
        job = _probe(source, terms, settings, Path(folder)).model_copy(update={"newsroom": newsroom, "now": now})
        # A newsroom is on this machine and nobody else's: no run has to end for it.
        with turn_to_ask(settings) if newsroom is None else nullcontext():
            report = run_crawl(job, settings.crawls / f"{source.id}.check.log")
        items = _listed(source, read_exchanges(Path(folder)))
    return Checked(source, report, items, _matching(items, terms))


def _matching(items: Iterable[Item], terms: tuple[str, ...]) -> frozenset[str]:
    prefilter = Prefilter(terms)
    return frozenset(item.url for item in items if prefilter.is_match(item.text))


def _named(source_id: str, configuration: Configuration) -> Source:
    source = configuration.sources.get(source_id)
    if source is None:
        known = ", ".join(configuration.sources)
        raise RunError(f"{source_id}: no source of that name; sources.toml has {known}")
    if not source.is_configured:
        raise RunError(f"{source_id}: is read through RSSHub; set HONGBAO_RSSHUB to the address of yours")
    return source


def _probe(source: Source, terms: tuple[str, ...], settings: Settings, folder: Path) -> CrawlJob:
    return CrawlJob(
        source_id=source.id,
        source=source,
        archive_dir=folder,
        terms=terms,
        contact=settings.contact,
        seconds=min(settings.crawl_seconds, LONGEST),
        max_pages=1,
        max_rechecks=0,
        probe=True,
    )


def _listed(source: Source, exchanges: Iterable[Exchange]) -> tuple[Item, ...]:
    found = {item.url: item for one in exchanges if one.role == "discovery" for item in _items(source, one)}
    return newest_first(found.values())


def _items(source: Source, exchange: Exchange) -> Iterator[Item]:
    """The items of one answer; a redirect may have led to it, so the first way that can read it does."""
    by_address = sorted(source.discovery, key=lambda way: way.url != exchange.response.url)
    for way in by_address:
        try:
            yield from read_listing(way, exchange.response).items
        except NotAFeedError:
            continue
        return
