"""How a broken server answers: each function here makes the bad answer of a good page and its address."""

import gzip
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from http import HTTPStatus

from sample.answers import Answer, answer_page
from sample.newsroom import HTML, Page

MEBIBYTE = 1 << 20
HUGE_MEBIBYTES = 50
DRIP_SECONDS = 0.25
ENTITIES = 9
CROWD = 10_000
Spoil = Callable[[Page, str], Answer]


def refuse(status: HTTPStatus, **headers: str) -> Spoil:
    body = f"<!doctype html><title>{status.phrase}</title><p>{status.phrase}.".encode()
    fields = {"Content-Type": HTML} | {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda _page, _url: Answer(status, fields, (body,), len(body))


def redirect(target: str) -> Spoil:
    return lambda _page, url: Answer(HTTPStatus.FOUND, {"Location": target or url})


def drip(page: Page, _url: str) -> Answer:
    return replace(answer_page(page, {}), pieces=_bytes_of(page.body), pause=DRIP_SECONDS)


def _bytes_of(body: bytes) -> Iterator[bytes]:
    return (body[place : place + 1] for place in range(len(body)))


def reset(page: Page, _url: str) -> Answer:
    return replace(answer_page(page, {}), pieces=(page.body[: len(page.body) // 2],), torn=True)


def huge(page: Page, _url: str) -> Answer:
    blank = b" " * MEBIBYTE
    pieces = (blank for _ in range(HUGE_MEBIBYTES))
    return Answer(headers={"Content-Type": page.content_type}, pieces=pieces, length=HUGE_MEBIBYTES * MEBIBYTE)


def gzip_bomb(page: Page, _url: str) -> Answer:
    bomb = _pack_bomb()
    return Answer(
        headers={"Content-Type": page.content_type, "Content-Encoding": "gzip"}, pieces=(bomb,), length=len(bomb)
    )


@cache
def _pack_bomb() -> bytes:
    return gzip.compress(b" " * (HUGE_MEBIBYTES * MEBIBYTE), compresslevel=6, mtime=0)


def mistype(page: Page, _url: str) -> Answer:
    return answer_page(replace(page, content_type="video/mp4"), {})


def say_sorry(_page: Page, _url: str) -> Answer:
    body = b"<!doctype html><html><head><title>Moved house</title></head><body><p>Our feed has moved.</body></html>"
    return Answer(headers={"Content-Type": HTML}, pieces=(body,), length=len(body))


def nest_entities(page: Page, _url: str) -> Answer:
    """Nine entities of ten of the one before: a kilobyte that says a billion words."""
    nested = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, ENTITIES + 1))
    head = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e0 "lantern">{nested}]>'
    body = f'{head}<rss version="2.0"><channel><title>&e{ENTITIES};</title></channel></rss>'.encode()
    return Answer(headers={"Content-Type": page.content_type}, pieces=(body,), length=len(body))


def rewrite(pattern: str, by: str) -> Spoil:
    def rewrite(page: Page, _url: str) -> Answer:
        # Feeds are ASCII where the patterns look, in every charset of the sample.
        body = re.sub(pattern.encode(), by.encode(), page.body, flags=re.DOTALL)
        return answer_page(replace(page, body=body), {})

    return rewrite


def crowd(page: Page, _url: str) -> Answer:
    """The items over and over, each time with a query of its own behind the addresses."""
    items = re.findall(rb"<item>.*?</item>|<entry>.*?</entry>", page.body, re.DOTALL)
    links = re.compile(rb"""(<link>|<link [^>]*href=")([^<"]*)""")
    many = (links.sub(rb"\1\2?copy=%d" % n, items[n % len(items)]) for n in range(CROWD if items else 0))
    last = items[-1] if items else b""
    return answer_page(replace(page, body=page.body.replace(last, b"".join(many), 1)), {})


def garble(page: Page, _url: str) -> Answer:
    """The bytes of one charset under the name of another, with a few that are none in any."""
    other = "gb18030" if "utf-8" in page.content_type else "utf-8"
    text = page.body.decode("utf-8" if other == "gb18030" else "gb18030")
    return answer_page(replace(page, body=text.encode(other) + b"\x80\xff\xfe\x00"), {})
