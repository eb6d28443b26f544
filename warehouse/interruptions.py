"""Lets a signal end a query as it ends everything else: by what its handler raises."""

from collections.abc import Iterator
from contextlib import contextmanager

from duckdb import DuckDBPyConnection


@contextmanager
def interruptible(connection: DuckDBPyConnection) -> Iterator[None]:
    """Raise what a signal's handler raised in the midst of a query of this connection: SystemExit, KeyboardInterrupt.

    DuckDB tells of it as RuntimeError("Query interrupted"), so that nobody knows which signal it was. Its threads go
    on, and who closes the connection would wait for them as long as the query takes; so they are stopped.
    """
    try:
        yield
    except RuntimeError as error:
        hidden = error.__cause__
        if hidden is None or isinstance(hidden, Exception):
            raise
        connection.interrupt()
        raise hidden from None
