"""What a schedule runs: the refresh and the morning's digest, as flows that serve each slot once."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from prefect import flow
from prefect.client.schemas.objects import State
from prefect.runtime import flow_run
from prefect.schedules import Interval, RRule, Schedule
from prefect.states import Completed, Failed

from flows.configuration import load_configuration
from flows.errors import EXPECTED
from flows.refreshing import refresh_live, refresh_sample
from flows.settings import Settings
from flows.slots import keep_slot, last_good_run, served_by
from flows.terminal import say
from flows.timetable import ZONE, Timetable, plan_daily, plan_often, plan_refreshes
from warehouse.errors import WarehouseBusyError
from warehouse.writer import open_writer

REFRESH, DIGEST = "refresh", "digest"
# Tests cannot wait for an hour.
OFTEN = "HONGBAO_SCHEDULE_SECONDS"
_FIRST_DIGEST = date(2026, 1, 1)


@dataclass(frozen=True, slots=True)
class Slot:
    """The instant that a run is for, in UTC, and Prefect's name of the run."""

    flow: str
    at: datetime
    prefect_run: str | None


@flow(name="scheduled-refresh", persist_result=False)
def refresh(sample: bool = False, only: tuple[str, ...] = ()) -> State:
    """Collect and publish, unless the slot was served already; `sample` takes the invented newsroom."""
    settings = Settings()
    run = refresh_sample if sample else refresh_live
    return serve_slot(settings, _slot(REFRESH, settings), lambda: run(settings, only))


@flow(name="scheduled-digest", persist_result=False)
def digest() -> State:
    """Tell what is new since the last digest and send it, unless this morning's was told already."""
    from flows.digest_command import digest as tell  # noqa: PLC0415 - its libraries are slow to load

    settings = Settings()
    return serve_slot(settings, _slot(DIGEST, settings), lambda: tell(data=settings.data))


def serve_slot(settings: Settings, slot: Slot, work: Callable[[], object]) -> State:
    """Do the work of a slot once; a slot that was served, or finds another run writing, ends as Skipped.

    What goes wrong as expected ends as Failed; the slot is then still to be served.
    """
    try:
        return _serve_once(settings, slot, work)
    except WarehouseBusyError as error:
        return _skipped(slot, str(error))
    except EXPECTED as error:
        # One line says it; anything else is a fault of ours, and Prefect logs its traceback.
        say(f"{slot.flow}: failed, {error}")
        return Failed(message=str(error))


def _serve_once(settings: Settings, slot: Slot, work: Callable[[], object]) -> State:
    with open_writer(settings.data, settings.wait_seconds) as connection:
        server = served_by(connection, slot.flow, slot.at)
        if server is not None:
            keep_slot(connection, slot.flow, slot.at, server, slot.prefect_run)
            return _skipped(slot, f"run {server} has served it")
    begun = datetime.now(UTC)
    work()
    # Late runs queue up behind this one; what was due until it began, it has done for all of them.
    served = {slot.at, timetable_of(slot.flow, settings).last_due(begun) or slot.at}
    with open_writer(settings.data, settings.wait_seconds) as connection:
        run = last_good_run(connection, slot.flow, begun)
        for instant in sorted(served):
            server = run.run_id if run is not None else slot.prefect_run or "unknown"
            keep_slot(connection, slot.flow, instant, server, slot.prefect_run)
    missing = run.message or "" if run is not None and run.outcome == "partial" else ""
    told = f"served {slot.at:%Y-%m-%d %H:%M:%S} UTC{missing and f'; {missing}'}"
    say(f"{slot.flow}: {told}")
    return Completed(name="Partial" if missing else "Completed", message=told)


def timetable_of(name: str, settings: Settings) -> Timetable:
    """When the flow of that name is due."""
    often = os.environ.get(OFTEN)
    if often and name == REFRESH:
        return plan_often(float(often))
    if name == DIGEST:
        return plan_daily(_FIRST_DIGEST, settings.digest_at, "morning")
    return plan_refreshes(datetime.now(UTC), load_configuration(settings).watchlist.calendar)


def schedules_of(timetable: Timetable) -> list[Schedule]:
    """A timetable as Prefect takes it: one rule a stretch."""
    return [
        Interval(one.step, anchor_date=one.first, timezone=ZONE, slug=one.slug)
        if one.slug == "often"
        else RRule(one.rrule, timezone=ZONE, slug=one.slug)
        for one in timetable.segments
    ]


def _slot(name: str, settings: Settings) -> Slot:
    # Prefect's own kind of instant does not divide as Python's does.
    asked = datetime.fromtimestamp(flow_run.scheduled_start_time.timestamp(), UTC)
    due = timetable_of(name, settings).last_due(asked)
    return Slot(name, due or asked, flow_run.id)


def _skipped(slot: Slot, reason: str) -> State:
    say(f"{slot.flow}: skipped, {reason}")
    return Completed(name="Skipped", message=f"{slot.at:%Y-%m-%d %H:%M:%S} UTC: {reason}")
