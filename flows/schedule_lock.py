"""Lets one process at a time serve the schedule of a data folder, and says which does."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from flows.errors import RunError
from warehouse.errors import WarehouseBusyError
from warehouse.writer import hold_lock

LOCK = "schedule.lock"


@contextmanager
def only_scheduler(data: Path) -> Iterator[None]:
    """Be the one scheduler of the data folder; raises RunError naming the process that is."""
    with ExitStack() as held:
        try:
            held.enter_context(hold_lock(data / LOCK, 0))
        except WarehouseBusyError as error:
            holder = (data / LOCK).read_text(encoding="utf-8") or "unknown"
            raise RunError(f"process {holder} serves the schedule of {data} already; end it first") from error
        yield
