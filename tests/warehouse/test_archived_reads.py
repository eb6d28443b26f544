"""What is handed out of the archive: the page itself or a word why not, never another file, never without end."""

import gzip
from base64 import b32encode
from collections.abc import Callable
from hashlib import sha1
from io import BytesIO
from pathlib import Path

import pytest

from warehouse import archived_reads
from warehouse.archived_reads import NotArchivedError, find_record, read_archived, read_record

PAGE = "<p>千问将投入30亿元</p>".encode("gb18030")
URL = "http://lantern.example/1"
Keep = Callable[..., Path]


def write_record(body: bytes, headers: dict[str, str]) -> bytes:
    """A WARC record of a page that was answered."""
    lines = [f"{name}: {value}" for name, value in headers.items()]
    block = "\r\n".join(["HTTP/1.1 200 OK", *lines, "", ""]).encode() + body
    digest = b32encode(sha1(body, usedforsecurity=False).digest()).decode()
    head = [
        "WARC/1.1", "WARC-Type: response", "WARC-Record-ID: <urn:uuid:1>", "WARC-Date: 2026-02-20T08:00:00Z",
        f"WARC-Target-URI: {URL}", f"WARC-Payload-Digest: sha1:{digest}",
        "Content-Type: application/http; msgtype=response", f"Content-Length: {len(block)}", "", "",
    ]  # fmt: skip
    return "\r\n".join(head).encode() + block + b"\r\n\r\n"


@pytest.fixture
def keep(tmp_path: Path) -> Keep:
    """Writes an archive file of two pages, the second with the body and headers given; the data folder."""

    def write(body: bytes = PAGE, name: str = "lantern.warc.gz", **headers: str) -> Path:
        first, second = (write_record(page, headers) for page in (b"the page before", body))
        if name.endswith(".gz"):
            first, second = gzip.compress(first), gzip.compress(second)
        (tmp_path / "archive").mkdir(exist_ok=True)
        (tmp_path / "archive" / name).write_bytes(first + second)
        (tmp_path / "offset").write_text(str(len(first)))
        return tmp_path

    return write


def offset_of(place: Path) -> int:
    return int((place / "offset").read_text())


def test_a_page_is_read_where_it_stands_and_is_what_was_collected(keep: Keep) -> None:
    place = keep(**{"Content-Type": "text/html; charset=gbk"})
    page = read_archived(place, "lantern.warc.gz", offset_of(place))
    assert (page.body, page.url, page.status) == (PAGE, URL, 200)
    assert page.headers == (("Content-Type", "text/html; charset=gbk"),)
    assert page.digest.startswith("sha1:")
    assert page.is_digest_right
    assert page.is_whole


def test_a_page_that_was_sent_packed_is_unpacked_and_its_digest_is_that_of_what_was_sent(keep: Keep) -> None:
    place = keep(gzip.compress(PAGE), **{"Content-Encoding": "gzip"})
    page = read_archived(place, "lantern.warc.gz", offset_of(place))
    assert page.body == PAGE
    assert page.is_digest_right


def test_bytes_that_were_changed_in_the_archive_do_not_have_the_digest(keep: Keep) -> None:
    place = keep(b"Qwen spends 3 billion", name="lantern.warc")
    path = place / "archive" / "lantern.warc"
    path.write_bytes(path.read_bytes().replace(b"3 billion", b"9 billion"))
    page = read_archived(place, "lantern.warc", offset_of(place))
    assert page.body == b"Qwen spends 9 billion"
    assert not page.is_digest_right


@pytest.mark.parametrize("name", ["lantern.warc", "lantern.warc.gz"])
def test_a_record_of_its_own_holds_the_page(keep: Keep, name: str) -> None:
    place = keep(name=name)
    record = find_record(BytesIO(read_record(place, name, offset_of(place))), 0)
    record.parse_http()
    assert record.verify_payload_digest()
    assert record.reader.read() == PAGE


def test_a_record_of_its_own_is_the_bytes_of_the_archive(keep: Keep) -> None:
    place = keep()
    whole = (place / "archive" / "lantern.warc.gz").read_bytes()
    assert read_record(place, "lantern.warc.gz", offset_of(place)) == whole[offset_of(place) :]
    assert read_record(place, "lantern.warc.gz", 0) == whole[: offset_of(place)]


@pytest.mark.parametrize(
    "name", ["../work.duckdb", "/etc/passwd", "..", ".", "", "a/b.warc.gz", "a\0b", "away.warc.gz", "gone.warc.gz"]
)
@pytest.mark.parametrize("read", [read_archived, read_record])
def test_a_name_leads_to_no_file_but_one_of_the_archive(keep: Keep, read: Callable[..., object], name: str) -> None:
    place = keep()
    (place / "work.duckdb").write_bytes((place / "archive" / "lantern.warc.gz").read_bytes())
    (place / "archive" / "away.warc.gz").symlink_to(place / "work.duckdb")
    with pytest.raises(NotArchivedError):
        read(place, name, 0)


@pytest.mark.parametrize("offset", [1, 10**9])
@pytest.mark.parametrize("read", [read_archived, read_record])
def test_where_no_page_begins_nothing_is_read(keep: Keep, read: Callable[..., object], offset: int) -> None:
    with pytest.raises(NotArchivedError, match=rf"lantern\.warc\.gz: the record at byte {offset} cannot be read"):
        read(keep(), "lantern.warc.gz", offset)


@pytest.mark.parametrize("read", [read_archived, read_record])
def test_a_record_that_breaks_off_is_not_handed_out(keep: Keep, read: Callable[..., object]) -> None:
    place = keep()
    path = place / "archive" / "lantern.warc.gz"
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(NotArchivedError):
        read(place, "lantern.warc.gz", offset_of(place))


def test_what_unpacks_to_more_than_any_page_is_cut(keep: Keep, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archived_reads, "MOST", 10_000)
    place = keep(gzip.compress(bytes(5_000_000)), **{"Content-Encoding": "gzip"})
    page = read_archived(place, "lantern.warc.gz", offset_of(place))
    assert len(page.body) == 10_000
    assert not page.is_whole
    assert page.is_digest_right


def test_a_record_larger_than_any_page_is_not_read_for_its_digest(keep: Keep, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archived_reads, "MOST", 100)
    place = keep(bytes(range(256)) * 40, name="lantern.warc")
    page = read_archived(place, "lantern.warc", offset_of(place))
    assert not page.is_digest_right
    assert not page.is_whole
    with pytest.raises(NotArchivedError, match="larger than any page"):
        read_record(place, "lantern.warc", offset_of(place))
