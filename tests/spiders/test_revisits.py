"""What did not change is written down as unchanged; what did not arrive whole is not written down at all."""

import gzip
import zlib
from datetime import UTC, datetime

import pytest
from fastwarc.warc import ArchiveIterator, WarcRecordType
from scrapy import Request
from scrapy.http import TextResponse
from warcio.archiveiterator import ArchiveIterator as OtherIterator

from flows.archive import read_pages, read_records
from spiders.answers import NOT_MODIFIED, SAME_BYTES, FullRecord, pack_exchange, pack_revisit
from spiders.archive import Archive
from spiders.job import Validator
from spiders.known import KNOWN
from spiders.sources import Discovery
from spiders.wholeness import is_ended, is_torn, must_end
from tests.spiders.zoo import HOST, HTML, Answer, article, crawl, rss, source

URL = "http://lantern.example/1"
THEN = datetime(2026, 2, 6, 1, 2, 3, 456789, tzinfo=UTC)
FULL = FullRecord("sha1:" + "A" * 32, THEN)


def headers_of(path, kind=WarcRecordType.revisit):
    """The WARC header fields of all records of one kind, digests checked."""
    with path.open("rb") as file:
        return [dict(one.headers) for one in ArchiveIterator(file, record_types=kind, verify_digests=True)]


def tagged(body, tag='"1"'):
    def page(desk):
        same = desk.headers.get("If-None-Match") == tag
        return Answer(status=304, headers={"ETag": tag}) if same else Answer(body, headers={"ETag": tag})

    return page


def learn(folder, path, **more):
    """The known file that the records of an archive file add up to."""
    known = {
        one.url: Validator(etag=one.etag, payload_digest=one.payload_digest, archived_at=one.fetched_at)
        for one in read_records(path)
        if one.record == "response"
    }
    (folder / "known.json").write_bytes(KNOWN.dump_json(known | more))
    return folder / "known.json"


@pytest.mark.parametrize(("status", "profile"), [(200, SAME_BYTES), (304, NOT_MODIFIED)])
def test_a_revisit_says_which_record_still_holds_and_two_libraries_read_it(tmp_path, status, profile):
    response = TextResponse(URL, status=status, body=b"", headers={"ETag": '"1"', "Content-Type": HTML})
    with Archive(tmp_path, "lantern") as archive:
        archive.write(pack_revisit(Request(URL), response, "article", {}, FULL))
    (path,) = archive.finished
    (fields,) = headers_of(path)
    assert fields["WARC-Profile"] == profile
    assert fields["WARC-Refers-To-Target-URI"] == URL
    assert fields["WARC-Refers-To-Date"] == "2026-02-06T01:02:03.456789Z"
    assert fields["WARC-Payload-Digest"] == FULL.payload_digest
    assert fields["Hongbao-Role"] == "article"
    with path.open("rb") as file:
        kinds = {one.rec_type: one.http_headers for one in OtherIterator(file, check_digests="raise")}
    assert list(kinds) == ["warcinfo", "revisit", "request"]
    assert kinds["revisit"].get_statuscode() == str(status)
    assert kinds["revisit"].get_header("ETag") == '"1"'


def test_a_revisit_is_indexed_but_is_no_page_to_read(tmp_path):
    full = TextResponse(URL, body=b"<p>text", headers={"Content-Type": HTML})
    with Archive(tmp_path, "lantern") as archive:
        archive.write(pack_exchange(Request(URL), full, "article", {}))
        same = TextResponse(URL, status=304, headers={"ETag": '"2"'})
        archive.write(pack_revisit(Request(URL), same, "article", {}, FULL))
    (path,) = archive.finished
    assert [page.body for page in read_pages(path)] == [b"<p>text"]
    first, second = read_records(path)
    assert (first.record, second.record, second.body) == ("response", "revisit", b"")
    assert (second.status, second.etag, second.payload_digest) == (304, '"2"', FULL.payload_digest)


def test_a_second_crawl_leaves_a_revisit_for_each_unchanged_page_feed_and_robots_file(room, tmp_path):
    room.put("/robots.txt", Answer(b"User-agent: *\nDisallow: /no", content_type="text/plain"))
    pages = [room.put("/tagged", tagged(b"<p>tagged")), room.put("/plain", article("plain"))]
    feed = room.put_feed(*pages)
    (first,) = (tmp_path / name for name in crawl(room, tmp_path).warc_files)
    dates = {one["WARC-Target-URI"]: one["WARC-Date"] for one in headers_of(first, WarcRecordType.response)}
    report = crawl(room, tmp_path, known_file=learn(tmp_path, first))
    assert (report.pages, report.not_modified, report.revisits) == (0, 2, 4)
    (second,) = (tmp_path / name for name in report.warc_files)
    assert headers_of(second, WarcRecordType.response) == []
    revisits = {one["WARC-Target-URI"]: one for one in headers_of(second)}
    assert set(revisits) == {*pages, feed, HOST + "/robots.txt"}
    assert {url: one["WARC-Refers-To-Date"] for url, one in revisits.items()} == dates
    assert revisits[pages[0]]["WARC-Profile"] == NOT_MODIFIED
    assert {one["WARC-Profile"] for url, one in revisits.items() if url != pages[0]} == {SAME_BYTES}


def test_of_an_unchanged_page_whose_record_nobody_knows_nothing_is_kept(room, tmp_path):
    url = room.put("/tagged", tagged(b"<p>tagged"))
    (first,) = (tmp_path / name for name in crawl(room, tmp_path, urls=(url,)).warc_files)
    known = learn(tmp_path, first, **{url: Validator(etag='"1"')})
    report = crawl(room, tmp_path, urls=(url,), known_file=known)
    assert (report.not_modified, report.revisits) == (1, 1)
    (second,) = (tmp_path / name for name in report.warc_files)
    assert [one["WARC-Target-URI"] for one in headers_of(second)] == [HOST + "/robots.txt"]


def closing(body, packing=None):
    """A page of unannounced length: the server just hangs up after it."""

    def page(desk):
        desk.send_response(200)
        for name, value in {"Content-Type": HTML, "Connection": "close", "Content-Encoding": packing}.items():
            if value:
                desk.send_header(name, value)
        desk.end_headers()
        desk.wfile.write(body)
        desk.wfile.flush()
        raise ConnectionAbortedError

    return page


def halves(body):
    """A page that breaks off a little later each time."""
    lengths = iter(range(600, 2000, 100))

    def page(desk):
        return closing(body[: next(lengths)])(desk)

    return page


def test_half_a_page_is_never_kept_as_a_whole_one(room, tmp_path):
    whole = b"<!doctype html><p>" + bytes(range(32, 127)) * 40 + b"</p></html>"
    zipped = gzip.compress(whole)
    good = {
        room.put("/open-end", closing(whole + b"\n<!-- 12 ms -->\n")),
        room.put("/without-end", closing(whole.removesuffix(b"</html>"))),
        room.put("/zipped", Answer(zipped, headers={"Content-Encoding": "gzip"})),
        room.put("/padded", Answer(zipped + bytes(8), headers={"Content-Encoding": "gzip"})),
        room.put("/deflated", Answer(zlib.compress(whole), headers={"Content-Encoding": "deflate"})),
    }
    bad = {
        room.put("/half", halves(whole)),
        room.put("/half.xml", closing(b'<?xml version="1.0"?><page>' + whole[20:600])),
        room.put("/torn-gzip", Answer(zipped[:120], headers={"Content-Encoding": "gzip"})),
        room.put("/torn-deflate", Answer(zlib.compress(whole)[:120], headers={"Content-Encoding": "deflate"})),
        room.put("/torn-and-closed", closing(zipped[:120], "gzip")),
    }
    room.put("/robots.txt", closing(b"User-agent: *\nDisallow: /no"))
    room.put_feed(*good, *bad)
    report = crawl(room, tmp_path)
    assert report.refused == {"response was cut short": 3, "response may have been cut short": 2}
    assert report.discovery_validators == {}
    (path,) = (tmp_path / name for name in report.warc_files)
    assert {page.url for page in read_pages(path)} == good
    assert all(page.body.startswith(whole.removesuffix(b"</html>")) for page in read_pages(path))
    asked = [url.removeprefix(HOST) for url in room.asked]
    # What shows no end is asked for once more; XML has one, and whoever shows it need not be asked.
    assert [asked.count(path) for path in ("/without-end", "/half", "/half.xml", "/open-end")] == [2, 2, 1, 1]


def test_a_page_without_an_end_is_not_asked_for_twice_once_it_is_known(room, tmp_path):
    url = room.put("/no-end", closing(b"<!doctype html><p>no end"))
    room.put_feed(url)
    (first,) = (tmp_path / name for name in crawl(room, tmp_path).warc_files)
    room.asked.clear()
    report = crawl(room, tmp_path, known_file=learn(tmp_path, first))
    assert (report.not_modified, report.health, room.asked.count(url)) == (1, "ok", 1)


def test_why_no_article_could_be_had_is_told_with_the_count(room, tmp_path):
    whole = b"<!doctype html><p>" + bytes(range(32, 127)) * 40
    pages = [room.put(f"/{number}", halves(whole)) for number in range(3)]
    room.put_feed(*pages, room.put("/4", Answer(status=403)))
    message = crawl(room, tmp_path).message
    assert message.startswith("none of its articles could be fetched")
    assert "response may have been cut short (3)" in message


def test_half_a_feed_says_nothing_of_its_source(room, tmp_path):
    room.put("/feed.xml", closing(rss(room.put("/1", article("one")))[:150]))
    report = crawl(room, tmp_path)
    assert report.refused == {"response may have been cut short": 1}
    assert "cut short" in report.message
    room.put("/feed.xml", closing(rss("/1")))
    assert crawl(room, tmp_path).pages == 1


@pytest.mark.parametrize("length", [0, 1, 5, 12, 40, 200])
def test_a_packed_body_is_whole_only_with_its_last_byte(length):
    body = bytes(range(length)) * 3
    for encoding, packed in (("gzip", gzip.compress(body)), ("deflate", zlib.compress(body))):
        assert not is_torn(packed, encoding, len(body))
        assert not is_torn(packed, encoding.upper() + " ", len(body))
        assert all(is_torn(packed[:cut], encoding, len(body) + 1) for cut in range(1, len(packed)))
    raw = zlib.compressobj(wbits=-15)
    assert not is_torn(raw.compress(body) + raw.flush(), "deflate", len(body))
    two = gzip.compress(b"first") + gzip.compress(body)
    assert not is_torn(two, "gzip", 5 + len(body))
    assert is_torn(two[:-3], "gzip", 5 + len(body))


def test_what_cannot_be_judged_is_let_through():
    assert not is_torn(b"", "gzip", 0)
    assert not is_torn(b"packed otherwise", "br", 3)
    assert is_ended(b'{"articles": []}\n')
    assert is_ended(b"<p>x</BODY></HTML>" + b" " * 400)
    assert not is_ended(b"<html><p>half of th")


def test_a_packed_sitemap_ends_with_its_last_byte_and_xml_has_an_end_while_pages_may_just_stop():
    packed = gzip.compress(b"<urlset></urlset>")
    assert is_ended(packed)
    assert not is_ended(packed[:-1])
    assert must_end(b'\xef\xbb\xbf\n<?xml version="1.0"?><rss>')
    assert not must_end(b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0"><html><p>')
    assert not must_end(b"<!doctype html><p>")


def test_a_list_page_that_has_no_end_and_is_never_the_same_is_read_with_a_note(room, tmp_path):
    numbers = iter(range(10))

    def page(desk):
        return closing(f"<!doctype html><a href=/1>x</a>{next(numbers)}".encode())(desk)

    room.put("/list", page)
    room.put("/1", article("one"))
    way = Discovery(kind="list", url=HOST + "/list", selector="a")
    report = crawl(room, tmp_path, source=source(way))
    assert (report.pages, report.health, report.refused) == (1, "ok", {})
    assert "without an end and is never the same" in report.message
    assert report.discovery_validators == {}
