"""A figure that is put on another day has changed: it is neither gone nor new."""

from datetime import timedelta
from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from tests.warehouse.desk import AT, Desk, build_for, event, money, reach
from warehouse.load import load

CHANGES = "SELECT change, as_of_before, as_of, fact_id_before = fact_id AS is_one FROM marts.what_changed ORDER BY ALL"


def compare(connection: DuckDBPyConnection, before: Desk, after: Desk) -> list[tuple[Any, ...]]:
    """What changed between a release with one desk's claims and one with the other's: day before, day now, one id."""
    load(connection, before.batch(), AT)
    build_for(connection, "marts.facts")
    names = connection.table("raw.previous_facts").columns
    connection.table("marts.facts").project(*names).insert_into("raw.previous_facts")
    load(connection, after.batch("rules-2"), AT + timedelta(days=1))
    build_for(connection, CHANGES)
    return connection.sql(CHANGES).fetchall()


def tell(*said: dict[str, object]) -> Desk:
    desk = Desk()
    desk.tell("lantern", *said)
    return desk


@pytest.mark.parametrize(
    ("before", "after", "changes"),
    [
        (reach("dau", 1e8), reach("dau", 1e8, as_of="2026-02-07"), [("day", None, "2026-02-07", False)]),
        (
            reach("dau", 1e8, as_of="2026-02-16"),
            reach("dau", 1e8, as_of="2026-02-07"),
            [("day", "2026-02-16", "2026-02-07", False)],
        ),
        (
            reach("dau", 1e8, as_of="2026-02-16"),
            reach("dau", 1.2e8, as_of="2026-02-07"),
            [("gone", "2026-02-16", "2026-02-16", True), ("new", None, "2026-02-07", None)],
        ),
        (event("launch"), event("launch", as_of="2026-02-06"), [("day", None, "2026-02-06", False)]),
        (
            event("outage", as_of="2026-02-06"),
            event("outage", as_of="2026-02-07"),
            [("gone", "2026-02-06", "2026-02-06", True), ("new", None, "2026-02-07", None)],
        ),
    ],
)
def test_a_figure_of_another_day_has_changed_and_another_figure_has_not(
    memory: DuckDBPyConnection,
    before: dict[str, object],
    after: dict[str, object],
    changes: list[tuple[Any, ...]],
) -> None:
    assert compare(memory, tell(before), tell(after)) == changes


def test_a_guess_that_moved_with_nothing_that_a_reader_sees_is_no_change(memory: DuckDBPyConnection) -> None:
    before, after = tell(reach("dau", 7e7, as_of="2026-02-07")), tell(reach("dau", 7e7, as_of="2026-02-07"))
    for desk in (before, after):
        desk.tell("kite", reach("dau", 1e8, app="yuanbao"), money("budget", 3e9), day="2026-02-20")
    after.tell("lamp", reach("dau", 5e7, app="yuanbao", as_of="2026-02-18"), day="2026-02-19")
    assert [row[:3] for row in compare(memory, before, after)] == [
        ("new", None, "2026-02-18"),
        ("rank", None, None),
    ]


def test_of_two_figures_alike_that_both_move_neither_is_gone(memory: DuckDBPyConnection) -> None:
    days = ("2026-02-01", "2026-02-02"), ("2026-02-08", "2026-02-09")
    before, after = (tell(*(reach("dau", 1e8, as_of=day) for day in pair)) for pair in days)
    assert [row[:3] for row in compare(memory, before, after)] == [
        ("day", was, now) for was, now in zip(*days, strict=True)
    ]
