"""Runs one crawl of the benchmark's site in a process of its own, by our spiders or by bare Scrapy, and measures it."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.crawl_site import HOST
from benchmarks.errors import BenchmarkError
from flows.archive import read_records
from spiders.job import CrawlJob, Newsroom, Validator
from spiders.known import KNOWN
from spiders.report import CrawlReport
from spiders.sources import Discovery, Source
from spiders.supervisor import child_environment

CONCURRENCY = 8  # of a newsroom's crawl, see spiders.settings
NOW = datetime(2026, 2, 20, 8, tzinfo=UTC)
BOUNDLESS = 1 << 40


class CrawlBrokenError(BenchmarkError):
    """A crawl did not bring every page, so it cannot be compared: whoever changed the spiders finds out why."""

    exit_code = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One crawl: its pages and seconds, the CPU seconds and the most memory (MB) of its process, bytes received."""

    pages: int
    seconds: float
    cpu_seconds: float
    memory: float
    bytes: int = 0

    @property
    def rate(self) -> float:
        """Pages a second."""
        return self.pages / self.seconds


def run_bare(port: int, pages: int, settings: Mapping[str, int]) -> Run:
    """Bare Scrapy with `settings` beside its own. Raises CrawlBrokenError."""
    job = {"port": port, "pages": pages, "concurrency": CONCURRENCY, "settings": settings}
    printed, cpu_seconds, memory = run_child("benchmarks.crawl_bare", json.dumps(job).encode())
    report = json.loads(printed)
    if report["pages"] != pages:
        raise CrawlBrokenError(
            f"bare Scrapy brought {report['pages']} of {pages} pages; run it again on a calm machine"
        )
    return Run(pages=pages, seconds=report["seconds"], cpu_seconds=cpu_seconds, memory=memory)


def run_ours(port: int, pages: int, folder: Path, known_file: Path | None = None) -> Run:
    """Our spiders, with robots.txt, sitemap, AutoThrottle and the archive in `folder`. Raises CrawlBrokenError."""
    job = make_job(port, pages, folder, known_file)
    printed, cpu_seconds, memory = run_child("spiders.crawl", job.model_dump_json().encode())
    report = CrawlReport.model_validate_json(printed)
    if report.pages + report.not_modified != pages:
        reasons = ", ".join(f"{reason} ({count})" for reason, count in (report.refused | report.errors).items())
        raise CrawlBrokenError(f"our crawl brought {report.pages} of {pages} pages: {reasons or report.message}")
    seconds = (report.finished_at - report.started_at).total_seconds()
    return Run(pages=pages, seconds=seconds, cpu_seconds=cpu_seconds, memory=memory, bytes=report.bytes)


def make_job(port: int, pages: int, folder: Path, known_file: Path | None) -> CrawlJob:
    """The job of one crawl of the whole site; the newsroom's rules are those of live sites but for the delays."""
    return CrawlJob(
        source_id="site",
        source=make_source(pages),
        archive_dir=folder,
        newsroom=Newsroom(address=f"http://127.0.0.1:{port}", hosts=frozenset({HOST})),
        known_file=known_file,
        max_pages=pages,
        host_requests=BOUNDLESS,
        max_bytes=BOUNDLESS,
        seconds=3600,
        now=NOW,
    )


def make_source(pages: int) -> Source:
    """The site as a source, whose sitemap lists so many pages."""
    return Source(
        id="site",
        publisher="Site",
        home=f"http://{HOST}/",
        language="en",
        tier="newspaper",
        discovery=(Discovery(kind="sitemap", url=f"http://{HOST}/sitemap/{pages}.xml"),),
        fetch="all",
        terms="our own",
        cadence_hours=24,
        confirmed="served by ourselves",
    )


def learn(folder: Path) -> Path:
    """The known file that an archive adds up to, as the warehouse's index would give it."""
    known = {
        page.url: Validator(etag=page.etag, payload_digest=page.payload_digest, archived_at=page.fetched_at)
        for path in sorted(folder.glob("*.warc.gz"))
        for page in read_records(path)
    }
    known_file = folder / "known.json"
    known_file.write_bytes(KNOWN.dump_json(known))
    return known_file


def run_child(module: str, message: bytes) -> tuple[bytes, float, float]:
    """What a module's process prints when told `message`, its CPU seconds, and its most memory in MB."""
    command = [sys.executable, "-m", module]
    pipe = subprocess.PIPE
    with subprocess.Popen(  # noqa: S603 - our own interpreter and modules
        command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, env=child_environment()
    ) as child:
        assert child.stdin is not None  # noqa: S101 - for the type checker
        assert child.stdout is not None  # noqa: S101 - the same
        child.stdin.write(message)
        child.stdin.close()
        printed = child.stdout.read()
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise CrawlBrokenError(f"python -m {module} ended with code {child.returncode}; run it by hand to see why")
    return printed, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024
