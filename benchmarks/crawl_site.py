"""The site that the crawl benchmark reads, in a process of its own: as many pages as are asked for, all with tags.

`python -m benchmarks.crawl_site` serves until it is ended and prints its port. It answers a proxy's requests as well
as a server's own, so that the spiders and bare Scrapy can be given the same pages.
"""

import asyncio
import random
import subprocess
import sys
from asyncio import StreamReader, StreamWriter
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

HOST = "site.example"
WORDS = (
    "Qwen Yuanbao Doubao Wenxin red packet Spring Festival campaign users million yuan 千问 红包 元宝 豆包 春节 亿元 "
    "market company the of and with for said on its more than last week app assistant holiday daily active"
)
PARAGRAPHS = 110
PARAGRAPH = "<p>{} {:.9f}</p>"  # the number keeps pages from packing better than real ones do
LENGTH = 41_000  # bytes, as of a news page


@contextmanager
def open_site() -> Iterator[int]:
    """The port of the running site."""
    command = [sys.executable, "-m", "benchmarks.crawl_site"]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as site:  # noqa: S603 - our own interpreter and module
        try:
            assert site.stdout is not None  # noqa: S101 - for the type checker
            yield int(site.stdout.readline())
        finally:
            site.terminate()


def make_page() -> bytes:
    """A page of which each address has its own copy, told apart by its last words."""
    dice = random.Random(1)  # noqa: S311 - the same page on every run
    words = WORDS.split()
    paragraphs = (PARAGRAPH.format(" ".join(dice.choices(words, k=60)), dice.random()) for _ in range(PARAGRAPHS))
    text = "<!doctype html><title>Red packets</title>" + "".join(paragraphs)
    return text.encode()[:LENGTH].decode(errors="ignore").encode()


def make_sitemap(pages: int) -> bytes:
    """A sitemap of so many pages."""
    entry = "<url><loc>http://" + HOST + "/{}</loc><lastmod>2026-02-20</lastmod></url>"
    return f"<urlset>{''.join(map(entry.format, range(pages)))}</urlset>".encode()


def answer(request: str, page: bytes) -> bytes:
    """The whole answer to a request's head."""
    path = urlsplit(request.split(" ", 2)[1]).path
    tag = f'ETag: "{path}"\r\n'
    if path.startswith("/sitemap/"):
        return respond("application/xml", make_sitemap(int(path.removeprefix("/sitemap/").removesuffix(".xml"))))
    if path == "/robots.txt":
        return respond("text/plain", b"User-agent: *\nDisallow: /members/\n")
    if tag.partition(" ")[2].strip() in request:
        return f"HTTP/1.1 304 Not Modified\r\n{tag}\r\n".encode()
    return respond("text/html; charset=utf-8", page + f"<p>{path}</html>".encode(), tag)


def respond(content_type: str, body: bytes, fields: str = "") -> bytes:
    """An answer with a body."""
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {content_type}\r\nContent-Length: {len(body)}\r\n{fields}\r\n"
    return head.encode() + body


async def serve() -> None:
    """Answer until the process is ended."""
    page = make_page()

    async def handle(reader: StreamReader, writer: StreamWriter) -> None:
        try:
            while True:
                request = await reader.readuntil(b"\r\n\r\n")
                writer.write(answer(request.decode("latin-1"), page))
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve())
