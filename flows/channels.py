"""Where digests are delivered: the addresses of chat services, mailboxes and webhooks, checked and never told."""

import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from typing import Any, Literal

from apprise import Apprise, AppriseAsset, NotifyBase
from apprise.manager_plugins import NotificationManager

from flows.errors import RunError
from flows.redaction import find_secrets, redacting
from flows.settings import Settings

Form = Literal["text", "markdown", "html"]
# The library knows these only by their own scheme, or not by every token that they give out.
_NATIVE = (
    (re.compile(r"https://oapi\.dingtalk\.com/robot/send\?access_token=([A-Za-z0-9]+)"), "dingtalk://{}/"),
    (re.compile(r"https://open\.feishu\.cn/open-apis/bot/v2/hook/([\w-]+)/?"), "feishu://{}"),
    (re.compile(r"https://open\.larksuite\.com/open-apis/bot/v2/hook/([\w-]+)/?"), "lark://{}"),
)
_FORMS: dict[str, Form] = {
    **dict.fromkeys(("workflow", "workflows", "json", "jsons"), "markdown"),
    **dict.fromkeys(("mailto", "mailtos"), "html"),
}
# Bytes of one message. The services' own limits are lower than the library's, and some count bytes.
_LIMITS = {"wecombot": 2000, "workflow": 990, "workflows": 990, "slack": 3500}
_LIMIT = 18_000
# Who waits 4 seconds, as the library does unless told, takes a slow answer for a failure and sends again.
_PATIENCE = "retry=2&wait=3&cto=10&rto=30"
# The library types everything but this.
_MANAGER: Any = NotificationManager
_NO_SERVICE = "of no known service"


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """One place to deliver to: `label` is the service and a mark that gives nothing away.

    `form` is what it is sent, in messages of at most `limit` bytes; `secrets` are what must not be told of it.
    """

    label: str
    form: Form
    limit: int
    service: NotifyBase = field(repr=False)
    secrets: frozenset[str] = field(repr=False)


def load_channels(settings: Settings) -> list[Channel]:
    """The channels of HONGBAO_NOTIFY and of the Prefect block that HONGBAO_NOTIFY_BLOCK names, each once.

    Raises RunError, which names an address by its place only, for one that is of no known service or incomplete.
    """
    found = [make_channel(*numbered) for numbered in _list_addresses(settings)]
    return list({channel.label: channel for channel in found}.values())


def _list_addresses(settings: Settings) -> Iterator[tuple[str, str]]:
    if settings.notify is not None:
        for place, address in enumerate(settings.notify.get_secret_value().split(), 1):
            yield f"HONGBAO_NOTIFY: address {place}", address
    if settings.notify_block:
        for place, address in enumerate(_load_block(settings.notify_block).split(), 1):
            yield f"Prefect block {settings.notify_block}: address {place}", address


def _load_block(name: str) -> str:
    from httpx import HTTPError  # noqa: PLC0415 - Prefect only where a block is named
    from prefect.blocks.system import Secret  # noqa: PLC0415 - as above

    from flows.temporary_server import temporary_server  # noqa: PLC0415 - as above

    try:
        with temporary_server():
            return str(Secret.load(name).get())  # type: ignore[union-attr]  # outside an event loop it loads at once
    except ValueError as error:
        message = f"HONGBAO_NOTIFY_BLOCK: there is no Prefect Secret block {name}; make one with the addresses in it"
        raise RunError(message) from error
    except HTTPError as error:
        why = str(error).partition("\n")[0]
        message = f"HONGBAO_NOTIFY_BLOCK: Prefect does not give block {name} ({why}); see whether its server is well"
        raise RunError(message) from error


def make_channel(place: str, address: str) -> Channel:
    """The channel of an address; `place` is how an error names it."""
    known, secrets = _take_apart(place, address)
    scheme = known.partition("://")[0].lower()
    patient = f"{known}{'&' if '?' in known else '?'}{_PATIENCE}" if "retry=" not in known else known
    _load_services()
    with redacting(secrets):
        service = Apprise.instantiate(patient, asset=_make_asset())
    if not isinstance(service, NotifyBase):
        named = f"{scheme}://" if "://" in known and scheme in _MANAGER().schemas() else _NO_SERVICE
        message = f"{place} ({named}) cannot be delivered to: see docs/digest.md for how it is written"
        raise RunError(message)
    protocols = service.secure_protocol or service.protocol or scheme
    name = scheme if scheme != "https" else str(protocols if isinstance(protocols, str) else protocols[0])
    return Channel(
        label=f"{name}#{sha256(address.encode()).hexdigest()[:6]}", form=_FORMS.get(name, "text"),
        limit=_LIMITS.get(name, _LIMIT), service=service, secrets=secrets,
    )  # fmt: skip


def _take_apart(place: str, address: str) -> tuple[str, frozenset[str]]:
    """The address as the library knows it, and every secret in it."""
    try:
        known = _translate(address)
        return known, find_secrets(address) | find_secrets(known)
    except ValueError:
        # What Python says of it would hold the address.
        message = f"{place} is no address: write signs such as ] and @ of a password as %5D and %40"
        raise RunError(message) from None


def _make_asset() -> AppriseAsset:
    """How messages are signed: with our name, and without the library's pictures, which readers would fetch."""
    return AppriseAsset(app_id="Hongbao", app_desc="Hongbao", image_url_mask="", image_url_logo="")


@cache
def _load_services() -> None:
    """Load the library's services, one of which imports a module that Python is about to drop."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        _MANAGER().load_modules()


def _translate(address: str) -> str:
    for pattern, scheme in _NATIVE:
        match = pattern.fullmatch(address)
        if match:
            return scheme.format(match[1])
    return address
