"""What servers do wrong ends in the right word or a counted rejection, and never in half a record."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest
from fastwarc.warc import ArchiveIterator, WarcRecordType

from spiders.sources import Discovery
from tests.spiders.faults import FEEDS, HEALTHY, LINKS, PAGES
from tests.spiders.zoo import HOST, OpenRoom, crawl, source

pytestmark = pytest.mark.soak
MOST_PAGES = 3


def kept(folder):
    """Address -> body of every archived response but robots.txt."""
    found = {}
    for path in folder.glob("*.warc.gz"):
        with path.open("rb") as file:
            for record in ArchiveIterator(file, record_types=WarcRecordType.response, verify_digests=True):
                if record.headers["Hongbao-Role"] != "robots":
                    found[record.headers["WARC-Target-URI"].removeprefix(HOST)] = record.reader.read()
    return found


def crawl_feed(fault, folder):
    with OpenRoom() as room:
        for number in range(MOST_PAGES + 1):
            room.put(f"/{number}", HEALTHY)
        room.put("/feed.xml", fault.answer)
        return crawl(room, folder, patience=1, max_pages=MOST_PAGES), kept(folder)


def crawl_page(fault, folder):
    with OpenRoom() as room:
        room.put_feed(room.put("/fault", fault.answer), room.put("/well", HEALTHY))
        return crawl(room, folder, patience=1), kept(folder)


@pytest.fixture(scope="module")
def crawled(tmp_path_factory):
    """All crawls, two at a time; each test below looks at one of them."""
    with ExitStack() as stack:
        pool = stack.enter_context(ThreadPoolExecutor(2))
        jobs = [(crawl_feed, name, fault) for name, fault in FEEDS.items()]
        jobs += [(crawl_page, name, fault) for name, fault in PAGES.items()]
        return {(run, name): pool.submit(run, fault, tmp_path_factory.mktemp("crawl")) for run, name, fault in jobs}


@pytest.mark.parametrize("name", FEEDS)
def test_a_feed_that_is_wrong_ends_in_the_right_word(crawled, name):
    fault = FEEDS[name]
    report, archived = crawled[crawl_feed, name].result()
    assert (report.health, fault.telling in report.message) == (fault.word, True), report.message
    assert (report.listed, report.refused) == (fault.listed, fault.refused)
    assert report.ended == "finished"
    assert archived.pop("/feed.xml", None) == fault.kept
    wanted = min(fault.listed, MOST_PAGES if name == "10,000 items" else len(LINKS))
    assert (report.pages, set(archived.values())) == (wanted, {HEALTHY.body} if wanted else set())
    assert len(report.ways) == 1


@pytest.mark.parametrize("name", PAGES)
def test_an_article_that_is_wrong_is_counted_and_harms_no_other(crawled, name):
    fault = PAGES[name]
    report, archived = crawled[crawl_page, name].result()
    assert (report.health, report.discovered) == ("ok", 2)
    assert report.pages == (1 if fault.reason else 2)
    assert report.refused == ({fault.reason: 1} if fault.is_refusal else {})
    assert report.errors == ({fault.reason: 1} if fault.reason and not fault.is_refusal else {})
    assert archived["/well"] == HEALTHY.body
    assert archived.get("/fault") == fault.kept


def test_a_feed_whose_name_leads_into_a_private_network_is_failing_and_leaves_no_record(tmp_path):
    way = Discovery(kind="feed", url="http://localhost/feed.xml")
    outlet = source(way, home="http://localhost/")
    report = crawl(None, tmp_path, contact="newsdesk@lantern.example", source=outlet)
    assert (report.health, report.pages, kept(tmp_path)) == ("failing", 0, {})
    assert "address is not public" in report.message
    assert sum(report.refused.values()) == 1
