"""Makes several statements one: all of them happen, or none."""

from collections.abc import Iterator
from contextlib import contextmanager

from duckdb import DuckDBPyConnection

from warehouse.interruptions import interruptible


@contextmanager
def transaction(connection: DuckDBPyConnection) -> Iterator[None]:
    """Commit at the end, or roll back whatever interrupts it."""
    connection.begin()
    try:
        with interruptible(connection):
            yield
    except BaseException:
        connection.rollback()
        raise
    connection.commit()
