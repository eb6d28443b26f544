"""One season beside another: only like with like is joined, and nothing found is said and not drawn."""

from typing import Any

from dashboard.figures import Figure
from dashboard.measures import REACH, SPEND, Measure
from dashboard.standing import write_beside
from dashboard.years import draw_years
from tests.dashboard.boards import find, make_visit, text, walk
from tests.dashboard.test_figures import figure, people

BUDGET, GALA, DAU = SPEND[0], SPEND[-1], REACH[0]


def draw(now: dict[Measure, dict[str, Figure]], before: dict[Measure, dict[str, Figure]]) -> dict[str, Any]:
    """The rows by the name of their app, and all under ""."""
    nodes = draw_years(now, before, 2025, make_visit())
    return {text(find([row], "name")[0]): row for row in find(nodes, "row")} | {"": nodes}


def budgets(**values: float) -> dict[Measure, dict[str, Figure]]:
    return {BUDGET: {app: figure(value, app=app, fact_id=f"{app}-{value:.0f}") for app, value in values.items()}}


def test_like_figures_are_joined_and_their_change_is_told() -> None:
    rows = draw(budgets(qwen=3e9), budgets(qwen=5e8))
    assert [node["kind"] for node in find([rows["Qwen"]], "knob")] == ["knob then", "knob now"]
    assert find([rows["Qwen"]], "tie")
    assert text(find([rows["Qwen"]], "said")[0]) == "¥500 m → ¥3 bn6.00× 2025"
    assert [node["act"] for node in find([rows["Qwen"]], "number")] == ["open:qwen-500000000", "open:qwen-3000000000"]


def test_the_table_names_the_earlier_season_as_the_row_does() -> None:
    drawn = draw_years({BUDGET: {"qwen": figure(3e9)}}, {BUDGET: {"qwen": figure(5e8)}}, 2025, make_visit())
    said = "".join(map(text, drawn))
    assert said.count("6.00× 2025") == 2
    assert "× 2026" not in said


def test_nothing_found_in_the_earlier_season_is_said_and_is_no_point_at_zero() -> None:
    rows = draw(budgets(qwen=3e9, yuanbao=1e9), budgets(qwen=5e8))
    assert "none found in 2025 → ¥1 bn" in text(rows["Yuanbao"])
    assert [node["kind"] for node in find([rows["Yuanbao"]], "knob")] == ["knob now"]
    assert not find([rows["Doubao"]], "knob")


def test_talk_is_not_compared_with_figures() -> None:
    now, before = people(7e7, basis="measured"), people(3e6, basis="rumour")
    rows = draw({DAU: {"qwen": now}}, {DAU: {"qwen": before}})
    assert "Not comparable: rumour in 2025, measured now" in text(rows["Qwen"])
    assert not find([rows["Qwen"]], "knob")


def test_a_trackers_count_against_a_word_is_compared_and_named_as_it_is_beside_the_benchmark() -> None:
    counted, told = people(7e7, basis="measured"), people(3.5e7, basis="official")
    row = draw({DAU: {"qwen": counted}}, {DAU: {"qwen": told}})["Qwen"]
    said = "a tracker's count against the company's word"
    assert f"2.00× 2025: {said}" in text(row)
    assert [node["kind"] for node in find([row], "tie")] == ["tie mixed"]
    visit = make_visit()
    beside = write_beside(visit.find_app("yuanbao"), counted, {"qwen": told}, visit)
    assert beside == f"2.00× {visit.home.short}: {said}"


def test_an_event_and_a_sum_are_not_divided() -> None:
    event = figure(None, measure="sponsor", unit=None, currency=None)
    rows = draw({GALA: {"qwen": figure(1e8, measure="sponsorship")}}, {GALA: {"qwen": event, "yuanbao": figure(1e8)}})
    assert "Not comparable: an event without a sum in 2025, a sum of money now" in text(rows["Qwen"])
    assert "×" not in text(rows["Qwen"])
    assert not find([rows["Qwen"]], "knob")


def test_two_events_have_nothing_to_divide() -> None:
    event = figure(None, measure="sponsor", unit=None, currency=None)
    rows = draw({GALA: {"qwen": event}}, {GALA: {"qwen": event, "yuanbao": figure(1e8)}})
    assert text(find([rows["Qwen"]], "multiple")[0]) == ""


def test_zero_has_a_point_and_no_multiple() -> None:
    row = draw(budgets(qwen=3e9), budgets(qwen=0))["Qwen"]
    assert text(find([row], "said")[0]) == "¥0 → ¥3 bnNo multiple: one of the two is zero"
    assert [node["numbers"]["start"] for node in find([row], "then")] == [0.0]


def test_bounds_are_drawn_as_on_a_bar_and_written_in_the_table() -> None:
    now = {
        "qwen": figure(1e9, "range", value_max=2e9),
        "yuanbao": figure(1e9, "at_most"),
        "wenxin": figure(5e8, "approx"),
    }
    before = {"qwen": figure(5e8, "at_least")}
    rows = draw({BUDGET: now}, {BUDGET: before})
    kinds = {
        app: [node["kind"] for node in walk(find([rows[app]], "track")) if node["name"] == "span"]
        for app in rows
        if app
    }
    assert kinds["Qwen"] == ["tie", "knob then", "end arrow", "spread", "knob now", "end cap", "end cap"]
    assert kinds["Yuanbao"] == ["knob now", "end cap"]
    assert kinds["Wenxin"] == ["knob now vague"]
    low, high = find([rows["Qwen"]], "spread")[0]["numbers"].values()
    assert find([rows["Qwen"]], "now")[0]["numbers"]["start"] == round((low + high) / 2, 4)
    (first, *_) = [[text(cell) for cell in row["inside"]] for row in walk(rows[""]) if row["name"] == "tr"][1:]
    assert first[3::2][:2] == ["at least", "range"]


def test_unlike_units_are_not_compared() -> None:
    now, before = people(7e7, unit="users"), people(3e6, unit="orders")
    rows = draw({DAU: {"qwen": now}}, {DAU: {"qwen": before}})
    assert "Not comparable: orders in 2025, users now" in text(rows["Qwen"])
    assert not find([rows["Qwen"]], "tie")


def test_a_season_without_figures_says_so() -> None:
    rows = draw(budgets(qwen=3e9), {BUDGET: {}})
    assert text(rows[""][0]) == "No figure found in 2025: Announced budget. That is not zero."


def test_bounds_that_leave_the_change_open_are_told_as_such() -> None:
    now = {BUDGET: {"qwen": figure(3e9, "at_most")}}
    before = {BUDGET: {"qwen": figure(1e9, "at_most")}}
    assert "bounds leave the change open" in text(draw(now, before)["Qwen"])


def test_one_axis_has_one_unit() -> None:
    """Yuanbao's dollars of both seasons are like with like, and yet not on the axis of the yuan of the others."""
    dollars = figure(4e8, currency="USD", unit="USD", value_cny=None, app="yuanbao")
    now, before = budgets(qwen=3e9, wenxin=5e8), budgets(qwen=5e8)
    rows = draw({BUDGET: now[BUDGET] | {"yuanbao": dollars}}, {BUDGET: before[BUDGET] | {"yuanbao": dollars}})
    assert "1.00× 2025" in text(rows["Yuanbao"])
    assert not find([rows["Yuanbao"]], "knob")


def test_two_trackers_are_joined_by_dashes_and_named() -> None:
    now, before = (
        people(value, basis="measured", trackers=[name]) for value, name in ((7e7, "AICPB"), (3.5e7, "QuestMobile"))
    )
    row = draw({DAU: {"qwen": now}}, {DAU: {"qwen": before}})["Qwen"]
    assert [node["kind"] for node in find([row], "tie")] == ["tie mixed"]
    assert text(find([row], "measurer")[0]) == "QuestMobile → AICPB"
    assert "2.00× 2025: AICPB's count against QuestMobile's count" in text(row)


def test_an_app_that_a_tracker_did_not_count_is_told_as_such() -> None:
    by_one = Measure("dau", "reach", "peak_dau", by="AICPB")
    count = people(7e7, basis="measured", trackers=["AICPB"])
    rows = draw({by_one: {"qwen": count}}, {by_one: {"yuanbao": count}})
    assert "none by AICPB in 2025 → 70 m" in text(rows["Qwen"])
    assert "70 m → none by AICPB in 2026" in text(rows["Yuanbao"])
    assert "Peak daily users (AICPB's count)" in text(rows[""][0])
