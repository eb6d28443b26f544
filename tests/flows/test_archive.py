"""Archived pages come back as they went in, from any offset, and from archives that others wrote."""

import contextlib
import gzip
from io import BytesIO

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from flows.archive import read_pages, read_records
from flows.errors import InputError
from spiders.archive import archive_resources
from spiders.records import Resource


def keep(folder, *bodies):
    resources = [
        Resource(f"http://a.example/{n}", "text/plain", body, {"published": "2026-02-06", "title": f"T{n}"})
        for n, body in enumerate(bodies)
    ]
    return archive_resources(folder, "by_hand", resources)


def test_resources_come_back_with_what_was_told_of_them(tmp_path):
    pages = list(read_pages(keep(tmp_path, b"one", "二".encode())))
    assert [page.body for page in pages] == [b"one", "二".encode()]
    assert [page.told["title"] for page in pages] == ["T0", "T1"]
    assert {page.source_id for page in pages} == {"by_hand"}
    assert all(page.payload_digest and page.fetched_at.tzinfo for page in pages)


def test_reading_goes_on_from_where_it_ended(tmp_path):
    path = keep(tmp_path, b"one", b"two")
    first, second = read_pages(path)
    assert [page.body for page in read_pages(path, second.warc_offset)] == [b"two"]
    assert list(read_pages(path, path.stat().st_size)) == []
    assert next(read_pages(path, first.warc_offset)).warc_offset == first.warc_offset


@pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning"
)  # warcio leaves a buffer to the collector
def test_a_packed_body_in_somebody_elses_archive_is_unpacked(tmp_path):
    path = tmp_path / "other.warc.gz"
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        headers = StatusAndHeaders(
            "200 OK", [("Content-Type", "text/html"), ("Content-Encoding", "gzip")], protocol="HTTP/1.1"
        )
        payload = gzip.compress(b"<p>Qwen</p>")
        writer.write_record(
            writer.create_warc_record("http://a.example/", "response", payload=BytesIO(payload), http_headers=headers)
        )
    (page,) = read_pages(path)
    assert page.body == b"<p>Qwen</p>"
    assert (page.status, page.content_type, page.url) == (200, "text/html", "http://a.example/")


@pytest.mark.parametrize(
    "content",
    # Without a time in it the packed case has the same name in every process that collects the tests.
    [b"no archive at all", gzip.compress(b"no archive at all", mtime=0), b"\x1f\x8b\x08broken"],
)
def test_what_is_no_archive_says_so(tmp_path, content):
    path = tmp_path / "x.warc.gz"
    path.write_bytes(content)
    with pytest.raises(InputError, match=r"x\.warc\.gz: is not a readable WARC file"):
        list(read_pages(path))


def test_a_missing_archive_says_so(tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        list(read_pages(tmp_path / "none.warc.gz"))


def test_an_archive_cut_off_anywhere_gives_whole_pages_or_an_error(tmp_path):
    bodies = [b"one " * 300, bytes(range(256)) * 9]
    whole = keep(tmp_path, *bodies).read_bytes()
    cut = tmp_path / "cut.warc.gz"
    for length in range(0, len(whole), 23):
        cut.write_bytes(whole[:length])
        found: list[bytes] = []
        with contextlib.suppress(InputError):
            found.extend(page.body for page in read_pages(cut))
        assert found == bodies[: len(found)]


@pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning"
)  # warcio leaves a buffer to the collector
def test_revisits_in_somebody_elses_archive_are_indexed_and_passed_over(tmp_path):
    path = tmp_path / "other.warc.gz"
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        told = StatusAndHeaders("304 Not Modified", [("ETag", '"1"')], protocol="HTTP/1.1")
        for head in (told, None):
            url = "http://a.example/"
            writer.write_record(
                writer.create_revisit_record(url, "sha1:A", url, "2026-02-01T00:00:00Z", http_headers=head)
            )
    assert list(read_pages(path)) == []
    confirmed, bare = read_records(path)
    assert (confirmed.record, confirmed.role, confirmed.status, confirmed.etag) == ("revisit", "article", 304, '"1"')
    assert (bare.record, bare.status, bare.payload_digest) == ("revisit", None, "sha1:A")


@pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning"
)  # warcio leaves a buffer to the collector
@pytest.mark.parametrize(("name", "told"), [("foreign-1-2.warc.gz", ("article", None)), ("lantern-1-2.warc.gz", None)])
def test_what_somebody_elses_archive_says_in_our_own_fields_is_not_believed(tmp_path, name, told):
    fields = {"Hongbao-Role": "discovery", "Hongbao-Asked": "http://a.example/short"}
    with (tmp_path / name).open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        head = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            "http://a.example/", "response", payload=BytesIO(b"<p>Qwen"), http_headers=head, warc_headers_dict=fields
        )
        writer.write_record(record)
    (page,) = read_records(tmp_path / name)
    assert (page.role, page.asked_url) == (told or tuple(fields.values()))
    assert page.body == (b"<p>Qwen" if told else b"")
