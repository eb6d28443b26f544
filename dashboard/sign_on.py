"""Who may read the dashboard, from the environment: a provider that people sign on with, and the readers by address."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from dashboard.sign_on_parts import (
    CALLBACK,
    HINT,
    SignOnError,
    check_address,
    fold,
    is_loopback,
    list_readers,
    read_redirect,
    read_secret,
)

WANTED = tuple(
    f"HONGBAO_{name}"
    for name in (
        "OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET_FILE", "OIDC_COOKIE_SECRET_FILE", "OIDC_REDIRECT_URI",
        "READERS",
    )
)  # fmt: skip
METADATA = "/.well-known/openid-configuration"
SHORTEST = 32
# Streamlit's settings that let in whom a proxy names, let programs past the guard, or move the paths it guards.
UNGUARDED = ("server.trustedUserHeaders", "server.enableAgentApi", "server.baseUrlPath")


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
    return SignOn(
        metadata=issuer if issuer.endswith(METADATA) else issuer.rstrip("/") + METADATA,
        client_id=client_id,
        client_secret=read_secret("HONGBAO_OIDC_CLIENT_SECRET_FILE", client_file),
        cookie_secret=read_secret("HONGBAO_OIDC_COOKIE_SECRET_FILE", cookie_file, SHORTEST),
        redirect_uri=read_redirect("HONGBAO_OIDC_REDIRECT_URI", redirect_uri),
        readers=frozenset(list_readers(readers)),
    )


def guard_address(address: str, sign_on: SignOn | None) -> None:
    """Raise SignOnError for a dashboard that everybody on the network could read."""
    if sign_on is None and not is_loopback(address):
        message = (
            f"the dashboard is not served at {address or 'all addresses'}, where whoever reaches it could read it:"
            f" set up signing on ({HINT}), or leave --address out"
        )
        raise SignOnError(message)


def guard_settings(find: Callable[[str], object]) -> None:
    """Raise SignOnError for a setting of Streamlit's that opens the door, or a way past it; `find` gives its value."""
    for name in UNGUARDED:
        if find(name):
            message = f"{name} cannot be set where people sign on: take it out of Streamlit's settings ({HINT})"
            raise SignOnError(message)
