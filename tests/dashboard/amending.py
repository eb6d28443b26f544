"""Writes into a published release what a run would have written: a test of the page need not build it anew."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection

from warehouse.reads import LINK


@contextmanager
def amend(folder: Path) -> Iterator[DuckDBPyConnection]:
    """The release of a data folder, open for writing; without its seal, which it no longer fits."""
    path = (folder / LINK).resolve()
    path.with_suffix(".seal").unlink(missing_ok=True)
    path.chmod(0o644)
    with duckdb.connect(path) as connection:
        yield connection
