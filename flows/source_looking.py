"""Looks for a way into an outlet from one of its pages, as politely as every crawl, and keeps nothing of it."""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urljoin

from scrapy.http import Response

from flows.errors import InputError
from flows.inputs import is_url
from flows.preflight import check_contact
from flows.settings import Settings
from flows.source_turns import turn_to_ask
from spiders.exchanges import Exchange, read_exchanges
from spiders.finding import Found, announced, as_listing, choose, unannounced
from spiders.job import CrawlJob, Newsroom
from spiders.moves import bare
from spiders.sites import site_of
from spiders.sources import Discovery, Source, Sources
from spiders.supervisor import run_crawl

SOURCE_ID = "adding"
SECONDS = 120.0
OK = 200
MOST_REQUESTS = 15  # the guesses, robots.txt, and the first sitemaps of an index


@dataclass(frozen=True, slots=True, kw_only=True)
class Looking:
    """How strangers' pages are looked at: as every crawl does it, into a folder that is thrown away."""

    settings: Settings
    newsroom: Newsroom | None = None
    now: datetime | None = None

    def read_page(self, url: str, folder: Path) -> list[Exchange]:
        """The page at `url`, as role article, and robots.txt; raises InputError where it cannot be had."""
        reasons = self._crawl({"urls": (url,)}, folder)
        exchanges = list(_good_answers(folder))
        if not any(one.role == "article" for one in exchanges):
            raise InputError(f"{url}: could not be read ({reasons}); give the address of the outlet's page")
        return exchanges

    def ask_all(self, probe: Source, folder: Path) -> Iterator[Exchange]:
        """What the discovery addresses of a source answer, each asked once."""
        self._crawl({"source": probe, "probe": True}, folder)
        return _good_answers(folder)

    def _crawl(self, task: dict[str, object], folder: Path) -> str:
        """One crawl; the reasons why it did not bring all it was asked for."""
        job = CrawlJob.model_validate(
            {
                "source_id": SOURCE_ID,
                "archive_dir": folder,
                "contact": self.settings.contact,
                "newsroom": self.newsroom,
                "seconds": min(self.settings.crawl_seconds, SECONDS),
                "max_pages": 1,
                "host_requests": MOST_REQUESTS,
                "now": self.now,
                **task,
            }
        )
        report = run_crawl(job, self.settings.crawls / f"{SOURCE_ID}.log")
        return ", ".join(report.refused | report.errors) or report.message

    def moment(self) -> datetime:
        """Now, by the clock or by what stands in for it."""
        return self.now or datetime.now(UTC)


def _good_answers(folder: Path) -> Iterator[Exchange]:
    return (one for one in read_exchanges(folder) if one.response.status == OK)


def find_way(url: str, sources: Sources, looking: Looking) -> tuple[Response, Found]:
    """The page at `url` and the best way into its outlet.

    Raises InputError where the address is none, is left out on purpose, cannot be read, leads to no feed, or to one
    that is in the file; CrawlRefusedError without a contact; RunError while a run asks hosts.
    """
    if not is_url(url):
        raise InputError(f"{url}: is no web address; write it in full, for instance https://paper.example/")
    _check_wanted(url, sources)
    if looking.newsroom is None:
        check_contact(looking.settings.contact)
    with turn_to_ask(looking.settings), tempfile.TemporaryDirectory(prefix="hongbao-add-") as folder:
        page, found = _look_around(url, sources, looking, Path(folder))
    if found is None:
        raise InputError(f"{url}: announces no feed, and none is in the usual places; docs/adding-a-source.md helps on")
    _check_wanted(found.way.url, sources)
    _check_new(found.way, sources)
    return page, found


def _look_around(url: str, sources: Sources, looking: Looking, folder: Path) -> tuple[Response, Found | None]:
    """The page itself may be a feed; else it may announce some; else we ask in the usual places."""
    exchanges = looking.read_page(url, folder / "page")
    page = next(one.response for one in exchanges if one.role == "article")
    _check_wanted(page.url, sources)
    found = as_listing(page, looking.moment()) or _best(announced(page), page.url, looking, folder / "announced")
    if found is None:
        robots = [one.response for one in exchanges if one.role == "robots"]
        found = _best(unannounced(page.url, robots), page.url, looking, folder / "usual")
    return page, found


def _best(ways: Sequence[Discovery], home: str, looking: Looking, folder: Path) -> Found | None:
    """The best of these addresses, each asked once, by one probe of a source that has them all."""
    if not ways:
        return None
    probe = Source(
        id=SOURCE_ID,
        publisher=site_of(home),
        home=urljoin(home, "/"),
        language="zh",
        tier="trade_press",
        discovery=tuple(ways),
        fetch="all",
        terms="looked at once",
        cadence_hours=24,
        confirmed="not yet",
    )
    return choose(looking.ask_all(probe, folder), looking.moment())


def _check_wanted(url: str, sources: Sources) -> None:
    left_out = sources.exclusion_of(url)
    if left_out is not None:
        raise InputError(f"{url}: {left_out.name} is left out on purpose: {left_out.reason}")


def _check_new(way: Discovery, sources: Sources) -> None:
    known = {bare(one.url): source.id for source in sources.values() for one in source.discovery if one.url}
    if bare(way.url) in known:
        raise InputError(f"{way.url}: is in the sources file as {known[bare(way.url)]}; change that entry instead")
