"""Spend against reach: every app stands where its figures put it, and who lacks one is told beside the axis."""

from typing import Any

import pytest

from dashboard.figures import Figure
from dashboard.pictures import draw_picture
from dashboard.scales import list_ticks, make_scale
from dashboard.scatter import ARROW, make_plot, place
from dashboard.scatter_edges import LINE, find_room
from dashboard.scatter_names import frame_name, overlap, place_names
from tests.dashboard.boards import ZH, find, make_visit, text, walk
from tests.dashboard.test_figures import figure, people


def budget(app: str, value: float, bound: str = "exact", **others: object) -> Figure:
    return figure(value, bound, app=app, fact_id=f"{app}-budget", **others)


def dau(app: str, value: float, bound: str = "exact", **others: object) -> Figure:
    return people(value, bound, app=app, fact_id=f"{app}-dau", **others)


SPEND = {"qwen": budget("qwen", 3e9), "yuanbao": budget("yuanbao", 1e9), "wenxin": budget("wenxin", 5e8)}
REACH = {"qwen": dau("qwen", 73.52e6), "yuanbao": dau("yuanbao", 5e7, "at_least"), "doubao": dau("doubao", 1e8)}
FAR_SPEND = SPEND | {"wenxin": budget("wenxin", 1e6)}


def draw(spend: dict[str, Figure] = SPEND, reach: dict[str, Figure] = REACH, **visit: Any) -> list[Any]:
    return [draw_picture(spend, reach, "dau", make_visit(**visit))]


def test_who_has_both_is_a_point_that_opens_both_sentences() -> None:
    points = find(draw(), "point")
    assert [point["act"] for point in points] == ["open:qwen-budget,qwen-dau", "open:yuanbao-budget,yuanbao-dau"]
    assert points[0]["words"]["aria-label"] == "Alibaba Qwen: ¥3 bn · 73.52 m"
    top = make_scale([3e9, 1e9, 5e8]).high
    assert points[1]["numbers"]["x"] == pytest.approx(1e9 / top, abs=1e-3)


def test_who_has_one_of_them_stands_at_its_axis_with_what_is_lacking() -> None:
    (wenxin,), (doubao,) = find(draw(), "edge-x"), find(draw(), "edge-y")
    assert text(wenxin) == "Wenxin ¥500 m · no daily users found"
    assert text(doubao) == "Doubao 100 m · no announced budget found"
    assert (wenxin["act"], doubao["act"]) == ("open:wenxin-budget", "open:doubao-dau")


def test_words_at_the_edges_do_not_lie_on_each_other() -> None:
    """Two budgets without reach, and a small reach without a budget: three lines, each with a place of its own."""
    reach = {"qwen": dau("qwen", 7e7), "doubao": dau("doubao", 2e6)}
    drawn = draw(SPEND, reach)
    assert [edge["numbers"]["lift"] for edge in find(drawn, "edge-x")] == [0, 1]
    assert find(drawn, "edge-y")[0]["numbers"]["start"] >= 2 * LINE
    assert find(drawn, "tick-y")[0]["numbers"]["start"] < LINE


@pytest.mark.parametrize(
    ("height", "lowest", "points", "room"),
    [
        (0.8, 0.04, [], 0.8), (0.8, 0.04, [(0.3, 0.82)], 0.67), (0.8, 0.04, [(0.3, 0.76)], 0.91),
        (0.8, 0.04, [(0.95, 0.8)], 0.8), (0.8, 0.04, [(0.8, 0.78)], 0.93), (0.1, 0.04, [(0.3, 0.12)], 0.27),
        (0.8, 0.04, [(0.3, 0.76), (0.3, 0.95)], 0.61), (0.9, 0.04, [(0.3, 0.7), (0.3, 0.95)], 0.55),
        (0.9, 0.6, [(0.3, 0.7), (0.3, 0.95)], 0.9), (1.2, 0.04, [], 1.0),
    ],
)  # fmt: skip
def test_words_beside_an_axis_lie_on_no_point_and_no_name(
    height: float, lowest: float, points: list[tuple[float, float]], room: float
) -> None:
    assert find_room(height, lowest, points) == pytest.approx(room)


def test_who_has_neither_is_named_and_has_no_mark() -> None:
    drawn = draw({"qwen": SPEND["qwen"]}, {"qwen": REACH["qwen"]})
    assert "Neither figure found: Yuanbao, Wenxin, Doubao." in text(drawn[0])
    assert not find(drawn, "app-doubao")


def test_an_open_end_is_an_arrow_and_a_range_a_line_between_its_ends() -> None:
    (head,) = find(draw(), "head")
    assert head["kind"].split()[1] == "head-up"
    y = make_plot(SPEND, REACH).y
    assert head["numbers"]["y"] == pytest.approx(place(REACH["yuanbao"], y) + ARROW, abs=1e-3)
    between = {"qwen": budget("qwen", 1e9, "range", value_max=2e9)}
    (whisker,) = find(draw(between, {"qwen": REACH["qwen"]}), "whisker")
    x = make_scale([1e9, 2e9])
    assert (whisker["numbers"]["x1"], whisker["numbers"]["x2"]) == (x.share(1e9), x.share(2e9))


def test_at_most_points_back_and_a_doubt_is_hollow() -> None:
    drawn = draw({"qwen": budget("qwen", 3e9, "at_most")}, {"qwen": dau("qwen", 7e7, status="disputed")})
    assert find(drawn, "head-left")
    assert find(drawn, "hollow")
    assert not find(draw(), "hollow")


def test_an_open_end_has_its_arrow_on_an_axis_too() -> None:
    """Who has no budget stands on the axis of reach: "over 100 m" goes on upwards there, "up to" a budget back."""
    over = {"qwen": REACH["qwen"], "doubao": dau("doubao", 1e8, "at_least")}
    drawn = draw({"qwen": SPEND["qwen"], "wenxin": budget("wenxin", 5e8, "at_most")}, over)
    heads = {head["kind"]: head["numbers"] for head in find(drawn, "head")}
    up, back = heads["head head-up app-doubao"], heads["head head-left app-wenxin"]
    (tick,) = find(drawn, "tick-y")
    assert (up["x"], up["y"]) == (0, pytest.approx(tick["numbers"]["start"] + ARROW, abs=1e-3))
    assert (back["y"], back["x"]) == (0, pytest.approx(find(drawn, "tick-x")[0]["numbers"]["start"] - ARROW, abs=1e-3))
    assert len(find(drawn, "whisker")) == 2


def test_a_tick_on_an_axis_looks_as_a_point_would() -> None:
    reach = {"qwen": REACH["qwen"], "doubao": dau("doubao", 1e8, "approx")}
    drawn = draw({"wenxin": budget("wenxin", 5e8, status="suspect")}, reach)
    looks = {tick["kind"] for kind in ("tick-x", "tick-y") for tick in find(drawn, kind)}
    assert looks == {"tick-x app-wenxin hollow", "tick-y app-qwen", "tick-y app-doubao vague"}


def test_the_ray_of_the_home_benchmark_goes_through_its_point() -> None:
    (ray,) = find(draw(), "ray")
    ends = ray["numbers"]
    (point,) = (point for point in find(draw(), "point") if "app-qwen" in point["kind"])
    slope = (ends["y1"] - ends["y2"]) / (ends["x2"] - ends["x1"])
    assert slope == pytest.approx(point["numbers"]["y"] / point["numbers"]["x"], rel=1e-2)


@pytest.mark.parametrize("reach", [{}, {"qwen": dau("qwen", 7e7, "at_least")}])
def test_there_is_no_ray_where_the_home_benchmark_has_no_one_ratio(reach: dict[str, Figure]) -> None:
    assert not find(draw(reach=reach), "ray")


def test_there_is_no_ray_where_no_ratio_may_be_told_or_where_it_would_be_no_line() -> None:
    assert not find([draw_picture(SPEND, REACH, "dau", make_visit(), has_rate=False)], "ray")
    far_apart = {"qwen": budget("qwen", 3e9), "yuanbao": budget("yuanbao", 1e7)}
    near = {"qwen": dau("qwen", 7e7), "yuanbao": dau("yuanbao", 5e7)}
    assert make_plot(far_apart, near).x.is_log
    assert not make_plot(far_apart, near).y.is_log
    assert not find(draw(far_apart, near), "ray")


def test_each_axis_is_written_in_its_own_unit() -> None:
    assert {text(label)[0] for label in find(draw(), "x-tick")} == {"¥"}
    assert not any("¥" in text(label) for label in find(draw(), "y-tick"))
    assert "10亿元" in [text(label) for label in find(draw(wording=ZH), "x-tick")]


def test_a_far_spread_axis_is_logarithmic_and_says_so() -> None:
    far = {"qwen": dau("qwen", 1e9), "yuanbao": dau("yuanbao", 1e6)}
    assert "The axis of Peak daily users is logarithmic" in text(draw(reach=far)[0])
    assert "“宣布的预算”轴为对数刻度" in text(draw(FAR_SPEND, wording=ZH)[0])
    assert "Both axes are logarithmic" in text(draw(FAR_SPEND, far)[0])
    assert "logarithmic" not in text(draw()[0])


def test_the_table_keeps_the_bounds() -> None:
    (table,) = find(draw(), "table")
    rows = {
        text(row["inside"][0]): [text(cell) for cell in row["inside"]] for row in walk([table]) if row["name"] == "tr"
    }
    assert rows["Tencent Yuanbao"][4:6] == ["50,000,000 users", "at least"]
    assert rows["Baidu Wenxin"][4:] == ["No figure found", "", "", ""]


def test_an_axis_of_which_nobody_has_a_figure_has_no_values() -> None:
    drawn = draw({"wenxin": SPEND["wenxin"]}, {})
    assert not find(drawn, "y-tick")
    assert all(rule["numbers"]["x1"] == rule["numbers"]["x2"] for rule in find(drawn, "rule"))
    assert "As much reach per yuan" not in text(drawn[0])


def test_a_figure_in_another_unit_is_named_and_not_drawn() -> None:
    dollars = budget("yuanbao", 4e8, currency="USD", unit="USD", value_cny=None)
    drawn = draw(SPEND | {"yuanbao": dollars})
    assert "Not drawn, for it counts in another unit: Yuanbao." in text(drawn[0])
    assert not find(drawn, "app-yuanbao")


def test_without_any_figure_there_is_no_picture() -> None:
    (drawn,) = draw({}, {})
    assert not [node for node in walk([drawn]) if node["name"] == "svg"]
    assert "no Peak daily users" in text(drawn)


@pytest.mark.parametrize("values", [[3e9, 1e9], [1.0], [0.0], [], [1e6, 1e9], [7.3e7, 9.9e7], [1e3, 1e12]])
def test_an_axis_has_a_few_round_values_in_their_order(values: list[float]) -> None:
    scale = make_scale(values)
    ticks = list_ticks(scale)
    shares = [scale.share(tick) for tick in ticks]
    assert 2 <= len(ticks) <= 7
    assert shares == sorted(set(shares))
    assert all(0 <= scale.share(value) <= 1 for value in values)


def test_a_name_stands_beside_its_point_and_on_the_left_at_the_right_edge() -> None:
    assert place_names({"qwen": (0.2, 0.5), "doubao": (0.9, 0.5)}, ["doubao"]) == {
        "qwen": ("to-right", "level"), "doubao": ("to-left", "raised"),
    }  # fmt: skip


@pytest.mark.parametrize(
    "spots",
    [
        [(0.3, 0.5), (0.3, 0.52), (0.3, 0.54)],
        [(0.22, 0.71), (0.36, 0.6), (0.45, 0.58), (0.61, 0.53), (0.93, 0.24)],
        [(0.5, 0.5), (0.56, 0.5), (0.5, 0.57), (0.56, 0.57)],
        [(0.02, 0.98), (0.04, 0.97), (0.98, 0.02)],
    ],
)
def test_names_of_near_points_lie_on_no_name_and_no_point(spots: list[tuple[float, float]]) -> None:
    named = {str(number): spot for number, spot in enumerate(spots)}
    places = place_names(named, [])
    boxes = {name: frame_name(named[name], *place) for name, place in places.items()}
    for name, box in boxes.items():
        others = [frame for other, frame in boxes.items() if other != name]
        assert sum(overlap(box, frame) for frame in others) < 0.05
