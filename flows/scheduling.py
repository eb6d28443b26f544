"""Serves the schedule: registers the deployments, makes up for a lost slot, runs what is due until it is ended."""

import asyncio
import os
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any, cast
from uuid import UUID

from prefect.client.orchestration import get_client
from prefect.deployments.runner import RunnerDeployment
from prefect.exceptions import TerminationSignal
from prefect.flows import Flow
from prefect.runner import Runner
from prefect.types.entrypoint import EntrypointType

from flows import deployments
from flows.deployments import schedules_of, scope_of, timetable_of
from flows.settings import Settings
from flows.slots import DIGEST, REFRESH, Scope, served_by
from flows.terminal import say
from flows.timetable import Timetable
from flows.tries import TRIES, is_waiting, key_of
from warehouse.errors import WarehouseBusyError
from warehouse.writer import open_writer

BEGINNING = datetime(2020, 1, 1, tzinfo=UTC)


def serve(settings: Settings, *, sample: bool = False, only: tuple[str, ...] = ()) -> None:
    """Serve both deployments against the server in Prefect's environment until a signal ends us."""
    # Runs are processes of their own: they read the same settings.
    os.environ["HONGBAO_DATA"] = str(settings.data.absolute())
    scopes = {REFRESH: scope_of(settings, sample=sample, only=only), DIGEST: ()}
    runner = Runner(name="hongbao", pause_on_shutdown=False, limit=1)
    for deployment in make_deployments(settings, sample=sample, only=only):
        identifier = cast("UUID", runner.add_deployment(deployment))
        timetable = timetable_of(deployment.name, settings)
        _tell(deployment.name, timetable)
        make_up(settings, identifier, deployment.name, timetable, scopes[deployment.name])
    # A run that fails asks for the next try itself (flows.tries), here as on a work pool.
    # SIGTERM ends it in order: a run under way is cancelled, and its slot made up for at the next start.
    with suppress(KeyboardInterrupt, TerminationSignal):
        asyncio.run(runner.start())
    say("the schedule is no longer served; what was due and not done is done at the next start")


def make_deployments(
    settings: Settings, *, sample: bool = False, only: tuple[str, ...] = ()
) -> tuple[RunnerDeployment, ...]:
    """The deployments with their schedules and parameters."""
    given = {REFRESH: {"sample": sample, "only": list(only)}, DIGEST: {}}
    flows: dict[str, Flow[..., Any]] = {REFRESH: deployments.refresh, DIGEST: deployments.digest}
    made = (
        one.to_deployment(
            name,
            schedules=schedules_of(timetable_of(name, settings)),
            parameters=given[name],
            paused=False,
            entrypoint_type=EntrypointType.MODULE_PATH,
        )
        for name, one in flows.items()
    )
    return tuple(one for one in made if isinstance(one, RunnerDeployment))


def make_up(settings: Settings, deployment: UUID, name: str, timetable: Timetable, scope: Scope = ()) -> bool:
    """Ask for the run of the last slot if nobody served it and no run is waiting to; whether one was asked for."""
    now = datetime.now(UTC)
    slot = timetable.last_due(now)
    if slot is None or not _is_owed(settings, name, slot, scope):
        return False
    with get_client(sync_client=True) as client:
        if is_waiting(client, deployment, now):
            return False
        # A run that was cancelled or died did not serve its slot; the next is made under a key of its own.
        for attempt in range(TRIES):
            key = key_of(name, slot, "start", attempt)
            run = client.create_flow_run_from_deployment(deployment, idempotency_key=key)
            if run.state is not None and not run.state.is_final():
                say(f"{name}: nobody served {slot:%Y-%m-%d %H:%M} UTC; it is done now")
                return True
    return False


def _is_owed(settings: Settings, name: str, slot: datetime, scope: Scope) -> bool:
    """Whether nobody has served a slot; a digest is owed only where digests were sent by the clock before."""
    try:
        with open_writer(settings.data) as connection:
            begins_anew = name == DIGEST and served_by(connection, name, BEGINNING) is None
            return not begins_anew and served_by(connection, name, slot, scope) is None
    except WarehouseBusyError:
        return name == REFRESH  # the run that is asked for waits for the writer, and looks again


def _tell(name: str, timetable: Timetable) -> None:
    due = timetable.next_due(datetime.now(UTC))
    say(f"{name}: next at {due:%Y-%m-%d %H:%M:%S} UTC" if due is not None else f"{name}: no longer due")
