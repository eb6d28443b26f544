"""Collects sources: one crawl a process, each judged by its report, none able to stop another."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
from duckdb import DuckDBPyConnection

from flows.settings import Settings
from spiders.job import CrawlJob, Newsroom, Validator
from spiders.report import CrawlReport, Health
from spiders.sources import Source
from spiders.supervisor import run_crawl
from warehouse.batch import make_frame


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """What every crawl of a run has in common; `now` stands in for the clock where a newsroom's season is fixed."""

    settings: Settings
    terms: tuple[str, ...]
    newsroom: Newsroom | None = None
    now: datetime | None = None


@dataclass(frozen=True, slots=True)
class Collected:
    """How one source did: its report, or the error that left none."""

    source_id: str
    report: CrawlReport | None
    error: str | None = None


def collect(source: Source, assignment: Assignment, known: Mapping[str, Validator]) -> CrawlReport:
    """Crawl one source; `known` holds what its addresses answered last time.

    Raises CrawlRefusedError or CrawlFailedError.
    """
    settings = assignment.settings
    job = CrawlJob(
        source_id=source.id,
        source=source,
        archive_dir=settings.archive,
        terms=assignment.terms,
        known_file=_write_known(assignment, source.id, known),
        contact=settings.contact,
        newsroom=assignment.newsroom,
        seconds=settings.crawl_seconds,
        max_pages=settings.crawl_pages,
        now=assignment.now,
    )
    report = run_crawl(job, settings.crawls / f"{source.id}.log")
    _feeds_file(assignment, source.id).write_text(
        json.dumps({url: one.model_dump(mode="json") for url, one in report.discovery_validators.items()})
    )
    return report


def known_pages(connection: DuckDBPyConnection) -> dict[str, dict[str, Validator]]:
    """What the archive knows of each source's pages: source id -> address -> validators of the last fetch."""
    rows = connection.execute(
        "SELECT source_id, url, etag, last_modified, payload_digest FROM raw.pages"
        " WHERE source_id IS NOT NULL AND status = 200 ORDER BY fetched_at, warc_file, warc_offset"
    ).fetchall()
    known: dict[str, dict[str, Validator]] = {}
    for source_id, url, etag, last_modified, digest in rows:
        validator = Validator(etag=etag, last_modified=last_modified, payload_digest=digest)
        known.setdefault(source_id, {})[url] = validator
    return known


def health_rows(run_id: str, collected: list[Collected]) -> pl.DataFrame:
    """How the sources did as rows of raw.source_health."""
    return make_frame("source_health", [_health_row(run_id, one) for one in collected])


def _health_row(run_id: str, one: Collected) -> dict[str, object]:
    report = one.report
    if report is None:
        return {
            "run_id": run_id,
            "source_id": one.source_id,
            "checked_at": datetime.now(UTC),
            "health": str(Health.FAILING),
            "newest_item_at": None,
            "pages": 0,
            "not_modified": 0,
            "bytes": 0,
            "message": one.error,
        }
    return {
        "run_id": run_id,
        "source_id": one.source_id,
        "checked_at": report.finished_at,
        "health": str(report.health),
        "newest_item_at": report.newest_item_at,
        "pages": report.pages,
        "not_modified": report.not_modified,
        "bytes": report.bytes,
        "message": report.message,
    }


def _feeds_file(assignment: Assignment, source_id: str) -> Path:
    """Where a source's feeds are remembered: for these terms only, as other terms would pick other items."""
    terms = hashlib.sha256("\n".join(assignment.terms).encode()).hexdigest()[:12]
    return assignment.settings.crawls / f"{source_id}.{terms}.feeds.json"


def _write_known(assignment: Assignment, source_id: str, pages: Mapping[str, Validator]) -> Path:
    """Known pages from the warehouse and known feeds from the last crawl's report, in the file that a crawl reads.

    Feeds are only known where pages are: a warehouse made anew must be told everything again.
    """
    crawls = assignment.settings.crawls
    crawls.mkdir(parents=True, exist_ok=True)
    known = {url: one.model_dump(mode="json") for url, one in pages.items()}
    feeds = _feeds_file(assignment, source_id)
    if pages and feeds.exists():
        known |= json.loads(feeds.read_text())
    path = crawls / f"{source_id}.known.json"
    path.write_text(json.dumps(known))
    return path
