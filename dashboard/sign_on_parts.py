"""Reads the single settings of signing on: each comes out as browsers and providers write it, or is refused."""

import ipaddress
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

# Where Streamlit answers to the provider.
CALLBACK = "/oauth2callback"
DEFAULT_PORTS = {"http": 80, "https": 443}
LAST_PORT = 65535
HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)*")
# Browsers take a name whose last part is a number for an IPv4 address, in whatever way it is written.
NUMBER = re.compile(r"(.*\.)?(\d+|0x[0-9a-f]*)")
_MARK = r"""\s@"<>*,;:()\[\]\\"""
READER = re.compile(rf"[^{_MARK}]*@[^{_MARK}.']+(\.[^{_MARK}.']+)*")
HINT = "see docs/sign-on.md"


class SignOnError(Exception):
    """The settings of signing on are not whole or not right; the message is one line and holds no secret."""


def check_address(name: str, address: str) -> SplitResult:
    """The parts of an address that may carry secrets: https, or http that does not leave this machine."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        parts, host = urlsplit(""), ""
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and is_loopback(host))
    if not host or not is_safe or parts.query or parts.fragment or "@" in parts.netloc:
        message = f"{name} is {address!r}: give an address that begins with https:// ({HINT})"
        raise SignOnError(message)
    return parts


def read_redirect(name: str, address: str) -> str:
    """The redirect address with its origin as browsers send it: written otherwise, it would let nobody in."""
    parts = check_address(name, address)
    if parts.path != CALLBACK:
        message = f"{name} is {address!r}: it must end in {CALLBACK}, right after the host"
        raise SignOnError(message)
    host, port = spell_host(parts.hostname or ""), find_port(parts)
    if not host or port is None:
        message = (
            f"{name} is {address!r}: give one host, by name (a-z, 0-9, - and .) or IP, and a port of 1-{LAST_PORT}"
        )
        raise SignOnError(message)
    place = host if port == DEFAULT_PORTS[parts.scheme] else f"{host}:{port}"
    return f"{parts.scheme}://{place}{CALLBACK}"


def spell_host(host: str) -> str:
    """The host, in small letters already, as it stands in an origin; '' where it is no name and no IP address."""
    try:
        known = ipaddress.ip_address(host)
    except ValueError:
        return host if HOST.fullmatch(host) and not NUMBER.fullmatch(host) else ""
    if isinstance(known, ipaddress.IPv4Address):
        return host
    return "" if known.scope_id else f"[{known.compressed}]"


def find_port(parts: SplitResult) -> int | None:
    """The port, the scheme's own where none is given; None where it is no port."""
    try:
        port = parts.port
    except ValueError:
        return None
    return DEFAULT_PORTS[parts.scheme] if port is None else port or None


def read_secret(name: str, file: str, shortest: int = 1) -> str:
    """The secret in a file, without the line's end."""
    try:
        secret = Path(file).read_text(encoding="utf-8").strip()
    # A ValueError is bytes that are no text, or a path with a NUL byte.
    except (OSError, ValueError) as error:
        message = f"{name}: {file!r} cannot be read ({type(error).__name__}): mend it, or its rights"
        raise SignOnError(message) from None
    if len(secret) < shortest:
        message = f"{name}: {file!r} holds less than {shortest} characters: make one with `openssl rand -hex 32`"
        raise SignOnError(message)
    return secret


def list_readers(text: str) -> Iterator[str]:
    """Each reader as addresses are compared; what could admit nobody, such as a pattern, is refused."""
    for reader in re.split(r"[\s,;]+", text.strip(" ,;")):
        if not READER.fullmatch(reader):
            message = (
                f"HONGBAO_READERS: {reader!r} is neither an e-mail address nor a domain such as @example.com:"
                " write it without quotes, brackets and *"
            )
            raise SignOnError(message)
        yield fold(reader)


def fold(address: str) -> str:
    """The address as it is compared: letters of other alphabets that look like ours in capitals stay what they are."""
    return address.lower() if address.isascii() else address


def is_loopback(host: str) -> bool:
    """Whether a server at `host` is reached from its own machine only."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
