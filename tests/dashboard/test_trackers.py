"""Who counted: trackers that counted two apps are offered, and the picture says whose counts lie side by side."""

from dataclasses import asdict

import polars as pl
import pytest

from dashboard import trackers
from dashboard.figures import Figure
from dashboard.measures import REACH, pick_counts
from dashboard.pictures import draw_picture
from dashboard.trackers import list_trackers
from tests.dashboard.boards import find, make_visit, text
from tests.dashboard.test_figures import figure, people


def test_a_tracker_is_offered_that_counted_one_measure_of_two_apps() -> None:
    rows = [
        ("Sensor Tower", "qwen", "peak_dau"), ("Sensor Tower", "doubao", "peak_dau"),
        ("QuestMobile", "qwen", "peak_dau"), ("QuestMobile", "doubao", "peak_dau"), ("QuestMobile", "wenxin", "peak_dau"),
        ("AICPB", "qwen", "peak_dau"), ("AICPB", "doubao", "peak_mau"),
    ]  # fmt: skip
    peaks = pl.DataFrame(rows, schema=["tracker", "app", "figure"], orient="row")
    assert list_trackers(peaks) == {"questmobile": "QuestMobile", "sensor-tower": "Sensor Tower"}
    assert list(list_trackers(peaks)) == ["questmobile", "sensor-tower"]
    assert not list_trackers(peaks.clear())


def test_each_tracker_has_a_word_of_its_own_in_the_address() -> None:
    """One called "All" is not the choice of none, and names that differ in a space or a letter's case are two."""
    rows = [(name, app, "peak_dau") for name in ("All", "Data Eye", "data  eye") for app in ("qwen", "doubao")]
    peaks = pl.DataFrame(rows, schema=["tracker", "app", "figure"], orient="row")
    assert list_trackers(peaks) == {"all-2": "All", "data-eye": "Data Eye", "data-eye-2": "data  eye"}


def test_a_tracker_is_offered_for_the_apps_that_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [("AICPB", "qwen", "peak_dau"), ("AICPB", "doubao", "peak_dau")]
    peaks = pl.DataFrame(rows, schema=["tracker", "app", "figure"], orient="row")
    monkeypatch.setattr(trackers, "read_peaks", lambda *_: peaks)
    monkeypatch.setattr(trackers, "pick", lambda *_: "aicpb")
    monkeypatch.setattr(trackers.st, "segmented_control", lambda *_, **__: None)
    assert trackers.choose_tracker(2026, make_visit()) == "AICPB"
    assert trackers.choose_tracker(2026, make_visit(chosen=("qwen", "wenxin"))) == ""


def count(value: float, app: str, *trackers: str) -> Figure:
    return people(value, app=app, basis="measured" if trackers else "official", trackers=trackers)


def test_a_picture_of_several_hands_says_whose_each_count_is() -> None:
    spend = {app: figure(1e9, app=app) for app in ("qwen", "yuanbao", "wenxin")}
    reach = {"qwen": count(7e7, "qwen", "QuestMobile"), "yuanbao": count(5e7, "yuanbao")}
    said = text(find([draw_picture(spend, reach, "dau", make_visit())], "caption")[0])
    assert said.endswith("Counted by: Qwen, QuestMobile; Yuanbao, the company's own.")
    alike = reach | {"yuanbao": count(5e7, "yuanbao", "QuestMobile")}
    assert "Counted by" not in text(draw_picture(spend, alike, "dau", make_visit()))


def test_a_picture_of_one_trackers_counts_says_whom_it_did_not_count() -> None:
    spend, reach = {"qwen": figure(1e9), "wenxin": figure(5e8, app="wenxin")}, {"qwen": count(7e7, "qwen", "AICPB")}
    drawn = draw_picture(spend, reach, "dau", make_visit(), by="AICPB")
    assert text(find([drawn], "picture")[0]["inside"][0]) == "Spend against reach: Peak daily users (AICPB's count)"
    assert "no figure by AICPB" in text(drawn)
    assert "no daily users found" not in text(drawn)


def test_a_higher_count_of_the_tracker_stands_beside_its_peak() -> None:
    empty = {"hand": "measured", "trackers": ["AICPB"], "tracker": "AICPB", "figure": "peak_dau", "season": 2026}
    rows = [
        asdict(people(value, app=app, fact_id=fact)) | empty | {"value_cny": None, "is_peak": is_peak}
        for value, app, fact, is_peak in (
            (6e7, "qwen", "q", True),
            (9e7, "qwen", "more", False),
            (1e8, "doubao", "d", True),
        )
    ]
    peaks = pl.DataFrame(rows)
    daily = next(measure for measure in REACH if measure.column == "peak_dau")
    figures = pick_counts(daily, peaks, "AICPB")
    assert {app: one.value for app, one in figures.items()} == {"qwen": 6e7, "doubao": 1e8}
    assert figures["doubao"].higher is None
    higher = figures["qwen"].higher
    assert higher is not None
    assert (higher.fact["fact_id"], higher.why) == ("more", "single_report")
    assert not pick_counts(daily, peaks, "QuestMobile")
