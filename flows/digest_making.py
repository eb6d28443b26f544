"""Makes the digest of what is published, writes its files, keeps what it told, and has it delivered."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from flows.channels import Channel
from flows.delivery import Delivery, deliver
from flows.digest import Digest, compose
from flows.digest_leftovers import FOLDER, compose_again, take_up
from flows.digest_lock import only_sender
from flows.digest_pages import FORMATS, render
from flows.errors import RunError
from flows.settings import Settings
from warehouse.digest_ledger import (
    begin_delivery,
    end_cut_deliveries,
    find_digest,
    read_deliveries,
    read_told,
    record_digest,
)
from warehouse.reads import open_release
from warehouse.writer import open_writer


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A digest, None if there was no news; the paths of its files; and what became of each delivery.

    `owed` are those of runs before that were written down and are sent only now; `cut` names digest and channel of
    each that was cut off on its way, which is not sent again.
    """

    digest: Digest | None
    paths: tuple[Path, ...] = ()
    deliveries: tuple[Delivery, ...] = ()
    owed: tuple["Made", ...] = ()
    cut: tuple[tuple[str, str], ...] = ()


def preview(settings: Settings, now: datetime | None = None) -> Digest | None:
    """The digest that would be made now, None if there is no news; nothing is written. Raises NoReleaseError."""
    with open_release(settings.data) as release, open_writer(settings.data, settings.wait_seconds) as connection:
        return compose(release, read_told(connection).to_dicts(), now or datetime.now(UTC))


def make_digest(settings: Settings, channels: Sequence[Channel], lang: str = "en", now: datetime | None = None) -> Made:
    """Tell what is new in the release since the last digest, at most once: it is written down before it is sent.

    What an earlier run was to send and never began is sent first; of what it was cut off in is only told. Others may
    write while it is sent. Raises NoReleaseError where nothing is published, WarehouseBusyError where another process
    writes, or sends a digest, for too long.
    """
    now = now or datetime.now(UTC)
    # A folder without a release is left as it is.
    open_release(settings.data).close()
    with only_sender(settings):
        cut, left = take_up(settings, channels, now)
        owed = tuple(_send(settings, *one, lang) for one in left)
        written = _write_new(settings, [one.label for one in channels], lang, now)
        made = Made(digest=None) if written is None else _send(settings, *written, channels, lang)
        return replace(made, owed=owed, cut=tuple(cut))


def _send(settings: Settings, digest: Digest, paths: tuple[Path, ...], channels: Sequence[Channel], lang: str) -> Made:
    """Send a digest that is written down, and say before that this begins: from then on it may have arrived."""
    if channels:
        with open_writer(settings.data, settings.wait_seconds) as connection:
            for channel in channels:
                begin_delivery(connection, digest.digest_id, channel.label, datetime.now(UTC))
    return Made(digest=digest, paths=paths, deliveries=tuple(deliver(digest, channels, settings, lang)))


def _write_new(
    settings: Settings, labels: Sequence[str], lang: str, now: datetime
) -> tuple[Digest, tuple[Path, ...]] | None:
    """The digest, written down as one that is owed to the channels of these labels, and its files."""
    with open_release(settings.data) as release, open_writer(settings.data, settings.wait_seconds) as connection:
        digest = compose(release, read_told(connection).to_dicts(), now)
        if digest is None:
            return None
        pages = {form: render(digest, form, lang) for form in FORMATS}
        paths = write_pages(settings.data / FOLDER, digest.name, pages)
        record_digest(connection, digest.row(f"{FOLDER}/{digest.name}"), digest.line_rows(), labels)
        return digest, tuple(paths)


def write_pages(folder: Path, name: str, pages: Mapping[str, str]) -> list[Path]:
    """Write `<folder>/<name>.<form>` for each form, each whole or not at all; their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    return [_write_whole(folder / f"{name}.{form}", text) for form, text in pages.items()]


def _write_whole(path: Path, text: str) -> Path:
    hidden = path.with_name(f".{path.name}.new")
    with hidden.open("wb") as file:
        file.write(text.encode())
        file.flush()
        os.fsync(file.fileno())
    return hidden.replace(path)


def send_again(settings: Settings, channels: Sequence[Channel], digest_id: str, lang: str = "en") -> Made:
    """Send a digest again to the channels that it did not surely reach.

    It is composed anew from the release it was made from and what had been told before it. Raises RunError where
    there is no such digest, or its release is no longer kept.
    """
    with only_sender(settings):
        return _send(settings, *_find_again(settings, channels, digest_id), lang)


def _find_again(
    settings: Settings, channels: Sequence[Channel], digest_id: str
) -> tuple[Digest, tuple[Path, ...], list[Channel]]:
    """The digest, its files, and the channels that it did not surely reach."""
    with open_writer(settings.data, settings.wait_seconds) as connection:
        end_cut_deliveries(connection, datetime.now(UTC))
        row = find_digest(connection, digest_id)
        if row is None:
            raise RunError(
                f"there is no digest {digest_id}: its files in {settings.data / FOLDER} are named after them"
            )
        before = read_deliveries(connection, digest_id)
        wanted = [channel for channel in channels if before.get(channel.label) != "delivered"]
        return *compose_again(connection, settings, row), wanted
