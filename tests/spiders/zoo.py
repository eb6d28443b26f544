"""A newsroom that misbehaves on demand, and a way to crawl it with the real spiders in a real process."""

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import Any

from fastwarc.warc import ArchiveIterator, WarcRecordType

from spiders.job import CrawlJob, Newsroom, Validator
from spiders.known import KNOWN
from spiders.report import CrawlReport
from spiders.sources import Discovery, Source
from spiders.supervisor import run_crawl

NOW = datetime(2026, 2, 20, 8, tzinfo=UTC)
HOST = "http://lantern.example"
HTML = "text/html; charset=utf-8"
RSS = "application/rss+xml; charset=utf-8"


@dataclass
class Answer:
    """What one address answers.

    `length` may lie about the body; `reset` breaks the connection after it; `delay` is the wait before the answer,
    `drip` that between one byte of the body and the next.
    """

    body: bytes = b""
    status: int = 200
    content_type: str = HTML
    headers: Mapping[str, str] = field(default_factory=dict)
    length: int | None = None
    reset: bool = False
    delay: float = 0.0
    drip: float = 0.0


Page = Answer | Callable[["Desk"], Answer]


class Desk(BaseHTTPRequestHandler):
    """Serves absolute addresses as a proxy does, and any other address as a private server would."""

    protocol_version = "HTTP/1.1"
    timeout = 5

    def __init__(self, room: "Room", *args: Any) -> None:
        self.room = room
        super().__init__(*args)

    def do_GET(self) -> None:
        self.room.times.append(time.monotonic())
        self.room.asked.append(self.path)
        self.room.headers.append(dict(self.headers))
        page = self.room.pages.get(self.path, Answer(b"no such page", status=404))
        self.send(page(self) if callable(page) else page)

    def send(self, answer: Answer) -> None:
        self.room.stopped.wait(answer.delay)
        self.send_response(answer.status)
        for name, value in {"Content-Type": answer.content_type, **answer.headers}.items():
            self.send_header(name, value)
        if answer.status != 304 and "Transfer-Encoding" not in answer.headers:
            self.send_header("Content-Length", str(len(answer.body) if answer.length is None else answer.length))
        self.end_headers()
        for part in (bytes([byte]) for byte in answer.body) if answer.drip else (answer.body,):
            self.wfile.write(part)
            self.room.stopped.wait(answer.drip)
        self.close_connection = self.close_connection or answer.reset or answer.length is not None

    def log_message(self, *_: Any) -> None:
        return


@dataclass
class Room:
    """The running newsroom: its pages may be changed between crawls, and it remembers what it was asked."""

    newsroom: Newsroom
    pages: dict[str, Page] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    stopped: Event = field(default_factory=Event)

    def put(self, path: str, page: Page) -> str:
        self.pages[HOST + path] = page
        return HOST + path

    def put_feed(self, *links: str, path: str = "/feed.xml", published: datetime = NOW) -> str:
        return self.put(path, Answer(rss(*links, published=published), content_type=RSS))


class QuietServer(ThreadingHTTPServer):
    """Clients of these tests hang up in mid-answer; that is no news."""

    daemon_threads = True

    def handle_error(self, *_: Any) -> None:
        return


class OpenRoom:
    """Serves a newsroom of these hosts for as long as the block lasts."""

    def __init__(self, hosts: Iterable[str] = ("lantern.example", "kite.example")) -> None:
        self.hosts = frozenset(hosts)

    def __enter__(self) -> Room:
        self.server = QuietServer(("127.0.0.1", 0), None)
        address = f"http://127.0.0.1:{self.server.server_port}"
        self.room = Room(Newsroom(address=address, hosts=self.hosts))
        self.server.RequestHandlerClass = partial(Desk, self.room)
        self.thread = Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self.thread.start()
        return self.room

    def __exit__(self, *_: object) -> None:
        self.room.stopped.set()
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


def rss(*links: str, published: datetime = NOW, head: str = "") -> bytes:
    items = "".join(
        f"<item><title>Item {n}</title><link>{link}</link>"
        f"<pubDate>{published:%a, %d %b %Y %H:%M:%S} +0000</pubDate></item>"
        for n, link in enumerate(links)
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?>{head}<rss version="2.0"><channel><title>Lantern</title>'
        f"{items}</channel></rss>"
    ).encode()


def article(text: str) -> Answer:
    return Answer(f"<!doctype html><title>{text}</title><p>{text}".encode())


def source(*ways: Discovery, **changes: Any) -> Source:
    fields: dict[str, Any] = {
        "id": "lantern",
        "publisher": "Lantern",
        "home": HOST + "/",
        "language": "en",
        "tier": "newspaper",
        "discovery": ways or (Discovery(kind="feed", url=HOST + "/feed.xml"),),
        "fetch": "all",
        "terms": "our own",
        "cadence_hours": 24,
        "confirmed": "by the test",
    }
    return Source(**{**fields, **changes})


def job(room: Room | None, archive_dir: Path, **changes: Any) -> CrawlJob:
    fields: dict[str, Any] = {
        "source_id": "lantern",
        "source": None if "urls" in changes else source(),
        "archive_dir": archive_dir,
        "newsroom": room.newsroom if room else None,
        "seconds": 30,
        "now": NOW,
    }
    return CrawlJob(**{**fields, **changes})


def crawl(room: Room | None, archive_dir: Path, **changes: Any) -> CrawlReport:
    return run_crawl(job(room, archive_dir, **changes), archive_dir / "crawl.log")


def remember(folder: Path, **changes: Any) -> Path:
    """The known file that the archive of earlier crawls comes to; `changes` are set in every entry."""
    known = {}
    for path in sorted(folder.glob("*.warc.gz")):
        with path.open("rb") as file:
            for record in ArchiveIterator(file, record_types=WarcRecordType.response):
                tag = record.http_headers.get("ETag")
                if record.headers["Hongbao-Role"] == "article":
                    entry = Validator(payload_digest=record.headers["WARC-Payload-Digest"], etag=tag, **changes)
                    known[record.headers["WARC-Target-URI"]] = entry
    return write_known(folder, known)


def write_known(folder: Path, known: dict[str, Validator]) -> Path:
    path = folder / "known.json"
    path.write_bytes(KNOWN.dump_json(known))
    return path


def wait_until(is_true: Callable[[], bool], seconds: float = 10.0) -> None:
    ends_at = time.monotonic() + seconds
    while not is_true():
        assert time.monotonic() < ends_at, "waited in vain"
        time.sleep(0.01)
