"""Which months and totals are of a campaign, and how new a warehouse says that it is."""

from datetime import UTC, datetime

import pytest
from duckdb import DuckDBPyConnection

from tests.warehouse.desk import AT, Desk, build_for, event, money, reach, reconcile
from warehouse.ledger import set_edition
from warehouse.load import load

RATIO = "SELECT value, why_not, reach_of FROM marts.efficiency WHERE app = 'qwen' AND ratio = '{}'"
OUTSIDE = "most of its month is outside the campaign"
NEWEST = "SELECT newest_article_at FROM marts.edition"


@pytest.mark.parametrize(
    ("launch", "end", "month", "told"),
    [
        ("2026-02-06", None, "2026-02", (30.0, None, "month")),
        ("2026-01-26", "2026-03-12", "2026-01", (None, OUTSIDE, None)),
        ("2026-01-26", "2026-03-12", "2026-03", (30.0, None, "month")),
        ("2026-02-06", "2026-02-12", "2026-02", (30.0, None, "month")),
        ("2026-02-06", "2026-02-28", "2026-03", (None, OUTSIDE, None)),
        ("2026-02-06", None, "2026-01", (None, "before the campaign", None)),
    ],
)
def test_a_months_users_are_the_campaigns_if_it_took_most_of_the_month_or_ended_in_it(
    launch: str, end: str | None, month: str, told: tuple[float | None, str | None, str | None]
) -> None:
    desk, ends = Desk(), [event("end", as_of=end)] if end else []
    desk.tell("lantern", money("budget", 3e9), event("launch", as_of=launch), reach("mau", 1e8, as_of=month), *ends)
    (row,) = reconcile(desk, RATIO.format("cny_per_peak_monthly_user"))
    assert tuple(row.values()) == told


@pytest.mark.parametrize(
    ("sentence", "is_total"),
    [
        ("Qwen handled nearly 200 million spoken orders across the holiday, it says", True),
        ("more than 130 million people ordered something with it during the campaign", True),
        ("130 million+ users used services via Qwen during Spring Festival", True),
        ("千問在假期錄得近2億張一句話訂單", True),
        ("活動期間經千問點奶茶、買年貨的人超過1.3億", True),
        ("by now 200 million orders have gone through Qwen", False),
        ("年货订单破2.1亿单，春晚当天的数字还没有", False),
        ("千问在春节共送出2亿单", True),
        ("千问在春节前已送出2亿单", False),
        ("千问的订单在春节到来之前破2亿", False),
        ("千問的訂單在春節後突破2億", False),
    ],
)
def test_a_total_without_a_day_is_divided_by_if_it_is_said_to_be_the_campaigns(sentence: str, is_total: bool) -> None:
    desk = Desk()
    desk.tell("kite", money("budget", 3e9))
    desk.tell("lantern", reach("orders", 2e8), sentence=sentence)
    (row,) = reconcile(desk, RATIO.format("cny_per_order"))
    assert tuple(row.values()) == ((15.0, None, "season") if is_total else (None, "its day is not known", None))


def test_a_peak_without_a_day_is_no_total() -> None:
    desk = Desk()
    desk.tell("lantern", money("budget", 3e9), reach("dau", 1e8), sentence="100 million a day during the campaign")
    (row,) = reconcile(desk, RATIO.format("cny_per_peak_daily_user"))
    assert row["why_not"] == "its day is not known"


@pytest.mark.parametrize(
    ("edition", "role", "newest"),
    [
        ("live", "article", datetime(2026, 2, 28, tzinfo=UTC)),
        ("live", "by-hand", datetime(2026, 2, 5, 1, tzinfo=UTC)),
        ("sample", "article", datetime(2026, 2, 5, 1, tzinfo=UTC)),
    ],
)
def test_a_warehouse_is_as_new_as_its_newest_date_and_a_fetch_counts_of_live_collection_alone(
    memory: DuckDBPyConnection, edition: str, role: str, newest: datetime
) -> None:
    desk = Desk()
    desk.tell("lantern", money("budget", 3e9))
    desk.tell("kite", money("budget", 3e9), day=None)
    for page in desk.pages:
        page["role"] = role
    memory.execute("DELETE FROM raw.edition")
    set_edition(memory, edition, AT)
    load(memory, desk.batch(), AT)
    build_for(memory, NEWEST)
    assert memory.sql(NEWEST).fetchall() == [(newest,)]
