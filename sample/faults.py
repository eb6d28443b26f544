"""What can go wrong with a server, by name: each fault spoils the pages of one host as broken servers do.

robots.txt stays whole, so that a crawler comes as far as the fault.
"""

import gzip
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from http import HTTPStatus

from sample.answers import Answer, answer_page
from sample.newsroom import HTML, Page
from sample.press import Outlet, PressError

MEBIBYTE = 1 << 20
HUGE_MEBIBYTES = 50
DRIP_SECONDS = 0.25
RETRY_AFTER_SECONDS = 1
PRIVATE = "http://10.0.0.1/admin"
ENTITIES = 9


Spoil = Callable[[Page, str], Answer]
FEEDS = ("rss", "atom")
XML = (*FEEDS, "sitemap")


@dataclass(frozen=True, slots=True)
class Fault:
    """`spoil` makes the bad answer of the good page and its address.

    A fault of `listings` is one of those alone, so it hits only the one through which a host's articles are found;
    any other hits every page of a host.
    """

    says: str
    spoil: Spoil
    listings: tuple[str, ...] = ()


def spoil_pages(outlets: Iterable[Outlet], pages: Iterable[str], faults: Mapping[str, str]) -> Mapping[str, Spoil]:
    """The addresses among `pages` that `faults` (host -> name of a fault) hits, with what spoils each.

    Raises PressError for a host or a fault that there is none of, or that do not go together.
    """
    hosts = {outlet.host: outlet for outlet in outlets}
    spoiled: dict[str, Spoil] = {}
    for host, name in faults.items():
        outlet = _find_outlet(hosts, host)
        fault = _find_fault(outlet, name)
        hit = [outlet.listing] if fault.listings else _hit_pages(outlet, pages)
        spoiled |= dict.fromkeys(hit, fault.spoil)
    return spoiled


def _find_outlet(hosts: Mapping[str, Outlet], host: str) -> Outlet:
    if host not in hosts:
        raise PressError(f"{host}: no host of the sample newsroom; choose one of {', '.join(sorted(hosts))}")
    return hosts[host]


def _find_fault(outlet: Outlet, name: str) -> Fault:
    if name not in FAULTS:
        raise PressError(f"{name}: no such fault; choose one of {', '.join(FAULTS)}")
    fault = FAULTS[name]
    if fault.listings and outlet.discovery not in fault.listings:
        kinds = " or ".join(fault.listings)
        raise PressError(
            f"{name}: {outlet.host} is found through its {outlet.discovery}; choose a host that has {kinds}"
        )
    return fault


def _hit_pages(outlet: Outlet, pages: Iterable[str]) -> Iterator[str]:
    return (url for url in pages if url.startswith(outlet.home) and url != f"{outlet.home}robots.txt")


def _refuse(status: HTTPStatus, **headers: str) -> Spoil:
    body = f"<!doctype html><title>{status.phrase}</title><p>{status.phrase}.".encode()
    fields = {"Content-Type": HTML} | {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda _page, _url: Answer(status, fields, (body,), len(body))


def _redirect(target: str) -> Spoil:
    return lambda _page, url: Answer(HTTPStatus.FOUND, {"Location": target or url})


def _drip(page: Page, _url: str) -> Answer:
    return replace(answer_page(page, {}), pieces=_bytes_of(page.body), pause=DRIP_SECONDS)


def _bytes_of(body: bytes) -> Iterator[bytes]:
    return (body[place : place + 1] for place in range(len(body)))


def _reset(page: Page, _url: str) -> Answer:
    return replace(answer_page(page, {}), pieces=(page.body[: len(page.body) // 2],), torn=True)


def _huge(page: Page, _url: str) -> Answer:
    blank = b" " * MEBIBYTE
    pieces = (blank for _ in range(HUGE_MEBIBYTES))
    return Answer(headers={"Content-Type": page.content_type}, pieces=pieces, length=HUGE_MEBIBYTES * MEBIBYTE)


def _gzip_bomb(page: Page, _url: str) -> Answer:
    bomb = _pack_bomb()
    return Answer(
        headers={"Content-Type": page.content_type, "Content-Encoding": "gzip"}, pieces=(bomb,), length=len(bomb)
    )


@cache
def _pack_bomb() -> bytes:
    return gzip.compress(b" " * (HUGE_MEBIBYTES * MEBIBYTE), compresslevel=6, mtime=0)


def _mistype(page: Page, _url: str) -> Answer:
    return answer_page(replace(page, content_type="video/mp4"), {})


def _say_sorry(_page: Page, _url: str) -> Answer:
    body = b"<!doctype html><html><head><title>Moved house</title></head><body><p>Our feed has moved.</body></html>"
    return Answer(headers={"Content-Type": HTML}, pieces=(body,), length=len(body))


def _nest_entities(page: Page, _url: str) -> Answer:
    """Nine entities of ten of the one before: a kilobyte that says a billion words."""
    nested = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, ENTITIES + 1))
    head = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e0 "lantern">{nested}]>'
    body = f'{head}<rss version="2.0"><channel><title>&e{ENTITIES};</title></channel></rss>'.encode()
    return Answer(headers={"Content-Type": page.content_type}, pieces=(body,), length=len(body))


def _rewrite(pattern: str, by: str) -> Spoil:
    def rewrite(page: Page, _url: str) -> Answer:
        # Feeds are ASCII where the patterns look, in every charset of the sample.
        body = re.sub(pattern.encode(), by.encode(), page.body, flags=re.DOTALL)
        return answer_page(replace(page, body=body), {})

    return rewrite


def _garble(page: Page, _url: str) -> Answer:
    """The bytes of one charset under the name of another, with a few that are none in any."""
    other = "gb18030" if "utf-8" in page.content_type else "utf-8"
    text = page.body.decode("utf-8" if other == "gb18030" else "gb18030")
    return answer_page(replace(page, body=text.encode(other) + b"\x80\xff\xfe\x00"), {})


_DATES = r"(<(pubDate|lastBuildDate|published|updated)>)[^<]*"

FAULTS: Mapping[str, Fault] = {
    "403": Fault("refuses every page", _refuse(HTTPStatus.FORBIDDEN)),
    "404": Fault("has lost every page", _refuse(HTTPStatus.NOT_FOUND)),
    "410": Fault("has given up every page", _refuse(HTTPStatus.GONE)),
    "429": Fault(
        "asks to come back in a second, for ever",
        _refuse(HTTPStatus.TOO_MANY_REQUESTS, Retry_After=str(RETRY_AFTER_SECONDS)),
    ),
    "500": Fault("breaks down", _refuse(HTTPStatus.INTERNAL_SERVER_ERROR)),
    "503": Fault("is overloaded", _refuse(HTTPStatus.SERVICE_UNAVAILABLE)),
    "hang": Fault("takes the question and never answers", lambda _page, _url: Answer(silent=True)),
    "drip": Fault("sends one byte at a time, four a second", _drip),
    "reset": Fault("breaks the connection half-way through the page", _reset),
    "loop": Fault("sends every page back to itself", _redirect("")),
    "private-redirect": Fault("points into somebody's private network", _redirect(PRIVATE)),
    "wrong-type": Fault("calls its pages films", _mistype),
    "html-for-xml": Fault("has a web page where its feed was", _say_sorry, XML),
    "empty-feed": Fault("has a feed without items", _rewrite(r"<(item|entry)>.*</\1>", ""), FEEDS),
    "old-feed": Fault(
        "has a feed that ended nine years ago", _rewrite(_DATES, r"\g<1>2017-03-01T08:00:00+08:00"), FEEDS
    ),
    "huge": Fault("sends 50 MiB", _huge),
    "gzip-bomb": Fault("sends 50 kB that unpack to 50 MiB", _gzip_bomb),
    "entity-bomb": Fault("declares entities that nest to gigabytes", _nest_entities, XML),
    "broken-encoding": Fault("names one charset and writes in another", _garble),
    "invalid-dates": Fault("dates its feed by no calendar", _rewrite(_DATES, r"\g<1>the 31st of Nevember"), FEEDS),
}
"""Every fault by the name that `python -m sample --fault HOST=NAME` takes."""
