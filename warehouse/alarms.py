"""Raises alarms: what looks amiss in what a run gathered, for people to look at; none of them stops a release."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime

import duckdb
from duckdb import DuckDBPyConnection

from warehouse.batch import make_frame
from warehouse.files import FOLDER, SqlFile, read_file, read_files
from warehouse.incoming import register, run
from warehouse.transactions import transaction

# What an alarm may ask of the run that looks: the instant, and the last whole day in Shanghai.
QUESTION = """
WITH this_run AS (
    SELECT asked_at, CAST(timezone('Asia/Shanghai', asked_at) AS DATE) - 1 AS yesterday_on
    FROM (SELECT CAST($at AS TIMESTAMPTZ) AS asked_at)
)
SELECT found.subject, found.value, found.expected, found.message
FROM this_run CROSS JOIN ({alarm}) AS found
ORDER BY found.subject
"""
UNASKED = "alarm"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """One thing amiss: the file of warehouse/alarms that found it, what it is about, and what was expected instead."""

    alarm: str
    subject: str
    value: float | None
    expected: float | None
    message: str


def raise_alarms(connection: DuckDBPyConnection, run_id: str, at: datetime) -> list[Alarm]:
    """Ask every alarm of the marts just built; what they find is kept under the run, and is what marts.alarms holds.

    Call it after `build` and before `release`. An alarm that cannot be asked is told as one about itself.
    """
    found = [alarm for file in read_files("alarms") for alarm in ask_alarm(connection, file, at)]
    rows = [asdict(alarm) | {"run_id": run_id, "raised_at": at} for alarm in found]
    with transaction(connection):
        connection.execute("DELETE FROM raw.alarms WHERE run_id = ?", [run_id])
        register(connection, "alarms", make_frame("alarms", rows))
        run(connection, "INSERT INTO raw.alarms BY NAME SELECT * FROM incoming_alarms")
        connection.execute("DELETE FROM marts.alarms")
        connection.execute(
            f"INSERT INTO marts.alarms BY NAME {read_file(FOLDER / 'marts' / 'alarms.sql', 'marts').body}"
        )
    connection.unregister("frame_alarms")
    return found


def ask_alarm(connection: DuckDBPyConnection, file: SqlFile, at: datetime) -> Iterator[Alarm]:
    """What one alarm finds, by subject."""
    try:
        rows = connection.execute(QUESTION.format(alarm=file.body), {"at": at}).fetchall()
    except duckdb.Error as error:
        message = f"it could not be asked: {str(error).splitlines()[0]}"
        yield Alarm(alarm=file.name, subject=UNASKED, value=None, expected=None, message=message)
        return
    for subject, value, expected, message in rows:
        yield Alarm(
            alarm=file.name,
            subject=subject,
            value=None if value is None else float(value),
            expected=None if expected is None else float(expected),
            message=message,
        )
