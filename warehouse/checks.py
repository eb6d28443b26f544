"""Asks the checks whether what was built may be published: each lists the rows that break it."""

from collections.abc import Mapping
from dataclasses import dataclass

from duckdb import DuckDBPyConnection

from warehouse.errors import ReleaseRefusedError
from warehouse.files import read_files
from warehouse.time_travel import rename

SHOWN = 3


@dataclass(frozen=True, slots=True)
class Breach:
    """A check that does not hold: its name, what it asks for, how many rows break it, the first of them."""

    check: str
    rule: str
    rows: int
    examples: tuple[str, ...]


def run_checks(connection: DuckDBPyConnection, names: Mapping[str, str] | None = None) -> list[Breach]:
    """Every check of warehouse/checks that the built models break, by name; `names` are those of renamed tables."""
    breaches = []
    for file in read_files("checks"):
        cursor = connection.execute(rename(file.body, names or {}))
        columns = [column[0] for column in cursor.description or ()]
        rows = cursor.fetchall()
        if rows:
            examples = tuple(format_row(columns, row) for row in rows[:SHOWN])
            breaches.append(Breach(file.name, file.grain, len(rows), examples))
    return breaches


def format_row(columns: list[str], row: tuple[object, ...]) -> str:
    return ", ".join(f"{column}={value!r}" for column, value in zip(columns, row, strict=True))


def refuse_breaches(breaches: list[Breach]) -> None:
    """Raise ReleaseRefusedError naming each broken check and its first rows, in one line."""
    if not breaches:
        return
    parts = [f"{breach.check} ({breach.rows} rows, first: {'; '.join(breach.examples)})" for breach in breaches]
    message = f"nothing was published, the last release stays: broken checks: {' | '.join(parts)}"
    raise ReleaseRefusedError(message)
