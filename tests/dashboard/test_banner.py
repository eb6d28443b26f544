"""A run that lacks sources, and alarms that are open, are told at the top of every page; a good run is not."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from duckdb import DuckDBPyConnection
from streamlit.testing.v1 import AppTest

from dashboard.header import draw_amiss, tell_alarms, tell_run
from dashboard.wording import load_wording
from flows.ledger import Ledger
from tests.dashboard.newsroom import SCRIPT
from warehouse.alarms import raise_alarms
from warehouse.files import read_files
from warehouse.ledger import record
from warehouse.publish import build, release
from warehouse.reads import open_release
from warehouse.writer import open_writer

APP = Path(__file__).parents[2] / "dashboard" / "app.py"
NOW = datetime(2026, 2, 20, 9, tzinfo=UTC)

Tell = Callable[..., str]


def check(connection: DuckDBPyConnection, publisher: str, health: str) -> None:
    connection.execute(
        "INSERT INTO raw.sources (id, publisher, language, tier, home) VALUES (?, ?, 'en', 'newspaper', 'http://a/')",
        [publisher, publisher],
    )
    connection.execute(
        "INSERT INTO raw.source_health (run_id, source_id, checked_at, health, pages) VALUES ('run', ?, ?, ?, 0)",
        [publisher, NOW, health],
    )


def end_run(folder: Path, outcome: str, message: str | None, health: dict[str, str], damaged: list[str]) -> None:
    with open_writer(folder) as connection:
        record(connection, "runs", Ledger("refresh", run_id="run", started_at=NOW).run_rows(outcome, message))
        for publisher, word in health.items():
            check(connection, publisher, word)
        for file in damaged:
            connection.execute("INSERT INTO raw.archive_files (file, bytes_read, fault) VALUES (?, 9, 'torn')", [file])
        built = build(connection, NOW)
        raise_alarms(connection, "run", NOW)
        release(folder, connection, built)


@pytest.fixture
def folder(room_folder: Path, tmp_path: Path) -> Path:
    """A copy of the room's folder, for a run of its own."""
    return shutil.copytree(room_folder, tmp_path / "data", symlinks=True)


@pytest.fixture
def tell(folder: Path) -> Tell:
    """What the banner says after a run, '' where there is none."""

    def tell_it(
        outcome: str = "completed",
        message: str | None = None,
        health: dict[str, str] | None = None,
        damaged: list[str] | None = None,
        lang: str = "en",
    ) -> str:
        end_run(folder, outcome, message, health or {}, damaged or [])
        wording = load_wording(lang)
        with open_release(folder) as opened:
            amiss = [*tell_run(opened, wording), *tell_alarms(opened, wording)]
        return draw_amiss(amiss, wording).html if amiss else ""

    return tell_it


def show(folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """All HTML of the page."""
    monkeypatch.setenv("HONGBAO_DATA", str(folder))
    app = AppTest.from_file(APP, default_timeout=30)
    app.run()
    assert not app.exception
    return "\n".join(block.value for block in app.html)


def test_a_good_run_without_alarms_needs_no_banner(tell: Tell, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert tell(health={"Lantern Daily": "ok", "Kite": "failing"}) == ""
    assert "banner amiss" not in show(folder, monkeypatch)


def test_the_sources_that_a_run_lacks_are_named(tell: Tell, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = tell("partial", "not collected: kite", {"Kite": "failing", "Lamp": "ok"})
    said = (
        "The last run could not collect 1 of 2 sources: Kite. Figures may be incomplete: hongbao doctor says what to do"
    )
    assert said in told
    assert told in show(folder, monkeypatch)


def test_of_many_sources_the_first_are_named_and_the_others_counted(tell: Tell) -> None:
    told = tell("partial", None, {f"Outlet {number}": "failing" for number in range(8)})
    said = "8 of 8 sources: Outlet 0, Outlet 1, Outlet 2, Outlet 3, Outlet 4 and 3 more. "
    assert f"{said}Open alarms: most sources failing (last run)." in told


def test_a_run_that_ended_badly_without_such_sources_is_told_with_its_message(tell: Tell) -> None:
    assert "The last run failed: the disk is full." in tell("failed", "the disk is full")


def test_open_alarms_are_named_with_what_they_are_about(tell: Tell) -> None:
    told = tell(damaged=["b.warc.gz", "a.warc.gz"])
    assert ">Open alarms: damaged archive file (a.warc.gz, b.warc.gz)." in told


def test_the_banner_speaks_chinese(tell: Tell) -> None:
    told = tell("partial", None, {"风筝": "failing", "灯": "ok"}, ["a.warc.gz"], lang="zh")
    assert "最近一次运行未能采集 2 个来源中的 1 个：风筝。未解除的告警：存档文件损坏（a.warc.gz）。" in told


def test_names_and_messages_in_the_banner_are_inert(tell: Tell) -> None:
    told = tell("partial", None, {f"{SCRIPT} {{0}}": "failing"}, [f"{SCRIPT}\u202e"])
    assert SCRIPT not in told
    assert told.count("&lt;script&gt;window.hurt=1&lt;/script&gt;") == 2
    assert "\u202e" not in told


def test_a_release_of_before_there_were_alarms_has_none(folder: Path) -> None:
    with open_writer(folder) as connection:
        built = build(connection, NOW)
        connection.execute("DROP TABLE marts.alarms")
        path = release(folder, connection, replace(built, standing=None)).path
    with open_release(path) as opened:
        assert list(tell_alarms(opened, load_wording("en"))) == []


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_alarm_has_a_name_for_readers(lang: str) -> None:
    words = load_wording(lang).words
    assert {f"alarm.{file.name}" for file in read_files("alarms")} == {key for key in words if key.startswith("alarm.")}
