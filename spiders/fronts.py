"""Tells the front page of a site, where addresses of withdrawn articles are often sent, from an article."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from spiders.moves import bare
from spiders.sources import Source


class FrontPages:
    """The front page of every host, and of a source also its home and the addresses of its listings."""

    def __init__(self, source: Source | None) -> None:
        own = (source.home, *(way.url for way in source.discovery)) if source else ()
        self.own = frozenset(bare(url) for url in own if url)

    def has(self, url: str) -> bool:
        parts = urlsplit(url)
        return (parts.path in {"", "/"} and not parts.query) or bare(url) in self.own

    def swallow(self, chain: Iterable[str], url: str) -> bool:
        """Whether the addresses of `chain`, none of them a front page itself, led to one at `url`."""
        led = tuple(chain)
        return bool(led) and self.has(url) and not any(map(self.has, led))
