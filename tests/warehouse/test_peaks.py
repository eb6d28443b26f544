"""What a comparison says of a peak: the figure, a higher one that was not taken, and never another measure's number."""

from typing import Any

import pytest

from tests.warehouse.desk import Desk, money, reach, reconcile, reconcile_for

QWEN = "FROM marts.campaign_comparison WHERE app = 'qwen' AND season = 2026"
PEAK = f"""
    SELECT peak_dau AS peak, peak_dau_higher_value AS higher, peak_dau_higher_reports AS reports,
        peak_dau_higher_reason AS reason
    {QWEN}"""
OTHERS = "SELECT value, rank, status, reason_code FROM marts.facts WHERE measure = 'users' ORDER BY value"


def find_peak(*more: dict[str, object]) -> tuple[Any, ...]:
    """The peak of daily users that three outlets put at 78.71 m, with what a fourth says."""
    desk = Desk()
    for publisher in ("lantern", "tangyuan", "kite"):
        desk.tell(publisher, reach("dau", 78.71e6, as_of="2026-02-07"))
    desk.tell("late", *more, day="2026-02-20")
    (row,) = reconcile(desk, PEAK)
    return tuple(row.values())


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (reach("dau", 145e6, as_of="2026-02-16"), (145e6, 1, "single_report")),
        (reach("dau", 120e6), (120e6, 1, "day_not_given")),
        (reach("dau", 145e6, as_of="2026-02-16", basis="rumour"), (145e6, 1, "rumour")),
        (reach("dau", 145e6, as_of="2026-02-16", bound="at_most"), (None, None, None)),
        (reach("dau", 145e6, as_of="2025-10-16"), (None, None, None)),
        (reach("dau", 787.1e6, as_of="2026-02-07"), (None, None, None)),
        (reach("dau", 50e6, as_of="2026-02-16"), (None, None, None)),
    ],
)
def test_a_higher_value_stands_beside_the_peak_with_the_reason_why_it_is_none(
    said: dict[str, object], told: tuple[Any, ...]
) -> None:
    assert find_peak(said) == (78.71e6, *told)


def test_of_two_higher_values_the_one_with_a_day_is_told() -> None:
    said = reach("dau", 300e6), reach("dau", 145e6, as_of="2026-02-16")
    assert find_peak(*said) == (78.71e6, 145e6, 1, "single_report")


def tell_orders(*publishers: str, origin: str | None = None) -> Desk:
    desk = Desk()
    for publisher in publishers:
        desk.tell(publisher, reach("orders", 200e6, as_of="2026-02-23", origin=origin), money("budget", 3e9))
    desk.tell("muddled", reach("users", 200e6), day="2026-02-24")
    return desk


def test_another_measures_number_is_closed_where_that_is_corroborated_and_open_while_one_origin_gives_it() -> None:
    headline = f"SELECT users, users_fact_id {QWEN}"
    for origin, rank, status in ((None, "deprecated", "suspect"), ("QuestMobile", "normal", "disputed")):
        ((fact,), (home,)) = reconcile_for(tell_orders("lantern", "kite", origin=origin), OTHERS, headline)
        assert fact == {"value": 200e6, "rank": rank, "status": status, "reason_code": "other_measure"}
        assert home == {"users": None, "users_fact_id": None}


@pytest.mark.parametrize(("value", "told"), [(75e6, None), (90e6, 90e6)])
def test_a_value_is_higher_than_a_range_above_its_upper_end(value: float, told: float | None) -> None:
    desk = Desk()
    for publisher in ("lantern", "tangyuan", "kite"):
        desk.tell(publisher, reach("dau", 60e6, value_max=80e6, bound="range", as_of="2026-02-07"))
    desk.tell("late", reach("dau", value, as_of="2026-02-20"), day="2026-02-20")
    assert [(row["peak"], row["higher"]) for row in reconcile(desk, PEAK)] == [(60e6, told)]
