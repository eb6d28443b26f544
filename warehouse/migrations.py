"""Brings the raw tables of an older file up to this version, step by step: nothing is lost, or nothing is changed."""

from collections.abc import Mapping

from duckdb import DuckDBPyConnection

from warehouse.files import FOLDER


def read_migrations() -> Mapping[int, str]:
    """The statements of warehouse/migrations by the version that each makes of the one before."""
    files = (FOLDER / "migrations").glob("*.sql")
    return {int(path.stem): path.read_text(encoding="utf-8") for path in sorted(files)}


def migrate(connection: DuckDBPyConnection, found: int, wanted: int) -> bool:
    """Take every step from version `found` to `wanted`, in the caller's transaction; False if one is lacking."""
    migrations = read_migrations()
    steps = range(found + 1, wanted + 1)
    if any(step not in migrations for step in steps):
        return False
    for step in steps:
        connection.execute(migrations[step])
    return True
