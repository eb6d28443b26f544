"""What a schedule runs: the refresh and the morning's digest, as flows that serve each slot once."""

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from prefect import Flow, flow, runtime
from prefect.client.schemas.objects import FlowRun, State
from prefect.flows import FlowStateHook
from prefect.schedules import Interval, RRule, Schedule
from prefect.states import Completed, Failed

from flows.configuration import load_sources_in, load_watchlist
from flows.errors import EXPECTED, UndeliveredError
from flows.refreshing import refresh_live, refresh_sample
from flows.settings import Settings
from flows.slots import DIGEST, REFRESH, GoodRun, Scope, keep_slot, last_good_run, served_by
from flows.terminal import say
from flows.timetable import ZONE, Timetable, plan_daily, plan_day, plan_often, plan_refreshes
from flows.tries import ask_again
from sample.server import SOURCES_FILE
from warehouse.errors import WarehouseBusyError
from warehouse.writer import open_writer

# Tests cannot wait for an hour.
OFTEN = "HONGBAO_SCHEDULE_SECONDS"
_FIRST_DIGEST = date(2026, 1, 1)
_PREFIX = "scheduled-"
# Of a digest that is written down another run would find no news.
_UNDELIVERED = "Undelivered"
_SERVED = frozenset({"Completed", "Partial", "Skipped", _UNDELIVERED})


@dataclass(frozen=True, slots=True)
class Slot:
    """The instant that a run is for, in UTC, Prefect's name of the run, and the sources that it has to look at."""

    flow: str
    at: datetime
    prefect_run: str | None
    scope: Scope = ()


def try_again(flow: Flow[..., Any], flow_run: FlowRun, state: State) -> None:
    """Once a run has ended without serving its slot, ask for another one; a runner and a worker both have us do so."""
    if flow_run.deployment_id is None or state.name in _SERVED:
        return
    name, now = flow.name.removeprefix(_PREFIX), datetime.now(UTC)
    try:
        timetable = timetable_of(name, Settings())
    except EXPECTED:
        # A watchlist that cannot be read may be what made the run fail: it is tried again as a slot of this day.
        timetable = plan_day(now)
    ask_again(flow_run.deployment_id, name, timetable, now)


# Prefect's own retries wait within the process: no digest could begin meanwhile, and a killed run would have none.
_AGAIN: list[FlowStateHook[..., Any]] = [try_again]


@flow(name=f"{_PREFIX}{REFRESH}", persist_result=False, on_completion=_AGAIN, on_failure=_AGAIN, on_crashed=_AGAIN)
def refresh(sample: bool = False, only: tuple[str, ...] = ()) -> State:
    """Collect and publish, unless the slot was served already; `sample` takes the invented newsroom."""
    settings = Settings()
    run = refresh_sample if sample else refresh_live
    slot = _slot(REFRESH, settings, scope_of(settings, sample=sample, only=only))
    return serve_slot(settings, slot, lambda: run(settings, only))


@flow(name=f"{_PREFIX}{DIGEST}", persist_result=False, on_completion=_AGAIN, on_failure=_AGAIN, on_crashed=_AGAIN)
def digest() -> State:
    """Tell what is new since the last digest and send it, unless this morning's was told already."""
    from flows.digest_command import tell  # noqa: PLC0415 - its libraries are slow to load

    settings = Settings()
    return serve_slot(settings, _slot(DIGEST, settings), lambda: tell(settings))


def serve_slot(settings: Settings, slot: Slot, work: Callable[[], object]) -> State:
    """Do the work of a slot once; one that was served ends as Skipped, one that finds another run writing as Busy.

    What goes wrong as expected ends as Failed; after this and Busy the slot is still to be served. A digest that did
    not reach all its channels ends as Undelivered, which is a failure too, and its slot is served.
    """
    try:
        return _serve_once(settings, slot, work)
    except WarehouseBusyError as error:
        return _left(slot, "Busy", str(error))
    except EXPECTED as error:
        # One line says it; anything else is a fault of ours, and Prefect logs its traceback.
        say(f"{slot.flow}: failed, {error}")
        return Failed(name=_UNDELIVERED if isinstance(error, UndeliveredError) else "Failed", message=str(error))


def _serve_once(settings: Settings, slot: Slot, work: Callable[[], object]) -> State:
    with open_writer(settings.data, settings.wait_seconds) as connection:
        server = served_by(connection, slot.flow, slot.at, slot.scope)
        if server is not None:
            keep_slot(connection, slot.flow, slot.at, server, slot.prefect_run)
            return _left(slot, "Skipped", f"run {server} has served it")
    begun = datetime.now(UTC)
    try:
        work()
    except UndeliveredError:
        # Whoever writes may do so for longer: what is to be told is the digest, not that its slot is not kept.
        with suppress(WarehouseBusyError):
            _keep(settings, slot, begun)
        raise
    run = _keep(settings, slot, begun)
    missing = run.message or "" if run is not None and run.outcome == "partial" else ""
    told = f"served {slot.at:%Y-%m-%d %H:%M:%S} UTC{missing and f'; {missing}'}"
    say(f"{slot.flow}: {told}")
    return Completed(name="Partial" if missing else "Completed", message=told)


def _keep(settings: Settings, slot: Slot, begun: datetime) -> GoodRun | None:
    """Write down that a slot was served by work that began then; the run that did it, None where it is in no ledger."""
    # Late runs queue up behind this one; what was due until it began, it has done for all of them.
    served = {slot.at, timetable_of(slot.flow, settings).last_due(begun) or slot.at}
    with open_writer(settings.data, settings.wait_seconds) as connection:
        run = last_good_run(connection, slot.flow, begun, slot.scope)
        for instant in sorted(served):
            server = run.run_id if run is not None else slot.prefect_run or "unknown"
            keep_slot(connection, slot.flow, instant, server, slot.prefect_run)
    return run


def timetable_of(name: str, settings: Settings) -> Timetable:
    """When the flow of that name is due; raises WatchlistError. No other file is read for it."""
    often = os.environ.get(OFTEN)
    if often and name == REFRESH:
        return plan_often(float(often))
    if name == DIGEST:
        return plan_daily(_FIRST_DIGEST, settings.digest_at, "morning")
    return plan_refreshes(datetime.now(UTC), load_watchlist(settings.config / "watchlist.toml").calendar)


def scope_of(settings: Settings, *, sample: bool, only: Sequence[str]) -> Scope:
    """The sources that a refresh has to look at: those in `only`, or all that are collected today."""
    collected = load_sources_in(settings, SOURCES_FILE if sample else None).enabled()
    return tuple(only) or tuple(source.id for source in collected)


def schedules_of(timetable: Timetable) -> list[Schedule]:
    """A timetable as Prefect takes it: one rule a stretch."""
    return [
        Interval(one.step, anchor_date=one.first, timezone=ZONE, slug=one.slug)
        if one.slug == "often"
        else RRule(one.rrule, timezone=ZONE, slug=one.slug)
        for one in timetable.segments
    ]


def _slot(name: str, settings: Settings, scope: Scope = ()) -> Slot:
    # Prefect's own kind of instant does not divide as Python's does.
    asked = datetime.fromtimestamp(runtime.flow_run.scheduled_start_time.timestamp(), UTC)
    due = timetable_of(name, settings).last_due(asked)
    return Slot(name, due or asked, runtime.flow_run.id, scope)


def _left(slot: Slot, state: str, reason: str) -> State:
    say(f"{slot.flow}: {state.lower()}, {reason}")
    return Completed(name=state, message=f"{slot.at:%Y-%m-%d %H:%M:%S} UTC: {reason}")
