"""What a person hands in for `hongbao ingest`: files, archives and addresses, checked and put into the archive."""

import hashlib
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from extraction.metadata import read_time
from extraction.pages import Page, read_page
from extraction.records import Article
from extraction.watchlist import Watchlist
from flows.archive import read_pages
from flows.archived import FOREIGN
from flows.batches import page_of
from flows.errors import InputError
from flows.inputs import is_url, read_input
from flows.settings import Settings
from spiders.job import CrawlJob
from spiders.records import Resource
from spiders.supervisor import run_crawl
from warehouse.seals import sync

SOURCE_ID = "by_hand"
WHY = {
    "irrelevant": "it names none of the watched apps or their firms",
    "no_text": "no article text was found in it",
    "not_a_page": "it is neither HTML nor text",
    "gone": "its site says that it is gone",
    "unchanged": "it has not changed since it was last read",
    "damaged archive": "a file in the archive is damaged",
}
# What is said of records that are left out beside others that are articles: of one, and of several.
LEFT_OUT = {
    "irrelevant": ("names no watched app", "name no watched app"),
    "no_text": ("holds no article text", "hold no article text"),
    "not_a_page": ("is neither HTML nor text", "are neither HTML nor text"),
}
_NO_RECORDS = frozenset({"discovery", "robots", "damaged archive"})


@dataclass(frozen=True, slots=True)
class Told:
    """What the person says of what they hand in; it wins over what the page says of itself."""

    url: str | None = None
    published: str | None = None
    publisher: str | None = None


def check_told(given: list[str], told: Told) -> None:
    """What a person says must be readable, and must be about something that does not speak for itself."""
    if told.published is not None and read_time(told.published) is None:
        raise InputError(f"--published {told.published}: is no date; write it as ISO 8601, for instance 2026-02-06")
    if told.url is not None and not is_url(told.url):
        raise InputError(f"--url {told.url}: is no web address; write it in full, for instance https://paper.example/1")
    if told != Told() and any(is_url(name) or _is_archive(name) for name in given):
        raise InputError("--url, --published and --publisher are for files; a page or an archive speaks for itself")


def resources_of(name: str, told: Told, watchlist: Watchlist, outcomes: Counter[str]) -> Iterator[Resource]:
    """The documents of one file that are articles; `outcomes` counts those that are none, by the reason.

    Raises InputError where there is none, before anything is archived. The pages of an archive are not looked at here:
    it is kept whole.
    """
    if _is_archive(name):
        pages = [page_of(archived) for archived in read_pages(Path(name))]
        if not pages:
            raise InputError(f"{name}: holds no archived page; give a WARC file with responses in it")
        return
    read = [(page, read_page(page, watchlist)) for page in read_input(name)]
    found = [page for page, outcome in read if isinstance(outcome, Article)]
    others = [outcome for _, outcome in read if isinstance(outcome, str)]
    outcomes.update(others)
    if not found:
        why = WHY[others[0]]
        raise InputError(f"{name}: {why}; nothing was ingested")
    if len(found) > 1 and told.url:
        raise InputError(f"{name}: holds {len(found)} articles, so --url cannot name them all; leave it out")
    for page in found:
        yield _resource(page, told)


def tell_left_out(outcomes: Mapping[str, int]) -> list[str]:
    """One sentence for each reason why records were left out: "4 of 70 records name no watched app …"."""
    records = sum(count for outcome, count in outcomes.items() if outcome not in _NO_RECORDS)
    return [
        f"{count} of {records} records {one if count == 1 else several} and {'was' if count == 1 else 'were'} left out"
        for outcome, (one, several) in LEFT_OUT.items()
        if (count := outcomes.get(outcome, 0))
    ]


def _resource(page: Page, told: Told) -> Resource:
    url = told.url or page.url
    # A record's id is its own file's, so it is no identity here: the address is, or else the text.
    known = {
        "title": page.title,
        "publisher": told.publisher or page.publisher,
        "language": page.lang,
        "published": told.published or (page.published_at.isoformat() if page.published_at else None),
    }
    digest = hashlib.sha256(page.body).hexdigest()
    content_type = page.content_type or "text/html"
    return Resource(
        url or f"urn:sha256:{digest}", content_type, page.body, {name: value for name, value in known.items() if value}
    )


def _is_archive(name: str) -> bool:
    return not is_url(name) and name.lower().endswith((".warc", ".warc.gz"))


def copy_archives(given: list[str], settings: Settings) -> Iterator[Path]:
    """WARC files are evidence already: each is kept whole, under a name that its content gives."""
    for name in filter(_is_archive, given):
        path = Path(name)
        digest = hashlib.sha256(path.read_bytes()).hexdigest()[:16]
        settings.archive.mkdir(parents=True, exist_ok=True)
        kept = settings.archive / f"{FOREIGN}{digest}-0.warc.gz"
        if not kept.exists():
            half = kept.with_suffix(".partial")
            shutil.copyfile(path, half)
            sync(half)
            half.rename(kept)
            sync(kept.parent)
        yield kept


def fetch_pages(urls: list[str], settings: Settings) -> tuple[list[Path], str | None]:
    """The archive files of the pages that could be fetched, and a complaint about those that could not.

    Raises InputError where none could.
    """
    if not urls:
        return [], None
    job = CrawlJob(
        source_id=SOURCE_ID,
        urls=tuple(urls),
        archive_dir=settings.archive,
        contact=settings.contact,
        seconds=settings.crawl_seconds,
        max_pages=len(urls),
    )
    report = run_crawl(job, settings.crawls / f"{SOURCE_ID}.log")
    files = [settings.archive / name for name in report.warc_files]
    if report.pages == len(urls):
        return files, None
    reasons = ", ".join((report.refused | report.errors).keys()) or report.message
    failed = urls[0] if len(urls) == 1 else f"{len(urls) - report.pages} of {len(urls)} addresses"
    complaint = f"{failed}: could not be fetched ({reasons}); check the address, or save the page and ingest the file"
    if not report.pages:
        raise InputError(complaint)
    return files, complaint
