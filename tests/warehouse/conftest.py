"""Warehouses of one test each."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from duckdb import DuckDBPyConnection

from tests.warehouse.desk import Desk, borrow_memory, furnish, tell_usual
from tests.warm import warm_sandbox
from warehouse.writer import open_writer

__all__ = ["warm_sandbox"]


@pytest.fixture
def memory() -> Iterator[DuckDBPyConnection]:
    with borrow_memory() as connection:
        yield connection


@pytest.fixture
def work(tmp_path: Path) -> Iterator[DuckDBPyConnection]:
    """The writer's connection to a furnished working file in `tmp_path`."""
    with open_writer(tmp_path) as connection:
        yield furnish(connection)


@pytest.fixture
def desk() -> Desk:
    return tell_usual()
