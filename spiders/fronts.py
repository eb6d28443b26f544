"""Tells the front page of a site, where addresses of withdrawn articles are often sent, from an article."""

import re
from collections.abc import Sequence
from urllib.parse import parse_qsl, urlsplit

from spiders.moves import bare
from spiders.sites import site_of
from spiders.sources import Source

ROOT = re.compile(r"/?|/(?:index|default)\.[a-z]{2,5}", re.IGNORECASE)
# What is hung on an address to tell where its reader came from; it leads to the same page.
TRACKING = re.compile(r"utm_\w+|spm|from|ref|source|fbclid|gclid|mc_[ce]id", re.IGNORECASE)


class FrontPages:
    """The front page of every host, and of a source also its home and the addresses of its listings."""

    def __init__(self, source: Source | None) -> None:
        own = (source.home, *(way.url for way in source.discovery)) if source else ()
        self.own = frozenset(bare(url) for url in own if url)
        self.sites = source.own_sites if source else frozenset()

    def has(self, url: str) -> bool:
        parts = urlsplit(url)
        names = (name for name, _ in parse_qsl(parts.query, keep_blank_values=True))
        if not all(map(TRACKING.fullmatch, names)):
            return bare(url) in self.own
        return ROOT.fullmatch(parts.path) is not None or bare(url.split("?", 1)[0]) in self.own

    def swallow(self, chain: Sequence[str], url: str) -> bool:
        """Whether the addresses of `chain`, none of them a front page itself, led to one of their outlet at `url`.

        The front page of another site, as one made for a campaign, may be the very page that was linked.
        """
        if not chain or not self.has(url) or any(map(self.has, chain)):
            return False
        return site_of(url) in self.sites.union(map(site_of, chain))
