"""Days in Shanghai become the files of Common Crawl's news crawl that hold them, over the ends of months and years."""

import gzip
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from flows.cc_news import list_files, read_days
from flows.errors import InputError

STAMPS = {
    "2025/12": ("20251230040000", "20251231150000", "20251231170000"),
    "2026/01": ("20260101010000", "20260115000000", "20260131100000", "20260131180000"),
    "2026/02": ("20260201020000", "20260201170000"),
}
LISTINGS = {
    f"/crawl-data/CC-NEWS/{month}/warc.paths.gz": gzip.compress(
        "".join(f"crawl-data/CC-NEWS/{month}/CC-NEWS-{stamp}-00042.warc.gz\n" for stamp in stamps).encode()
    )
    for month, stamps in STAMPS.items()
}


class Desk(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = b"<html>" if "2024" in self.path else LISTINGS.get(self.path)
        self.send_response(404 if body is None else 200)
        self.send_header("Content-Length", str(len(body or b"")))
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Desk) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def stamps(first, last, base):
    files = list_files(date.fromisoformat(first), date.fromisoformat(last), base)
    assert all(one.startswith(base + "crawl-data/CC-NEWS/") for one in files)
    return [one.rsplit("-", 2)[1] for one in files]


def test_a_day_takes_its_files_and_the_neighbour_on_either_side(base):
    # New Year's Day in Shanghai is 31 December 16:00 to 1 January 16:00 in UTC.
    assert stamps("2026-01-01", "2026-01-01", base) == [
        "20251231150000", "20251231170000", "20260101010000", "20260115000000",
    ]  # fmt: skip


def test_a_month_s_end_is_no_border(base):
    assert stamps("2026-02-01", "2026-02-01", base) == [
        "20260131100000", "20260131180000", "20260201020000", "20260201170000",
    ]  # fmt: skip


def test_a_day_between_two_files_takes_both(base):
    assert stamps("2026-01-20", "2026-01-21", base) == ["20260115000000", "20260131100000"]


def test_days_beyond_all_listings_say_so(base):
    with pytest.raises(InputError, match="lists no news of 2030-01-01"):
        stamps("2030-01-01", "2030-01-02", base)


def test_what_is_no_listing_is_told(base):
    with pytest.raises(InputError, match="no packed list"):
        stamps("2024-05-01", "2024-05-02", base)


def test_days_are_written_as_from_and_to():
    assert read_days("2026-01-20..2026-03-15") == (date(2026, 1, 20), date(2026, 3, 15))


@pytest.mark.parametrize("text", ["", "2026-01-20", "2026-03-15..2026-01-20", "2026-02-30..2026-03-01", "x..y"])
def test_other_days_are_refused(text):
    with pytest.raises(InputError, match=r"write them as 2026-01-20\.\.2026-03-15"):
        read_days(text)
