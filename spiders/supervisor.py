"""Starts a crawl in a process of its own and returns its report, or an error that says where to look."""

import os
import subprocess
import sys
from pathlib import Path
from typing import IO

from pydantic import ValidationError

from spiders.contact import require_contact
from spiders.crawl_logs import open_log
from spiders.errors import CrawlFailedError, CrawlOverranError, CrawlRefusedError
from spiders.job import CrawlJob
from spiders.report import CrawlReport
from spiders.surroundings import PREFECT_KEYS, without_secrets

# Beyond its time budget a crawl may finish what is under way, and then write its report.
GRACE_SECONDS = 60.0
TERM_SECONDS = 15.0
PARENT = "HONGBAO_CRAWL_PARENT"  # the environment's word for the process that waits for a crawl
EXPLAINED = 3  # exit code of a crawl: no report, but the last line of the log is for a person to read
PACKAGES = Path(__file__).resolve().parent.parent


def run_crawl(job: CrawlJob, log_file: Path) -> CrawlReport:
    """Crawl in a child process and wait for its report; the child's log is appended to `log_file`.

    The child is ended in any case, when we are interrupted too. An archive that it left open is put right by
    `recovery.recover`.

    Raises:
        CrawlRefusedError: the job breaks a rule (a live crawl without a contact).
        CrawlFailedError: the child died or printed no report; the message names the log.
        CrawlOverranError: it did not end within its time.
    """
    require_contact(job)
    with open_log(log_file) as log:
        output, code = run_child(job, log)
    if code is None:
        raise CrawlOverranError(f"crawl of {job.source_id} overran its {job.seconds:g} seconds; see {log_file}")
    if code != 0:
        raise failure_of(job, code, log_file)
    return read_report(job, output, log_file)


def run_child(job: CrawlJob, log: IO[bytes]) -> tuple[bytes, int | None]:
    """The child's standard output and its exit code; None as code if its time ran out."""
    absolute = job.model_copy(update={"archive_dir": job.archive_dir.absolute()})
    command = [sys.executable, "-m", "spiders.crawl"]
    pipe = subprocess.PIPE
    with subprocess.Popen(  # noqa: S603 - our own interpreter and module, no word of it from outside
        command, stdin=pipe, stdout=pipe, stderr=log, env=child_environment()
    ) as child:
        try:
            message = absolute.model_dump_json().encode()
            output, _ = child.communicate(message, timeout=job.seconds + GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            return b"", None
        finally:
            end(child)
    return output, child.returncode


def child_environment() -> dict[str, str]:
    """Ours without secrets, with the folder of these packages on the path, so that any checkout works.

    The child is told who we are, for it must not outlive us.
    """
    paths = [str(PACKAGES), os.environ.get("PYTHONPATH", "")]
    told = {"PYTHONPATH": os.pathsep.join(filter(None, paths)), PARENT: str(os.getpid())}
    return without_secrets(*PREFECT_KEYS) | told


def end(child: subprocess.Popen[bytes]) -> None:
    if child.poll() is not None:
        return
    child.terminate()
    try:
        child.wait(TERM_SECONDS)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def failure_of(job: CrawlJob, code: int, log_file: Path) -> Exception:
    """An explained end is told in the child's own words."""
    last_words = log_file.read_text(encoding="utf-8", errors="replace").strip().splitlines()[-1:]
    if code == EXPLAINED and last_words:
        return CrawlRefusedError(f"crawl of {job.source_id}: {last_words[0]}")
    how = f"was killed by signal {-code}" if code < 0 else f"ended with code {code}"
    return CrawlFailedError(f"crawl of {job.source_id} {how} and left no report; see {log_file}")


def read_report(job: CrawlJob, output: bytes, log_file: Path) -> CrawlReport:
    lines = output.strip().splitlines()
    try:
        return CrawlReport.model_validate_json(lines[-1] if lines else b"")
    except ValidationError as error:
        raise CrawlFailedError(
            f"crawl of {job.source_id} printed no report that can be read; see {log_file}"
        ) from error
