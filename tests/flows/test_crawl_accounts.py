"""What became of every address that a crawl was offered: a page, or counted by the reason it is none."""

import pytest

from flows.archive import read_records
from flows.collection import Collected, health_rows
from flows.configuration import watch_terms
from flows.settings import Settings
from sample import EDITION_NOW
from sample.faults import FAULTS
from sample.manuscripts import load_outlets
from sample.server import serve_newsroom
from spiders.job import CrawlJob, Newsroom
from spiders.report import NOT_ASKED
from spiders.sources import load_sources
from spiders.supervisor import run_crawl
from tests.flows.runs import fill, page, run
from tests.spiders.zoo import article, crawl

# What is lost, and what is broken off; the others are for `make soak`.
QUICK = {"404", "reset"}


def settled(report):
    """Identity (A): what became of every address that discovery offered."""
    ended = report.pages + report.not_modified + report.skipped_by_prefilter + report.gone
    return ended + sum(report.rejected.values())


def count_records(folder, report):
    return sum(1 for name in report.warc_files for _ in read_records(folder / name))


def host_for(fault):
    """A host of the sample newsroom on which the fault can be."""
    listings = FAULTS[fault].listings
    return next(one.host for one in load_outlets() if not listings or one.discovery in listings)


@pytest.mark.parametrize(
    "fault", [one if one in QUICK else pytest.param(one, marks=pytest.mark.soak) for one in FAULTS]
)
def test_every_address_of_a_spoiled_newsroom_is_accounted_for(tmp_path, watchlist, fault):
    host = host_for(fault)
    with serve_newsroom(faults={host: fault}) as served:
        sources = load_sources(served.sources_file)
        (source,) = (one for one in sources.values() if one.home == f"http://{host}/")
        newsroom = Newsroom(address=served.address, hosts=served.hosts)
        job = CrawlJob(
            source_id=source.id, source=source, archive_dir=tmp_path, newsroom=newsroom, now=EDITION_NOW,
            terms=watch_terms(watchlist), max_pages=3, patience=1.0, seconds=30,
        )  # fmt: skip
        report = run_crawl(job, tmp_path / "crawl.log")
    assert report.ended == "finished"
    assert settled(report) == report.discovered
    assert NOT_ASKED not in report.rejected
    assert report.records == count_records(tmp_path, report)


def test_what_a_crawl_whose_time_is_up_has_not_asked_for_is_told_as_such(room, tmp_path):
    slow = [room.put(f"/{number}", page(number)) for number in range(200)]
    room.put_feed(*slow)
    for link in slow:
        room.pages[link] = article("slow")
        room.pages[link].delay = 0.5
    report = crawl(room, tmp_path, seconds=2)
    assert report.ended == "time_up"
    assert settled(report) == report.discovered == 200
    assert 0 < report.rejected[NOT_ASKED] < 200
    (row,) = health_rows("r", [Collected("lantern", report, attempts=2)]).to_dicts()
    counts = row["pages"] + row["not_modified"] + row["skipped"] + row["gone"]
    rejected = sum(report.rejected.values())
    assert (counts + rejected, row["ended"], row["attempts"]) == (row["discovered"], "time_up", 2)
    assert row["records"] == count_records(tmp_path, report)


def test_a_source_without_a_report_died_and_one_that_was_not_begun_did_not():
    died = Collected("kite", None, "crawl of kite was killed", attempts=3)
    late = Collected("late", None, "not begun: the run's time was up", attempts=0)
    rows = health_rows("r", [died, late])
    said = [tuple(row[name] for name in ("health", "ended", "attempts", "discovered")) for row in rows.to_dicts()]
    assert said == [("failing", "died", 3, None), ("not checked", None, 0, None)]


def test_gone_and_unchanged_pages_are_accounted_for_and_writer_and_reader_agree(room, tmp_path):
    fill(room, pages=6)
    settings = Settings(data=tmp_path)
    first = run(settings, room)[0]
    del room.pages["http://lantern.example/3"]
    second = run(settings, room)[0]
    assert (second.not_modified, second.gone, second.pages, second.rejected) == (5, 1, 0, {})
    for report in (first, second):
        assert settled(report) == report.discovered == 6
        assert report.records == count_records(settings.archive, report)
