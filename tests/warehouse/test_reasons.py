"""Why a value stands as it does: the cause of a difference as a code, and the sentence that is made of it."""

from datetime import date
from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from tests.warehouse.desk import AT, Desk, borrow_memory, build_for, money, reach, reconcile, reconcile_for
from warehouse import ledger
from warehouse.batch import make_frame
from warehouse.load import load

SEASONS = make_frame(
    "seasons",
    [
        {
            "season": 2026,
            "eve_on": date(2026, 2, 16),
            "new_year_on": date(2026, 2, 17),
            "lantern_on": date(2026, 3, 3),
        }
    ],
)
DISPUTES = "SELECT * FROM marts.disputes ORDER BY app, measure, value"
QWEN = "SELECT * FROM marts.campaign_comparison WHERE app = 'qwen'"


def tell_budgets(desk: Desk) -> None:
    """Three outlets that agree on two budgets."""
    for publisher in ("lantern", "tangyuan", "firecracker"):
        desk.tell(publisher, money("budget", 3e9), money("budget", 1e9, "yuanbao"))


def by_value(facts: list[dict[str, Any]]) -> dict[float, dict[str, Any]]:
    return {fact["value"]: fact for fact in facts}


def test_what_an_article_says_alone_is_suspect_if_its_other_figures_are_ten_times_off() -> None:
    desk = Desk()
    tell_budgets(desk)
    desk.tell("hasty", money("budget", 30e9), money("budget", 10e9, "yuanbao"), money("budget", 20e9, "doubao"))
    budget = "SELECT budget_cny FROM marts.campaign_comparison WHERE app = 'doubao'"
    facts, disputes, (doubao,) = reconcile_for(desk, "FROM marts.facts", DISPUTES, budget)
    (alone,) = [fact for fact in facts if fact["app"] == "doubao"]
    assert (alone["rank"], alone["status"], alone["likely_cause"]) == ("deprecated", "suspect", "article_slips")
    assert alone["reason"] == (
        "20 bn stands alone, in an article that gives 2 other figures at ten times what others say; "
        "20亿 is 2 bn: likely a translation slip"
    )
    (row,) = [row for row in disputes if row["app"] == "doubao"]
    assert (row["value"], row["likely_cause"], row["preferred_fact_id"]) == (20e9, "article_slips", None)
    assert doubao["budget_cny"] is None


def test_the_smaller_figures_of_such_an_article_and_those_that_others_give_are_left_alone() -> None:
    desk = Desk()
    tell_budgets(desk)
    desk.tell("lantern", money("budget", 20e9, "doubao"))
    slips = money("budget", 30e9), money("budget", 10e9, "yuanbao")
    desk.tell("hasty", *slips, money("budget", 20e9, "doubao"), money("prize_max", 10000, "wenxin"))
    facts = [fact for fact in reconcile(desk) if fact["app"] in ("doubao", "wenxin")]
    assert {fact["rank"] for fact in facts} == {"preferred"}


def test_one_slip_is_no_habit() -> None:
    desk = Desk()
    tell_budgets(desk)
    desk.tell("hasty", money("budget", 30e9), money("budget", 20e9, "doubao"))
    assert by_value(reconcile(desk))[20e9]["status"] == "single source"


def test_a_count_that_others_give_for_another_measure_is_read_wrong_and_no_headline() -> None:
    desk = Desk()
    for publisher in ("lantern", "tangyuan"):
        desk.tell(publisher, reach("orders", 200e6, as_of="2026-02-23"))
    desk.tell("muddled", reach("users", 200e6), day="2026-02-24")
    desk.tell("other", reach("users", 90e6), day="2026-02-24")
    disputes, facts, (home,) = reconcile_for(desk, DISPUTES, "FROM marts.facts WHERE measure = 'orders'", QWEN)
    rows, orders = {row["measure"]: row for row in disputes}, by_value(facts)[200e6]
    assert list(rows) == ["users"]
    assert (rows["users"]["status"], rows["users"]["likely_cause"]) == ("suspect", "other_measure")
    assert rows["users"]["preferred_fact_id"] == orders["fact_id"]
    assert rows["users"]["reason"] == (
        "200 m is what 2 other origins say of orders: likely that number under another name"
    )
    assert (home["users"], home["orders"]) == (90e6, 200e6)


def test_daily_and_monthly_users_may_be_as_many_as_those_of_the_campaign() -> None:
    desk = Desk()
    for publisher in ("lantern", "tangyuan"):
        desk.tell(publisher, reach("users", 130e6))
    desk.tell("other", reach("mau", 130e6, as_of="2026-02"))
    assert {fact["status"] for fact in reconcile(desk)} == {"corroborated", "single source"}


def test_one_report_is_one_origin_even_if_it_names_the_company_once() -> None:
    desk = Desk()
    desk.tell("lantern", money("budget", 3e9), money("budget", 3e9, basis="official", origin="Alibaba"))
    (fact,) = reconcile(desk)
    assert (fact["origins"], fact["reports"], fact["status"]) == (1, 1, "single source")


def test_a_level_held_against_another_apps_in_one_sentence_is_of_the_same_day() -> None:
    desk = Desk()
    desk.tell("lantern", reach("dau", 73.52e6, as_of="2026-02-07"))
    desk.tell("tangyuan", reach("dau", 73.52e6), reach("dau", 78.71e6, "doubao"), day=None)
    desk.tell("late", reach("dau", 78.71e6, "doubao"), reach("dau", 120e6, "doubao"), day="2026-02-26")
    facts = [fact for fact in reconcile(desk) if fact["app"] == "doubao"]
    assert {(fact["value"], fact["as_of"], fact["rank"]) for fact in facts} == {
        (78.71e6, "2026-02-07", "preferred"), (120e6, None, "normal"),
    }  # fmt: skip
    causes = [(row["value"], row["likely_cause"]) for row in reconcile(desk, DISPUTES)]
    assert causes == [(78.71e6, "day_not_given"), (120e6, "day_not_given")]


def test_an_article_without_a_date_is_not_the_most_recent() -> None:
    desk = Desk()
    desk.tell("dated", money("budget", 3e9), day="2026-02-20")
    desk.tell("undated", money("budget", 5e9), day=None)
    facts = by_value(reconcile(desk))
    assert (facts[3e9]["rank"], facts[5e9]["rank"]) == ("preferred", "normal")
    assert facts[3e9]["reason"] == "preferred to 5 bn (1 origin): the more recent"
    assert facts[5e9]["reason_code"] == "older"


def test_a_rival_is_told_with_its_bound() -> None:
    desk = Desk()
    for publisher in ("lantern", "tangyuan"):
        desk.tell(publisher, money("budget", 3e9))
    desk.tell("kite", money("budget", 5e9, bound="at_least"))
    preferred = by_value(reconcile(desk))[3e9]
    assert preferred["reason"] == "preferred to over 5 bn (1 origin): more independent origins"
    (rival,) = preferred["reason_args"]["rivals"]
    assert (rival["amount"], rival["bound"]) == (5e9, "at_least")


def test_the_preferred_value_is_told_with_its_bound() -> None:
    desk = Desk()
    for publisher in ("lantern", "tangyuan"):
        desk.tell(publisher, money("budget", 5e9, bound="at_least"))
    desk.tell("kite", money("budget", 3e9))
    other = by_value(reconcile(desk))[3e9]
    assert other["reason"] == "differs from the preferred over 5 bn (2 origins): fewer independent origins"
    assert other["reason_args"]["usual_bound"] == "at_least"


def test_two_figures_that_the_very_same_reports_give_are_two_things() -> None:
    desk = Desk()
    for publisher in ("lantern", "tangyuan"):
        desk.tell(publisher, reach("shares", 21e6, unit="claims"), reach("shares", 210e6, unit="claims"))
    assert {(fact["rank"], fact["status"]) for fact in reconcile(desk)} == {("preferred", "corroborated")}


def test_an_even_slip_of_a_total_needs_two_leading_digits() -> None:
    desk = Desk()
    desk.tell("lantern", reach("orders", 1e6))
    desk.tell("tangyuan", reach("orders", 10e6))
    desk.tell("lantern", reach("interactions", 1.9e9))
    desk.tell("tangyuan", reach("interactions", 19e9))
    facts = by_value(reconcile(desk))
    assert {facts[1e6]["status"], facts[10e6]["status"]} == {"single source"}
    assert (facts[19e9]["status"], facts[19e9]["likely_cause"]) == ("disputed", "even_slip")


def test_the_peak_of_monthly_users_is_one_of_the_campaigns_months() -> None:
    desk = Desk()
    for publisher in ("lantern", "tangyuan"):
        desk.tell(publisher, reach("mau", 260e6, as_of="2025-12"))
    desk.tell("lantern", reach("mau", 100e6, as_of="2026-01", bound="at_least"))
    with borrow_memory() as connection:
        ledger.declare(connection, "seasons", SEASONS)
        ((home,),) = ask(connection, desk, QWEN)
    assert (home["peak_mau"], home["peak_mau_as_of"]) == (100e6, "2026-01")
    assert home["new_year_on"] == date(2026, 2, 17)


def test_the_comparison_tells_the_day_of_each_figure() -> None:
    desk = Desk()
    desk.tell("lantern", reach("dau", 73.52e6, as_of="2026-02-07"), reach("orders", 10e6, as_of="2026-02-06"))
    with borrow_memory() as connection:
        ledger.declare(connection, "seasons", SEASONS)
        (home,), days = ask(connection, desk, QWEN, "SELECT measure, lunar_day FROM marts.facts ORDER BY measure")
    assert (home["peak_dau_on"], home["orders_as_of"], home["end_on"]) == ("2026-02-07", "2026-02-06", None)
    assert [row["lunar_day"] for row in days] == [-10, -11]


@pytest.mark.parametrize(
    ("bound", "interval"),
    [("exact", (3e9, 3e9)), ("approx", (2.925e9, 3.075e9)), ("at_least", (3e9, None)), ("at_most", (None, 3e9))],
)
def test_the_interval_of_a_fact_leaves_open_what_its_words_do(bound: str, interval: tuple[float, float]) -> None:
    desk = Desk()
    desk.tell("lantern", money("budget", 3e9, bound=bound))
    (fact,) = reconcile(desk)
    assert (fact["low"], fact["high"]) == pytest.approx(interval)


def test_reasons_name_reports_where_they_are_more_than_the_origins() -> None:
    desk = Desk()
    for publisher in ("lantern", "tangyuan"):
        desk.tell(publisher, reach("dau", 73.52e6, as_of="2026-02-07", basis="measured", origin="QuestMobile"))
    desk.tell("hasty", reach("dau", 735.2e6, as_of="2026-02-07"))
    assert by_value(reconcile(desk))[735.2e6]["reason"] == (
        "735.2 m is ten times what 1 other origin says, in 2 independent reports: likely a slip of magnitude"
    )


def ask(connection: DuckDBPyConnection, desk: Desk, *queries: str) -> list[list[dict[str, Any]]]:
    load(connection, desk.batch(), AT)
    build_for(connection, *queries)
    return [connection.sql(query).pl().to_dicts() for query in queries]
