"""How a run stands is told beside the releases; nothing that lies there in its place is believed."""

import json
import os
import platform
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from duckdb import DuckDBPyConnection

from flows.ledger import Ledger
from warehouse import run_status
from warehouse.ledger import record, set_edition
from warehouse.run_status import LARGEST, NAME, RunStatus, read_status, write_status
from warehouse.writer import open_writer

AT = datetime(2026, 2, 20, 8, tzinfo=UTC)


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[DuckDBPyConnection]:
    with open_writer(tmp_path) as connection:
        set_edition(connection, "live", AT)
        yield connection


def tell(connection: DuckDBPyConnection, outcome: str, message: str | None = None, *, publishes: bool = False) -> None:
    ledger = Ledger("refresh", run_id="run", started_at=AT)
    if publishes:
        with ledger.stage("publish"):
            pass
        record(connection, "run_stages", ledger.stage_rows())
    record(connection, "runs", ledger.run_rows(outcome, message))
    write_status(connection, "run")


@pytest.fixture
def told(connection: DuckDBPyConnection, tmp_path: Path) -> dict[str, object]:
    """A sound file's content."""
    tell(connection, "running")
    status: dict[str, object] = json.loads((tmp_path / NAME).read_text("utf-8"))
    return status


def test_a_run_that_failed_is_told_with_its_message(connection: DuckDBPyConnection, tmp_path: Path) -> None:
    tell(connection, "failed", "no source could be collected\u202e {0}")
    status = read_status(tmp_path)
    assert status is not None
    assert (status.flow, status.outcome, status.message) == (
        "refresh",
        "failed",
        "no source could be collected\u202e {0}",
    )
    assert (status.started_at, status.edition, status.is_published) == (AT, "live", False)
    assert status.finished_at is not None
    assert [path.name for path in tmp_path.glob("*run*")] == [NAME]


def test_a_run_that_published_says_so(connection: DuckDBPyConnection, tmp_path: Path) -> None:
    tell(connection, "partial", "not collected: kite", publishes=True)
    status = read_status(tmp_path)
    assert status is not None
    assert (status.outcome, status.is_published) == ("partial", True)


def test_a_run_under_way_is_one_while_its_process_lives_and_killed_after_it(
    told: dict[str, object], tmp_path: Path
) -> None:
    def outcome_of(**changes: object) -> str | None:
        (tmp_path / NAME).write_text(json.dumps(told | changes), "utf-8")
        status = read_status(tmp_path)
        return status.outcome if status else None

    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        gone.wait()
    assert told["pid"] == os.getpid()
    assert outcome_of() == "running"
    assert outcome_of(pid=gone.pid) == "killed"
    assert outcome_of(pid=gone.pid, host=f"not-{platform.node()}") == "running"
    assert outcome_of(pid=gone.pid, outcome="completed") == "completed"


@pytest.mark.parametrize(
    "changes",
    [
        {"outcome": "splendid"}, {"started_at": "yesterday"}, {"started_at": "2026-02-20T08:00:00"}, {"pid": 0},
        {"pid": -1}, {"pid": 2**40}, {"message": ["a"]}, {"run_id": None}, {"is_published": "perhaps"},
        {"started_at": "9999-12-31T23:59:59Z"}, {"finished_at": "9999-12-31T23:59:59-14:00"},
        {"started_at": "0001-01-01T00:00:00+14:00"},
    ],
    ids=str,
)  # fmt: skip
def test_a_file_that_says_what_no_run_says_tells_nothing(
    told: dict[str, object], tmp_path: Path, changes: dict[str, object]
) -> None:
    (tmp_path / NAME).write_text(json.dumps(told | changes), "utf-8")
    assert read_status(tmp_path) is None


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b"[" * LARGEST, b'{"run_id": "' + b"a" * LARGEST])
def test_a_file_that_is_none_of_ours_tells_nothing(tmp_path: Path, content: bytes) -> None:
    assert read_status(tmp_path) is None
    (tmp_path / NAME).write_bytes(content)
    assert read_status(tmp_path) is None


@pytest.mark.timeout(10)
def test_a_pipe_in_its_place_tells_nothing_and_nobody_waits(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / NAME)
    assert read_status(tmp_path) is None


def test_a_sound_status_in_too_large_a_file_tells_nothing(told: dict[str, object], tmp_path: Path) -> None:
    (tmp_path / NAME).write_text(json.dumps(told) + " " * LARGEST, "utf-8")
    assert read_status(tmp_path) is None


def test_a_process_that_got_the_number_of_a_run_later_is_not_the_run(
    told: dict[str, object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def outcome_of(found: str | None, began: str | None) -> tuple[str, bool]:
        (tmp_path / NAME).write_text(json.dumps(told | {"began": began}), "utf-8")
        monkeypatch.setattr(run_status, "find_process", lambda _: found)
        status = read_status(tmp_path)
        assert status is not None
        return status.outcome, status.is_seen

    assert outcome_of("boot/1", "boot/1") == ("running", True)
    assert outcome_of("boot/2", "boot/1") == ("killed", False)
    assert outcome_of("", None) == ("killed", False)
    assert outcome_of(None, "boot/1") == outcome_of("boot/1", None) == ("running", False)


@pytest.mark.parametrize("elsewhere", [{"host": "another"}, {"space": "pid:[1]"}], ids=["machine", "container"])
def test_a_process_elsewhere_is_not_looked_for_among_ours(
    told: dict[str, object], tmp_path: Path, elsewhere: dict[str, object]
) -> None:
    (tmp_path / NAME).write_text(json.dumps(told | {"began": "boot/1", "is_seen": True} | elsewhere), "utf-8")
    status = read_status(tmp_path)
    assert status is not None
    assert (status.outcome, status.is_seen) == ("running", False)


def test_what_an_earlier_run_left_half_written_silences_no_later_one(
    connection: DuckDBPyConnection, tmp_path: Path
) -> None:
    (tmp_path / f".{NAME}").mkdir()
    tell(connection, "failed", "the disk is full")
    assert read_status(tmp_path) is not None


def test_what_cannot_be_written_stops_no_run_and_is_logged(
    connection: DuckDBPyConnection, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / NAME).mkdir()
    tell(connection, "failed", "the disk is full")
    assert read_status(tmp_path) is None
    assert "could not be told" in caplog.text
    assert [path.name for path in tmp_path.glob("*run*")] == [NAME]


def test_every_word_of_a_status_is_kept_as_it_was(told: dict[str, object], tmp_path: Path) -> None:
    assert read_status(tmp_path) == RunStatus.model_validate(told | {"is_seen": True})
