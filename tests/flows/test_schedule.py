"""The schedule is served against a real Prefect server: runs are seen, a kill loses and doubles none, a stop pauses none."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from flows.diagnosis import OK, Patient
from flows.diagnosis_schedule import look_at_schedule
from flows.prefect_server import ask_server, running_api
from flows.settings import Settings
from flows.slots import keep_slot
from flows.timetable import plan_daily
from warehouse.writer import open_writer

HONGBAO = "import sys; from flows.command import main; sys.argv[0] = 'hongbao'; main()"
EVERY = 20
OURS = {"flows": {"name": {"any_": ["scheduled-refresh"]}}}
pytestmark = [pytest.mark.soak, pytest.mark.timeout(600)]


class Served:
    """`hongbao schedule` over the sample newsroom, every few seconds, as a process that can be killed."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> str:
        command = [sys.executable, "-c", HONGBAO, "schedule", "--sample", "--only", "lantern_wire"]
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
        environment |= {
            "HONGBAO_DATA": str(self.data),
            "HONGBAO_SCHEDULE_SECONDS": str(EVERY),
            "HONGBAO_PREFECT_PORT": "4300",
        }
        with (self.data / "schedule.log").open("ab") as log:
            self.process = subprocess.Popen(command, env=environment, stdout=log, stderr=log, start_new_session=True)
        return wait_for(lambda: "digest: next at" in self.log() and running_api(self.data), 120)

    def log(self) -> str:
        return (self.data / "schedule.log").read_text()

    def end(self, number: signal.Signals) -> None:
        assert self.process is not None
        os.kill(self.process.pid, number)
        self.process.wait(60)

    def kill_all(self) -> None:
        """The scheduler, its runs and its server, whatever of them is left."""
        if self.process is not None and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(10)
        state = self.data / "server.json"
        if state.exists():
            os.killpg(json.loads(state.read_text())["pid"], signal.SIGKILL)

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        with open_writer(self.data, 60) as connection:
            return connection.execute(query).fetchall()


def wait_for(look: Callable[[], Any], seconds: float) -> Any:
    deadline = time.monotonic() + seconds
    while not (found := look()):
        assert time.monotonic() < deadline, "it did not come"
        time.sleep(0.3)
    return found


def states(api: str, *names: str) -> list[dict[str, Any]]:
    asked = {**OURS, "flow_runs": {"state": {"name": {"any_": list(names)}}}, "sort": "EXPECTED_START_TIME_ASC"}
    found: list[dict[str, Any]] = ask_server(api, "flow_runs/filter", asked)
    return found


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    found = Served(tmp_path)
    yield found
    found.kill_all()


def test_runs_are_seen_and_neither_a_kill_nor_a_stop_loses_or_doubles_one(served: Served) -> None:
    api = served.start()
    are_active(api)
    first = wait_for(lambda: states(api, "Completed"), 90)[0]
    (said,) = look_at_schedule(Patient(Settings(data=served.data), datetime.now(UTC)))
    assert (said.level, said.says[:38]) == (OK, "2 deployments are active, the next ref")

    # Killed over two slots: what was due meanwhile waits in the server, which lives on.
    served.end(signal.SIGKILL)
    killed_at = time.time()
    a_lost_digest_is_asked_for_once(served, api)
    wait_for(lambda: time.time() > (killed_at // EVERY + 2) * EVERY + 1, 3 * EVERY)
    resumed_at = time.time()
    assert served.start() == api
    wait_for(lambda: len(states(api, "Completed", "Skipped")) >= 4, 150)
    names = [one["state_name"] for one in states(api, "Completed", "Skipped", "Failed", "Crashed")]
    assert set(names) == {"Completed", "Skipped"}

    # Stopped in order: the server ends too, and at the next start nothing is paused.
    served.end(signal.SIGTERM)
    assert running_api(served.data) is None
    each_slot_was_served_once(served, first["id"], killed_at, resumed_at)
    are_active(served.start())


def are_active(api: str) -> None:
    deployments = ask_server(api, "deployments/filter", {})
    assert {one["name"]: len(one["schedules"]) for one in deployments} == {"refresh": 1, "digest": 1}
    assert not any(one["paused"] for one in deployments)
    assert all(one["schedules"][0]["active"] for one in deployments)


def a_lost_digest_is_asked_for_once(served: Served, api: str) -> None:
    """Of a slot that nobody served one run is asked for, and another one if that is cancelled."""
    from prefect.settings import PREFECT_API_URL, temporary_settings

    from flows.scheduling import make_up

    settings, timetable = Settings(data=served.data), plan_daily(date(2026, 1, 1), "08:30", "morning")
    (digest,) = [one for one in ask_server(api, "deployments/filter", {}) if one["name"] == "digest"]
    with temporary_settings({PREFECT_API_URL: api}):
        assert not make_up(settings, UUID(digest["id"]), "digest", timetable), "there was no digest to follow"
        with open_writer(served.data, 60) as connection:
            keep_slot(connection, "digest", datetime(2026, 1, 2, tzinfo=UTC), "run", None)
        asked = [make_up(settings, UUID(digest["id"]), "digest", timetable) for _ in range(3)]
        assert asked == [True, False, False]
        body = {"deployments": {"name": {"any_": ["digest"]}}, "sort": "EXPECTED_START_TIME_ASC"}
        run = ask_server(api, "flow_runs/filter", body)[0]["id"]
        ask_server(api, f"flow_runs/{run}/set_state", {"state": {"type": "CANCELLED"}, "force": True})
        assert make_up(settings, UUID(digest["id"]), "digest", timetable)


def each_slot_was_served_once(served: Served, first: str, killed_at: float, resumed_at: float) -> None:
    query = "SELECT scheduled_for, run_id, prefect_run_id FROM raw.slots WHERE flow = 'refresh' ORDER BY 1"
    slots = served.ask(query)
    runs = dict(served.ask("SELECT run_id, started_at FROM raw.runs WHERE outcome IN ('completed', 'partial')"))
    assert len({slot for slot, _, _ in slots}) == len(slots), "a slot was served twice"
    assert {run for _, run, _ in slots} <= runs.keys()
    assert first in {prefect for _, _, prefect in slots}
    late = [run for slot, run, _ in slots if killed_at < slot.timestamp() <= resumed_at]
    assert len(set(late)) == 1, "of what was due while nobody served, one run did the work"


def test_a_second_scheduler_of_a_folder_ends_with_a_message(tmp_path: Path) -> None:
    from flows.schedule_lock import only_scheduler

    command = [sys.executable, "-c", HONGBAO, "schedule", "--sample", "--data", str(tmp_path)]
    with only_scheduler(Settings(data=tmp_path).data):
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert f"process {os.getpid()} serves the schedule" in done.stderr
