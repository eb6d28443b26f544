"""Takes up what digests before left behind: what was never sent is still owed, and of what was cut off nobody knows."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from duckdb import DuckDBPyConnection

from flows.channels import Channel
from flows.digest import Digest, compose
from flows.digest_pages import FORMATS
from flows.errors import RunError
from flows.settings import Settings
from warehouse.digest_ledger import end_cut_deliveries, end_delivery, find_digest, read_owed, read_told
from warehouse.reads import open_release
from warehouse.writer import open_writer

FOLDER = "digests"
Owed = tuple[Digest, tuple[Path, ...], list[Channel]]


def take_up(settings: Settings, channels: Sequence[Channel], now: datetime) -> tuple[list[tuple[str, str]], list[Owed]]:
    """What was cut off, as digest and channel, and what is owed to these channels: only the sender may ask.

    What is owed and cannot be made any more counts with what was cut off.
    """
    with open_writer(settings.data, settings.wait_seconds) as connection:
        cut, owed = end_cut_deliveries(connection, now), []
        labels = {channel.label: channel for channel in channels}
        waiting: dict[str, list[Channel]] = {}
        for digest_id, label in read_owed(connection):
            if label in labels:
                waiting.setdefault(digest_id, []).append(labels[label])
        for digest_id, wanted in waiting.items():
            try:
                owed.append((*compose_again(connection, settings, find_digest(connection, digest_id) or {}), wanted))
            except RunError as error:
                for channel in wanted:
                    end_delivery(connection, digest_id, channel.label, now, ("failed", str(error)))
                    cut.append((digest_id, channel.label))
        return cut, owed


def compose_again(
    connection: DuckDBPyConnection, settings: Settings, row: Mapping[str, Any]
) -> tuple[Digest, tuple[Path, ...]]:
    """A digest of before, as it was, and its files. Raises RunError where its release is no longer kept."""
    path = settings.data / "releases" / row["release"]
    if path.is_file():
        with open_release(path) as release:
            digest = compose(release, read_told(connection, row["made_at"]).to_dicts(), row["made_at"])
        if digest is not None and digest.digest_id == row["digest_id"]:
            return digest, tuple(settings.data / f"{row['path']}.{form}" for form in FORMATS)
    raise RunError(f"{row['release']} is no longer kept: pass on {settings.data / row['path']}.html by hand")
