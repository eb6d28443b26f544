"""Counts of several trackers on Compare and Timeline: whose each is, what opens behind it, and in which language."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.axes import make_axis
from dashboard.curves import join_points, list_points, name_measurers
from dashboard.reading_compare import read_efficiency
from dashboard.reading_timeline import read_daily
from dashboard.release import find_version
from tests.dashboard.boards import find, find_boards, make_visit, text, walk
from tests.dashboard.opening import open_app
from tests.warehouse.desk import Desk, money, publish_desk, reach
from warehouse.reads import Release, open_release

SEVENTH = "2026-02-07"


def count(value: float, by: str, app: str = "qwen", day: str = SEVENTH, measure: str = "dau") -> dict[str, object]:
    return reach(measure, value, app, as_of=day, basis="measured", origin=by)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Qwen and Yuanbao as two trackers count them; one of Doubao's numbers that a tracker counted is told as larger."""
    desk = Desk()
    for outlet in ("lantern", "tangyuan", "kite"):
        desk.tell(outlet, count(73.52e6, "QuestMobile"), money("budget", 3e9))
    desk.tell("crane", count(73.1e6, "AICPB"), count(30e6, "AICPB", "wenxin"), money("budget", 1e8, "wenxin"))
    for outlet in ("loom", "mill"):
        desk.tell(outlet, count(50e6, "AICPB", "yuanbao"), money("budget", 1e9, "yuanbao"))
    desk.tell("reed", count(50.2e6, "QuestMobile", "yuanbao"))
    for outlet in ("a", "b", "c", "d"):
        desk.tell(outlet, reach("dau", 73.52e6, "doubao", as_of=SEVENTH))
    for outlet in ("e", "f"):
        desk.tell(outlet, reach("dau", 145e6, "doubao", as_of=SEVENTH))
    desk.tell("g", count(144.2e6, "QuestMobile", "doubao"))
    for outlet, tracker in (("h", "QuestMobile"), ("i", "AICPB")):
        desk.tell(outlet, count(80e6, tracker, day="2026-02-17"))
    for outlet in ("j", "k", "l"):
        desk.tell(outlet, count(200e6, "QuestMobile", measure="mau", day="2026-02"))
    desk.tell(
        "m", *(count(value, "AICPB", app, "2026-02", "mau") for value, app in ((150e6, "qwen"), (60e6, "doubao")))
    )
    made = tmp_path_factory.mktemp("counts")
    publish_desk(desk, made)
    return made


@pytest.fixture
def open_page(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    monkeypatch.setenv("HONGBAO_DATA", str(folder))
    return open_app


@pytest.fixture
def release(folder: Path) -> Iterator[Release]:
    with open_release(folder) as opened:
        yield opened


def test_ratios_of_one_trackers_counts_are_no_others(
    folder: Path, release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The count of Yuanbao that AICPB gives is QuestMobile's too, as far as the fact goes."""
    monkeypatch.setenv("HONGBAO_DATA", str(folder))
    told = read_efficiency(find_version(), 2026, "AICPB")
    daily = told.filter(ratio="cny_per_peak_daily_user", is_comparable=True)
    assert daily.height > 1
    assert set(daily["hand"]) == {"measured"}
    assert {tuple(trackers) for trackers in daily["trackers"]} == {("AICPB",)}
    assert told.columns == read_efficiency(find_version(), 2026).columns
    assert told.height == release.efficiency(2026).height


def test_a_higher_value_is_that_of_the_fact_it_opens(open_page: Callable[..., AppTest], release: Release) -> None:
    higher = find(find_boards(open_page("compare")), "higher")
    assert {text(node).rpartition(" (")[0] for node in higher} == {"Higher, less supported 145 m"}
    opened = {node["act"].removeprefix("open:") for node in walk(higher) if "act" in node}
    assert {release.facts(fact_id=fact)["value"][0] for fact in opened} == {145e6}


def test_reasons_of_a_trackers_counts_are_in_the_language_of_the_page(open_page: Callable[..., AppTest]) -> None:
    """AICPB's 150 million are not the value to use: its reason is of no preferred fact."""
    (table,) = [
        text(table)
        for table in find(find_boards(open_page("compare", by="aicpb", lang="zh")), "table")
        if "150,000,000" in text(table) and "AICPB" in text(table)
    ]
    assert "2亿" in table
    assert not any(said in table for said in ("differs", "preferred", "independent", "reports", "origin"))


def test_a_day_that_two_trackers_give_alike_is_a_point_in_both_their_lines(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HONGBAO_DATA", str(folder))
    visit = make_visit()
    daily = read_daily(find_version(), 2026).filter(app="qwen", measure="dau")
    points = list_points(daily, visit, make_axis("lunar", date(2026, 2, 17), [], visit.wording))
    lines = {curve.name: [point.figure.value for point in curve.points] for curve in join_points(points, visit)}
    assert lines == {"Qwen · AICPB": [80e6], "Qwen · QuestMobile": [73.52e6, 80e6]}
    assert {name_measurers(point, visit) for point in points if point.figure.value == 80e6} == {"AICPB, QuestMobile"}


def test_a_figure_of_two_trackers_is_listed_once(open_page: Callable[..., AppTest]) -> None:
    """A mark for each of them in the picture, and one line below it."""
    app = open_page("timeline")
    marks = [row for row in find_rows(app) if row.get("value") == 80e6 and "fact" in row]
    assert len(marks) == 2
    listed = [node for node in walk(find_boards(app)) if "act" in node and "80 m" in text(node)]
    assert len(listed) == 1


def find_rows(app: AppTest) -> list[dict[str, Any]]:
    """The rows of the curves."""
    spec = json.loads(app.get("vega_lite_chart")[1].proto.spec)
    return [row for layer in spec["layer"] for row in layer["data"]["values"]]
