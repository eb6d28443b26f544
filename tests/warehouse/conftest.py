"""Warehouses of one test each."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from duckdb import DuckDBPyConnection

from tests.warehouse.desk import Desk, event, furnish, money, open_memory, reach
from warehouse.writer import open_writer


@pytest.fixture
def memory() -> Iterator[DuckDBPyConnection]:
    with open_memory() as connection:
        yield connection


@pytest.fixture
def work(tmp_path: Path) -> Iterator[DuckDBPyConnection]:
    """The writer's connection to a furnished working file in `tmp_path`."""
    with open_writer(tmp_path) as connection:
        yield furnish(connection)


@pytest.fixture
def desk() -> Desk:
    """Three outlets: a budget with a slip, daily users, a launch, a rejected figure."""
    desk = Desk()
    desk.tell("lantern", money("budget", 3e9), event("launch", as_of="2026-02-06"))
    desk.tell("tangyuan", money("budget", 3e9), reach("dau", 73.52e6, as_of="2026-02-07"))
    desk.tell("hasty", money("budget", 30e9))
    desk.reject("capex")
    return desk
