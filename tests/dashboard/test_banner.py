"""A run that lacks sources, and alarms that are open, are told at the top of every page; a good run is not."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dashboard.banner import draw_amiss, tell_alarms, tell_amiss
from dashboard.freshness import judge
from dashboard.wording import load_wording
from tests.dashboard.amending import amend
from tests.dashboard.newsroom import SCRIPT
from warehouse.files import read_files
from warehouse.reads import open_release

NOW = datetime(2026, 2, 20, 9, tzinfo=UTC)

Tell = Callable[..., str]


def end_run(folder: Path, outcome: str, message: str | None, health: dict[str, str], damaged: list[str]) -> None:
    with amend(folder) as connection:
        run = ["run", "refresh", NOW, NOW, outcome, message]
        connection.execute("INSERT INTO marts.runs VALUES (?, ?, ?, ?, ?, ?, NULL)", run)
        for publisher, word in health.items():
            connection.execute(
                "INSERT INTO marts.source_health BY NAME"
                " SELECT $id AS source_id, $id AS publisher, 'run' AS run_id, $at AS checked_at, $word AS health",
                {"id": publisher, "at": NOW, "word": word},
            )
        for file in damaged:
            connection.execute(
                "INSERT INTO marts.alarms BY NAME SELECT 'damaged_archive' AS alarm, ? AS subject", [file]
            )


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
            amiss = list(tell_amiss(opened, judge(opened, opened.edition(), None), wording))
        return draw_amiss(amiss, wording).html if amiss else ""

    return tell_it


def test_of_a_good_run_without_alarms_nothing_is_told(tell: Tell) -> None:
    assert tell(health={"Lantern Daily": "ok", "Kite": "failing"}) == ""


def test_the_sources_that_a_run_lacks_are_named(tell: Tell) -> None:
    told = tell("partial", "not collected: kite", {"Kite": "failing", "Lamp": "ok"})
    said = (
        "The last run could not collect 1 of 2 sources: Kite. Figures may be incomplete: hongbao doctor says what to do"
    )
    assert said in told


def test_of_many_sources_the_first_are_named_and_the_others_counted(tell: Tell) -> None:
    told = tell("partial", None, {f"Outlet {number}": "failing" for number in range(8)})
    assert "8 of 8 sources: Outlet 0, Outlet 1, Outlet 2, Outlet 3, Outlet 4 and 3 more. " in told


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
    with amend(folder) as connection:
        connection.execute("DROP TABLE marts.alarms")
    with open_release(folder) as opened:
        assert list(tell_alarms(opened, load_wording("en"))) == []


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_alarm_has_a_name_for_readers(lang: str) -> None:
    words = load_wording(lang).words
    assert {f"alarm.{file.name}" for file in read_files("alarms")} == {key for key in words if key.startswith("alarm.")}
