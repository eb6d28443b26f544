"""Each slot of the schedule is served once: a restart, a late run and a run by hand neither lose one nor double it."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import ClassVar

import pytest

from flows import prefect_server
from flows.collection import Collected, health_rows
from flows.configuration import load_configuration
from flows.errors import RunError
from flows.ledger import Ledger
from flows.orchestration import prepare_prefect
from flows.prefect_server import show
from flows.schedule_lock import only_scheduler
from flows.settings import Settings
from flows.slots import GoodRun, keep_slot, last_good_run, served_by
from warehouse.ledger import end_killed_runs, record
from warehouse.writer import open_writer

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def note(
    data: Path,
    started_at: datetime,
    outcome: str = "completed",
    message: str | None = None,
    sources: tuple[str, ...] = (),
) -> str:
    ledger = Ledger("refresh", started_at=started_at)
    with open_writer(data) as connection:
        record(connection, "runs", ledger.run_rows(outcome, message))
        collected = [Collected(source, None, "no answer") for source in sources]
        record(connection, "source_health", health_rows(ledger.run_id, collected))
    return ledger.run_id


def test_a_run_that_began_at_the_slot_or_later_and_ended_well_has_served_it(tmp_path: Path) -> None:
    run = note(tmp_path, NOON + HOUR)
    with open_writer(tmp_path) as connection:
        assert served_by(connection, "refresh", NOON) == run
        assert served_by(connection, "refresh", NOON + HOUR) == run
        assert served_by(connection, "refresh", NOON + 2 * HOUR) is None
        assert served_by(connection, "digest", NOON) is None
        assert last_good_run(connection, "refresh", NOON) == GoodRun(run, "completed", None)


def test_what_a_clock_that_ran_ahead_wrote_down_serves_no_slot(tmp_path: Path) -> None:
    ahead = datetime.now(UTC) + 300 * 24 * HOUR
    note(tmp_path, ahead)
    with open_writer(tmp_path) as connection:
        keep_slot(connection, "refresh", ahead, "ahead", None)
        assert served_by(connection, "refresh", NOON) is None


def test_a_server_is_named_without_the_password_in_its_address() -> None:
    assert show("http://ops:canary@prefect.example:4200/api") == "http://prefect.example:4200/api"
    assert show("http://127.0.0.1:4200/api") == "http://127.0.0.1:4200/api"


def test_a_run_of_some_sources_serves_the_slot_of_those_alone(tmp_path: Path) -> None:
    both = ("kite", "lantern")
    part = note(tmp_path, NOON + HOUR, sources=("kite",))
    with open_writer(tmp_path) as connection:
        keep_slot(connection, "refresh", NOON, part, None)
        assert served_by(connection, "refresh", NOON, both) is None
        assert served_by(connection, "refresh", NOON, ("kite",)) == part
        assert last_good_run(connection, "refresh", NOON, both) is None
    whole = note(tmp_path, NOON + 2 * HOUR, sources=("drum", *both))
    later = note(tmp_path, NOON + 3 * HOUR, sources=("kite",))
    with open_writer(tmp_path) as connection:
        assert served_by(connection, "refresh", NOON, both) == whole
        assert last_good_run(connection, "refresh", NOON, both) == GoodRun(whole, "completed", None)
        assert last_good_run(connection, "refresh", NOON, ("kite",)) == GoodRun(later, "completed", None)


def test_a_slot_is_for_all_sources_that_are_collected_or_for_those_that_the_schedule_names() -> None:
    from flows.deployments import scope_of

    settings = Settings(rsshub=None)
    assert scope_of(settings, sample=False, only=("kite",)) == ("kite",)
    assert "lantern_wire" in scope_of(settings, sample=True, only=())
    live = scope_of(settings, sample=False, only=())
    assert live == tuple(one.id for one in load_configuration(settings).sources.enabled())


def test_a_refresh_by_hand_of_one_source_leaves_the_slot_of_all_to_be_served(tmp_path: Path) -> None:
    from flows.deployments import Slot, serve_slot

    slot = Slot("refresh", datetime.now(UTC), "first", ("kite", "lantern"))
    note(tmp_path, slot.at, sources=("kite",))
    state = serve_slot(Settings(data=tmp_path), slot, lambda: note(tmp_path, datetime.now(UTC), sources=slot.scope))
    assert state.name == "Completed"


@pytest.mark.parametrize("outcome", ["running", "failed", "killed", "skipped"])
def test_a_run_that_did_not_end_well_has_served_no_slot(tmp_path: Path, outcome: str) -> None:
    note(tmp_path, NOON + HOUR, outcome)
    with open_writer(tmp_path) as connection:
        end_killed_runs(connection, NOON + 2 * HOUR)
        assert served_by(connection, "refresh", NOON) is None


def test_the_first_word_on_a_slot_stands_and_covers_those_before_it(tmp_path: Path) -> None:
    with open_writer(tmp_path) as connection:
        keep_slot(connection, "refresh", NOON, "one", "prefect-one")
        keep_slot(connection, "refresh", NOON, "two", None)
        assert connection.execute("SELECT * EXCLUDE (scheduled_for) FROM raw.slots").fetchall() == [
            ("refresh", "one", "prefect-one")
        ]
        assert served_by(connection, "refresh", NOON - HOUR) == "one"
        assert served_by(connection, "refresh", NOON + HOUR) is None


def test_of_twelve_late_runs_the_first_works_and_eleven_skip(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from flows.deployments import Slot, serve_slot

    monkeypatch.setenv("HONGBAO_SCHEDULE_SECONDS", "3600")
    settings, worked = Settings(data=tmp_path), []
    now = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
    states = [
        serve_slot(
            settings,
            Slot("refresh", now - hours * HOUR, f"late-{hours}"),
            lambda: worked.append(note(tmp_path, datetime.now(UTC))),
        )
        for hours in range(11, -1, -1)
    ]
    assert len(worked) == 1
    assert [state.name for state in states] == ["Completed", *["Skipped"] * 11]
    assert all(state.is_completed() for state in states)
    with open_writer(tmp_path) as connection:
        query = "SELECT count(*), count(DISTINCT scheduled_for), any_value(run_id) FROM raw.slots"
        assert connection.execute(query).fetchall() == [(12, 12, worked[0])]


def test_a_slot_whose_run_fails_is_served_by_the_next(tmp_path: Path) -> None:
    from flows.deployments import Slot, serve_slot

    def fail() -> None:
        raise RunError("no source answered")

    settings, slot = Settings(data=tmp_path), Slot("refresh", datetime.now(UTC), "first")
    failed = serve_slot(settings, slot, fail)
    assert (failed.name, failed.message) == ("Failed", "no source answered")
    state = serve_slot(settings, slot, lambda: note(tmp_path, datetime.now(UTC)))
    assert state.name == "Completed"


def test_a_run_without_some_sources_serves_its_slot_and_its_state_is_partial(tmp_path: Path) -> None:
    from flows.deployments import Slot, serve_slot

    settings, slot = Settings(data=tmp_path), Slot("refresh", datetime.now(UTC), "first")
    work = partial(note, tmp_path, datetime.now(UTC) + HOUR, "partial", "not collected: kite")
    first, second = (serve_slot(settings, slot, work) for _ in range(2))
    assert first.is_completed()
    assert (first.name, second.name) == ("Partial", "Skipped")
    assert str(first.message).endswith("; not collected: kite")


def test_a_scheduled_run_that_finds_another_one_writing_is_busy_and_no_failure(tmp_path: Path) -> None:
    from flows.deployments import Slot, serve_slot

    settings = Settings(data=tmp_path, wait_seconds=0)
    with open_writer(tmp_path):
        state = serve_slot(settings, Slot("refresh", NOON, None), lambda: pytest.fail("it must not begin"))
    assert (state.name, state.is_completed()) == ("Busy", True)
    assert f"process {os.getpid()} is writing" in str(state.message)


def test_a_second_scheduler_is_told_which_process_is_the_first(tmp_path: Path) -> None:
    with (
        only_scheduler(tmp_path),
        pytest.raises(RunError, match=f"process {os.getpid()} serves"),
        only_scheduler(tmp_path),
    ):
        pytest.fail("there are two")


class Health(BaseHTTPRequestHandler):
    """A server that says it is well, and nothing else."""

    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(200 if self.path == "/api/health" else 404)
        self.end_headers()
        self.wfile.write(b"true")

    def log_message(self, *_: object) -> None:
        pass


def test_a_run_by_hand_reports_to_the_schedulers_server_and_not_to_one_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), Health) as server:
        Thread(target=server.serve_forever).start()
        api = f"http://127.0.0.1:{server.server_port}/api"
        (tmp_path / "server.json").write_text(f'{{"url": "{api}", "pid": 1}}')
        monkeypatch.setattr(prefect_server, "is_server", lambda pid: pid == 1)
        monkeypatch.setattr(os, "environ", {})
        prepare_prefect(tmp_path)
        assert os.environ["PREFECT_API_URL"] == api
        prepare_prefect(tmp_path, "http://elsewhere/api")
        assert os.environ["PREFECT_API_URL"] == api, "what is set stays"
        server.shutdown()
    monkeypatch.setattr(os, "environ", {})
    prepare_prefect(tmp_path)
    assert "PREFECT_API_URL" not in os.environ
    prepare_prefect(tmp_path, "http://elsewhere/api")
    assert os.environ["PREFECT_API_URL"] == "http://elsewhere/api"


NOWHERE = """
[[source]]
id = "nowhere"
publisher = "Nowhere"
home = "https://nowhere.invalid/"
language = "en"
tier = "trade_press"
discovery = [{ kind = "feed", url = "https://nowhere.invalid/feed/" }]
fetch = "matching"
terms = "Nobody answers."
cadence_hours = 24
expected_items = 1
confirmed = "never"
"""


@pytest.fixture
def by_hand(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """A command as a process, with a given Prefect server in its settings and no live source in its configuration."""
    config = tmp_path / "config"
    shutil.copytree(Settings().config, config)
    (config / "sources.toml").write_text(NOWHERE)
    known = {name: value for name, value in os.environ.items() if not name.startswith(("HONGBAO_", "PREFECT_"))}
    known |= {"HONGBAO_CONFIG": str(config), "HONGBAO_CONTACT": "desk@a.example", "HONGBAO_DATA": str(tmp_path)}

    def run(api: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [Path(sys.executable).with_name("hongbao"), *arguments]
        environment = known | {"HONGBAO_PREFECT_API": api}
        return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120, env=environment)

    return run


def test_a_refresh_by_hand_asks_the_server_in_the_settings(by_hand: Callable[..., object]) -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), Health) as server:
        Thread(target=server.serve_forever).start()
        Health.asked.clear()
        by_hand(f"http://127.0.0.1:{server.server_port}/api", "refresh")
        server.shutdown()
    assert "/api/health" in Health.asked, "looked at before the run"
    assert "/api/admin/version" in Health.asked, "Prefect's own first question"


@pytest.mark.parametrize("command", [("refresh",), ("schedule", "--sample"), ("backfill", "{data}/page.warc")])
def test_a_server_in_the_settings_that_does_not_answer_is_told_in_one_line(
    tmp_path: Path, by_hand: Callable[..., subprocess.CompletedProcess[str]], command: tuple[str, ...]
) -> None:
    (tmp_path / "page.warc").touch()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    done = by_hand(f"http://127.0.0.1:{port}/api", *(word.format(data=tmp_path) for word in command))
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1, done.stderr
    assert "HONGBAO_PREFECT_API" in done.stderr
