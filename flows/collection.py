"""Collects sources: one crawl a process, each judged by its report, none able to stop another."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
from pydantic import ValidationError

from flows.settings import Settings
from spiders.job import CrawlJob, Newsroom, Validator
from spiders.known import KNOWN
from spiders.report import CrawlReport, Health
from spiders.sources import Source
from spiders.supervisor import run_crawl
from warehouse.batch import make_frame

_COUNTED = ("pages", "not_modified", "bytes", "listed", "new_pages")
_TOLD = (*_COUNTED, "discovered", "gone", "revisits", "records", "ended", "newest_item_at", "message")
NOT_BEGUN = "not checked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """What every crawl of a run has in common; `now` stands in for the clock where a newsroom's season is fixed."""

    settings: Settings
    terms: tuple[str, ...]
    newsroom: Newsroom | None = None
    now: datetime | None = None


@dataclass(frozen=True, slots=True)
class Collected:
    """How one source did: its report, or the error that left none; `expected` items its listings usually hold.

    `attempts` is how often its crawl was begun, 0 where the run's time was up. `is_our_fault` where neither the source
    nor the network is to blame.
    """

    source_id: str
    report: CrawlReport | None
    error: str | None = None
    expected: int | None = None
    attempts: int = 1
    is_our_fault: bool = False


def collect(
    source: Source,
    assignment: Assignment,
    known: Mapping[str, Validator],
    article_sites: frozenset[str] | None = None,
) -> CrawlReport:
    """Crawl one source; `known` holds what its addresses answered last time, `article_sites` are for a finder.

    Raises CrawlRefusedError, CrawlFailedError or CrawlOverranError.
    """
    job = _make_job(source, assignment, _write_known(assignment, source, known, article_sites), article_sites)
    report = run_crawl(job, assignment.settings.crawls / f"{source.id}.log")
    feeds = _feeds_file(assignment, source, article_sites)
    _write_whole(feeds, report.discovery_validators)
    for other in set(feeds.parent.glob(f"{source.id}.*.feeds.json")) - {feeds}:
        other.unlink()
    return report


def _make_job(
    source: Source, assignment: Assignment, known_file: Path, article_sites: frozenset[str] | None
) -> CrawlJob:
    settings = assignment.settings
    return CrawlJob(
        source_id=source.id,
        source=source,
        archive_dir=settings.archive,
        terms=assignment.terms,
        known_file=known_file,
        contact=settings.contact,
        newsroom=assignment.newsroom,
        seconds=settings.crawl_seconds,
        max_pages=settings.crawl_pages,
        max_bytes=settings.crawl_bytes,
        host_requests=settings.host_requests,
        article_sites=article_sites,
        now=assignment.now,
    )


def health_rows(run_id: str, collected: list[Collected]) -> pl.DataFrame:
    """How the sources did as rows of raw.source_health."""
    return make_frame("source_health", [_health_row(run_id, one) for one in collected])


def _health_row(run_id: str, one: Collected) -> dict[str, object]:
    row = {"run_id": run_id, "source_id": one.source_id, "expected": one.expected, "attempts": one.attempts}
    return row | (_told_row(one.report) if one.report is not None else _lost_row(one))


def _told_row(report: CrawlReport) -> dict[str, object]:
    row: dict[str, object] = {name: getattr(report, name) for name in _TOLD}
    row["checked_at"], row["health"] = report.finished_at, str(report.health)
    row["skipped"] = report.skipped_by_prefilter
    row["rejected"] = json.dumps(dict(sorted(report.rejected.items())), ensure_ascii=False) if report.rejected else None
    row["seconds"] = (report.finished_at - report.started_at).total_seconds()
    return row


def _lost_row(one: Collected) -> dict[str, object]:
    """Of a crawl that left no report, or was not begun."""
    health, ended = (str(Health.FAILING), "died") if one.attempts else (NOT_BEGUN, None)
    lost = {"checked_at": datetime.now(UTC), "health": health, "ended": ended, "message": one.error}
    return lost | dict.fromkeys(_COUNTED, 0)


def _feeds_file(assignment: Assignment, source: Source, article_sites: frozenset[str] | None) -> Path:
    """Where a source's feeds are remembered: for its entry and for the terms and sites of today alone.

    By others other items would be picked.
    """
    picked = (source.model_dump_json(), *assignment.terms, "", *sorted(article_sites or ()))
    asked = hashlib.sha256("\n".join(picked).encode()).hexdigest()[:12]
    return assignment.settings.crawls / f"{source.id}.{asked}.feeds.json"


def _write_known(
    assignment: Assignment, source: Source, pages: Mapping[str, Validator], article_sites: frozenset[str] | None
) -> Path:
    """Known pages from the warehouse and known feeds from the last crawl's report, in the file that a crawl reads.

    Feeds are only known where pages are: a warehouse made anew must be told everything again.
    """
    known = dict(pages)
    feeds = _read_feeds(_feeds_file(assignment, source, article_sites)) if pages else {}
    for url, feed in feeds.items():
        kept = pages.get(url, feed)
        known[url] = feed.model_copy(update={"payload_digest": kept.payload_digest, "archived_at": kept.archived_at})
    path = assignment.settings.crawls / f"{source.id}.known.json"
    _write_whole(path, known)
    return path


def _read_feeds(path: Path) -> Mapping[str, Validator]:
    """What was remembered of feeds; nothing where that cannot be read, for then they are just asked for anew."""
    try:
        return KNOWN.validate_json(path.read_bytes())
    except (FileNotFoundError, ValidationError):
        return {}


def _write_whole(path: Path, known: Mapping[str, Validator]) -> None:
    """Write a file that is there whole or not at all, whenever we are killed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(path.name + ".new")
    fresh.write_bytes(KNOWN.dump_json(dict(known)))
    fresh.replace(path)
