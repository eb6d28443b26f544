"""Serves the sample newsroom on loopback, as the forward proxy through which the spiders reach its hosts."""

import logging
import socket
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socketserver import BaseServer
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

from sample.newsroom import HTML, Page, render_newsroom
from sample.press import load_outlets

SOURCES_FILE = Path(__file__).parent / "sources.toml"
Incoming = socket.socket | tuple[bytes, socket.socket]
LOG = logging.getLogger(__name__)
NOT_FOUND = b"<!doctype html><title>Not found</title><p>The sample newsroom has no such page."


@dataclass(frozen=True, slots=True)
class Newsroom:
    """A newsroom that is being served: `address`, http://127.0.0.1:PORT, is the proxy for `hosts` alone."""

    address: str
    hosts: frozenset[str]
    sources_file: Path


@contextmanager
def serve_newsroom(port: int = 0) -> Iterator[Newsroom]:
    """Serve every outlet from a thread until the block ends; port 0 takes a free one.

    Raises PressError where a file of the sample is broken, OSError where the port is taken.
    """
    outlets = load_outlets()
    pages = render_newsroom(outlets)
    with _Press(("127.0.0.1", port), partial(_Desk, pages)) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        hosts = frozenset(outlet.host for outlet in outlets)
        try:
            yield Newsroom(f"http://127.0.0.1:{server.server_port}", hosts, SOURCES_FILE)
        finally:
            server.shutdown()
            thread.join()


class _Press(ThreadingHTTPServer):
    request_queue_size = 64

    def handle_error(self, request: Incoming, client_address: Any) -> None:
        """A crawler that is stopped hangs up in mid-answer: no reason to print a traceback."""
        if isinstance(sys.exception(), ConnectionError):
            LOG.debug("%s hung up", client_address)
        else:
            super().handle_error(request, client_address)


class _Desk(BaseHTTPRequestHandler):
    """Answers GET and HEAD, for a proxy request (`GET http://host/path`) as for a path with a Host header."""

    protocol_version = "HTTP/1.1"
    server_version = "SampleNewsroom"
    timeout = 10

    def __init__(
        self, pages: Mapping[str, Page], request: socket.socket, client: tuple[str, int], server: BaseServer
    ) -> None:
        self.pages = pages
        super().__init__(request, client, server)

    def do_GET(self) -> None:
        page = self.pages.get(self._address())
        if page is None:
            self._answer(HTTPStatus.NOT_FOUND, NOT_FOUND, {"Content-Type": HTML})
            return
        modified = format_datetime(page.modified.astimezone(UTC), usegmt=True)
        validators = {"ETag": page.etag, "Last-Modified": modified}
        if self._is_unchanged(page):
            self._answer(HTTPStatus.NOT_MODIFIED, b"", validators)
            return
        self._answer(HTTPStatus.OK, page.body, {"Content-Type": page.content_type, **validators})

    def do_HEAD(self) -> None:
        self.do_GET()

    def _address(self) -> str:
        target = urlsplit(self.path)
        host = target.hostname or urlsplit(f"//{self.headers.get('Host', '')}").hostname
        return f"http://{host}{target.path or '/'}"

    def _is_unchanged(self, page: Page) -> bool:
        """RFC 9110 section 13.2.2: a date is looked at only where no tag was sent."""
        tags = self.headers.get("If-None-Match")
        if tags is not None:
            known = {tag.strip().removeprefix("W/") for tag in tags.split(",")}
            return bool(known & {page.etag, "*"})
        since = _parse_date(self.headers.get("If-Modified-Since"))
        return since is not None and page.modified.replace(microsecond=0) <= since

    def _answer(self, status: HTTPStatus, body: bytes, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status is not HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is http.server's
        LOG.debug(format, *args)


def _parse_date(value: str | None) -> datetime | None:
    """An HTTP date as an instant; None where it is missing or broken, which the RFC says to ignore."""
    try:
        moment = parsedate_to_datetime(value or "")
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
