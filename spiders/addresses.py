"""Which addresses may be fetched: public ones only, whatever a feed, a redirect or a name server says."""

import re
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

LONGEST = 2083  # characters; longer addresses are traps or mistakes
STANDARD_PORTS = {None, 80, 443}

# ipaddress.is_global of this Python calls these global, or says nothing of them; no news site lives there.
NOT_PUBLIC_4 = tuple(
    IPv4Network(network)
    for network in (
        "100.64.0.0/10",  # carrier-grade NAT: hosts of the provider's own network
        "192.0.0.0/24",  # protocol assignments
        "192.88.99.0/24",  # the retired 6to4 relays
    )
)
NOT_PUBLIC_6 = tuple(
    IPv6Network(network)
    for network in (
        "64:ff9b:1::/48",  # NAT64 into a network's own IPv4
        "100::/64",  # discarded
        "3fff::/20",  # documentation
        "5f00::/16",  # segment routing inside one network
    )
)
NAT64 = IPv6Network("64:ff9b::/96")

# getaddrinfo reads 2130706433, 0x7f.1 and 0177.0.0.1 as 127.0.0.1; no outlet is called so.
NUMERIC_HOST = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)(?:\.(?:0x[0-9a-f]*|[0-9]+)){0,3}\.?", re.IGNORECASE)


def is_public(address: str) -> bool:
    """Whether an IP address (text, either version) belongs to the public internet.

    IPv4 addresses carried inside IPv6 (mapped, 6to4, Teredo, NAT64) are judged by what they carry. What is
    not an IP address is not public.
    """
    try:
        ip = ip_address(address)
    except ValueError:
        return False
    return is_public_4(ip) if isinstance(ip, IPv4Address) else is_public_6(ip)


def is_public_4(ip: IPv4Address) -> bool:
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or any(ip in net for net in NOT_PUBLIC_4))


def is_public_6(ip: IPv6Address) -> bool:
    carried = carried_addresses(ip)
    if carried:
        return all(is_public_4(inner) for inner in carried)
    return (
        ip.is_global
        and not (ip.is_multicast or ip.is_reserved or ip.is_site_local)
        and not any(ip in net for net in NOT_PUBLIC_6)
    )


def carried_addresses(ip: IPv6Address) -> tuple[IPv4Address, ...]:
    """The IPv4 addresses that an IPv6 address leads to."""
    if ip.ipv4_mapped is not None:
        return (ip.ipv4_mapped,)
    if ip.sixtofour is not None:
        return (ip.sixtofour,)
    if ip.teredo is not None:
        return ip.teredo
    if ip in NAT64:
        return (IPv4Address(ip.packed[-4:]),)
    return ()


def find_fault(url: str) -> str | None:
    """Say why an address must not be fetched, as a reason to count by; None where nothing speaks against it.

    Only what the address itself shows is judged; the address a name resolves to is the resolver's business.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return "address cannot be read"
    faults = (
        (parts.scheme not in {"http", "https"}, "not a web address"),
        (len(url) > LONGEST, "address is too long"),
        (not host, "address without a host"),
        (parts.username is not None or parts.password is not None, "address with a log-in"),
        (port not in STANDARD_PORTS, "port other than 80 and 443"),
        (bool(host) and is_private_literal(host or ""), "address is not public"),
    )
    return next((reason for is_fault, reason in faults if is_fault), None)


def is_private_literal(host: str) -> bool:
    """Whether a host is an IP address, in any spelling a resolver reads as one, and not a public one."""
    is_literal = ":" in host or NUMERIC_HOST.fullmatch(host) is not None
    return is_literal and not is_public(host)
