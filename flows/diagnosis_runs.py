"""Looks at what the runs say: outcomes, sources, alarms, deliveries."""

from collections import Counter
from datetime import timedelta
from typing import Any

import duckdb

from flows.configuration import load_configuration
from flows.diagnosis import FAULT, NOTE, OK, Finding, Patient
from flows.diagnosis_data import holder_of
from flows.digest_lock import LOCK
from flows.settings import Settings
from flows.timetable import plan_refreshes
from warehouse.errors import NoReleaseError, QueryError, WarehouseBusyError
from warehouse.reads import open_release
from warehouse.writer import hold_lock

_GRACE = timedelta(hours=1)
_RUNS = "SELECT flow, outcome, started_at, message FROM raw.runs ORDER BY started_at DESC LIMIT 5"
# As for the slots of the schedule: a run of some sources by hand is not what was due.
_LOOKED_AT = """
    SELECT started_at, list(source_id) AS sources FROM raw.runs LEFT JOIN raw.source_health USING (run_id)
    WHERE flow = 'refresh' AND outcome IN ('completed', 'partial') GROUP BY ALL ORDER BY started_at DESC
"""
_SOURCES = """
    SELECT source_id, health, message FROM raw.source_health
    WHERE run_id = (SELECT run_id FROM raw.source_health ORDER BY checked_at DESC LIMIT 1) ORDER BY source_id
"""
_ALARMS = "SELECT alarm, message FROM marts.alarms ORDER BY alarm, subject"
_DELIVERIES = """
    SELECT channel, outcome, message FROM raw.deliveries
    WHERE outcome <> 'delivered' AND digest_id = (SELECT digest_id FROM raw.digests ORDER BY made_at DESC LIMIT 1)
    ORDER BY channel
"""


def ask(settings: Settings, query: str) -> list[dict[str, Any]]:
    """The rows of a query on the working file, or on the release while a run writes; none where there is neither."""
    path = settings.data / "work.duckdb"
    try:
        if path.exists():
            with hold_lock(settings.data / "writer.lock", 0), duckdb.connect(path, read_only=True) as connection:
                return connection.sql(query).pl().to_dicts()
    except WarehouseBusyError:
        pass
    try:
        with open_release(settings.data) as release:
            return release.query(query, 10_000).to_dicts()
    except NoReleaseError:
        return []


def look_at_runs(patient: Patient) -> list[Finding]:
    """How the last runs ended, and whether the last good one is as recent as the timetable asks."""
    runs = ask(patient.settings, _RUNS)
    if not runs and holder_of(patient.settings.data / "writer.lock") is not None:
        return [Finding("runs", NOTE, "the first run is under way", "nothing: look again when it has ended")]
    if not runs:
        return [Finding("runs", NOTE, "there was no run yet", "run `hongbao demo` or `hongbao refresh`")]
    shown = "; ".join(f"{one['flow']} {one['started_at']:%m-%d %H:%M} {one['outcome']}" for one in runs)
    found = [Finding("runs", OK, f"last runs (UTC): {shown}")]
    last = runs[0]
    if last["outcome"] in {"failed", "killed"}:
        says = f"the last run ({last['flow']}) {last['outcome']}: {last['message']}"
        found.append(Finding("runs", FAULT, says, "do what the message says and run it again; nothing is lost"))
    if ask(patient.settings, "SELECT edition FROM raw.edition") == [{"edition": "live"}]:
        found += _lateness(patient)
    return found


def _lateness(patient: Patient) -> list[Finding]:
    configuration = load_configuration(patient.settings)
    rhythm = configuration.watchlist.calendar
    # In a season a slot is always less than an hour old: the one that had its hour of grace is asked about.
    settled = patient.now - _GRACE
    due = plan_refreshes(settled, rhythm).last_due(settled)
    wanted = {source.id for source in configuration.sources.enabled()}
    whole = (one["started_at"] for one in ask(patient.settings, _LOOKED_AT) if wanted <= set(one["sources"]))
    good = next(whole, None)
    if due is None or (good is not None and good >= due):
        return []
    last = f"the last good one began {good:%Y-%m-%d %H:%M} UTC" if good is not None else "there was no good one yet"
    says = f"no refresh of all sources since it was due at {due:%Y-%m-%d %H:%M} UTC; {last}"
    return [Finding("runs", FAULT, says, "see `schedule` below, or run `hongbao refresh`")]


def look_at_sources(patient: Patient) -> list[Finding]:
    """The sources of the last run by health; more than half of them failing is a fault of ours or of the network.

    Raises what a file of sources or a watchlist that cannot be read does: no run could begin.
    """
    load_configuration(patient.settings)
    sources = ask(patient.settings, _SOURCES)
    if not sources:
        return [Finding("sources", NOTE, "no source was collected yet", "run `hongbao refresh`")]
    counts = Counter(one["health"] for one in sources)
    says = ", ".join(f"{count} {health}" for health, count in sorted(counts.items()))
    failing = [one for one in sources if one["health"] == "failing"]
    if 2 * len(failing) > len(sources):
        return [Finding("sources", FAULT, says, "look at the network and at data/crawls/*.log; `hongbao sources`")]
    do = "`hongbao sources check NAME` says what to mend in config/sources.toml"
    return [
        Finding("sources", OK, says),
        *(Finding("sources", NOTE, f"{one['source_id']}: {one['message'] or 'failing'}", do) for one in failing),
    ]


def look_at_alarms(patient: Patient) -> list[Finding]:
    """What the last run found amiss, though it published; each alarm has a heading in the operator's book."""
    try:
        alarms = ask(patient.settings, _ALARMS)
    except (duckdb.CatalogException, QueryError):
        return [Finding("alarms", NOTE, "what is there was made before there were alarms", "the next run looks")]
    return [
        Finding("alarms", FAULT, f"{one['alarm']}: {one['message']}", f"docs/operating.md, alarm: {one['alarm']}")
        for one in alarms
    ] or [Finding("alarms", OK, "none is open")]


def look_at_deliveries(patient: Patient) -> list[Finding]:
    """Channels that the last digest did not reach, or may not have reached."""
    path = patient.settings.data / LOCK
    # Looked at before and after: one may begin or end while we ask.
    sender = holder_of(path)
    missed = ask(patient.settings, _DELIVERIES)
    sender = sender or holder_of(path)
    return [_tell_missed(one, sender) for one in missed] or [Finding("deliveries", OK, "nothing failed to arrive")]


def _tell_missed(delivery: dict[str, Any], sender: str | None) -> Finding:
    says = f"{delivery['channel']}: {delivery['outcome']} {delivery['message'] or ''}".rstrip()
    if delivery["outcome"] == "sending" and sender is not None:
        return Finding("deliveries", NOTE, f"{says} (process {sender})", "nothing: look again when it has ended")
    do = "see that the channel's address is right, then send it again: docs/operating.md, deliveries"
    return Finding("deliveries", FAULT, says, do)
