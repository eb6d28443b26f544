"""`hongbao sources check ID`: asks a source's listings, and no article, and says how they are and what is in them."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from flows.configuration import Configuration, watch_terms
from flows.errors import RunError
from flows.preflight import check_contact
from flows.settings import Settings
from flows.source_table import STYLES, minute
from flows.terminal import plain
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
SHOWN = 5


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
    source_id: str, settings: Settings, configuration: Configuration, newsroom: Newsroom | None = None
) -> Checked:
    """Probe one source, switched off or not; what it answers is looked at and not kept.

    Raises RunError where there is no such source, CrawlRefusedError without a contact, and CrawlFailedError.
    """
    source = _named(source_id, configuration)
    if newsroom is None:
        check_contact(settings.contact)
    terms = watch_terms(configuration.watchlist)
    with tempfile.TemporaryDirectory(prefix="hongbao-check-") as folder:
        job = CrawlJob(
            source_id=source.id,
            source=source,
            archive_dir=Path(folder),
            terms=terms,
            contact=settings.contact,
            newsroom=newsroom,
            seconds=min(settings.crawl_seconds, LONGEST),
            max_pages=1,
            max_rechecks=0,
            probe=True,
        )
        report = run_crawl(job, settings.crawls / f"{source.id}.check.log")
        items = _listed(source, read_exchanges(Path(folder)))
    prefilter = Prefilter(terms)
    return Checked(source, report, items, frozenset(item.url for item in items if prefilter.is_match(item.text)))


def _named(source_id: str, configuration: Configuration) -> Source:
    source = configuration.sources.get(source_id)
    if source is None:
        known = ", ".join(configuration.sources)
        raise RunError(f"{source_id}: no source of that name; sources.toml has {known}")
    if not source.is_configured:
        raise RunError(f"{source_id}: is read through RSSHub; set HONGBAO_RSSHUB to the address of yours")
    return source


def _listed(source: Source, exchanges: list[Exchange]) -> tuple[Item, ...]:
    found = {item.url: item for one in exchanges if one.role == "discovery" for item in _items(source, one)}
    return newest_first(found.values())


def _items(source: Source, exchange: Exchange) -> tuple[Item, ...]:
    """The items of one answer; a redirect may have led to it, so the first way that can read it does."""
    by_address = sorted(source.discovery, key=lambda way: way.url != exchange.response.url)
    for way in by_address:
        try:
            return read_listing(way, exchange.response).items
        except NotAFeedError:
            continue
    return ()


def print_check(checked: Checked, console: Console) -> None:
    """The word on the source, how each way in did, and its newest items, marked where they name the watchlist."""
    source, report = checked.source, checked.report
    off = "" if source.enabled else ", switched off in the sources file"
    console.print(Text.assemble(_word(report.health), "  ", (source.id, "bold"), f"  {plain(source.publisher)}{off}"))
    ways = Table.grid(padding=(0, 2, 0, 0))
    for way in report.ways:
        newest = f"newest {minute(way.newest_item_at)}" if way.newest_item_at else "no date"
        cells = (f"{way.listed} items", newest if way.listed else "", plain(way.url))
        ways.add_row("", _word(way.health), *(Text(cell) for cell in cells))
    console.print(ways)
    if report.message:
        console.print(Padding(Text(plain(report.message), style="dim"), (0, 0, 0, 2)))
    _print_items(checked, console)


def _print_items(checked: Checked, console: Console) -> None:
    if not checked.items:
        return
    total, named = len(checked.items), len(checked.matching)
    console.print(Text(f"\n{total} items, {named} of them name the watchlist (✓). The newest:", style="bold"))
    rows = Table.grid(padding=(0, 2, 0, 0), expand=True)
    rows.add_column(width=1)
    rows.add_column(width=len("2026-02-06 09:30"))
    rows.add_column(ratio=1, no_wrap=True, overflow="ellipsis")
    for item in checked.items[:SHOWN]:
        mark = Text("✓", style="green") if item.url in checked.matching else Text("")
        title = Text(plain(item.text.partition("\n")[0] or item.url))
        rows.add_row(mark, Text(minute(item.published_at) or "no date", style="dim"), title)
    console.print(rows)


def _word(health: Health) -> Text:
    return Text(f"● {health}", style=STYLES[health])
