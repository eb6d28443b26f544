"""Budget per result: bounded where its figures are, in words where it cannot be had, never without its caveat."""

import re
from pathlib import Path
from typing import Any

import pytest

from dashboard.ratios import MONTHLY, RATIOS, draw_ratios, round_off
from tests.dashboard.boards import EN, ZH, find, make_visit, text

EFFICIENCY = Path(__file__).parents[2] / "warehouse" / "marts" / "efficiency.sql"
DAILY = "cny_per_peak_daily_user"


def row(app: str, bound: str | None = None, why_not: str | None = None, **values: object) -> dict[str, Any]:
    empty = {"value": None, "low": None, "high": None, "status": None if why_not else "corroborated"}
    facts = {"budget_fact_id": f"{app}-budget", "reach_fact_id": f"{app}-dau"}
    known = {
        "app": app,
        "ratio": DAILY,
        "bound": bound,
        "is_comparable": why_not is None,
        "why_not": why_not,
        "reach_basis": "measured",
        "hand": "measured",
        "trackers": ["QuestMobile"],
        "reach_of": "day",
    }
    return empty | facts | known | values


ROWS = {
    "qwen": row("qwen", "exact", value=40.805223, low=40.805223, high=40.805223),
    "yuanbao": row("yuanbao", "at_most", value=15.0, high=20.0),
    "wenxin": row("wenxin", why_not="no reach"),
}
DRAWN = [draw_ratios(DAILY, ROWS, make_visit())]


def test_a_ratio_is_written_with_its_bound_and_opens_both_sentences() -> None:
    said = {text(node): node["act"] for node in find(DRAWN, "number")}
    assert said == {"¥40.8": "open:qwen-budget,qwen-dau", "up to ¥20": "open:yuanbao-budget,yuanbao-dau"}
    assert "up to 0.50× Qwen" in text(DRAWN[0])
    assert find(DRAWN, "number")[1]["words"]["title"] == "up to ¥20 per daily user"


def test_a_multiple_of_a_ratio_of_another_hand_says_so() -> None:
    drawn = draw_ratios(
        DAILY, ROWS | {"yuanbao": ROWS["yuanbao"] | {"hand": "official", "trackers": None}}, make_visit()
    )
    assert "up to 0.50× Qwen: the company's word against QuestMobile's count" in text(drawn)
    assert "against" not in text(DRAWN[0])


@pytest.mark.parametrize(
    ("wording", "month", "season"),
    [
        (EN, "reach of a month, not of a day", "reach: the campaign's total, its day not given"),
        (ZH, "触达为整月数字，非单日", "触达为活动期间总数，未说明日期"),
    ],
    ids=["en", "zh"],
)
def test_a_ratio_of_no_day_says_what_its_reach_is_of(wording: Any, month: str, season: str) -> None:
    rows = {"qwen": ROWS["qwen"] | {"reach_of": "month"}, "yuanbao": ROWS["yuanbao"] | {"reach_of": "season"}}
    drawn = [draw_ratios(DAILY, rows, make_visit(wording), by="QuestMobile")]
    assert [text(node) for node in find(drawn, "measurer")] == [month, season]
    assert text(drawn[0]).count(month) == text(drawn[0]).count(season) == 2
    months = {"qwen": ROWS["qwen"] | {"reach_of": "month", "ratio": MONTHLY}}
    assert month not in text(draw_ratios(MONTHLY, months, make_visit(wording)))
    assert "reach" not in text(find(DRAWN, "said")[0])


def test_a_bounded_ratio_is_drawn_as_one() -> None:
    rows = {
        "qwen": row("qwen", "range", value=30.0, low=20.0, high=40.0),
        "yuanbao": row("yuanbao", "at_least", value=5.0, low=5.0),
    }
    drawn = [draw_ratios(DAILY, rows, make_visit())]
    assert [text(node) for node in find(drawn, "number")] == ["¥20 to ¥40", "over ¥5"]
    assert len(find(drawn, "cap")) == 2
    assert len(find(drawn, "arrow")) == 1


def test_an_app_without_a_ratio_is_told_why_and_has_no_mark() -> None:
    rows = {text(find([node], "name")[0]): node for node in find(DRAWN, "row")}
    assert "No ratio: no daily users found" in text(rows["Wenxin"])
    assert "No figure found" in text(rows["Doubao"])
    assert not find([rows["Wenxin"], rows["Doubao"]], "piece")


@pytest.mark.parametrize("ratio", RATIOS)
def test_the_caveat_stands_beside_every_ratio(ratio: str) -> None:
    (caveat,) = find([draw_ratios(ratio, {}, make_visit())], "caveat")
    assert "Announced money is not spent money" in text(caveat)


@pytest.mark.parametrize("wording", [EN, ZH], ids=["en", "zh"])
def test_every_reason_of_the_warehouse_has_words(wording: Any) -> None:
    sql = EFFICIENCY.read_text(encoding="utf-8")
    reasons = re.findall(r"THEN\s+'([a-z ]+)'", sql.split("END AS why_not", maxsplit=1)[0])
    assert len(reasons) > 6
    assert {f"why_not.{reason}" for reason in reasons} <= wording.words.keys()
    assert {name for _, name in re.findall(r"\('(\w+)', '(\w+)'\)", sql)} == RATIOS.keys()


def test_a_ratio_pretends_no_more_than_three_digits() -> None:
    assert [round_off(value) for value in (40.805223, 0.73, 1234.0, 0.0)] == [40.8, 0.73, 1230.0, 0.0]
