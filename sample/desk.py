"""Answers for the newsroom: a page, what has become of one, or the fault that a host is to have."""

import logging
import os
import socket
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from socketserver import BaseServer
from threading import Event
from urllib.parse import urlsplit

from sample.answers import Answer, answer_page
from sample.newsroom import HTML, Page
from sample.spoiling import Spoil

LOG = logging.getLogger(__name__)
LONGEST_SILENCE_SECONDS = 120
# What the kernel is told to hang up with: at once and by a reset, instead of an orderly end.
RESET = struct.pack("ii", 1, 0)


@dataclass(frozen=True, slots=True)
class Stock:
    """What is on the shelves: pages by address, those that are gone, and what spoils some of the pages."""

    pages: Mapping[str, Page]
    gone: frozenset[str]
    faults: Mapping[str, Spoil]
    closing: Event = field(default_factory=Event)

    def answer(self, address: str, asked: Mapping[str, str]) -> Answer:
        """What a request for `address` with the headers `asked` gets."""
        page = self.pages.get(address)
        if page is None:
            return _lament(HTTPStatus.GONE if address in self.gone else HTTPStatus.NOT_FOUND)
        if address in self.faults:
            return self.faults[address](page, address)
        if _is_unchanged(page, asked):
            # RFC 9110, section 15.4.5: beside its tag, an answer without a page need not repeat the date.
            return Answer(HTTPStatus.NOT_MODIFIED, {"ETag": page.etag})
        return answer_page(page, {"ETag": page.etag, "Last-Modified": _http_date(page.modified)})


class Desk(BaseHTTPRequestHandler):
    """Answers GET and HEAD, for a proxy request (`GET http://host/path`) as for a path with a Host header."""

    protocol_version = "HTTP/1.1"
    timeout = 10

    def __init__(self, stock: Stock, request: socket.socket, client: tuple[str, int], server: BaseServer) -> None:
        self.stock = stock
        super().__init__(request, client, server)

    def do_GET(self) -> None:
        self._send(self.stock.answer(self._address(), dict(self.headers.items())))

    def do_HEAD(self) -> None:
        self.do_GET()

    def version_string(self) -> str:
        return "SampleNewsroom"

    def _address(self) -> str:
        target = urlsplit(self.path)
        host = target.hostname or urlsplit(f"//{self.headers.get('Host', '')}").hostname
        return f"http://{host}{target.path or '/'}"

    def _send(self, answer: Answer) -> None:
        if answer.silent:
            self.stock.closing.wait(LONGEST_SILENCE_SECONDS)
            self.close_connection = True
            return
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if answer.status != HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(answer.length))
        self.end_headers()
        if self.command != "HEAD":
            self._send_pieces(answer)

    def _send_pieces(self, answer: Answer) -> None:
        for piece in answer.pieces:
            self.wfile.write(piece)
            if answer.pause and self.stock.closing.wait(answer.pause):
                self.close_connection = True
                return
        if answer.torn:
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
            os.close(self.connection.detach())
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is http.server's
        LOG.debug(format, *args)


def _lament(status: HTTPStatus) -> Answer:
    body = f"<!doctype html><title>{status.phrase}</title><p>The sample newsroom has no such page.".encode()
    return Answer(status, {"Content-Type": HTML}, (body,), len(body))


def _is_unchanged(page: Page, asked: Mapping[str, str]) -> bool:
    """RFC 9110 section 13.2.2: a date is looked at only where no tag was sent."""
    fields = {name.lower(): value for name, value in asked.items()}
    tags = fields.get("if-none-match")
    if tags is not None:
        known = {tag.strip().removeprefix("W/") for tag in tags.split(",")}
        return bool(known & {page.etag, "*"})
    since = _parse_date(fields.get("if-modified-since"))
    return since is not None and page.modified.replace(microsecond=0) <= since


def _http_date(moment: datetime) -> str:
    return format_datetime(moment.astimezone(UTC), usegmt=True)


def _parse_date(value: str | None) -> datetime | None:
    """An HTTP date as an instant; None where it is missing or broken, which the RFC says to ignore."""
    try:
        moment = parsedate_to_datetime(value or "")
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
