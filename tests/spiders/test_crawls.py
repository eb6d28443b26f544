"""Whole crawls by the real spiders, in their own process, of a newsroom that misbehaves."""

import gzip
import json
import os
import signal
import subprocess
import sys
from collections import Counter
from datetime import timedelta

import pytest
from fastwarc.warc import ArchiveIterator, WarcRecordType
from warcio.archiveiterator import ArchiveIterator as OtherIterator

from spiders.errors import CrawlFailedError, CrawlRefusedError
from spiders.job import Validator
from spiders.known import KNOWN
from spiders.recovery import recover
from spiders.report import Health
from spiders.sources import Discovery
from spiders.supervisor import child_environment, run_crawl
from tests.spiders.zoo import HOST, NOW, RSS, Answer, article, crawl, job, rss, source, wait_until, write_known


def responses(folder):
    """Role, address, status and body of every archived response, as a second library reads them."""
    found = []
    for path in sorted(folder.glob("*.warc.gz")):
        with path.open("rb") as file:
            for record in ArchiveIterator(file, record_types=WarcRecordType.response, verify_digests=True):
                fields = record.headers
                status = record.http_headers.status_code
                found.append((fields["Hongbao-Role"], fields["WARC-Target-URI"], status, record.reader.read()))
    return found


def chunked(size):
    return b"%x\r\n" % size + bytes(size) + b"\r\n0\r\n\r\n"


def bodies(folder, role="article"):
    return {url: body for found, url, _, body in responses(folder) if found == role}


def test_articles_of_a_feed_are_archived_and_read_back_by_two_libraries(room, tmp_path):
    text = "千问请客".encode("gb18030")
    room.put_feed(
        room.put("/plain", article("plain")),
        room.put("/packed", Answer(gzip.compress(b"<p>packed"), headers={"Content-Encoding": "gzip"})),
        room.put("/chunked", Answer(b"5\r\n<p>ch\r\n0\r\n\r\n", headers={"Transfer-Encoding": "chunked"})),
        room.put("/gb", Answer(text, content_type="text/html; charset=gb18030")),
        room.put("/moved", Answer(status=302, headers={"Location": "/plain"})),
    )
    room.put("/robots.txt", Answer(b"User-agent: *\nDisallow: /secret", content_type="text/plain"))
    report = crawl(room, tmp_path)
    assert (report.health, report.pages, report.discovered, report.ended) == (Health.OK, 5, 5, "finished")
    assert (report.refused, report.errors) == ({}, {})
    assert report.newest_item_at == NOW
    articles = bodies(tmp_path)
    assert articles[HOST + "/packed"] == b"<p>packed"
    assert articles[HOST + "/chunked"] == b"<p>ch"
    assert articles[HOST + "/gb"] == text
    assert set(bodies(tmp_path, "discovery")) == {HOST + "/feed.xml"}
    assert set(bodies(tmp_path, "robots")) == {HOST + "/robots.txt"}
    assert {headers["User-Agent"].partition("/")[0] for headers in room.headers} == {"Hongbao"}
    (path,) = (tmp_path / name for name in report.warc_files)
    with path.open("rb") as file:
        read = {
            record.rec_headers.get_header("WARC-Target-URI"): record.content_stream().read()
            for record in OtherIterator(file, check_digests="raise")
            if record.rec_type == "response"
        }
    assert {url: read[url] for url in articles} == articles


def test_whatever_must_not_be_fetched_or_kept_is_refused_and_counted(room, tmp_path):
    port = room.newsroom.address.rpartition(":")[2]
    private = room.put("/away", Answer(status=302, headers={"Location": f"http://127.0.0.1:{port}/inner"}))
    mapped = room.put("/mapped", Answer(status=302, headers={"Location": "http://[::ffff:127.0.0.1]/"}))
    room.put("/robots.txt", Answer(b"User-agent: Hongbao\nDisallow: /members/", content_type="text/plain"))
    home = room.put("/good", article("good"))
    room.put_feed(
        home,
        private,
        mapped,
        "http://10.0.0.1/",
        "http://2130706433/",
        "http://100.64.0.1/",
        "http://[::ffff:10.0.0.1]/",
        "http://lantern.example:8080/port",
        "http://elsewhere.example/",
        "http://kite.example/other-site",
        room.put("/members/1", article("secret")),
        room.put("/huge", Answer(b"<p>", length=50 << 20)),
        room.put("/endless", Answer(chunked(17 << 20), headers={"Transfer-Encoding": "chunked"})),
        room.put("/bomb", Answer(gzip.compress(b"a" * (40 << 20)), headers={"Content-Encoding": "gzip"})),
        room.put("/film", Answer(b"\x00\x00\x00\x18ftypmp42", content_type="video/mp4")),
        room.put("/loop", Answer(status=302, headers={"Location": "/loop"})),
        room.put("/gone", Answer(b"gone", status=410)),
        room.put("/closed", Answer(b"no", status=403)),
        room.put("/broken", Answer(b"oops", status=500)),
        room.put("/torn", Answer(b"<p>half", length=1000, reset=True)),
        "/feed-item/mailto:",
    )
    report = crawl(room, tmp_path)
    assert report.refused == {
        "address is not public": 6 - 1,
        "port other than 80 and 443": 2,
        "host is not of the sample newsroom": 1,
        "address is of another site": 1,
        "robots.txt forbids it": 1,
        "larger than the size limit": 2,
        "unpacks to more than the size limit": 1,
        "not a text page": 1,
        "too many redirects": 1,
    }
    assert report.errors == {
        "HTTP 410": 1,
        "HTTP 403": 1,
        "HTTP 404": 1,
        "HTTP 500": 1,
        "response was cut short": 1,
    }
    assert report.pages + sum(report.refused.values()) + sum(report.errors.values()) == report.discovered == 21
    assert set(bodies(tmp_path)) == {home, HOST + "/gone", HOST + "/feed-item/mailto:"}
    tried = Counter(url.removeprefix(HOST) for url in room.asked)
    assert tried["/members/1"] == tried["/inner"] == 0
    assert tried["/broken"] == 3
    assert not report.discovery_validators


def test_a_second_crawl_of_unchanged_pages_adds_nothing(room, tmp_path):
    def page(desk):
        if desk.headers.get("If-None-Match") == '"1"':
            return Answer(status=304)
        return Answer(b"<p>tagged", headers={"ETag": '"1"'})

    tagged, plain = room.put("/tagged", page), room.put("/plain", article("plain"))
    room.put_feed(tagged, plain)
    first = crawl(room, tmp_path)
    size = {path.name: path.stat().st_size for path in tmp_path.glob("*.warc.gz")}
    known = dict(first.discovery_validators)
    for path in tmp_path.glob("*.warc.gz"):
        with path.open("rb") as file:
            for record in ArchiveIterator(file, record_types=WarcRecordType.response):
                validator = known.get(record.headers["WARC-Target-URI"], Validator())
                digest = {"payload_digest": record.headers["WARC-Payload-Digest"]}
                etag = {"etag": record.http_headers.get("ETag")} if record.http_headers.get("ETag") else {}
                known[record.headers["WARC-Target-URI"]] = validator.model_copy(update={**digest, **etag})
    (tmp_path / "known.json").write_bytes(KNOWN.dump_json(known))
    second = crawl(room, tmp_path, known_file=tmp_path / "known.json")
    assert (second.pages, second.not_modified, second.warc_files) == (0, 2, ())
    assert second.health is Health.OK
    assert {path.name: path.stat().st_size for path in tmp_path.glob("*.warc.gz")} == size
    assert "If-None-Match" not in room.headers[room.asked.index(plain)]


def test_a_feed_that_answers_304_is_still_judged_by_the_date_of_its_newest_item(room, tmp_path):
    room.put("/feed.xml", lambda desk: Answer(status=304 if "If-None-Match" in desk.headers else 500))
    known = {HOST + "/feed.xml": Validator(etag='"1"', newest_item_at=NOW - timedelta(days=900))}
    (tmp_path / "known.json").write_bytes(KNOWN.dump_json(known))
    report = crawl(room, tmp_path, known_file=tmp_path / "known.json")
    assert (report.health, report.discovered) == (Health.STALE, 0)
    assert report.discovery_validators == known


@pytest.mark.parametrize(
    ("feed", "word", "telling"),
    [
        (
            Answer(rss("/1", published=NOW - timedelta(days=3000)), content_type=RSS),
            Health.STALE,
            "2017-12-04",
        ),
        (Answer(b"<!doctype html><title>Portal</title>"), Health.NOT_A_FEED, "neither RSS nor Atom"),
        (Answer(status=301, headers={"Location": "/new.xml"}), Health.MOVED, HOST + "/new.xml"),
        (Answer(status=403), Health.BLOCKED, "HTTP 403"),
        (Answer(b"<rss", length=50 << 20), Health.FAILING, "size limit"),
    ],
    ids=lambda value: value.value if isinstance(value, Health) else "",
)
def test_a_source_that_answers_but_delivers_nothing_new_is_not_ok(room, tmp_path, feed, word, telling):
    room.put("/feed.xml", feed)
    room.put("/1", article("one"))
    room.put("/new.xml", Answer(rss("/1"), content_type=RSS))
    report = crawl(room, tmp_path)
    assert (report.health, telling in report.message) == (word, True), report.message


def test_a_matching_source_fetches_only_what_names_a_term(room, tmp_path):
    room.put(
        "/news.xml",
        Answer(
            b"<sitemapindex><sitemap><loc>/1.xml</loc></sitemap></sitemapindex>",
            content_type="application/xml",
        ),
    )
    news = "<news><title>{1}</title><publication_date>2026-02-20</publication_date></news>"
    entry = f"<url><loc>/{{0}}</loc>{news}</url>"
    entries = entry.format("a", "豆包 on stage") + entry.format("b", "A recipe")
    packed = gzip.compress(f"<urlset>{entries}</urlset>".encode())
    room.put("/1.xml", Answer(packed, content_type="application/gzip"))
    room.put("/a", article("a"))
    way = Discovery(kind="sitemap", url=HOST + "/news.xml")
    report = crawl(room, tmp_path, source=source(way, fetch="matching"), terms=("豆包",))
    assert (report.health, report.pages, report.skipped_by_prefilter) == (Health.OK, 1, 1)
    assert HOST + "/b" not in room.asked


def test_a_host_that_asks_for_quiet_is_left_alone_and_asked_again(room, tmp_path):
    answers = iter([Answer(b"slow down", status=429, headers={"Retry-After": "1"}), article("here you are")])
    room.put_feed(room.put("/busy", lambda _: next(answers)))
    report = crawl(room, tmp_path)
    assert (report.pages, report.errors) == (1, {})
    assert (report.finished_at - report.started_at).total_seconds() > 1


def test_a_host_that_asks_for_an_hour_is_asked_nothing_more(room, tmp_path):
    busy = Answer(b"slow down", status=503, headers={"Retry-After": "3600"})
    links = [room.put(f"/{number}", busy) for number in range(20)]
    room.put_feed(*links)
    report = crawl(room, tmp_path)
    assert report.health is Health.BLOCKED
    assert report.refused == {"host asked to come back later than this crawl lasts": 20}
    assert sum(url in links for url in room.asked) < 20


def test_a_host_whose_robots_txt_fails_is_not_crawled(room, tmp_path):
    room.put("/robots.txt", Answer(b"oops", status=500))
    room.put_feed(room.put("/1", article("one")))
    report = crawl(room, tmp_path)
    assert report.health is Health.FAILING
    assert "HTTP 500, asking for robots.txt" in report.errors
    assert set(room.asked) == {HOST + "/robots.txt"}


def test_a_live_crawl_connects_to_no_private_address_whatever_its_name_resolves_to(room, tmp_path):
    port = int(room.newsroom.address.rpartition(":")[2])
    urls = ("http://localhost/", "http://①②⑦.0.0.1/", f"http://127.0.0.1:{port}/", "http://[::1]/")
    report = crawl(None, tmp_path, urls=urls, contact="newsdesk@lantern.example")
    assert (report.pages, report.health) == (0, Health.FAILING)
    assert sum(report.refused.values()) == 4
    assert {reason.partition(",")[0] for reason in report.refused} == {
        "address is not public",
        "port other than 80 and 443",
    }
    assert not room.asked


def test_named_pages_are_fetched_without_a_source(room, tmp_path):
    urls = (room.put("/1", article("one")), HOST + "/none")
    report = crawl(room, tmp_path, urls=urls, source_id="by_hand")
    assert (report.pages, report.errors, report.health) == (1, {"HTTP 404": 1}, Health.FAILING)
    assert "HTTP 404" in report.message
    assert report.warc_files[0].startswith("by_hand-")


def test_a_live_crawl_without_a_contact_is_refused(tmp_path):
    for contact in (None, "", "me"):
        with pytest.raises(CrawlRefusedError, match="HONGBAO_CONTACT"):
            crawl(None, tmp_path, urls=("http://lantern.example/",), contact=contact)


def test_a_job_that_is_none_is_told_in_one_line():
    command = [sys.executable, "-m", "spiders.crawl"]
    child = subprocess.run(
        command, input=b'{"source_id": "a"}', capture_output=True, env=child_environment(), check=False
    )
    assert child.returncode != 0
    assert child.stdout == b""
    assert b"not a crawl job" in child.stderr.splitlines()[-1]


def test_an_archive_that_cannot_be_written_ends_the_crawl(room, tmp_path):
    (tmp_path / "archive").write_text("a file")
    room.put_feed(room.put("/1", article("one")))
    report = run_crawl(job(room, tmp_path / "archive"), tmp_path / "crawl.log")
    assert report.health is Health.FAILING
    assert "archive could not be written" in report.message


def start(room, folder, pages=24):
    """A crawl of slow pages in a process that the test may treat badly, once it has archived some of them."""
    slow = Answer(os.urandom(3000).hex().encode(), delay=0.05)
    room.put_feed(*(room.put(f"/{number}", slow) for number in range(pages)))
    child = subprocess.Popen(
        [sys.executable, "-m", "spiders.crawl"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=child_environment(),
    )
    child.stdin.write(job(room, folder).model_dump_json().encode())
    child.stdin.close()
    child.stdin = None
    wait_until(lambda: sum(path.stat().st_size for path in folder.glob("*.open")) > 20_000)
    return child


def test_a_crawl_that_is_killed_leaves_an_archive_that_recovers(room, tmp_path):
    child = start(room, tmp_path)
    assert recover(tmp_path) == []
    child.kill()
    child.communicate()
    assert not list(tmp_path.glob("*.warc.gz"))
    assert len(recover(tmp_path)) == 1
    assert 0 < len(bodies(tmp_path)) < 24
    room.stopped.set()
    assert crawl(room, tmp_path).pages == 24


def test_a_crawl_that_is_asked_to_stop_finishes_its_archive_and_reports(room, tmp_path):
    child = start(room, tmp_path)
    child.send_signal(signal.SIGTERM)
    report = json.loads(child.communicate()[0])
    assert child.returncode == 0
    assert report["ended"] == "terminated"
    assert 0 < report["pages"] < 24
    assert report["discovery_validators"] == {}
    assert not list(tmp_path.glob("*.open"))
    assert len(bodies(tmp_path)) == report["pages"]


def test_a_crawl_ends_when_its_time_is_up(room, tmp_path):
    slow = Answer(b"<p>slow", delay=0.1)
    room.put_feed(*(room.put(f"/{number}", slow) for number in range(60)))
    report = crawl(room, tmp_path, seconds=0.5)
    assert report.ended == "time_up"
    assert 0 < report.pages < 60


def test_a_child_that_dies_is_reported_with_its_log(room, tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", "")
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(CrawlFailedError, match=r"ended with code 1.*crawl\.log"):
        crawl(room, tmp_path)


def test_a_crawl_ends_when_the_process_that_waits_for_it_is_killed(room, tmp_path):
    slow = Answer(b"<p>slow", delay=0.1)
    room.put_feed(*(room.put(f"/{number}", slow) for number in range(600)))
    waiting = (
        "import sys; from pathlib import Path; from spiders.job import CrawlJob; from spiders.supervisor import run_crawl;"
        f"run_crawl(CrawlJob.model_validate_json(sys.stdin.read()), Path({str(tmp_path / 'crawl.log')!r}))"
    )
    parent = subprocess.Popen([sys.executable, "-c", waiting], stdin=subprocess.PIPE, env=child_environment())
    parent.stdin.write(job(room, tmp_path).model_dump_json().encode())
    parent.stdin.close()
    wait_until(lambda: list(tmp_path.glob("*.open")))
    parent.kill()
    parent.wait()
    wait_until(lambda: list(tmp_path.glob("*.warc.gz")))
    assert 0 < len(bodies(tmp_path)) < 600
    assert not list(tmp_path.glob("*.open"))


def test_a_probe_reads_the_listings_and_asks_for_no_article(room, tmp_path):
    room.put_feed(room.put("/1", article("one")), "/2")
    report = crawl(room, tmp_path, probe=True)
    assert (report.health, report.pages, report.listed, report.discovered) == (Health.OK, 0, 2, 2)
    assert [(way.url, way.listed, way.health) for way in report.ways] == [(HOST + "/feed.xml", 2, "ok")]
    assert room.asked == [HOST + "/robots.txt", HOST + "/feed.xml"]


def test_a_finder_lists_articles_of_other_sites_and_none_of_its_own(room, tmp_path):
    rows = [{"url": HOST + "/1", "title": "豆包"}, {"url": "http://kite.example/own", "title": "豆包"}]
    room.put("/1", article("one"))
    room.pages["http://kite.example/api"] = Answer(
        json.dumps({"articles": rows}).encode(), content_type="application/json"
    )
    finder = Discovery(kind="gdelt", query="doubao", url="http://kite.example/api")
    (way,) = source(finder).discovery
    room.pages[way.url] = room.pages["http://kite.example/api"]
    report = crawl(room, tmp_path, source=source(finder))
    assert (report.pages, report.refused) == (1, {"address is of another site": 1})
    assert "http://kite.example/robots.txt" in room.asked
    elsewhere = crawl(room, tmp_path, source=source(finder), article_sites=frozenset())
    assert (elsewhere.pages, elsewhere.refused) == (0, {"address is of another site": 2})


def test_a_list_page_that_says_unchanged_brings_nothing_and_is_not_judged_by_a_date(room, tmp_path):
    links = "".join(f'<a href="{room.put(path, article(path))}">x</a>' for path in ("/1", "/2"))
    page = Answer(links.encode(), headers={"ETag": '"l"'})
    room.put("/news", lambda desk: Answer(status=304) if desk.headers.get("If-None-Match") == '"l"' else page)
    outlet = source(Discovery(kind="list", url=HOST + "/news", selector="a"))
    first = crawl(room, tmp_path, source=outlet)
    assert (first.pages, set(first.discovery_validators)) == (2, {HOST + "/news"})
    known = write_known(tmp_path, first.discovery_validators)
    second = crawl(room, tmp_path, source=outlet, known_file=known)
    assert (second.discovered, second.health, second.newest_item_at) == (0, Health.OK, None)
    assert second.discovery_validators == first.discovery_validators


def test_old_items_and_items_of_which_nothing_is_told_are_left_where_the_source_says_so(room, tmp_path):
    entries = "".join(
        f"<url><loc>/{path}</loc>{date}</url>"
        for path, date in (("new", "<lastmod>2026-02-19</lastmod>"), ("old", "<lastmod>2025-02-19</lastmod>"))
    )
    room.put("/map.xml", Answer(f"<urlset>{entries}</urlset>".encode(), content_type="application/xml"))
    room.put("/new", article("new"))
    way = Discovery(kind="sitemap", url=HOST + "/map.xml")
    young = source(way, max_age_days=30)
    assert crawl(room, tmp_path, source=young).refused == {"older than this source is read for": 1}
    told = source(way, fetch="matching", untitled="skip")
    report = crawl(room, tmp_path, source=told, terms=("豆包",))
    assert (report.pages, report.refused) == (0, {"nothing is told of it to sift by": 2})
