"""Resolves names to public addresses only, so that the address checked is the address connected to."""
# ruff: noqa: N802, N803 - the names are those of Twisted's interfaces, whose types say nothing to mypy: hence Any

from collections.abc import Sequence
from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.resolver import CachingHostnameResolver, HostResolution
from twisted.internet.base import ReactorBase
from twisted.internet.interfaces import IAddress, IHostnameResolver, IResolutionReceiver
from zope.interface import implementer

from spiders.addresses import is_public


@implementer(IResolutionReceiver)
class PublicAddresses:
    """Passes on the public addresses of one name; a name with no others is put among `withheld_names`."""

    def __init__(self, receiver: Any, name: str, withheld_names: set[str]) -> None:
        self.receiver = receiver
        self.name = name
        self.withheld_names = withheld_names
        self.passed = self.withheld = 0

    def resolutionBegan(self, resolutionInProgress: Any) -> None:
        self.receiver.resolutionBegan(resolutionInProgress)

    def addressResolved(self, address: IAddress) -> None:
        if is_public(str(getattr(address, "host", ""))):
            self.passed += 1
            self.receiver.addressResolved(address)
        else:
            self.withheld += 1

    def resolutionComplete(self) -> None:
        if self.withheld and not self.passed:
            self.withheld_names.add(self.name)
        self.receiver.resolutionComplete()


@implementer(IHostnameResolver)
class GuardedResolver(CachingHostnameResolver):
    """Resolves names for every connection of the crawl, literal addresses too.

    Twisted connects to exactly the addresses a resolver hands over, so a name that changes its address
    between check and connection (rebinding) gains nothing. With a newsroom, its endpoint is the one thing
    that resolves: such a crawl asks no name server at all.
    """

    def __init__(self, reactor: ReactorBase, cache_size: int, newsroom: tuple[str, int] | None) -> None:
        super().__init__(reactor, cache_size)
        self.newsroom = newsroom
        self.withheld_names: set[str] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> Self:
        settings = crawler.settings
        return cls(reactor, settings.getint("DNSCACHE_SIZE"), settings.get("HONGBAO_NEWSROOM_ENDPOINT"))

    def resolveHostName(
        self,
        resolutionReceiver: Any,
        hostName: str,
        portNumber: int = 0,
        addressTypes: Sequence[type[IAddress]] | None = None,
        transportSemantics: str = "TCP",
    ) -> Any:
        arguments = (hostName, portNumber, addressTypes, transportSemantics)
        if self.newsroom is not None:
            return self.resolve_newsroom(resolutionReceiver, *arguments)
        guarded: Any = PublicAddresses(resolutionReceiver, hostName, self.withheld_names)
        return super().resolveHostName(guarded, *arguments)

    def resolve_newsroom(
        self,
        receiver: Any,
        name: str,
        port: int,
        address_types: Sequence[type[IAddress]] | None,
        transport: str,
    ) -> Any:
        if (name, port) == self.newsroom:
            return super().resolveHostName(receiver, name, port, address_types, transport)
        self.withheld_names.add(name)
        resolution = HostResolution(name)
        receiver.resolutionBegan(resolution)
        receiver.resolutionComplete()
        return resolution
