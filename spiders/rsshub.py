"""Places the routes of a self-hosted RSSHub, which makes feeds of sites that have none, under its address."""

from urllib.parse import urlsplit

from spiders.addresses import find_fault
from spiders.errors import SourcesError
from spiders.sources import Discovery, Source, Sources

# Names that no public name server knows; the resolver would refuse what they lead to, but later and with less to say.
INNER = (".local", ".localhost", ".internal", ".lan", ".home.arpa")


def place_routes(sources: Sources, base: str | None) -> Sources:
    """The sources with an address for every RSSHub route, `base` being that of the RSSHub.

    Without one the routes are left out, and a source that has no other way in is not configured: it keeps its
    entry, and `Sources.enabled` leaves it out.

    Raises:
        SourcesError: feeds may not be read from that address.
    """
    if base is not None:
        check_base(base)
    return Sources([place(source, base) for source in sources.values()], sources.excluded)


def place(source: Source, base: str | None) -> Source:
    ways = tuple(with_address(way, base) for way in source.discovery)
    reachable = tuple(way for way in ways if way.url)
    return source.model_copy(update={"discovery": reachable or source.discovery})


def with_address(way: Discovery, base: str | None) -> Discovery:
    if way.route is None or base is None:
        return way
    return way.model_copy(update={"url": base.rstrip("/") + way.route})


def check_base(base: str) -> None:
    """Feeds are read from public addresses only, and there is no exception for a machine next door."""
    fault = find_fault(base)
    host = "" if fault else (urlsplit(base).hostname or "").rstrip(".")
    if fault is None and ("." not in host or host.endswith(INNER)):
        fault = "its name is known inside one network only"
    if fault is None and (urlsplit(base).query or urlsplit(base).fragment):
        fault = "it goes on after the path"
    if fault is not None:
        raise SourcesError(
            f"HONGBAO_RSSHUB: {base} cannot be used ({fault}); collection reaches public addresses only, so give "
            "RSSHub a public name on port 80 or 443, for instance https://rsshub.your-company.com, or leave it out"
        )
