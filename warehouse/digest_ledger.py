"""Remembers what digests have told and where they went, so that nothing is told twice."""

from collections.abc import Iterable, Mapping
from datetime import datetime

import polars as pl
from duckdb import DuckDBPyConnection

from warehouse.batch import make_frame
from warehouse.queries import in_utc
from warehouse.transactions import transaction

LAST_TOLD = """
    SELECT fact_id, group_id, version, state
    FROM raw.digest_lines
    SEMI JOIN (FROM raw.digests WHERE made_at < coalesce($before, 'infinity'::TIMESTAMPTZ)) USING (digest_id)
    QUALIFY row_number() OVER (PARTITION BY fact_id ORDER BY version DESC) = 1
    ORDER BY fact_id
"""
# What is to be sent and was never begun has no attempt: that is how it is told from what was cut off.
OWE = """
    INSERT INTO raw.deliveries BY NAME
    SELECT $digest_id AS digest_id, $channel AS channel, 'sending' AS outcome, 0 AS attempts, $at AS begun_at
"""
OWED = "SELECT digest_id, channel FROM raw.deliveries WHERE outcome = 'sending' AND attempts = 0 ORDER BY ALL"
BEGIN = """
    UPDATE raw.deliveries SET outcome = 'sending', attempts = attempts + 1, begun_at = $at, ended_at = NULL,
        message = NULL
    WHERE digest_id = $digest_id AND channel = $channel
"""
FORGOTTEN = "it was cut off while it was sent: see whether it came, else `hongbao digest --resend`"


def read_told(connection: DuckDBPyConnection, before: datetime | None = None) -> pl.DataFrame:
    """The last version told of each fact, `before` an instant if one is given: fact_id, group_id, version, state.

    No rows before the first digest.
    """
    return connection.sql(LAST_TOLD, params={"before": before}).pl()


def record_digest(
    connection: DuckDBPyConnection,
    digest: Mapping[str, object],
    lines: Iterable[Mapping[str, object]],
    channels: Iterable[str] = (),
) -> None:
    """Write down a digest, all it tells, and that it is owed to `channels`, in one transaction.

    Raises BatchError for a row that is none.
    """
    frames = {"digests": make_frame("digests", [digest]), "digest_lines": make_frame("digest_lines", lines)}
    with transaction(connection):
        for table, frame in frames.items():
            connection.register("frame_told", frame.to_arrow())
            connection.execute(f"INSERT INTO raw.{table} BY NAME FROM frame_told")
            connection.unregister("frame_told")
        for channel in channels:
            owe_delivery(connection, str(digest["digest_id"]), channel, digest["made_at"])


def find_digest(connection: DuckDBPyConnection, digest_id: str) -> Mapping[str, object] | None:
    """The row of a digest, None if there is none of that id."""
    found = in_utc(connection.sql("FROM raw.digests WHERE digest_id = ?", params=[digest_id]).pl())
    return found.row(0, named=True) if found.height else None


def read_deliveries(connection: DuckDBPyConnection, digest_id: str) -> Mapping[str, str]:
    """The outcome at each channel to which a digest has been sent."""
    query = "SELECT channel, outcome FROM raw.deliveries WHERE digest_id = ? ORDER BY channel"
    return dict(connection.execute(query, [digest_id]).fetchall())


def owe_delivery(connection: DuckDBPyConnection, digest_id: str, channel: str, at: object) -> None:
    """Say that a digest is to be sent to a channel that it was never sent to; `at` is an instant."""
    connection.execute(OWE, {"digest_id": digest_id, "channel": channel, "at": at})


def begin_delivery(connection: DuckDBPyConnection, digest_id: str, channel: str, at: object) -> None:
    """Say that a digest is being sent, before it is, `at` an instant: one cut off must not be sent again unasked."""
    if channel not in read_deliveries(connection, digest_id):
        owe_delivery(connection, digest_id, channel, at)
    connection.execute(BEGIN, {"digest_id": digest_id, "channel": channel, "at": at})


def read_owed(connection: DuckDBPyConnection) -> list[tuple[str, str]]:
    """Digest and channel of each delivery that was written down and surely never begun."""
    return connection.execute(OWED).fetchall()


def end_delivery(
    connection: DuckDBPyConnection, digest_id: str, channel: str, at: datetime, told: tuple[str, str | None]
) -> None:
    """Write down what became of a delivery: `told` is its outcome and a message without secrets."""
    connection.execute(
        "UPDATE raw.deliveries SET outcome = ?, message = ?, ended_at = ? WHERE digest_id = ? AND channel = ?",
        [*told, at, digest_id, channel],
    )


def end_cut_deliveries(connection: DuckDBPyConnection, at: datetime) -> list[tuple[str, str]]:
    """Mark as unknown what still counts as being sent, and give digest and channel of each.

    Only one process sends at a time, and it is not theirs.
    """
    return connection.execute(
        "UPDATE raw.deliveries SET outcome = 'unknown', ended_at = ?, message = ?"
        " WHERE outcome = 'sending' AND attempts > 0 RETURNING digest_id, channel",
        [at, FORGOTTEN],
    ).fetchall()
