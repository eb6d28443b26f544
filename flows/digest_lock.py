"""Lets one process at a time make and send digests of a data folder, and says whether one does."""

from collections.abc import Iterator
from contextlib import contextmanager

from flows.settings import Settings
from warehouse.writer import hold_lock

LOCK = "digest.lock"


@contextmanager
def only_sender(settings: Settings) -> Iterator[None]:
    """Be the one process that makes and sends digests here: what still counts as being sent then was cut off."""
    with hold_lock(settings.data / LOCK, settings.wait_seconds, "sending a digest of {folder}"):
        yield
