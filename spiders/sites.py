"""Which hosts are of one outlet: those under the registrable domains of its home and discovery addresses."""

from collections.abc import Iterable
from functools import cache
from urllib.parse import urlsplit

from tldextract import TLDExtract


def site_of(url: str) -> str:
    """The registrable domain of an address ("news.lantern.com.cn" belongs to "lantern.com.cn").

    Judged by the copy of the public suffix list that comes with the library, so without a network. A host
    the list does not know, such as a name under `.example`, is reduced to its last two labels; an IP
    address stands for itself.
    """
    host = (urlsplit(url).hostname or "").rstrip(".")
    if host.rpartition(".")[2].isdecimal() or ":" in host:
        return host
    site = suffix_list()(host).top_domain_under_public_suffix
    return site or ".".join(host.split(".")[-2:])


def sites_of(urls: Iterable[str]) -> frozenset[str]:
    return frozenset(site_of(url) for url in urls)


@cache
def suffix_list() -> TLDExtract:
    return TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)
