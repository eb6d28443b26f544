"""Asks for another run of a slot that nobody served: its run failed, crashed, or found another process writing."""

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
from prefect.client.schemas.objects import StateType
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
        tried = _count_tries(client, name, slot)
        at = next_try(timetable, tried, now)
        if at is None or is_waiting(client, deployment, at):
            return None
        client.create_flow_run_from_deployment(
            deployment, state=Scheduled(scheduled_time=at), idempotency_key=key_of(name, slot, "again", tried)
        )
    say(f"{name}: to be tried again at {at:%Y-%m-%d %H:%M:%S} UTC")
    return at


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


def _count_tries(client: SyncPrefectClient, name: str, slot: datetime) -> int:
    keys = [key_of(name, slot, "again", attempt) for attempt in range(TRIES)]
    asked = FlowRunFilter(idempotency_key=FlowRunFilterIdempotencyKey(any_=keys))
    return len(client.read_flow_runs(flow_run_filter=asked, limit=TRIES))
