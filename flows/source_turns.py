"""Lets a command ask hosts only while no run does: two that ask at once know nothing of each other's pace."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from flows.errors import RunError
from flows.settings import Settings
from flows.terminal import say
from warehouse.errors import WarehouseBusyError
from warehouse.writer import hold_lock

# A run holds it from its first question to its publication; we hold it as a run does, and write nothing.
LOCK = "writer.lock"


@contextmanager
def turn_to_ask(settings: Settings) -> Iterator[None]:
    """Hosts are ours to ask within the block; says so where it has to wait for a run that is under way.

    Raises RunError where that run does not end within `settings.wait_seconds`.
    """
    settings.data.mkdir(parents=True, exist_ok=True)
    with ExitStack() as held:
        try:
            held.enter_context(hold_lock(settings.data / LOCK, 0))
        except WarehouseBusyError:
            say(f"A run is under way in {settings.data}; waiting for it, up to {settings.wait_seconds:g} seconds ...")
            _wait(held, settings)
        yield


def _wait(held: ExitStack, settings: Settings) -> None:
    try:
        held.enter_context(hold_lock(settings.data / LOCK, settings.wait_seconds))
    except WarehouseBusyError as busy:
        raise RunError(
            f"nothing was asked, for no host is asked at twice the pace: {busy}, "
            f"or wait longer with HONGBAO_WAIT_SECONDS (now {settings.wait_seconds:g})"
        ) from busy
