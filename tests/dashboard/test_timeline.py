"""The Timeline puts each day in its place, invents none, and leads from every sign and point to its evidence."""

import json
import warnings
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import altair as alt
import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from dashboard import chronicle
from dashboard.axes import Axis, draw_feasts, list_ticks, make_axis, name_lunar, name_tick
from dashboard.curve_marks import draw_curves, draw_strokes, list_values
from dashboard.curves import NAMED, Curve, Point, join_points, pick_unit, spread
from dashboard.glimpses import cut_sentence
from dashboard.lanes import Window, lay_lanes, stack
from dashboard.layers import Inks
from dashboard.picture_keys import write_curve_key, write_lane_key
from dashboard.reading_timeline import name_measurers
from dashboard.wording import load_wording
from tests.dashboard.boards import find, find_boards, list_openings, make_visit, text, walk
from tests.dashboard.newsroom import APPS, SCRIPT
from tests.dashboard.opening import open_app
from tests.dashboard.season import open_season
from tests.dashboard.test_figures import people
from tests.dashboard.test_pages import read
from warehouse.reads import Release, open_release

EN, ZH = load_wording("en"), load_wording("zh")
NEW_YEAR, NEW_YEAR_BEFORE = date(2026, 2, 17), date(2025, 1, 29)
# The ink of what is of the season before.
GHOST = "#8B8378"
Open = Callable[..., AppTest]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("season")
    open_season().publish_to(folder)
    return folder


@pytest.fixture(scope="module")
def release(folder: Path) -> Iterator[Release]:
    with open_release(folder) as release:
        yield release


@pytest.fixture
def open_timeline(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    def open_it(folder: Path = folder, **query: str) -> AppTest:
        monkeypatch.setenv("HONGBAO_DATA", str(folder))
        return open_app("timeline", **query)

    return open_it


def specs(app: AppTest) -> list[dict[str, Any]]:
    """The pictures of the page: lanes, then curves."""
    return [json.loads(chart.proto.spec) for chart in app.get("vega_lite_chart")]


def marks(spec: dict[str, Any], field: str) -> list[dict[str, Any]]:
    """The rows of all layers that have the field."""
    return [row for layer in spec["layer"] for row in layer["data"]["values"] if field in row]


def draw_axis(kind: str, last: int = 20) -> Axis:
    return make_axis(kind, NEW_YEAR, [-12, last], EN)


# --- days ---


def test_a_known_day_of_each_season_has_its_lunar_place() -> None:
    lunar = draw_axis("lunar")
    assert lunar.place(date(2026, 2, 16)) == -1
    assert lunar.place_before(date(2025, 1, 28), NEW_YEAR_BEFORE) == -1


def test_on_the_calendar_a_day_of_the_season_before_stands_on_its_date() -> None:
    calendar = draw_axis("calendar")
    assert calendar.place_before(date(2025, 2, 17), NEW_YEAR_BEFORE) == 0
    assert calendar.day_at(calendar.place_before(date(2025, 1, 28), NEW_YEAR_BEFORE)) == date(2026, 1, 28)


def test_a_leap_day_of_the_season_before_has_a_place() -> None:
    axis = make_axis("calendar", date(2025, 1, 29), [], EN)
    assert axis.day_at(axis.place_before(date(2024, 2, 29), date(2024, 2, 10))) == date(2025, 3, 1)


def test_the_ticks_are_weeks_of_the_festival_or_days_of_the_month() -> None:
    assert list_ticks(draw_axis("lunar")) == [-14, -7, 0, 7, 14, 21]
    assert name_tick(0, draw_axis("lunar")) == ("New Year", "17 Feb")
    assert name_tick(-7, draw_axis("lunar")) == ("\u22127", "10 Feb")
    assert [name_tick(place, draw_axis("calendar"))[0] for place in list_ticks(draw_axis("calendar"))] == [
        "8 Feb", "15 Feb", "22 Feb", "1 Mar", "8 Mar",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("place", "english", "chinese"),
    [
        (-12, "12 days before New Year", "春节前12天"), (-1, "New Year's Eve", "除夕"), (0, "New Year's Day", "初一"),
        (2, "day 3 of the New Year", "初三"), (14, "Lantern Festival", "元宵"), (23, "23 days after New Year", "春节后23天"),
    ],
)  # fmt: skip
def test_a_lunar_day_is_said_as_people_say_it(place: int, english: str, chinese: str) -> None:
    assert (name_lunar(place, EN), name_lunar(place, ZH)) == (english, chinese)


# --- pictures ---


def test_signs_that_are_near_stand_below_one_another() -> None:
    assert stack([-11, -11, -10, -4, -4], near=2) == [0, 1, 2, 0, 1]


def test_a_feast_is_named_once_by_the_axis_or_at_its_line() -> None:
    def name(kind: str, y: float | None) -> list[str]:
        feasts = draw_feasts(draw_axis(kind), {}, find_plain_inks(), y)
        return sorted({row["name"] for feast in feasts[1:] for row in feast["data"]["values"]})

    assert name("calendar", 9) == ["Lantern Festival", "New Year's Day"]
    assert name("lunar", 9) == name("calendar", None) == []


def test_the_labels_of_an_axis_are_round_numbers_below_its_top() -> None:
    assert list_values(1.12e8) == [2.5e7, 5e7, 7.5e7, 1e8]
    assert all(0 < value <= top for top in (0.9, 3.0, 17.0, 4.2e9) for value in list_values(top))


def test_every_picture_is_sound_vega(open_timeline: Open) -> None:
    for query in ({}, {"axis": "calendar", "by": "app", "lang": "zh"}, {"events": "launch", "apps": "wenxin"}):
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            for spec in specs(open_timeline(**query)):
                alt.Chart.from_dict({name: part for name, part in spec.items() if name != "config"})


@pytest.mark.parametrize(("measure", "unit"), [("dau", "users"), ("orders", "orders")])
def test_a_picture_has_one_measure_in_one_unit(open_timeline: Open, release: Release, measure: str, unit: str) -> None:
    shown = {row["fact"] for row in marks(specs(open_timeline(measure=measure))[1], "fact")}
    facts = [release.facts(fact_id=fact).row(0, named=True) for fact in shown]
    assert {(fact["measure"], fact["unit"]) for fact in facts} == {(measure, unit)}


def test_what_is_counted_otherwise_is_left_out_of_the_picture() -> None:
    daily = pl.DataFrame({"unit": ["users", "users", "devices", None], "value": [1.0, 2.0, 3.0, 4.0]})
    assert pick_unit(daily)["value"].to_list() == [1.0, 2.0]
    assert pick_unit(daily.filter(pl.col("unit").is_null()))["value"].to_list() == [4.0]


def test_a_bound_is_drawn_as_a_bound_and_a_range_from_low_to_high(open_timeline: Open) -> None:
    points = marks(specs(open_timeline())[1], "sign")
    assert {(row["value"], row["sign"]) for row in points if row["sign"]} == {(5e7, "at_least")}
    assert {(row["value"], row["top"]) for row in points if row["top"]} == {(2e7, 3e7)}


def test_a_line_joins_what_one_hand_counted(open_timeline: Open) -> None:
    """Figures of which nobody is named who counted, as that of Qwen of 2025, are points and in no line."""
    curves = specs(open_timeline())[1]
    assert {row["curve"] for row in marks(curves, "curve") if "qwen" in row["curve"]} == {
        "qwen Qwen · QuestMobile", "qwen Qwen · the company",
    }  # fmt: skip
    assert {row["value"] for row in marks(curves, "fact") if row["who"] == "no measurer named"} == {3e6, 5e7}


def test_a_figure_is_of_the_hand_that_gives_its_very_value() -> None:
    """Where no claim gives the value as it is, nobody is known to have counted it."""
    daily = pl.DataFrame({"fact_id": ["counted", "told", "nobody"]})
    hands = pl.DataFrame(
        {"fact_id": ["counted", "told"], "hand": ["measured", "official"], "trackers": [["AICPB", "QuestMobile"], None]}
    )
    named = name_measurers(daily, hands).select("said_by", "trackers").rows()
    assert named == [("measured", ["AICPB", "QuestMobile"]), ("official", None), ("media", None)]


@pytest.mark.parametrize(
    ("said_by", "measurer", "hand"),
    [
        ("measured", "QuestMobile", "measured"), ("measured", None, ""), ("official", None, "official"),
        ("media", "Crane", ""), ("media", None, ""),
    ],
)  # fmt: skip
def test_only_a_named_tracker_or_the_company_is_one_hand(said_by: str, measurer: str | None, hand: str) -> None:
    points = [
        replace(make_point(value, place), said_by=said_by, measurer=measurer) for place, value in enumerate((1, 2))
    ]
    (curve,) = join_points(points, make_visit())
    assert points[0].hand == hand
    strokes = list(draw_strokes([curve], {}, find_plain_inks()))
    assert len(strokes) == bool(hand)
    assert curve.name.removeprefix("Qwen · ") == {
        "measured": "QuestMobile", "official": "the company", "": "no measurer named",
    }[hand]  # fmt: skip


def test_the_season_before_is_a_grey_ghost_on_the_same_lunar_day(open_timeline: Open) -> None:
    lanes, curves = specs(open_timeline())
    (ghost,) = [row for row in marks(curves, "fact") if row["value"] == 3e6]
    assert (ghost["day"], ghost["colour"]) == (-1, GHOST)
    assert (-9, 7) in {(row["day"], row["until"]) for row in marks(lanes, "until") if row["colour"] == GHOST}


def read_shade(colour: Any) -> list[str]:
    """The colours of a bar from left to right."""
    return [colour] if isinstance(colour, str) else [stop["color"] for stop in colour["stops"]]


def test_a_window_fades_where_an_end_is_not_known(open_timeline: Open) -> None:
    colours = {app[0]: app[4] for app in APPS}
    pieces = [piece for piece in marks(specs(open_timeline())[0], "until") if piece["colour"] != GHOST]
    qwen, yuanbao, wenxin = (colours[app] for app in ("qwen", "yuanbao", "wenxin"))
    shades = [read_shade(piece["colour"]) for piece in pieces]
    assert shades == [[qwen], [yuanbao, f"{yuanbao}00"], [f"{wenxin}00", wenxin]]
    assert [piece["until"] - piece["day"] > 0 for piece in pieces] == [True, True, True]
    assert (pieces[0]["day"], pieces[0]["until"]) == (-11, 3)
    assert pieces[2]["until"] == 14
    assert {"no start or end found", "start not found", "end not found"} <= {
        row["name"] for row in marks(specs(open_timeline())[0], "name")
    }


def make_point(value: float, place: int = 0) -> Point:
    return Point(make_visit().home, people(value), NEW_YEAR, place, None, "media")


def find_plain_inks() -> Inks:
    return Inks("#000000", "#000000", "#000000", "#000000", "#FFFFFF", "sans-serif")


def test_the_key_names_what_is_drawn_and_no_more() -> None:
    alone = Curve("", [make_point(1.0), make_point(2.0)])
    assert write_curve_key([alone], EN) == EN.say("curve_key.alone")
    counted = replace(make_point(1.0), said_by="measured", measurer="QuestMobile")
    assert write_curve_key([Curve("", [counted])], EN) == ""
    assert write_curve_key([Curve("", [counted, counted])], EN) == "Solid line: one tracker's counts (QuestMobile)."
    over = replace(counted, figure=people(1.0, "at_least", status="disputed"), is_before=True)
    assert write_curve_key([Curve("", [over])], ZH) == "".join(
        ZH.say(f"curve_key.{name}") for name in ("at_least", "hollow", "before")
    )


def test_the_key_of_the_lanes_names_what_is_drawn_and_no_more() -> None:
    visit, axis = make_visit(), draw_axis("lunar")
    lanes = lay_lanes({"qwen": Window(-11, 3)}, [], axis, visit)
    assert write_lane_key(lanes, {}, EN) == EN.say("lane_key.bar")
    assert write_lane_key(lay_lanes({}, [], axis, visit), {}, EN) == ""
    lanes = lay_lanes({"qwen": Window(-11, None)}, [], axis, visit)
    said = write_lane_key(lanes, {"qwen": Window(-9, 7), "yuanbao": Window(None, 1)}, EN)
    assert said == f"{EN.say('lane_key.fade')} {EN.say('lane_key.before')}"


def end_curves(*values: float) -> list[Curve]:
    return [Curve(str(value), [make_point(value)]) for value in values]


def test_names_at_the_ends_of_lines_keep_apart() -> None:
    heights = [curve.y or 0 for curve in spread(end_curves(100, 99, 1, 0), top=110, least=0.1)]
    assert all(high - low >= 0.1 - 1e-9 for high, low in pairwise(heights))
    assert min(heights) >= 0


def test_of_many_names_lines_come_before_single_points_and_these_before_the_season_before() -> None:
    counted = [replace(make_point(number), said_by="official") for number in range(NAMED - 1)]
    ghost = replace(make_point(50.0), said_by="official", is_before=True)
    lone = [make_point(60.0), make_point(70.0)]
    curves = [Curve(str(point.figure.value), [point]) for point in (ghost, *lone, *counted)]
    unnamed = {curve.name for curve in spread(curves, top=110, least=0.01) if curve.y is None}
    assert unnamed == {"50.0", "70.0"}


@pytest.mark.parametrize(("points", "least"), [(24, 0), (25, 520)])
def test_on_a_phone_no_name_lies_on_the_points_of_a_crowd(points: int, least: int) -> None:
    (curve,) = spread([Curve("Qwen · QuestMobile", [make_point(1.0, place) for place in range(points)])], 1.0, 0.1)
    spec = draw_curves([curve], 1.0, draw_axis("lunar", points), find_plain_inks(), make_visit())
    names = marks(spec, "room")
    assert {(row["name"], row["least"]) for row in names} == {("Qwen · QuestMobile", least)}
    assert len(names) == 4  # right and left of the end, each with the page around it


def test_of_more_lines_than_there_is_room_for_some_have_no_name() -> None:
    heights = [curve.y for curve in spread(end_curves(*range(12)), top=12, least=0.25)]
    assert [height is None for height in heights] == [False] * 4 + [True] * 8
    assert max(height for height in heights if height is not None) <= 1


# --- the page ---


def test_every_sign_and_point_stands_in_the_list_with_its_link(open_timeline: Open) -> None:
    app = open_timeline()
    drawn = {row["fact"] for spec in specs(app) for row in marks(spec, "fact") if row.get("value") != 3e6}
    assert drawn
    assert drawn <= {node["act"].removeprefix("open:") for node in walk(find_boards(app)) if "act" in node}


def test_what_has_no_day_is_listed_and_not_drawn(open_timeline: Open, release: Release) -> None:
    app = open_timeline()
    assert "Day not given" in [header.value for header in app.header]
    undated = [text(line) for line in find(find_boards(app), "chronicle-undated")[0]["inside"]]
    assert [line for line in undated if "Qwen · New phase · no date given" in line]
    assert any("Links blocked · Feb 2026" in line for line in undated)
    fact = release.facts(measure="phase_start")["fact_id"][0]
    assert fact not in {row["fact"] for row in marks(specs(app)[0], "fact")}


def test_the_signs_can_be_chosen_in_the_address(open_timeline: Open) -> None:
    signs = marks(specs(open_timeline(events="launch,nonsense"))[0], "fact")
    assert {row["what"] for row in signs} == {"Alibaba Qwen: Launch", "Tencent Yuanbao: Launch"}


def test_the_apps_can_be_chosen_in_the_address(open_timeline: Open) -> None:
    signs = marks(specs(open_timeline(apps="wenxin"))[0], "fact")
    assert {row["what"] for row in signs} == {"Baidu Wenxin: End"}


def test_the_page_speaks_chinese(open_timeline: Open) -> None:
    app = open_timeline(lang="zh")
    assert app.title[0].value == "2026年春节：何时发生了什么"
    assert "春节前11天" in read(app)
    assert "↗ 日活：7352万" in list_openings(app)


def test_the_table_is_made_when_it_is_opened_and_holds_what_the_pictures_show(open_timeline: Open) -> None:
    app = open_timeline()
    assert "<table>" not in read(app)
    page = read(open_table(app))
    table = page[page.index("<table>") :]
    for said in ("58,480,000 users", "QuestMobile", "New Year&#x27;s Eve", "3,000,000,000"):
        assert said in table


def test_the_table_can_be_taken_away(open_timeline: Open) -> None:
    names = {button.proto.label for button in open_table(open_timeline()).get("download_button")}
    assert len(names) == 3


def open_table(app: AppTest) -> AppTest:
    """The page with the expander of the table open."""
    app.session_state["chronicle-table"] = True
    return app.run()


def test_a_long_list_is_shown_in_full_when_asked(open_timeline: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chronicle, "MOST", 2)
    app = open_timeline()
    few = count_lines(app)
    app.toggle(key="all-chronicle").set_value(True).run()
    assert max(few) == 2 < max(count_lines(app))


def count_lines(app: AppTest) -> list[int]:
    """How many lines the column of each app has."""
    columns = find(find_boards(app), "chronicle")[0]["inside"]
    return [sum("act" in node for node in walk([column])) for column in columns]


def test_what_happened_on_one_day_stands_under_it_once(open_timeline: Open) -> None:
    for column in find(find_boards(open_timeline()), "chronicle")[0]["inside"]:
        days = [text(day) for day in find([column], "chronicle-day")]
        assert len(days) == len(set(days))


def test_a_line_says_on_hover_how_it_stands_who_counted_and_in_which_words(open_timeline: Open) -> None:
    hovers = {text(node): node["words"]["title"] for node in walk(find_boards(open_timeline())) if "act" in node}
    assert "QuestMobile" in hovers["↗ Daily users: 58.48 m"]
    assert "qwen had its outage then" in hovers["✚ Service down qwen had its outage then."]
    assert not any(hover.startswith(" ·") or hover.endswith(" ·") for hover in hovers.values())


def test_what_no_figure_tells_says_in_its_sentence_what_it_was(open_timeline: Open) -> None:
    lines = {text(node) for node in find(find_boards(open_timeline()), "glimpse")}
    assert {"qwen had its launch then.", "wenxin had its end then."} <= lines
    openings = list_openings(open_timeline())
    assert "▶ Launch qwen had its launch then." in openings
    assert "¥ Budget first reported: ¥3 bn" in openings


@pytest.mark.parametrize(
    ("sentence", "room", "shown"),
    [
        ("The plan opens\non Feb. 6.", 40, "The plan opens on Feb. 6."),
        ("The plan opens on Feb. 6 and pays for purchases.", 36, "The plan opens on Feb. 6 and pays…"),
        ("元宝2月1日起派发10亿元现金。", 18, "元宝2月1日起派发…"),
        ("元宝2月1日起派发10亿元现金。", 23, "元宝2月1日起派发10亿元…"),
        ("千问用户达到1.5万亿次", 17, "千问用户达到…"),
        ("It puts up CNY3 billion of treats", 17, "It puts up…"),
        ("It pays US$ 400 million to all", 13, "It pays…"),
        ("千问红包总额五十亿元人民币", 14, "千问红包总额…"),
        ("千问红包总额五十亿元人民币", 18, "千问红包总额五十亿…"),
        ("共有五十多亿次互动", 10, "共有…"),
        ("共有三点五亿次互动", 8, "共有…"),
        ("大家一起来春晚抢红包", 8, "大家一起…"),
        ("It gives three hundred and twenty million yuan to all", 30, "It gives…"),
        ("The pool holds 30 to 50 billion yuan in all", 24, "The pool holds…"),
        ("It gives three apps away", 15, "It gives three…"),
        ("Averyveryveryverylongword", 18, "Averyveryveryveryl…"),
        ("“启动”，", 8, "“启动”，"),
        ("", 20, ""),
    ],
)
def test_a_sentence_is_cut_at_a_word_and_never_hides_that_it_was(sentence: str, room: int, shown: str) -> None:
    assert cut_sentence(sentence, room) == shown


def test_hostile_text_stays_text(open_timeline: Open) -> None:
    app = open_table(open_timeline())
    page = "\n".join(block.value for block in app.html)
    assert SCRIPT not in page
    assert "&lt;script&gt;" in page
    boards = json.dumps(find_boards(app), ensure_ascii=False)
    assert "<script>" in boards
    assert "\u202e" not in json.dumps(specs(app), ensure_ascii=False) + page + boards


def test_a_season_without_a_figure_of_a_day_says_so(open_timeline: Open, tmp_path: Path) -> None:
    room = open_season()
    keep = [claim for claim in room.claims if claim["kind"] == "event"]
    room.claims[:] = keep
    room.publish_to(tmp_path)
    app = open_timeline(tmp_path)
    assert len(specs(app)) == 1
    assert "there is no curve to draw" in read(app)


def test_a_release_without_figures_says_what_to_do(open_timeline: Open, tmp_path: Path) -> None:
    room = open_season()
    room.claims.clear()
    room.publish_to(tmp_path)
    app = open_timeline(tmp_path)
    assert not specs(app)
    assert "hongbao refresh" in read(app)
