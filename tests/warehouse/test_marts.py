"""The marts beside facts: each answers one question of a strategist, and says where a figure comes from."""

from datetime import date, timedelta
from typing import Any

import pytest
from duckdb import DuckDBPyConnection
from hypothesis import strategies as st

from tests.examples import given_some
from tests.warehouse.desk import AT, SEASONS, Desk, borrow_memory, build_for, event, money, reach
from warehouse.ledger import declare
from warehouse.load import load


def rows(connection: DuckDBPyConnection, query: str) -> list[tuple[Any, ...]]:
    """What `query` answers, of what is loaded by now."""
    build_for(connection, query)
    return connection.execute(query).fetchall()


def take_in(connection: DuckDBPyConnection, *desks: Desk) -> None:
    """Load what the desks told, one a day."""
    declare(connection, "seasons", SEASONS)
    for number, desk in enumerate(desks):
        load(connection, desk.batch(), AT + timedelta(days=number))


def remember(connection: DuckDBPyConnection) -> None:
    """Keep the facts as those of the release before."""
    build_for(connection, "marts.facts")
    names = connection.table("raw.previous_facts").columns
    connection.table("marts.facts").project(*names).insert_into("raw.previous_facts")


@pytest.fixture
def campaign() -> Desk:
    """A season of one app in a few figures, some bounded, some disputed."""
    desk = Desk()
    desk.tell("lantern", money("budget", 3e9), event("launch", as_of="2026-02-06"), day="2026-02-02")
    desk.tell("tangyuan", money("budget", 3e9), reach("dau", 73.52e6, as_of="2026-02-07"), day="2026-02-08")
    desk.tell("kite", reach("orders", 1e7, as_of="2026-02-06"), reach("orders", 4e6, as_of="2026-02-06"))
    desk.tell("lamp", reach("orders", 2e8, bound="at_least", as_of="2026-02-16"))
    desk.tell("crane", reach("dau", 5e7, as_of="2025-01-19", season=2025), day="2025-01-20")
    return desk


def test_spend_is_in_yuan_and_shows_what_was_said(memory: DuckDBPyConnection) -> None:
    desk = Desk()
    desk.tell("lantern", money("budget", 4e8, currency="USD"))
    desk.tell("kite", money("prize_max", 8888, app="yuanbao"))
    desk.tell("hasty", money("prize_max", 88880, app="yuanbao"), money("prize_max", 8888, app="yuanbao"))
    take_in(memory, desk)
    query = "SELECT app, round(value_cny / 1e6), as_stated, rank FROM marts.spend"
    assert rows(memory, query) == [("qwen", 2784, "USD 400 m", "preferred"), ("yuanbao", 0, None, "preferred")]


def test_days_are_counted_from_new_year(memory: DuckDBPyConnection, campaign: Desk) -> None:
    take_in(memory, campaign)
    query = "SELECT season, measure, as_of, lunar_day FROM marts.reach WHERE measure = 'dau'"
    assert rows(memory, query) == [(2025, "dau", "2025-01-19", -10), (2026, "dau", "2026-02-07", -10)]


def test_a_day_has_its_highest_total_and_the_same_lunar_day_of_the_season_before(
    memory: DuckDBPyConnection, campaign: Desk
) -> None:
    take_in(memory, campaign)
    query = "SELECT measure, day_on, value, previous_season_value FROM marts.reach_daily WHERE season = 2026"
    assert rows(memory, query) == [
        ("dau", date(2026, 2, 7), 73.52e6, 5e7),
        ("orders", date(2026, 2, 6), 1e7, None),
        ("orders", date(2026, 2, 16), 2e8, None),
    ]


def test_the_timeline_tells_events_announcements_and_figures_in_the_order_of_days(
    memory: DuckDBPyConnection, campaign: Desk
) -> None:
    take_in(memory, campaign)
    query = "SELECT event_on, lunar_day, title FROM marts.timeline WHERE season = 2026"
    assert rows(memory, query) == [
        ("2026-02-02", -15, "budget announced 3 bn yuan"),
        ("2026-02-06", -11, "launch"),
        ("2026-02-06", -11, "orders 4 m"),
        ("2026-02-06", -11, "orders 10 m"),
        ("2026-02-07", -10, "dau 73.52 m"),
        ("2026-02-16", -1, "orders over 200 m"),
    ]


def test_a_ratio_carries_the_bounds_of_both_figures(memory: DuckDBPyConnection, campaign: Desk) -> None:
    take_in(memory, campaign)
    query = "SELECT ratio, round(value, 2), low, high, bound, status FROM marts.efficiency WHERE is_comparable"
    assert rows(memory, query) == [
        ("cny_per_order", 15.0, None, 15.0, "at_most", "single source"),
        ("cny_per_peak_daily_user", 40.81, 3e9 / 73.52e6, 3e9 / 73.52e6, "exact", "single source"),
    ]


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ([money("budget", 3e9)], "no reach"),
        ([reach("dau", 5e7, as_of="2026-02-10")], "no budget in yuan"),
        ([money("budget", 3e9, basis="rumour"), reach("dau", 5e7, as_of="2026-02-10")], "rumour or forecast"),
        ([money("budget", 3e9), reach("dau", 5e7, as_of="2026-02-01")], "before the campaign"),
        (
            [money("budget", 3e9, bound="at_least"), reach("dau", 5e7, bound="at_least", as_of="2026-02-10")],
            "bounds leave both ends open",
        ),
        ([money("budget", 3e9, currency="KRW"), reach("dau", 5e7, as_of="2026-02-10")], "no budget in yuan"),
    ],
)
def test_what_cannot_be_compared_has_no_ratio_but_a_reason(
    memory: DuckDBPyConnection, said: list[dict[str, object]], why: str
) -> None:
    desk = Desk()
    desk.tell("lantern", *said, event("launch", as_of="2026-02-06"))
    take_in(memory, desk)
    query = "SELECT value, low, high, why_not FROM marts.efficiency WHERE ratio = 'cny_per_peak_daily_user'"
    assert rows(memory, query) == [(None, None, None, why)]


BOUNDED = st.tuples(st.integers(10**6, 10**10), st.sampled_from(["exact", "at_least", "at_most", "approx", "range"]))


def said_in(figure: tuple[int, str], place: float) -> float:
    """A value that the words of `figure` allow, `place` (0 to 1) of the way through them."""
    value, bound = figure
    least = {"at_most": 0.01, "approx": 0.975}.get(bound, 1.0) * value
    most = {"at_least": 50.0, "approx": 1.025, "range": 1.4}.get(bound, 1.0) * value
    return least + place * (most - least)


def claim_of(figure: tuple[int, str]) -> dict[str, object]:
    value, bound = figure
    return {"bound": bound} | ({"value_max": value * 1.4} if bound == "range" else {})


@given_some(few=4, many=40, budget=BOUNDED, users=BOUNDED, places=st.tuples(st.floats(0, 1), st.floats(0, 1)))
def test_the_ratio_of_any_two_values_that_the_words_allow_lies_between_the_ends(
    budget: tuple[int, str], users: tuple[int, str], places: tuple[float, float]
) -> None:
    desk = Desk()
    people = reach("dau", float(users[0]), as_of="2026-02-10", **claim_of(users))
    desk.tell("lantern", money("budget", float(budget[0]), **claim_of(budget)), people)
    with borrow_memory() as connection:
        declare(connection, "seasons", SEASONS)
        load(connection, desk.batch(), AT)
        query = "SELECT value, low, high, why_not FROM marts.efficiency WHERE ratio = 'cny_per_peak_daily_user'"
        ((value, low, high, why_not),) = rows(connection, query)
    if why_not is not None:
        assert budget[1] == users[1]
        assert budget[1] in {"at_least", "at_most"}
        return
    truth = said_in(budget, places[0]) / said_in(users, places[1])
    assert (low or 0) * (1 - 1e-9) <= truth <= (high or truth) * (1 + 1e-9)
    assert (low or 0) <= value <= (high or value)


def test_a_story_counts_once_a_day_for_each_app_it_names(memory: DuckDBPyConnection) -> None:
    desk = Desk()
    desk.tell("lantern", money("budget", 3e9), money("budget", 1e9, app="yuanbao"))
    desk.tell("kite", money("budget", 3e9))
    desk.tell("late", money("budget", 3e9), day="2026-02-06")
    desk.tell("summer", money("budget", 3e9), day="2026-07-01")
    take_in(memory, desk)
    query = "SELECT app, day_on, lunar_day, stories, outlets, share FROM marts.share_of_voice"
    assert rows(memory, query) == [
        ("qwen", date(2026, 2, 5), -12, 2, 2, 2 / 3),
        ("yuanbao", date(2026, 2, 5), -12, 1, 1, 1 / 3),
        ("qwen", date(2026, 2, 6), -11, 1, 1, 1.0),
    ]


def test_who_is_named_without_a_claim_is_heard_too(memory: DuckDBPyConnection) -> None:
    desk = Desk()
    desk.tell("lantern", money("budget", 3e9))
    named = [("lantern-0", str(desk.articles[0]["text_sha256"]), app, 2) for app in ("qwen", "doubao", "other:x")]
    memory.executemany("INSERT INTO raw.mentions VALUES (?, ?, ?, ?)", named)
    take_in(memory, desk)
    assert rows(memory, "SELECT app, mentions, share FROM marts.share_of_voice") == [
        ("doubao", 2, 0.5),
        ("qwen", 2, 0.5),
    ]


def test_what_changed_since_the_release_before_is_said_by_fact(memory: DuckDBPyConnection, campaign: Desk) -> None:
    take_in(memory, campaign)
    assert {change for (change,) in rows(memory, "SELECT DISTINCT change FROM marts.what_changed")} == {"new"}
    remember(memory)
    assert rows(memory, "FROM marts.what_changed") == []
    more = Desk()
    more.tell("paper boat", money("budget", 3e9), reach("dau", 7.8e7, as_of="2026-02-07"))
    load(memory, more.batch(), AT + timedelta(days=2))
    query = "SELECT change, measure, value_before, value_after, origins_before, origins_after, status_after"
    assert rows(memory, f"{query} FROM marts.what_changed ORDER BY ALL") == [
        ("new", "dau", None, 7.8e7, None, 1, "disputed"),
        ("status", "dau", 73.52e6, 73.52e6, 1, 1, "disputed"),
        ("support", "budget", 3e9, 3e9, 2, 3, "corroborated"),
    ]


def test_a_fact_that_lost_its_claims_is_gone(memory: DuckDBPyConnection) -> None:
    desk = Desk()
    desk.tell("lantern", money("budget", 3e9), reach("dau", 7e7, as_of="2026-02-07"))
    take_in(memory, desk)
    remember(memory)
    desk.claims.pop()
    load(memory, desk.batch("rules-2"), AT + timedelta(days=1))
    query = "SELECT change, app, measure, as_of, value_before, value_after FROM marts.what_changed"
    assert rows(memory, query) == [("gone", "qwen", "dau", "2026-02-07", 7e7, None)]


def test_new_rules_show_which_claims_they_gave_and_took(memory: DuckDBPyConnection) -> None:
    first, again, news = Desk(), Desk(), Desk()
    first.tell("lantern", money("budget", 3e9), reach("dau", 7e7))
    again.tell("lantern", money("budget", 30e9))
    again.claims.append(again.claims[0] | {"claim_id": "new", "measure": "payout"})
    news.tell("kite", money("budget", 3e9))
    declare(memory, "seasons", SEASONS)
    load(memory, first.batch(), AT)
    load(memory, again.batch("rules-2"), AT + timedelta(days=1))
    load(memory, news.batch("rules-2"), AT + timedelta(days=2))
    query = "SELECT change, measure, value_before, value_after, rules_version FROM marts.claim_changes"
    assert rows(memory, query) == [
        ("read otherwise", "budget", 3e9, 30e9, "rules-2"),
        ("lost", "dau", 7e7, None, "rules-2"),
        ("gained", "payout", None, 30e9, "rules-2"),
    ]


def test_coverage_shows_the_gaps_too(memory: DuckDBPyConnection, campaign: Desk) -> None:
    take_in(memory, campaign)
    query = (
        "SELECT app, facts, claims, languages, has_figure FROM marts.coverage WHERE season = 2026 AND measure = '{}'"
    )
    assert rows(memory, query.format("budget")) == [
        ("doubao", 0, 0, None, False), ("qwen", 1, 2, "en", True), ("wenxin", 0, 0, None, False),
        ("yuanbao", 0, 0, None, False),
    ]  # fmt: skip
