"""What becomes a headline, a ratio or a row of a mart, and what is left out because it would mislead."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.warehouse.desk import (
    AT,
    Desk,
    borrow_memory,
    build_for,
    event,
    look_back,
    money,
    reach,
    reconcile,
    reconcile_for,
)
from warehouse.load import load
from warehouse.models import build_models

QWEN = "SELECT * FROM marts.campaign_comparison WHERE app = 'qwen' AND season = 2026"
RATIO = "SELECT value, why_not FROM marts.efficiency WHERE app = 'qwen' AND ratio = '{}'"
KRW = {"currency": "KRW"}


def tell_all(publishers: tuple[str, ...], *said: dict[str, object], desk: Desk | None = None) -> Desk:
    desk = desk or Desk()
    for publisher in publishers:
        desk.tell(publisher, *said)
    return desk


def test_a_sum_without_a_rate_is_no_headline() -> None:
    (home,) = reconcile(tell_all(("lantern",), money("budget", 1e8, **KRW), money("coupon", 25)), QWEN)
    assert (home["budget_cny"], home["budget_fact_id"], home["coupon_cny"]) == (None, None, 25)


def test_cups_are_no_orders_even_if_they_are_more() -> None:
    desk = tell_all(("lantern", "kite"), reach("orders", 1e8, unit="cups"), reach("orders", 2e7))
    (home,) = reconcile(desk, QWEN)
    assert home["orders"] == 2e7


def test_an_up_to_is_no_peak_and_neither_is_a_day_of_the_autumn() -> None:
    desk = tell_all(("lantern", "kite"), reach("dau", 2e8, bound="at_most", as_of="2026-02-08"))
    tell_all(("lamp", "crane"), reach("dau", 9e7, as_of="2026-09-08"), reach("dau", 5e7, as_of="2026-02-07"), desk=desk)
    (home,) = reconcile(desk, QWEN)
    assert (home["peak_dau"], home["peak_dau_on"]) == (5e7, "2026-02-07")


def test_who_took_part_in_a_month_of_the_autumn_did_not_take_part_in_the_campaign() -> None:
    desk = tell_all(("lantern", "kite"), reach("participants", 9e7, as_of="2026-09"))
    tell_all(("lamp", "crane"), reach("participants", 5e7, as_of="2026-02"), desk=desk)
    (home,) = reconcile(desk, QWEN)
    assert (home["participants"], home["participants_as_of"]) == (5e7, "2026-02")


def test_a_season_that_is_none_of_ours_has_no_row_in_the_comparison_nor_in_the_coverage() -> None:
    desk = tell_all(("lantern",), money("budget", 3e9), money("budget", 3e9, season=1926))
    queries = ("SELECT DISTINCT season FROM marts.campaign_comparison", "SELECT DISTINCT season FROM marts.coverage")
    assert reconcile_for(desk, *queries) == [[{"season": 2026}]] * 2


def test_a_value_that_lost_but_stands_is_shown_beside_the_one_it_lost_to() -> None:
    desk = tell_all(tuple(f"lamp{number}" for number in range(6)), money("budget", 3e9, basis="official"))
    tell_all(("kite",), money("budget", 5e9), desk=desk)
    spend = reconcile(desk, "SELECT value_cny, rank FROM marts.spend")
    assert [(row["value_cny"], row["rank"]) for row in spend] == [(3e9, "preferred"), (5e9, "normal")]


def test_what_is_no_money_has_no_yuan_in_spend() -> None:
    desk = tell_all(("lantern",), money("prize", 1e5, currency=None, unit="items"))
    query = "SELECT value_cny, low_cny, high_cny, as_stated FROM marts.spend"
    assert [tuple(row.values()) for row in reconcile(desk, query)] == [(None, None, None, "100,000 items")]


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({}, "its day is not known"),
        ({"as_of": "2026"}, "its day is not known"),
        ({"as_of": "2026-02-01"}, "before the campaign"),
    ],
)
def test_reach_of_no_day_of_the_campaign_is_divided_by_nothing(said: dict[str, object], why: str) -> None:
    launch = event("launch", as_of="2026-02-06")
    desk = tell_all(("lantern",), money("budget", 3e9), launch, reach("users", 7e7, **said))
    assert reconcile(desk, RATIO.format("cny_per_user")) == [{"value": None, "why_not": why}]


def test_monthly_users_of_the_month_of_the_launch_are_of_the_campaign() -> None:
    launch = event("launch", as_of="2026-02-06")
    desk = tell_all(("lantern",), money("budget", 3e9), launch, reach("mau", 1e8, as_of="2026-02"))
    assert reconcile(desk, RATIO.format("cny_per_peak_monthly_user")) == [{"value": 30.0, "why_not": None}]


def test_the_number_of_another_measure_is_no_reach_no_day_and_no_event() -> None:
    desk = tell_all(("lantern", "kite"), money("budget", 3e9), reach("messages", 5e9, as_of="2026-02-20"))
    desk.tell("muddled", reach("interactions", 5e9, as_of="2026-02-20"))
    queries = ("SELECT measure FROM marts.reach_daily", "SELECT event AS measure FROM marts.timeline")
    ratio, *shown = reconcile_for(desk, RATIO.format("cny_per_interaction"), *queries)
    assert ratio[0]["why_not"] == "no reach"
    for rows in shown:
        assert {row["measure"] for row in rows} - {"budget announced"} == {"messages"}


def test_a_total_that_two_reports_give_is_the_days_before_a_higher_one_of_a_single_report() -> None:
    desk = tell_all(("lantern", "kite"), reach("orders", 5e6, as_of="2026-02-07"))
    desk.tell("hasty", reach("orders", 3e7, as_of="2026-02-07"))
    assert reconcile(desk, "SELECT value FROM marts.reach_daily") == [{"value": 5e6}]


def test_a_guessed_day_is_published_nowhere() -> None:
    desk = tell_all(("lantern", "kite", "lamp"), reach("dau", 7e7, as_of="2026-02-07"))
    desk.tell("late", reach("dau", 1e8), day="2026-02-20")
    shown = {row["value"]: row for row in reconcile(desk, "SELECT value, as_of, lunar_day, group_id FROM marts.reach")}
    assert (shown[1e8]["as_of"], shown[1e8]["lunar_day"]) == (None, None)
    assert shown[1e8]["group_id"] == shown[7e7]["group_id"]


def test_a_sum_that_we_converted_is_about_as_sure_as_its_last_digit() -> None:
    desk = tell_all(("lantern",), money("budget", 4e8, currency="USD"))
    (fact,) = reconcile(desk)
    assert fact["bound"] == "approx"
    assert fact["low"] / fact["value_cny"] == pytest.approx(0.875)
    assert fact["high"] / fact["value_cny"] == pytest.approx(1.125)


def test_a_fact_that_says_less_than_before_has_changed() -> None:
    first, later = Desk(), Desk()
    first.tell("lantern", money("budget", 3e9, basis="official"))
    later.tell("lantern", money("budget", 3e9, basis="official", bound="at_least"))
    assert find_changes(first, later) == [("value", "exact", "at_least")]


def test_a_fact_of_another_basis_has_changed() -> None:
    first, later = Desk(), Desk()
    first.tell("lantern", money("budget", 3e9))
    later.tell("lantern", money("budget", 3e9, basis="official"))
    assert find_changes(first, later) == [("basis", "exact", "exact")]


def find_changes(*desks: Desk) -> list[tuple[Any, ...]]:
    """What changed of the facts from the first desk's load to the second's, a day later."""
    with borrow_memory() as connection:
        for number, desk in enumerate(desks):
            load(connection, desk.batch(f"rules-{number}"), AT + timedelta(days=number))
        look_back(connection)
        changes = connection.sql("FROM what_changed('2026-03-01', '2026-03-02')")
        return changes.project("change, bound_before, bound_after").fetchall()


def test_two_loads_of_one_moment_tell_a_change_once() -> None:
    first, again = Desk(), Desk()
    first.tell("lantern", money("budget", 3e9))
    again.tell("lantern", money("budget", 4e9))
    with borrow_memory() as connection:
        load(connection, first.batch(), AT)
        load(connection, again.batch("rules-2"), AT + timedelta(days=1))
        connection.execute("INSERT INTO raw.loads FROM raw.loads")
        build_for(connection, query := "SELECT change FROM marts.claim_changes")
        assert connection.sql(query).fetchall() == [("read otherwise",)]


def test_an_article_with_a_bare_date_was_out_by_the_end_of_that_day_and_copies_who_told_the_hour() -> None:
    sentence = "The firm is to hand out three billion yuan to those who order through its assistant"
    desk = Desk()
    for publisher in ("wire", "copyist"):
        text = f"{' '.join(publisher + str(number) for number in range(80))}. {sentence}."
        desk.tell(publisher, money("budget", 3e9), sentence=sentence, text=text)
    desk.articles[1]["published_at"] = datetime.fromisoformat("2026-02-05T00:00:00+08:00")
    with borrow_memory() as connection:
        load(connection, desk.batch(), AT)
        build_models(connection)
        assert connection.sql("SELECT DISTINCT report_key FROM staging.origins").fetchall() == [("wire",)]
        printed = "SELECT claims FROM facts_as_printed('2026-02-05{}')"
        assert connection.sql(printed.format(" 10:00")).fetchall() == [(1,)]
        assert connection.sql(printed.format("")).fetchall() == [(2,)]
