"""Of the release's own account and the one beside it the later counts, and the top of the page says what is amiss."""

import json
import os
import platform
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import release as shown
from dashboard.banner import LONGEST, LONGEST_NAME, draw_freshness, draw_status, tell_amiss, write_run
from dashboard.freshness import LATE, SILENT, Freshness, judge
from dashboard.visit import Visit
from dashboard.wording import load_wording
from tests.dashboard.amending import amend
from tests.dashboard.newsroom import HOSTILE, SCRIPT
from tests.dashboard.opening import APP, open_app
from warehouse.reads import LINK, Release, RunStatus, open_release, read_status
from warehouse.run_status import NAME, find_process

NOW = datetime(2026, 2, 20, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)

Show = Callable[..., str]


def make_status(outcome: str = "failed", **others: object) -> RunStatus:
    usual = {
        "run_id": "later", "flow": "refresh", "started_at": NOW + HOUR, "finished_at": NOW + HOUR, "outcome": outcome,
        "message": "the disk is full", "edition": "sample", "is_published": False, "pid": os.getpid(),
        "host": platform.node(),
    }  # fmt: skip
    return RunStatus.model_validate(usual | others)


@pytest.fixture(scope="module")
def ran_folder(room_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a release that the run `first` made."""
    folder = shutil.copytree(room_folder, tmp_path_factory.mktemp("ran") / "data", symlinks=True)
    with amend(folder) as connection:
        run = ["first", "refresh", NOW, NOW]
        connection.execute("INSERT INTO marts.runs VALUES (?, ?, ?, ?, 'completed', NULL, NULL)", run)
    return folder


@pytest.fixture
def ran(ran_folder: Path) -> Iterator[Release]:
    with open_release(ran_folder) as release:
        yield release


@pytest.fixture
def show(ran: Release, tmp_path: Path) -> Show:
    """The strip at the top of a page while `content` lies beside the release as the status of the last run."""

    def show_it(content: str, lang: str = "en") -> str:
        (tmp_path / NAME).write_text(content, "utf-8")
        edition = ran.edition()
        visit = Visit(release=ran, version="", wording=load_wording(lang), edition=edition, apps=[], season=None)
        return draw_freshness(visit, judge(ran, edition, read_status(tmp_path))).html

    return show_it


def read_through(release: Release, status: RunStatus | None, now: datetime = NOW) -> Freshness:
    return judge(release, release.edition(), status, now)


def test_a_run_that_failed_after_the_release_is_told(ran: Release, show: Show) -> None:
    fresh = read_through(ran, make_status())
    assert fresh.last is not None
    assert (fresh.last.outcome, fresh.is_superseded, fresh.under_way) == ("failed", True, None)
    page = show(make_status().model_dump_json())
    assert "freshness amiss" in page
    assert "Last run failed 20 Feb 2026, 18:00" in page
    assert "The last run published nothing: the disk is full. What is shown was released " in page


def test_a_failed_run_is_told_in_chinese_and_its_message_is_inert(show: Show) -> None:
    page = show(make_status(message=HOSTILE).model_dump_json(), "zh")
    assert "最近一次运行失败：2026年2月20日 18:00" in page
    assert "最近一次运行未发布任何内容：&lt;script&gt;" in page
    assert SCRIPT not in page
    assert "\u202e" not in page


@pytest.mark.parametrize("content", ["", "{", json.dumps({"outcome": "failed", "message": "no run says this"})])
def test_a_file_that_is_no_status_changes_nothing(show: Show, content: str) -> None:
    page = show(content)
    assert "freshness amiss" not in page
    assert "Last run completed " in page


@pytest.mark.parametrize(
    "status",
    [
        make_status(started_at=NOW - HOUR, finished_at=NOW),
        make_status(edition="live"),
    ],
    ids=["a run before the release's", "a run of the other edition"],
)
def test_what_is_not_later_than_the_release_is_not_believed(ran: Release, status: RunStatus) -> None:
    fresh = read_through(ran, status)
    assert fresh.last is not None
    assert (fresh.last.run_id, fresh.last.outcome, fresh.is_superseded) == ("first", "completed", False)


def test_a_run_that_failed_after_it_published_is_told_and_its_release_is_the_shown_one(ran: Release) -> None:
    fresh = read_through(ran, make_status(run_id="first", started_at=NOW, is_published=True))
    told = list(tell_amiss(ran, fresh, load_wording("en")))
    assert told == ["The last run failed: the disk is full"]


@pytest.mark.parametrize("outcome", ["running", "killed"])
def test_a_run_killed_once_its_release_was_out_does_not_contradict_it(ran: Release, outcome: str) -> None:
    fresh = read_through(ran, make_status(outcome, run_id="first", started_at=NOW, finished_at=None))
    assert fresh.last is not None
    assert (fresh.last.outcome, fresh.is_superseded, fresh.under_way) == ("completed", False, None)


def test_a_run_that_began_before_the_release_and_failed_after_it_is_told(ran: Release) -> None:
    fresh = read_through(ran, make_status(started_at=NOW - HOUR))
    assert fresh.last is not None
    assert (fresh.last.run_id, fresh.last.outcome) == ("later", "failed")


def test_a_long_name_of_a_flow_is_cut(show: Show) -> None:
    status = make_status(flow="f" * 9999)
    under_way = status.model_copy(update={"outcome": "running", "finished_at": None})
    for told in (show(status.model_dump_json()), draw_status(under_way, load_wording("en")).html):
        assert "f" * (LONGEST_NAME + 1) not in told


def test_a_run_under_way_leaves_the_last_one_in_its_place(ran: Release, show: Show) -> None:
    status = make_status("running", finished_at=None, message=None, began=find_process(os.getpid()), is_seen=True)
    fresh = read_through(ran, status)
    assert fresh.under_way == status
    assert fresh.last is not None
    assert fresh.last.run_id == "first"
    page = show(status.model_dump_json())  # more than a day later: the process is there, so it is under way
    assert "In progress: refresh, since 20 Feb 2026, 18:00" in page
    assert "freshness amiss" not in page


def test_a_run_that_was_killed_is_told_without_a_word_of_why(ran: Release) -> None:
    fresh = read_through(ran, make_status("killed", finished_at=None, message=None))
    assert write_run(fresh.last, load_wording("en")) == "Last run killed 20 Feb 2026, 18:00"
    (told,) = tell_amiss(ran, fresh, load_wording("en"))
    assert told.startswith("The last run published nothing: it gave no reason. What is shown was released ")


def test_a_message_without_end_is_cut(ran: Release) -> None:
    (told,) = tell_amiss(ran, read_through(ran, make_status(message="m" * 9999)), load_wording("en"))
    assert LONGEST < len(told) < 2 * LONGEST


@pytest.mark.parametrize(
    ("edition", "since", "is_late"),
    [("live", 47, False), ("live", 49, True), ("sample", 49, False)],
)
def test_live_sources_that_nobody_asked_for_two_days_are_late(
    ran: Release, edition: str, since: int, *, is_late: bool
) -> None:
    status = make_status("completed", is_published=True, edition=None, finished_at=NOW)
    live = replace(ran.edition(), edition=edition)
    fresh = judge(ran, live, status, NOW + since * HOUR)
    assert fresh.is_late == is_late
    told = [line for line in tell_amiss(ran, fresh, load_wording("en")) if "No source has been asked since" in line]
    assert len(told) == is_late


@pytest.mark.parametrize(("since", "is_seen", "is_silent"), [(25, False, False), (26, False, True), (26, True, False)])
def test_a_run_that_nobody_can_look_at_is_told_after_a_day_without_a_word(
    ran: Release, since: int, *, is_seen: bool, is_silent: bool
) -> None:
    status = make_status("running", finished_at=None, flow="f" * 9999, host="another", is_seen=is_seen)
    fresh = read_through(ran, status, NOW + since * HOUR)
    assert fresh.is_silent == is_silent
    told = [*tell_amiss(ran, fresh, load_wording("en"))]
    assert [line[: len("No news since 20 Feb")] for line in told] == ["No news since 20 Feb"] * is_silent
    assert not any("f" * (LONGEST_NAME + 1) in line for line in told)


def test_a_page_knows_when_it_turns_amber_by_itself(ran: Release) -> None:
    live = replace(ran.edition(), edition="live")
    asked = make_status("completed", is_published=True, edition=None, finished_at=NOW)
    silent = make_status("running", edition=None, finished_at=None, host="another")
    assert judge(ran, live, asked, NOW + HOUR).turns_at == NOW + LATE
    assert judge(ran, live, asked, NOW + LATE + HOUR).turns_at is None
    assert judge(ran, ran.edition(), asked, NOW + HOUR).turns_at is None
    assert judge(ran, ran.edition(), silent, NOW + HOUR).turns_at == NOW + HOUR + SILENT


def test_an_open_page_runs_again_once_that_moment_is_past(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HONGBAO_DATA", str(tmp_path))
    runs: list[str] = []
    monkeypatch.setattr("dashboard.release.st.rerun", lambda: runs.append("again"))
    for moment, expected in ((None, 0), (datetime.now(UTC) + HOUR, 0), (datetime.now(UTC) - HOUR, 1)):
        shown.expect(moment)
        shown.look(shown.find_version(), None)
        assert len(runs) == expected


@pytest.mark.parametrize(("page", "turns"), [("sources", True), ("sql", False)])
def test_every_page_turns_late_but_the_one_people_type_on(
    ran_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, page: str, *, turns: bool
) -> None:
    folder = shutil.copytree(ran_folder, tmp_path / "data", symlinks=True)
    began = datetime.now(UTC)
    status = make_status("running", started_at=began, finished_at=None, host="another")
    (folder / NAME).write_text(status.model_dump_json(), "utf-8")
    monkeypatch.setenv("HONGBAO_DATA", str(folder))
    app = open_app(page)
    assert app.session_state[shown.TURN] == (began + SILENT if turns else None)


def test_the_page_looks_beside_the_release(ran_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = shutil.copytree(ran_folder, tmp_path / "data", symlinks=True)
    (folder / NAME).write_text(make_status().model_dump_json(), "utf-8")
    monkeypatch.setenv("HONGBAO_DATA", str(folder))
    app = AppTest.from_file(APP, default_timeout=30)
    app.run()
    assert "The last run published nothing: the disk is full." in "".join(block.value for block in app.html)


def test_a_release_healed_in_its_place_is_read_anew(
    room_folder: Path, ran_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HONGBAO_DATA", str(tmp_path / "data"))
    shutil.copytree(room_folder, tmp_path / "data", symlinks=True)
    before = shown.find_version()
    assert shown.open_version(before).last_run() is None
    path = shown.path_of(before)
    path.unlink()
    path.with_suffix(".seal").unlink()
    shutil.copy((ran_folder / LINK).resolve(), path)
    healed = shown.open_version(shown.find_version()).last_run()
    assert healed is not None
    assert healed.run_id == "first"


@pytest.mark.parametrize(
    ("status", "lang", "words", "is_amber"),
    [
        (make_status(), "en", "Last run failed 20 Feb 2026, 18:00", True),
        (make_status(), "zh", "the disk is full。处理办法请运行 hongbao doctor", True),
        (make_status("running", finished_at=None, is_seen=True), "en", "In progress: refresh, since 20 Feb", False),
        (
            make_status("running", finished_at=None),
            "en",
            "No news since 20 Feb 2026, 18:00 of the run in progress",
            True,
        ),
        (make_status("completed"), "en", "Last run completed 20 Feb 2026, 18:00", False),
        (make_status(message=SCRIPT), "en", "&lt;script&gt;", True),
    ],
)
def test_without_a_release_the_last_run_is_told_all_the_same(
    status: RunStatus, lang: str, words: str, *, is_amber: bool
) -> None:
    told = draw_status(status, load_wording(lang)).html
    assert words in told
    assert ("amiss" in told) == is_amber


def test_a_page_without_a_release_tells_the_run_that_made_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / NAME).write_text(make_status().model_dump_json(), "utf-8")
    monkeypatch.setenv("HONGBAO_DATA", str(tmp_path))
    app = AppTest.from_file(APP, default_timeout=30)
    app.run()
    page = "".join(block.value for block in app.html)
    assert "the disk is full" in page
    assert "no release has been published" in page
