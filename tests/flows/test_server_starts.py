"""Of two servers on one state the second is started when the first answers: both would make its tables at once."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from prefect.settings import PREFECT_API_URL, PREFECT_HOME, temporary_settings

from flows import prefect_server, temporary_server
from flows.errors import RunError
from flows.prefect_server import STARTING, only_starter, own_server
from flows.settings import REPOSITORY
from warehouse.errors import WarehouseBusyError
from warehouse.writer import hold_lock

SERVE = "from flows.temporary_server import temporary_server as serve\nwith serve(): print('served', flush=True)"


def is_starting(home: Path) -> bool:
    try:
        with hold_lock(home / STARTING, 0):
            return False
    except WarehouseBusyError:
        return True


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    (tmp_path / "prefect").mkdir()
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path / "prefect"))
    with temporary_settings({PREFECT_HOME: tmp_path / "prefect"}, restore_defaults={PREFECT_API_URL}):
        yield tmp_path / "prefect"


Serve = Callable[[], AbstractContextManager[object]]


@pytest.fixture(params=["temporary", "own"])
def kind(request: pytest.FixtureRequest) -> Any:
    return temporary_server if request.param == "temporary" else prefect_server


@pytest.fixture
def seen(kind: Any, home: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bool]]:
    """What happens to a server that is none, and whether it counts as starting then."""
    seen: list[tuple[str, bool]] = []

    def note(what: str, answer: object = None) -> Callable[..., object]:
        return lambda *_: seen.append((what, is_starting(home))) or answer

    monkeypatch.setattr(kind, "_start", note("start", ("http://127.0.0.1:9/api", 0)))
    monkeypatch.setattr(kind, "_await_health", note("wait"))
    monkeypatch.setattr(kind, "_end" if kind is temporary_server else "end", note("end"))
    return seen


def serve(kind: Any, home: Path) -> AbstractContextManager[object]:
    own = kind is prefect_server
    return own_server(home.parent, 4380) if own else temporary_server.temporary_server()


def test_a_server_counts_as_starting_until_it_answers(kind: Any, home: Path, seen: list[tuple[str, bool]]) -> None:
    with serve(kind, home):
        assert not is_starting(home)
    assert seen == [("start", True), ("wait", True), ("end", False)]


def test_one_that_does_not_come_up_is_ended_before_the_next_may_start(
    kind: Any, home: Path, seen: list[tuple[str, bool]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise RunError("it does not start")

    monkeypatch.setattr(kind, "_await_health", refuse)
    with pytest.raises(RunError), serve(kind, home):
        pytest.fail("there is none")
    assert seen == [("start", True), ("end", True)]
    assert not is_starting(home)


def test_who_waits_too_long_for_anothers_start_is_told_whose(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prefect_server, "READY_SECONDS", 0)
    with only_starter(home), pytest.raises(WarehouseBusyError) as told, only_starter(home):
        pytest.fail("there are two")
    assert str(told.value).startswith(f"process {os.getpid()} is starting a Prefect server in {home}: try again")


@pytest.mark.soak
@pytest.mark.timeout(300)
def test_two_commands_at_once_in_a_fresh_folder_both_find_a_server(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    environment |= {"PREFECT_HOME": str(tmp_path / "prefect"), "PREFECT_LOGGING_SERVER_LEVEL": "CRITICAL"}
    command, pipe = [sys.executable, "-c", SERVE], subprocess.PIPE
    both = [
        subprocess.Popen(command, env=environment, cwd=REPOSITORY, stdout=pipe, stderr=pipe, text=True)
        for _ in range(2)
    ]
    ended = [(one.communicate(timeout=200), one.returncode) for one in both]
    assert [(said[0], code) for said, code in ended] == [("served\n", 0)] * 2, ended


@pytest.mark.parametrize(("ended_by", "patience"), [(SystemExit, 0), (RunError, 5)])
def test_who_is_told_to_stop_does_not_wait_for_a_server_that_is_still_starting(home, monkeypatch, ended_by, patience):
    waits: list[float] = []
    monkeypatch.setattr(temporary_server, "_start", lambda _: None)
    monkeypatch.setattr(temporary_server, "_end", lambda _, seconds: waits.append(seconds))

    def never_well(*_: object) -> None:
        raise ended_by

    monkeypatch.setattr(temporary_server, "_await_health", never_well)
    with pytest.raises(ended_by), temporary_server.temporary_server():
        pass
    assert waits == [patience]
