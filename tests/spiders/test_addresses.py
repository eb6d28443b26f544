"""Which addresses are public, and which are never asked."""

import pytest
from twisted.internet.address import IPv4Address, IPv6Address

from spiders.addresses import find_fault, is_public
from spiders.resolver import PublicAddresses


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "223.5.5.5"])
def test_an_address_of_the_internet_is_public(address):
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.0.1",
        "169.254.169.254",  # cloud metadata
        "100.64.0.1",  # carrier-grade NAT
        "100.127.255.254",
        "0.0.0.0",  # noqa: S104
        "255.255.255.255",
        "224.0.0.1",
        "240.0.0.1",
        "192.0.0.8",
        "198.18.0.1",
        "203.0.113.7",
        "::",
        "::1",
        "fe80::1%eth0",
        "fc00::1",
        "fec0::1",
        "ff02::1",
        "2001:db8::1",
        "::ffff:127.0.0.1",  # mapped
        "::ffff:100.64.0.1",
        "2002:7f00:1::",  # 6to4
        "64:ff9b::7f00:1",  # NAT64
        "2001:0:a00:1::f5ff:fffe",  # Teredo
        "lantern.example",
        "",
    ],
)
def test_an_address_of_any_other_kind_is_not(address):
    assert not is_public(address)


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("file:///etc/passwd", "not a web address"),
        ("gopher://lantern.example/", "not a web address"),
        ("http:///path", "address without a host"),
        ("http://lantern.example:6379/", "port other than 80 and 443"),
        ("http://lantern.example:99999/", "address cannot be read"),
        ("http://user:word@lantern.example/", "address with a log-in"),
        ("http://lantern.example/" + "a" * 3000, "address is too long"),
        ("http://127.0.0.1/", "address is not public"),
        ("http://127.1/", "address is not public"),
        ("http://2130706433/", "address is not public"),
        ("http://0x7f000001/", "address is not public"),
        ("http://0177.0.0.1/", "address is not public"),
        ("http://[::1]/", "address is not public"),
        ("http://[::ffff:10.0.0.1]/", "address is not public"),
        ("http://100.64.0.1/", "address is not public"),
    ],
)
def test_an_address_is_refused_for_a_reason_that_can_be_counted(url, reason):
    assert find_fault(url) == reason


@pytest.mark.parametrize(
    "url", ["http://lantern.example/a", "https://lantern.example:443/", "http://8.8.8.8/", "http://163.com/"]
)
def test_an_ordinary_address_has_no_fault(url):
    assert find_fault(url) is None


class Receiver:
    """Stands for the connection that waits for addresses."""

    def __init__(self):
        self.heard = []

    def resolutionBegan(self, _):  # noqa: N802 - Twisted's name
        self.heard.append("began")

    def addressResolved(self, address):  # noqa: N802
        self.heard.append(address.host)

    def resolutionComplete(self):  # noqa: N802
        self.heard.append("complete")


@pytest.mark.parametrize(
    ("hosts", "passed", "is_withheld"),
    [
        (["8.8.8.8", "223.5.5.5"], ["8.8.8.8", "223.5.5.5"], False),
        (["10.0.0.1", "8.8.8.8", "169.254.169.254"], ["8.8.8.8"], False),
        (["100.64.0.1", "::ffff:127.0.0.1"], [], True),
        ([], [], False),  # a name that does not exist
    ],
)
def test_of_a_name_with_several_addresses_only_the_public_ones_are_connected_to(hosts, passed, is_withheld):
    receiver, withheld = Receiver(), set()
    addresses = PublicAddresses(receiver, "lantern.example", withheld)
    addresses.resolutionBegan(None)
    for host in hosts:
        addresses.addressResolved(IPv6Address("TCP", host, 80) if ":" in host else IPv4Address("TCP", host, 80))
    addresses.resolutionComplete()
    assert receiver.heard == ["began", *passed, "complete"]
    assert withheld == ({"lantern.example"} if is_withheld else set())


def test_a_name_that_turns_private_between_two_look_ups_leads_nowhere_the_second_time():
    withheld = set()
    for host, passed in (("8.8.8.8", ["8.8.8.8"]), ("127.0.0.1", [])):
        receiver = Receiver()
        addresses = PublicAddresses(receiver, "rebound.example", withheld)
        addresses.addressResolved(IPv4Address("TCP", host, 80))
        addresses.resolutionComplete()
        assert receiver.heard == [*passed, "complete"]
    assert withheld == {"rebound.example"}
