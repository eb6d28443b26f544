"""Keeps in the working file what readers have been shown: the facts of the release before, and every release."""

from datetime import datetime

import duckdb
from duckdb import DuckDBPyConnection

from warehouse.releases import ReleaseFile, connect, describe_release, find_current, list_earlier
from warehouse.schema import read_types
from warehouse.writer import find_data_dir

PREVIOUS = "previous_facts"


def find_last_release(connection: DuckDBPyConnection) -> tuple[ReleaseFile | None, str | None]:
    """The release that readers of the writer's data folder see, and what became of the published file if not that."""
    data_dir = find_data_dir(connection)
    current = find_current(data_dir) if data_dir is not None else None
    if data_dir is None or current is None:
        return None, None
    published = describe_release(current, data_dir)
    if published.damage is None:
        return published, None
    earlier = (describe_release(path, data_dir) for path in list_earlier(current))
    return next((release for release in earlier if release.damage is None), None), published.damage


def remember_facts(connection: DuckDBPyConnection, last: ReleaseFile | None, facts_digest: str) -> None:
    """Make raw.previous_facts what readers saw before the facts of `facts_digest`, in the caller's transaction.

    These are the facts of `last`; if they are the same, those before them, so that a run that finds nothing new does
    not hide what changed. None if there is nothing to compare with.
    """
    connection.execute(f"DELETE FROM raw.{PREVIOUS}")
    if last is None:
        return
    source = f"raw.{PREVIOUS}" if last.facts_digest == facts_digest else "marts.facts"
    columns = ", ".join(read_types()[PREVIOUS])
    try:
        with connect(last.path) as release:
            facts = release.sql(f"SELECT {columns} FROM {source}").pl()
    except duckdb.Error:
        return  # a release of another Hongbao, whose facts have other columns, compares with nothing
    connection.register(PREVIOUS, facts.to_arrow())
    connection.execute(f"INSERT INTO raw.{PREVIOUS} BY NAME FROM {PREVIOUS}")
    connection.unregister(PREVIOUS)


def remember_release(
    connection: DuckDBPyConnection, last: ReleaseFile | None, at: datetime, facts_digest: str, seconds: float
) -> None:
    """Add the release about to be made to raw.releases, so that it knows itself; one that never got out is dropped."""
    if last is not None:
        connection.execute("DELETE FROM raw.releases WHERE released_at > ?", [last.released_at])
    connection.execute(
        "INSERT INTO raw.releases BY NAME SELECT CAST(? AS TIMESTAMPTZ) AS released_at, ? AS facts_digest,"
        " articles, claims, facts, ? AS build_seconds FROM marts.edition",
        [at, facts_digest, seconds],
    )
