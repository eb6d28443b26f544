"""Warehouses of one test each."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from duckdb import DuckDBPyConnection

from tests.warehouse.desk import Desk, furnish, open_memory, tell_usual
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
    return tell_usual()
