"""Which scheduled instants have been served, so that a restart neither loses a run nor makes one twice."""

from dataclasses import dataclass
from datetime import datetime

from duckdb import DuckDBPyConnection

REFRESH, DIGEST = "refresh", "digest"
# The sources that a run has to look at for its slot to be served.
Scope = tuple[str, ...]

# A run that was asked for some sources by hand has not done what a slot of all of them asks.
_REACHED = "list_has_all((SELECT list(source_id) FROM raw.source_health WHERE run_id = {0}.run_id), $scope)"
# A run of that flow that ended well and began at the slot or later has done what the slot asks, by hand or not. One
# that is still to come was written by a clock that ran ahead.
_SERVED = f"""
    SELECT run_id FROM (
        SELECT run_id, scheduled_for AS served_at FROM raw.slots AS kept
        WHERE flow = $flow AND scheduled_for >= $slot AND scheduled_for <= now()
            AND (NOT EXISTS (FROM raw.runs WHERE run_id = kept.run_id) OR $scope = [] OR {_REACHED.format("kept")})
        UNION ALL
        SELECT run_id, started_at FROM raw.runs AS run
        WHERE flow = $flow AND started_at >= $slot AND started_at <= now() AND outcome IN ('completed', 'partial')
            AND ($scope = [] OR {_REACHED.format("run")})
    )
    ORDER BY served_at LIMIT 1
"""  # noqa: S608 - our own words
_KEEP = """
    INSERT INTO raw.slots
    SELECT $flow, $slot, $run, $prefect
    WHERE NOT EXISTS (FROM raw.slots WHERE flow = $flow AND scheduled_for = $slot)
"""
_LAST = f"""
    SELECT run_id, outcome, message FROM raw.runs AS run
    WHERE flow = $flow AND started_at >= $since AND outcome IN ('completed', 'partial')
        AND ($scope = [] OR {_REACHED.format("run")})
    ORDER BY started_at DESC LIMIT 1
"""  # noqa: S608 - as above


@dataclass(frozen=True, slots=True)
class GoodRun:
    """A run that ended well: `outcome` is completed, or partial with what was missing as its message."""

    run_id: str
    outcome: str
    message: str | None


def served_by(connection: DuckDBPyConnection, flow: str, slot: datetime, scope: Scope = ()) -> str | None:
    """The run that has served a slot for every source of the scope, None if none has."""
    rows = connection.execute(_SERVED, {"flow": flow, "slot": slot, "scope": list(scope)}).fetchall()
    return str(rows[0][0]) if rows else None


def keep_slot(connection: DuckDBPyConnection, flow: str, slot: datetime, run: str, prefect_run: str | None) -> None:
    """Write down which run served a slot; the first word stands."""
    connection.execute(_KEEP, {"flow": flow, "slot": slot, "run": run, "prefect": prefect_run})


def last_good_run(connection: DuckDBPyConnection, flow: str, since: datetime, scope: Scope = ()) -> GoodRun | None:
    """The last run of a flow that began at `since` or later, looked at the scope's sources and ended well."""
    rows = connection.execute(_LAST, {"flow": flow, "since": since, "scope": list(scope)}).fetchall()
    return GoodRun(*rows[0]) if rows else None
