"""Who may read the dashboard, from the environment: a provider that people sign on with, and the readers by address."""

import ipaddress
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

WANTED = tuple(
    f"HONGBAO_{name}"
    for name in (
        "OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET_FILE", "OIDC_COOKIE_SECRET_FILE", "OIDC_REDIRECT_URI",
        "READERS",
    )
)  # fmt: skip
METADATA = "/.well-known/openid-configuration"
# Where Streamlit answers to the provider.
CALLBACK = "/oauth2callback"
READER = re.compile(r"[^@\s]*@[^@\s]+")
SHORTEST = 32
HINT = "see docs/sign-on.md"


class SignOnError(Exception):
    """The settings of signing on are not whole or not right; the message is one line and holds no secret."""


@dataclass(frozen=True, slots=True)
class SignOn:
    """The settings; `readers` are e-mail addresses, or domains with an @ before them."""

    metadata: str
    client_id: str
    client_secret: str = field(repr=False)
    cookie_secret: str = field(repr=False)
    redirect_uri: str
    readers: frozenset[str]

    @property
    def place(self) -> str:
        """Where browsers reach the dashboard."""
        return self.redirect_uri.removesuffix(CALLBACK)

    @property
    def host(self) -> str:
        """The name under which browsers reach the dashboard."""
        return urlsplit(self.redirect_uri).hostname or ""

    def for_streamlit(self) -> Mapping[str, str]:
        """The section `auth` of Streamlit's secrets."""
        return {
            "server_metadata_url": self.metadata,
            "client_id": self.client_id,
            "client_secret": self.client_secret,
            "cookie_secret": self.cookie_secret,
            "redirect_uri": self.redirect_uri,
        }

    def admits(self, claims: Mapping[str, object]) -> bool:
        """Whether who the provider says this is may read: a verified address, it or its domain among the readers."""
        email, verified = claims.get("email"), claims.get("email_verified")
        # Some providers write the word.
        if not isinstance(email, str) or not (verified is True or verified == "true"):
            return False
        known = fold(email)
        name, at, domain = known.rpartition("@")
        return bool(name) and "@" not in name and not self.readers.isdisjoint({known, at + domain})


def read_sign_on(environment: Mapping[str, str]) -> SignOn | None:
    """What the environment says of signing on, None where it says nothing; raises SignOnError for half of it."""
    given = {name: environment.get(name, "").strip() for name in WANTED}
    missing = [name for name, value in given.items() if not value]
    if len(missing) == len(WANTED):
        return None
    if missing:
        message = f"signing on is set up by half, without {', '.join(missing)}: {HINT}"
        raise SignOnError(message)
    issuer, client_id, client_file, cookie_file, redirect_uri, readers = given.values()
    check_address("HONGBAO_OIDC_ISSUER", issuer)
    if check_address("HONGBAO_OIDC_REDIRECT_URI", redirect_uri).path != CALLBACK:
        message = f"HONGBAO_OIDC_REDIRECT_URI is {redirect_uri}: it must end in {CALLBACK}, right after the host"
        raise SignOnError(message)
    return SignOn(
        metadata=issuer if issuer.endswith(METADATA) else issuer.rstrip("/") + METADATA,
        client_id=client_id,
        client_secret=read_secret("HONGBAO_OIDC_CLIENT_SECRET_FILE", client_file),
        cookie_secret=read_secret("HONGBAO_OIDC_COOKIE_SECRET_FILE", cookie_file, SHORTEST),
        redirect_uri=redirect_uri,
        readers=frozenset(list_readers(readers)),
    )


def check_address(name: str, address: str) -> SplitResult:
    """The parts of an address that may carry secrets: https, or http that does not leave this machine."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        parts, host = urlsplit(""), ""
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and is_loopback(host))
    if not host or not is_safe or parts.query or parts.fragment or "@" in parts.netloc:
        message = f"{name} is {address}: give an address that begins with https:// ({HINT})"
        raise SignOnError(message)
    return parts


def read_secret(name: str, file: str, shortest: int = 1) -> str:
    """The secret in a file, without the line's end."""
    try:
        secret = Path(file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        message = f"{name}: {file} cannot be read ({type(error).__name__}): mend it, or its rights"
        raise SignOnError(message) from None
    if len(secret) < shortest:
        message = f"{name}: {file} holds less than {shortest} characters: make one with `openssl rand -hex 32`"
        raise SignOnError(message)
    return secret


def list_readers(text: str) -> Iterator[str]:
    for reader in re.split(r"[\s,;]+", text.strip(" ,;")):
        if not READER.fullmatch(reader):
            message = f"HONGBAO_READERS: {reader!r} is neither an e-mail address nor a domain such as @example.com"
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


def guard_address(address: str, sign_on: SignOn | None) -> None:
    """Raise SignOnError for a dashboard that everybody on the network could read."""
    if sign_on is None and not is_loopback(address):
        message = (
            f"the dashboard is not served at {address or 'all addresses'}, where whoever reaches it could read it:"
            f" set up signing on ({HINT}), or leave --address out"
        )
        raise SignOnError(message)
