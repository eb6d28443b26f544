"""The archive on disk: whole files under their own name, whatever befalls the writer."""

import os
import random

import pytest
from fastwarc.warc import ArchiveIterator, WarcRecordType
from scrapy import Request
from scrapy.http import TextResponse

from spiders.answers import pack_exchange
from spiders.archive import Archive, archive_resource, archive_resources
from spiders.errors import ArchiveError
from spiders.records import Resource
from spiders.recovery import recover
from spiders.warc_files import WarcFile

URL = "http://lantern.example/1"


def exchange(body=b"page"):
    response = TextResponse(URL, body=body, headers={"Content-Type": "text/html", "X-Note": "灯"})
    return pack_exchange(Request(URL + "?q=1"), response, "article", {"content-encoding": "gzip"})


def records(path):
    with path.open("rb") as file:
        return [
            (record.record_type, dict(record.headers), record.reader.read())
            for record in ArchiveIterator(file, parse_http=False, verify_digests=True)
        ]


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_file_has_its_name_only_when_it_is_whole(tmp_path):
    archive = Archive(tmp_path, "lantern")
    archive.write(exchange())
    assert [name.endswith(".warc.gz.open") for name in names(tmp_path)] == [True]
    archive.close()
    (path,) = archive.finished
    assert names(tmp_path) == [path.name]
    assert path.name.startswith("lantern-2")
    assert path.name.endswith(".warc.gz")
    kinds = [kind for kind, _, _ in records(path)]
    assert kinds == [WarcRecordType.warcinfo, WarcRecordType.response, WarcRecordType.request]


def test_nothing_to_archive_leaves_no_file(tmp_path):
    with Archive(tmp_path, "lantern"):
        pass
    assert not names(tmp_path)


def test_a_file_that_has_grown_large_is_followed_by_the_next(tmp_path):
    with Archive(tmp_path, "lantern", rotate_at=1000) as archive:
        for _ in range(3):
            archive.write(exchange(os.urandom(2000)))
    assert len(archive.finished) == 3


def test_a_record_says_what_it_holds(tmp_path):
    with Archive(tmp_path, "lantern") as archive:
        archive.write(exchange())
    info, response, request = records(archive.finished[0])
    assert b"isPartOf: lantern" in info[2]
    assert response[1]["Hongbao-Role"] == "article"
    assert response[1]["WARC-Payload-Digest"].startswith("sha1:")
    head, _, body = response[2].partition(b"\r\n\r\n")
    assert body == b"page"
    assert b"\r\nContent-Length: 4" in head
    assert b"X-Crawl-Content-Encoding: gzip" in head
    assert b"\r\nContent-Encoding" not in head
    assert request[1]["WARC-Concurrent-To"] == response[1]["WARC-Record-ID"]
    assert request[2].startswith(b"GET /1?q=1 HTTP/1.1\r\nHost: lantern.example\r\n")


def test_documents_that_came_by_hand_are_kept_with_what_is_known_of_them(tmp_path):
    first = Resource(
        "urn:x:1",
        "text/plain; charset=utf-8",
        "灯笼".encode(),
        {"publisher": "Lan\r\ntern", "language": "zh"},
    )
    path = archive_resources(tmp_path, "by_hand", [first, Resource("urn:x:2", "text/html", b"<p>2")])
    _, document, metadata, second, _ = records(path)
    assert (document[0], document[2].decode()) == (WarcRecordType.resource, "灯笼")
    assert document[1]["Content-Type"] == "text/plain; charset=utf-8"
    assert metadata[0] == WarcRecordType.metadata
    assert metadata[1]["WARC-Concurrent-To"] == document[1]["WARC-Record-ID"]
    assert metadata[2] == b"publisher: Lan tern\r\nlanguage: zh\r\n"
    assert second[1]["WARC-Target-URI"] == "urn:x:2"


def test_one_document_is_kept_as_several_are(tmp_path):
    path = archive_resource(tmp_path, "by_hand", URL, "text/plain", b"text", {"published": "2026-02-06"})
    assert [len(body) for _, _, body in records(path)][1:] == [4, len("published: 2026-02-06\r\n")]


def test_an_archive_that_cannot_be_written_is_told_in_one_line(tmp_path):
    (tmp_path / "archive").write_text("a file")
    with pytest.raises(ArchiveError, match="no archive can be written there"):
        Archive(tmp_path / "archive", "lantern").write(exchange())
    with pytest.raises(ArchiveError, match="nothing to archive"):
        archive_resources(tmp_path, "by_hand", [])


def test_recovery_keeps_whole_records_wherever_the_end_was_torn_off(tmp_path):
    with Archive(tmp_path / "whole", "lantern") as archive:
        for number in range(4):
            archive.write(exchange(b"page %d" % number))
    whole = archive.finished[0].read_bytes()
    dice = random.Random(2026)  # noqa: S311 - the same cuts on every run
    for number in range(40):
        cut = dice.randrange(len(whole))
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "lantern-x.warc.gz.open").write_bytes(whole[:cut])
        for path in recover(folder):
            assert whole.startswith(path.read_bytes())
            found = records(path)
            assert found[1][0] == WarcRecordType.response
        assert not list(folder.glob("*.open"))


def test_recovery_cuts_off_rubbish_after_the_last_record(tmp_path):
    with Archive(tmp_path, "lantern") as archive:
        archive.write(exchange())
    path = archive.finished[0]
    whole = path.read_bytes()
    path.rename(path.with_name(path.name + ".open")).write_bytes(whole + b"\0" * 5000)
    assert recover(tmp_path) == [path]
    assert path.read_bytes() == whole
    assert recover(tmp_path) == []


def test_recovery_leaves_a_file_alone_while_its_writer_lives(tmp_path):
    file = WarcFile(tmp_path, "lantern")
    file.write(exchange())
    assert recover(tmp_path) == []
    path = file.finish()
    assert len(records(path)) == 3
    assert recover(tmp_path) == []


def test_recovery_of_a_folder_that_is_not_there_finds_nothing(tmp_path):
    assert recover(tmp_path / "none") == []
