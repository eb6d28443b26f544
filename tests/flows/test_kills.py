"""Killed at ten moments, a crawl leaves an archive that is readable, and the next run completes it."""

import random
import subprocess
import sys
import time

import pytest
from fastwarc.warc import ArchiveIterator
from warcio.archiveiterator import ArchiveIterator as OtherIterator

from flows.archive import read_records
from flows.settings import Settings
from spiders.recovery import recover
from spiders.supervisor import child_environment
from tests.flows.runs import fill, run
from tests.spiders.zoo import job

pytestmark = pytest.mark.soak
PAGES = 60


@pytest.fixture
def newsroom(room):
    fill(room, PAGES)
    return room


def crawl_and_kill(settings, room, size):
    """A crawl that is killed, with -9, once it has archived so many bytes, or has not begun; whether it had."""
    settings.archive.mkdir(parents=True)
    command = [sys.executable, "-m", "spiders.crawl"]
    child = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=child_environment(),
    )
    child.stdin.write(job(room, settings.archive).model_dump_json().encode())
    child.stdin.close()
    ends_at = time.monotonic() + 30
    while sum(path.stat().st_size for path in settings.archive.iterdir()) < size and time.monotonic() < ends_at:
        time.sleep(0.002)
    child.kill()
    child.wait()


def read_by_both_libraries(folder):
    """How many articles there are, every record read and every digest checked by two libraries."""
    counted = 0
    for path in folder.iterdir():
        with path.open("rb") as file:
            kinds = [one.record_type for one in ArchiveIterator(file, verify_digests=True)]
        with path.open("rb") as file:
            others = [one.content_stream().read() for one in OtherIterator(file, check_digests="raise")]
        assert len(kinds) == len(others)
        counted += sum(one.is_text and one.status == 200 for one in read_records(path))
    return counted


def test_killed_at_ten_moments_and_run_again_the_articles_are_those_of_an_undisturbed_run(newsroom, tmp_path):
    calm = Settings(data=tmp_path / "calm")
    report, articles, claims = run(calm, newsroom)
    assert (report.pages, len(articles)) == (PAGES, PAGES)
    assert len(claims) >= PAGES
    whole = sum(path.stat().st_size for path in calm.archive.iterdir())
    dice = random.Random(2026)  # noqa: S311 - the same moments on every run
    saved = []
    for number in range(10):
        settings = Settings(data=tmp_path / str(number))
        crawl_and_kill(settings, newsroom, dice.uniform(0, whole))
        recover(settings.archive)
        saved.append(read_by_both_libraries(settings.archive))
        report, again, claims_again = run(settings, newsroom)
        assert (again, claims_again) == (articles, claims)
        assert (report.pages, report.not_modified) == (PAGES - saved[-1], saved[-1])
        assert read_by_both_libraries(settings.archive) == PAGES
    assert len(set(saved)) > 3
    assert 0 < sum(saved) < 10 * PAGES
