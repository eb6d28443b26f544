"""What can go wrong with a server, by name: each fault spoils the pages of one host as broken servers do.

robots.txt stays whole, so that a crawler comes as far as the fault.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus

from sample.answers import Answer
from sample.press import Outlet, PressError
from sample.spoiling import (
    Spoil,
    crowd,
    drip,
    garble,
    gzip_bomb,
    huge,
    mistype,
    nest_entities,
    redirect,
    refuse,
    reset,
    rewrite,
    say_sorry,
)

RETRY_AFTER_SECONDS = 1
PRIVATE = "http://10.0.0.1/admin"
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


_DATES = r"(<(pubDate|lastBuildDate|published|updated)>)[^<]*"
_LINKS = r"(<link>|<link [^>]*href=\")http://[^/]*"

FAULTS: Mapping[str, Fault] = {
    "403": Fault("refuses every page", refuse(HTTPStatus.FORBIDDEN)),
    "404": Fault("has lost every page", refuse(HTTPStatus.NOT_FOUND)),
    "410": Fault("has given up every page", refuse(HTTPStatus.GONE)),
    "429": Fault(
        "asks to come back in a second, for ever",
        refuse(HTTPStatus.TOO_MANY_REQUESTS, Retry_After=str(RETRY_AFTER_SECONDS)),
    ),
    "500": Fault("breaks down", refuse(HTTPStatus.INTERNAL_SERVER_ERROR)),
    "503": Fault("is overloaded", refuse(HTTPStatus.SERVICE_UNAVAILABLE)),
    "hang": Fault("takes the question and never answers", lambda _page, _url: Answer(silent=True)),
    "drip": Fault("sends one byte at a time, four a second", drip),
    "reset": Fault("breaks the connection half-way through the page", reset),
    "loop": Fault("sends every page back to itself", redirect("")),
    "private-redirect": Fault("points into somebody's private network", redirect(PRIVATE)),
    "wrong-type": Fault("calls its pages films", mistype),
    "html-for-xml": Fault("has a web page where its feed was", say_sorry, XML),
    "empty-feed": Fault("has a feed without items", rewrite(r"<(item|entry)>.*</\1>", ""), FEEDS),
    "old-feed": Fault(
        "has a feed that ended nine years ago", rewrite(_DATES, r"\g<1>2017-03-01T08:00:00+08:00"), FEEDS
    ),
    "huge": Fault("sends 50 MiB", huge),
    "gzip-bomb": Fault("sends 50 kB that unpack to 50 MiB", gzip_bomb),
    "entity-bomb": Fault("declares entities that nest to gigabytes", nest_entities, XML),
    "broken-encoding": Fault("names one charset and writes in another", garble),
    "invalid-dates": Fault("dates its feed by no calendar", rewrite(_DATES, r"\g<1>the 31st of Nevember"), FEEDS),
    "one-id": Fault("gives all its items one id", rewrite(r"(<guid[^>]*>|<id>)[^<]*", r"\g<1>the-same"), FEEDS),
    "relative-links": Fault("leaves its host out of its links", rewrite(_LINKS, r"\g<1>"), FEEDS),
    "10000-items": Fault("lists ten thousand items", crowd, FEEDS),
}
"""Every fault by the name that `python -m sample --fault HOST=NAME` takes."""
