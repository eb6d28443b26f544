"""Serves the sample newsroom on loopback, as the forward proxy through which the spiders reach its hosts."""

import logging
import socket
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from sample import EDITION_NOW
from sample.clock import set_clock
from sample.desk import Desk, Stock
from sample.faults import spoil_pages
from sample.manuscripts import load_outlets
from sample.newsroom import render_newsroom

SOURCES_FILE = Path(__file__).parent / "sources.toml"
Incoming = socket.socket | tuple[bytes, socket.socket]
LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Newsroom:
    """A newsroom that is being served: `address`, http://127.0.0.1:PORT, is the proxy for `hosts` alone."""

    address: str
    hosts: frozenset[str]
    sources_file: Path


@contextmanager
def serve_newsroom(
    port: int = 0, moment: datetime = EDITION_NOW, faults: Mapping[str, str] | None = None
) -> Iterator[Newsroom]:
    """Serve every outlet from a thread until the block ends; port 0 takes a free one.

    The pages are those of `moment`, an instant with zone. `faults` is host -> name of a fault (sample/faults.py).
    Raises PressError where a file of the sample is broken or there is no such host or fault, OSError where the
    port is taken.
    """
    stock, hosts = _fill_shelves(moment, faults or {})
    with _Press(("127.0.0.1", port), partial(Desk, stock)) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield Newsroom(f"http://127.0.0.1:{server.server_port}", hosts, SOURCES_FILE)
        finally:
            stock.closing.set()
            server.shutdown()
            thread.join()


def _fill_shelves(moment: datetime, faults: Mapping[str, str]) -> tuple[Stock, frozenset[str]]:
    held = set_clock(load_outlets(), moment)
    pages = render_newsroom(held.outlets)
    stock = Stock(pages, held.gone, spoil_pages(held.outlets, pages, faults))
    return stock, frozenset(outlet.host for outlet in held.outlets)


class _Press(ThreadingHTTPServer):
    request_queue_size = 64

    def handle_error(self, request: Incoming, client_address: Any) -> None:
        """A crawler that is stopped hangs up in mid-answer: no reason to print a traceback."""
        if isinstance(sys.exception(), ConnectionError):
            LOG.debug("%s hung up", client_address)
        else:
            super().handle_error(request, client_address)
