"""A slot that nobody served is tried again: soon, then ever later, never twice at once, until the next one is due."""

import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Self, cast
from uuid import UUID, uuid4

import pytest
from prefect.states import Completed, Crashed, Failed, State

from flows import deployments, tries
from flows.settings import Settings
from flows.timetable import plan_daily, plan_day, plan_often
from flows.tries import TRIES, ask_again, key_of, next_try

MINUTE = timedelta(minutes=1)
DAILY, HOURLY = plan_daily(date(2026, 1, 1), "06:30", "daily"), plan_often(3600)
FAILED_AT = datetime(2026, 4, 20, 22, 31, tzinfo=UTC)
DEPLOYMENT = uuid4()


def after_each_failure(timetable: Any, at: datetime) -> list[float]:
    """The pauses in minutes, where each try fails as soon as it begins."""
    pauses = []
    while (begins := next_try(timetable, len(pauses), at)) is not None:
        pauses.append((begins - at) / MINUTE)
        at = begins
    return pauses


def test_a_slot_is_tried_again_after_ever_longer_pauses_until_the_next_is_due() -> None:
    assert after_each_failure(HOURLY, FAILED_AT - 30 * MINUTE) == [5, 10, 20]
    assert after_each_failure(HOURLY, FAILED_AT + 28 * MINUTE) == []
    daily = after_each_failure(DAILY, FAILED_AT)
    assert daily == [5, 10, 20, 40, *[60] * (TRIES - 4)]


class Server:
    """The runs that a Prefect server would hold, each made once by its key; `waits` is when another one begins."""

    def __init__(self) -> None:
        self.runs: dict[str, datetime] = {}
        self.ended: dict[str, State] = {}
        self.waits: datetime | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def read_flow_runs(self, *, flow_run_filter: Any, limit: int, **_: object) -> list[object]:
        if flow_run_filter.idempotency_key is not None:
            keys = [key for key in self.runs if key in flow_run_filter.idempotency_key.any_][:limit]
            return [SimpleNamespace(idempotency_key=key) for key in keys]
        until = flow_run_filter.expected_start_time.before_
        return [self.waits] if self.waits is not None and self.waits <= until else []

    def create_flow_run_from_deployment(self, deployment: UUID, *, state: State, idempotency_key: str) -> object:
        assert deployment == DEPLOYMENT
        if idempotency_key not in self.ended:
            self.runs.setdefault(idempotency_key, state.state_details.scheduled_time)
        return SimpleNamespace(state=self.ended.get(idempotency_key, state))


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Server:
    server = Server()
    monkeypatch.setattr(tries, "get_client", lambda **_: server)
    return server


def test_each_failure_asks_for_one_run_more_under_a_key_of_the_slot(server: Server) -> None:
    first = ask_again(DEPLOYMENT, "refresh", DAILY, FAILED_AT)
    second = ask_again(DEPLOYMENT, "refresh", DAILY, FAILED_AT + 5 * MINUTE)
    assert (first, second) == (FAILED_AT + 5 * MINUTE, FAILED_AT + 15 * MINUTE)
    key = "refresh-20260420T223000Z-again-"
    assert server.runs == {f"{key}0": first, f"{key}1": second}


def test_no_run_is_asked_for_where_one_waits_to_begin_before_it(server: Server) -> None:
    server.waits = FAILED_AT + 4 * MINUTE
    assert ask_again(DEPLOYMENT, "refresh", DAILY, FAILED_AT) is None
    server.waits = FAILED_AT + 6 * MINUTE
    assert ask_again(DEPLOYMENT, "refresh", DAILY, FAILED_AT) is not None
    assert len(server.runs) == 1


def test_a_run_that_somebody_deleted_stops_no_try(server: Server) -> None:
    for minutes in (0, 5, 15):
        ask_again(DEPLOYMENT, "refresh", DAILY, FAILED_AT + minutes * MINUTE)
    first, second, third = server.runs
    del server.runs[second]
    again = ask_again(DEPLOYMENT, "refresh", DAILY, FAILED_AT + 35 * MINUTE)
    assert again == server.runs[second] == FAILED_AT + 55 * MINUTE
    assert server.runs.keys() == {first, second, third}


def test_a_key_that_was_used_up_meanwhile_is_passed_over(server: Server) -> None:
    key = key_of("refresh", FAILED_AT - MINUTE, "again", 0)
    server.ended[key] = Failed()
    assert ask_again(DEPLOYMENT, "refresh", DAILY, FAILED_AT) == FAILED_AT + 5 * MINUTE
    assert list(server.runs) == [key.replace("again-0", "again-1")]


def fail(name: str, config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deployments, "Settings", lambda: Settings(config=config))
    deployments.try_again(
        deployments.refresh, cast("Any", SimpleNamespace(deployment_id=DEPLOYMENT)), Failed(name=name)
    )


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("HONGBAO_SCHEDULE_SECONDS", raising=False)
    return shutil.copytree(Settings().config, tmp_path / "config")


def test_sources_that_cannot_be_read_stop_no_try(config: Path, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    (config / "sources.toml").write_text("[[source")
    slot = deployments.timetable_of("refresh", Settings(config=config)).last_due(datetime.now(UTC))
    assert slot is not None
    monkeypatch.setattr(tries, "next_try", lambda *_: FAILED_AT)
    fail("Failed", config, monkeypatch)
    assert list(server.runs) == [key_of("refresh", slot, "again", 0)]


def test_without_a_watchlist_a_run_is_tried_again_as_one_of_its_day(
    config: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    (config / "watchlist.toml").write_text("[[app")
    fail("Undelivered", config, monkeypatch)
    assert not server.runs
    fail("Failed", config, monkeypatch)
    fail("Failed", config, monkeypatch)
    pauses = [round((at - datetime.now(UTC)) / MINUTE) for at in server.runs.values()]
    assert pauses == [5, 10]


@pytest.mark.parametrize("minutes", [0, 1, 24 * 60 - 1])
def test_a_day_as_a_slot_is_tried_again_at_any_hour_of_it(minutes: int) -> None:
    at = datetime(2026, 4, 20, 16, tzinfo=UTC) + minutes * MINUTE
    assert plan_day(at).last_due(at) == datetime(2026, 4, 20, 16, tzinfo=UTC)
    assert next_try(plan_day(at), 0, at) == at + 5 * MINUTE


@pytest.mark.parametrize("flow", [deployments.refresh, deployments.digest])
def test_a_run_asks_for_another_unless_its_slot_was_served(
    flow: Any, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deployments, "timetable_of", lambda *_: plan_often(10 * 365 * 24 * 3600))
    run: Any = SimpleNamespace(deployment_id=DEPLOYMENT)
    for state in (Completed(), Completed(name="Partial"), Completed(name="Skipped")):
        for hook in flow.on_completion_hooks:
            hook(flow=flow, flow_run=run, state=state)
    for hook in flow.on_failure_hooks:
        hook(flow, SimpleNamespace(deployment_id=None), Failed())
    assert not server.runs, "served, or called without a deployment"
    for hooks, state in (
        (flow.on_completion_hooks, Completed(name="Busy")),
        (flow.on_failure_hooks, Failed()),
        (flow.on_crashed_hooks, Crashed()),
    ):
        for hook in hooks:
            hook(flow=flow, flow_run=run, state=state)
    assert [key[-7:] for key in server.runs] == ["again-0", "again-1", "again-2"]
