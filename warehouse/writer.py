"""Lets one process at a time write the warehouse, and says who does when another wants to."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection

from warehouse.errors import ReleaseRefusedError, WarehouseBusyError, WarehouseFileError
from warehouse.interruptions import interruptible
from warehouse.schema import create_schema

CATALOG = "work"
PAUSE_SECONDS = 0.1


@contextmanager
def open_writer(data_dir: Path, wait_seconds: float = 0) -> Iterator[DuckDBPyConnection]:
    """A connection to `<data_dir>/work.duckdb`, made if new, that no other process has at the same time.

    Use the connection itself: a cursor of it would not know the working file as its default.
    Raises WarehouseBusyError if another writer does not finish within `wait_seconds`, WarehouseFileError if
    the file cannot be opened, SchemaVersionError if another version of Hongbao made it.
    """
    data_dir.mkdir(parents=True, exist_ok=True)
    lock = hold_lock(data_dir / "writer.lock", wait_seconds)
    with lock, duckdb.connect(":memory:") as connection, interruptible(connection):
        connection.execute("SET TimeZone = 'UTC'")
        # What does not fit into memory goes beside the working file, not into the folder somebody happens to be in.
        connection.execute("SET temp_directory = ?", [str(data_dir / "work.tmp")])
        attach(connection, data_dir)
        create_schema(connection)
        yield connection


@contextmanager
def hold_lock(path: Path, wait_seconds: float, deed: str = "writing to {folder}") -> Iterator[None]:
    """Hold the lock file exclusively; the lock dies with the process, however that ends.

    `deed` is what its holder does, for who does not get it: that is WarehouseBusyError.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        wait_for_lock(descriptor, time.monotonic() + wait_seconds, deed.format(folder=path.parent))
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.close(descriptor)


def wait_for_lock(descriptor: int, deadline: float, deed: str) -> None:
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() >= deadline:
                holder = os.pread(descriptor, 32, 0).decode() or "unknown"
                message = f"process {holder} is {deed}: try again when it has ended"
                raise WarehouseBusyError(message) from error
        else:
            return
        time.sleep(PAUSE_SECONDS)


def attach(connection: DuckDBPyConnection, data_dir: Path) -> None:
    """Make `<data_dir>/work.duckdb` the connection's default database.

    The storage version lets any DuckDB of the last year open the copies, and makes one that finds a stray
    write-ahead log beside a release refuse it rather than replay it (STACK section 2).
    """
    path = data_dir / "work.duckdb"
    quoted = str(path).replace("'", "''")
    try:
        connection.execute(f"ATTACH '{quoted}' AS {CATALOG} (STORAGE_VERSION 'v1.4.0')")
    except duckdb.IOException as error:
        cause = str(error).splitlines()[0]
        message = (
            f"{path} cannot be opened ({cause}): close the program that has it open, or move the file away"
            " and run `hongbao refresh`, it is made anew from the archive"
        )
        raise WarehouseFileError(message) from error
    connection.execute(f"USE {CATALOG}")


def find_data_dir(connection: DuckDBPyConnection) -> Path | None:
    """The data folder whose working file `connection` writes, None if it has none."""
    query = "SELECT path FROM duckdb_databases() WHERE database_name = ?"
    paths = [Path(path).parent for (path,) in connection.execute(query, [CATALOG]).fetchall() if path]
    return paths[0] if paths else None


@contextmanager
def detached(connection: DuckDBPyConnection, data_dir: Path) -> Iterator[Path]:
    """The working file closed and complete on disk, to be copied; attached again afterwards.

    Opening a file that DuckDB holds in this process and closing it would drop DuckDB's lock on it. Raises
    ReleaseRefusedError if it cannot be completed; it stays attached then.
    """
    try:
        connection.execute("CHECKPOINT")
    except duckdb.Error as error:
        cause = str(error).splitlines()[0]
        message = f"nothing was published, the last release stays: {cause}: make room on the disk of {data_dir}"
        raise ReleaseRefusedError(message) from error
    connection.execute("USE memory")
    connection.execute(f"DETACH {CATALOG}")
    try:
        yield data_dir / "work.duckdb"
    finally:
        attach(connection, data_dir)
