"""The heads of requests and responses as the archive keeps them."""

from collections.abc import Iterable, Mapping
from http import HTTPStatus
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.http import Response
from warcio.statusandheaders import StatusAndHeaders

# Bodies are kept as unpacked by Scrapy, so these no longer say what the record holds. The originals go under
# the names that Common Crawl gives them.
REWRITTEN = {"content-encoding": "X-Crawl-Content-Encoding", "content-length": "X-Crawl-Content-Length"}
HOP_BY_HOP = {"transfer-encoding", "connection", "keep-alive"}


def response_head(response: Response, original: Mapping[str, str]) -> StatusAndHeaders:
    headers = [
        (name, value)
        for name, value in header_lines(response.headers)
        if name.lower() not in HOP_BY_HOP and name.lower() not in REWRITTEN
    ]
    headers += [(REWRITTEN[name], original[name]) for name in REWRITTEN if name in original]
    if response.status != HTTPStatus.NOT_MODIFIED:
        headers.append(("Content-Length", str(len(response.body))))
    try:
        phrase = HTTPStatus(response.status).phrase
    except ValueError:
        phrase = "Unknown"
    return StatusAndHeaders(f"{response.status} {phrase}", headers, protocol="HTTP/1.1")


def request_head(request: Request) -> StatusAndHeaders:
    parts = urlsplit(request.url)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    headers = [("Host", parts.netloc), *header_lines(request.headers)]
    return StatusAndHeaders(f"{request.method} {path} HTTP/1.1", headers, is_http_request=True)


def header_lines(headers: Mapping[bytes, list[bytes]]) -> Iterable[tuple[str, str]]:
    for name, values in headers.items():
        for value in values:
            yield name.decode("latin-1"), value.decode("latin-1")
