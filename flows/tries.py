"""Asks for another run of a slot that nobody served: its run failed, crashed, or found another process writing."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterId,
    FlowRunFilter,
    FlowRunFilterExpectedStartTime,
    FlowRunFilterIdempotencyKey,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import State, StateType
from prefect.states import Scheduled

from flows.terminal import say
from flows.timetable import Timetable

TRIES = 20
SOON, SELDOM = timedelta(minutes=5), timedelta(hours=1)


def key_of(name: str, slot: datetime, asker: str, attempt: int) -> str:
    """By this key Prefect makes a run once, whoever asks for it again."""
    return f"{name}-{slot:%Y%m%dT%H%M%SZ}-{asker}-{attempt}"


def next_try(timetable: Timetable, tried: int, now: datetime) -> datetime | None:
    """When a slot that was tried again `tried` times is tried once more, after ever longer pauses up to an hour.

    None after the last try, and where the next slot is due before: its run does the work of both.
    """
    at = now + min(SOON * 2 ** min(tried, TRIES), SELDOM)
    due = timetable.next_due(now)
    return None if tried >= TRIES or (due is not None and due <= at) else at


def ask_again(deployment: UUID, name: str, timetable: Timetable, now: datetime) -> datetime | None:
    """Ask for another run of the last slot, unless one waits to begin by then; when it will begin, None if it won't."""
    slot = timetable.last_due(now)
    if slot is None:
        return None
    with get_client(sync_client=True) as client:
        keys = [key_of(name, slot, "again", attempt) for attempt in range(TRIES)]
        used = _find_used(client, keys)
        at = next_try(timetable, len(used), now)
        if at is None or is_waiting(client, deployment, at):
            return None
        if not _ask(client, deployment, at, [key for key in keys if key not in used]):
            return None
    say(f"{name}: to be tried again at {at:%Y-%m-%d %H:%M:%S} UTC")
    return at


def _ask(client: SyncPrefectClient, deployment: UUID, at: datetime, free: Sequence[str]) -> bool:
    """Ask for a run under the first key that gives one that is still to begin; whether there is one."""
    for key in free:
        state: State[None] = Scheduled(scheduled_time=at)
        run = client.create_flow_run_from_deployment(deployment, state=state, idempotency_key=key)
        # Under a key that somebody used meanwhile Prefect gives that run, which may have ended.
        if run.state is not None and not run.state.is_final():
            return True
    return False


def is_waiting(client: SyncPrefectClient, deployment: UUID, until: datetime) -> bool:
    """Whether a run that is due until then has not begun."""
    waiting = client.read_flow_runs(
        deployment_filter=DeploymentFilter(id=DeploymentFilterId(any_=[deployment])),
        flow_run_filter=FlowRunFilter(
            state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.SCHEDULED])),
            expected_start_time=FlowRunFilterExpectedStartTime.model_validate({"before_": until}),
        ),
        limit=1,
    )
    return bool(waiting)


def _find_used(client: SyncPrefectClient, keys: list[str]) -> set[str | None]:
    """The keys of which there are runs: somebody may have deleted one between others."""
    asked = FlowRunFilter(idempotency_key=FlowRunFilterIdempotencyKey(any_=keys))
    return {run.idempotency_key for run in client.read_flow_runs(flow_run_filter=asked, limit=len(keys))}
