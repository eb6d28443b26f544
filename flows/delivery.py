"""Delivers a digest to its channels, each and writes down what became of each."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import UTC, datetime

from apprise import Apprise, NotifyFormat
from apprise.result import AppriseResult
from duckdb import DuckDBPyConnection

from flows.channels import Channel
from flows.delivery_answers import REFUSED, hearing_refusals
from flows.digest import Digest
from flows.digest_pages import render, write_message
from flows.digest_words import write_title
from flows.redaction import redact, redacting
from flows.settings import Settings
from warehouse.digest_ledger import begin_delivery, end_delivery, read_deliveries

_FORMATS = {"text": NotifyFormat.TEXT, "markdown": NotifyFormat.MARKDOWN, "html": NotifyFormat.HTML}
_LONG = 200
_UNHEARD = "it was not reached, or it refused: see whether its address still holds"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What became of a digest at one channel: `outcome` is delivered or failed, `message` says why, without secrets."""

    channel: str
    outcome: str
    message: str | None = None


def deliver(
    connection: DuckDBPyConnection, digest: Digest, channels: Sequence[Channel], settings: Settings, lang: str = "en"
) -> list[Delivery]:
    """Send a digest to all channels at once, and write down what became of each.

    That it is being sent must be written down before. Failures of the network are tried again by the library.
    """
    done = []
    secrets = frozenset(secret for channel in channels for secret in channel.secrets)
    with redacting(secrets), hearing_refusals():
        for delivery in _send_all(digest, channels, settings, lang):
            told = (delivery.outcome, delivery.message)
            end_delivery(connection, digest.digest_id, delivery.channel, datetime.now(UTC), told)
            done.append(delivery)
    return sorted(done, key=lambda one: one.channel)


def deliver_again(
    connection: DuckDBPyConnection, digest: Digest, channels: Sequence[Channel], settings: Settings, lang: str = "en"
) -> list[Delivery]:
    """Send a digest to those of the channels that it did not surely reach."""
    before = read_deliveries(connection, digest.digest_id)
    wanted = [channel for channel in channels if before.get(channel.label) != "delivered"]
    for channel in wanted:
        begin_delivery(connection, digest.digest_id, channel.label, datetime.now(UTC))
    return deliver(connection, digest, wanted, settings, lang)


def _send_all(digest: Digest, channels: Sequence[Channel], settings: Settings, lang: str) -> Iterator[Delivery]:
    with ThreadPoolExecutor(max_workers=max(1, len(channels))) as pool:
        sent = [pool.submit(send, digest, channel, settings, lang) for channel in channels]
        for one in as_completed(sent):
            yield one.result()


def send(digest: Digest, channel: Channel, settings: Settings, lang: str) -> Delivery:
    """Send every part of a digest to a channel, until one fails."""
    link = settings.public_url or f"digests/{digest.name}.html"
    title, parts = write_parts(digest, channel, settings.digest_lines, link, lang)
    notifier = Apprise()
    notifier.add(channel.service)
    for place, part in enumerate(parts, 1):
        result = notifier.notify(body=part, title=title, body_format=_FORMATS[channel.form])
        if not result:
            message = f"part {place} of {len(parts)}: {redact(_explain(result), channel.secrets)[:_LONG]}"
            return Delivery(channel=channel.label, outcome="failed", message=message)
    return Delivery(channel=channel.label, outcome="delivered")


def _explain(result: AppriseResult) -> str:
    """The last that the library says of a failure, or better the service itself."""
    said = [entry.message for entry in result.logs() if entry.level in {"WARNING", "ERROR"}]
    return next((one for one in said if one.startswith(REFUSED)), said[-1] if said else _UNHEARD)


def write_parts(digest: Digest, channel: Channel, limit: int, link: str, lang: str) -> tuple[str, list[str]]:
    """The title, empty where it stands in the text, and the bodies in which a digest goes to a channel."""
    if channel.form == "html":
        return write_title(digest, lang), [render(digest, "html", lang)]
    message = write_message(digest, limit, link, is_markdown=channel.form == "markdown", lang=lang)
    return "", list(fill_parts((message.title, *message.blocks), channel.limit))


def fill_parts(blocks: Sequence[str], limit: int) -> Iterator[str]:
    """The blocks in as few messages of at most `limit` bytes as hold them; only a longer block is cut."""
    part = ""
    for block in (shorten(one, limit) for one in blocks):
        joined = f"{part}\n\n{block}" if part else block
        if len(joined.encode()) > limit:
            yield part
            joined = block
        part = joined
    if part:
        yield part


def shorten(text: str, limit: int) -> str:
    """The text cut to so many bytes, with an ellipsis if it is longer."""
    held = text.encode()
    return text if len(held) <= limit else held[: limit - 3].decode(errors="ignore") + "…"
