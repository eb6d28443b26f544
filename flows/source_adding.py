"""`hongbao sources add URL`: looks for a page's feed, proposes an entry, and writes it into the sources file."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urljoin

from scrapy.http import Response

from flows.errors import InputError
from flows.inputs import is_url
from flows.preflight import check_contact
from flows.settings import Settings
from spiders.errors import SourcesError
from spiders.exchanges import Exchange, read_exchanges
from spiders.finding import Found, announced, as_listing, choose, unannounced
from spiders.job import CrawlJob, Newsroom
from spiders.moves import bare
from spiders.proposal import Told, propose, write_entry
from spiders.sites import site_of
from spiders.sources import Discovery, Source, Sources, load_sources
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

    def crawl(self, task: dict[str, object], folder: Path) -> list[Exchange]:
        """One crawl, and what was answered."""
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
        exchanges = [one for one in read_exchanges(folder) if one.response.status == OK]
        if job.source is None and not any(one.role == "article" for one in exchanges):
            reasons = ", ".join(report.refused | report.errors) or report.message
            raise InputError(f"{job.urls[0]}: could not be read ({reasons}); give the address of the outlet's page")
        return exchanges

    def moment(self) -> datetime:
        """Now, by the clock or by what stands in for it."""
        return self.now or datetime.now(UTC)


def find_way(url: str, sources: Sources, looking: Looking) -> tuple[Response, Found]:
    """The page at `url` and the best way into its outlet.

    Raises InputError where the address is none, is left out on purpose, cannot be read, leads to no feed, or to one
    that is in the file; CrawlRefusedError without a contact.
    """
    if not is_url(url):
        raise InputError(f"{url}: is no web address; write it in full, for instance https://paper.example/")
    _check_wanted(url, sources)
    if looking.newsroom is None:
        check_contact(looking.settings.contact)
    with tempfile.TemporaryDirectory(prefix="hongbao-add-") as folder:
        exchanges = looking.crawl({"urls": (url,)}, Path(folder) / "page")
        page = next(one.response for one in exchanges if one.role == "article")
        _check_wanted(page.url, sources)
        found = as_listing(page, looking.moment()) or _best(
            announced(page), page.url, looking, Path(folder) / "announced"
        )
        if found is None:
            robots = [one.response for one in exchanges if one.role == "robots"]
            found = _best(unannounced(page.url, robots), page.url, looking, Path(folder) / "usual")
    if found is None:
        raise InputError(f"{url}: announces no feed, and none is in the usual places; docs/adding-a-source.md helps on")
    _check_wanted(found.way.url, sources)
    _check_new(found.way, sources)
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
    return choose(looking.crawl({"source": probe, "probe": True}, folder), looking.moment())


def _check_wanted(url: str, sources: Sources) -> None:
    left_out = sources.exclusion_of(url)
    if left_out is not None:
        raise InputError(f"{url}: {left_out.name} is left out on purpose: {left_out.reason}")


def _check_new(way: Discovery, sources: Sources) -> None:
    known = {bare(one.url): source.id for source in sources.values() for one in source.discovery if one.url}
    if bare(way.url) in known:
        raise InputError(f"{way.url}: is in the sources file as {known[bare(way.url)]}; change that entry instead")


def entry_for(page: Response, found: Found, told: Told, sources: Sources, now: datetime) -> str:
    """The proposed entry as TOML."""
    return write_entry(propose(page, found, told, frozenset(sources), now))


def write_to(path: Path, entry: str) -> None:
    """Append an entry to a sources file, whose every other byte stays; the file is whole at every moment.

    Raises SourcesError where the file would not be sound with it, and then leaves it as it is.
    """
    target = path.resolve()
    # Whoever adds at the same time waits for the folder, so that no lock file stays behind.
    turn = os.open(target.parent, os.O_RDONLY)
    try:
        fcntl.flock(turn, fcntl.LOCK_EX)
        _append(target, path, entry)
    finally:
        os.close(turn)


def _append(target: Path, path: Path, entry: str) -> None:
    new = target.with_name(f".{target.name}.new")
    try:
        shutil.copyfile(target, new)
        shutil.copymode(target, new)
        with new.open("a", encoding="utf-8") as file:
            file.write(f"\n{entry}")
        load_sources(new)
        os.replace(new, target)  # noqa: PTH105 - the name of the call says what it promises
    except SourcesError as error:
        raise SourcesError(f"{path}: is left as it is, for with the new entry it would be broken: {error}") from error
    finally:
        new.unlink(missing_ok=True)
