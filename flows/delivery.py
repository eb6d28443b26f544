"""Delivers a digest to its channels, all at once, and writes down what became of each."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime

from apprise import Apprise, NotifyFormat
from apprise.result import AppriseResult

from flows.channels import Channel
from flows.delivery_answers import REFUSED, hearing_refusals
from flows.digest import Digest
from flows.digest_pages import render, write_message
from flows.digest_words import write_title
from flows.errors import UndeliveredError
from flows.redaction import redact, redacting
from flows.settings import Settings
from warehouse.digest_ledger import end_delivery
from warehouse.errors import WarehouseBusyError
from warehouse.writer import open_writer

_FORMATS = {"text": NotifyFormat.TEXT, "markdown": NotifyFormat.MARKDOWN, "html": NotifyFormat.HTML}
_LONG = 200
_UNHEARD = "it was not reached, or it refused: see whether its address still holds"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What became of a digest at one channel: `outcome` is delivered or failed, `message` says why, without secrets."""

    channel: str
    outcome: str
    message: str | None = None
    ended_at: datetime = field(default_factory=lambda: datetime.now(UTC), compare=False)


def deliver(digest: Digest, channels: Sequence[Channel], settings: Settings, lang: str = "en") -> list[Delivery]:
    """Send a digest to all channels at once, and write down what became of each.

    That it is being sent must be written down before. Failures of the network are tried again by the library. The
    warehouse is open only while something is written, for a channel may take minutes. Raises UndeliveredError, which
    tells the outcomes, where another process writes for too long at the end.
    """
    done: list[Delivery] = []
    secrets = frozenset(secret for channel in channels for secret in channel.secrets)
    with redacting(secrets), hearing_refusals():
        for delivery in _send_all(digest, channels, settings, lang):
            done.append(delivery)
            # Whoever writes now may do so for long: then it is written down once all have ended.
            with suppress(WarehouseBusyError):
                _write_down(digest, done, settings, wait_seconds=0)
    try:
        _write_down(digest, done, settings, settings.wait_seconds)
    except WarehouseBusyError as error:
        outcomes = ", ".join(f"{one.channel} {one.outcome}" for one in done)
        message = f"{outcomes}: it could not be written down and will count as unknown ({error})"
        raise UndeliveredError(message) from error
    return sorted(done, key=lambda one: one.channel)


def _write_down(digest: Digest, done: Sequence[Delivery], settings: Settings, wait_seconds: float) -> None:
    if not done:
        return
    with open_writer(settings.data, wait_seconds) as connection:
        for one in done:
            end_delivery(connection, digest.digest_id, one.channel, one.ended_at, (one.outcome, one.message))


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
