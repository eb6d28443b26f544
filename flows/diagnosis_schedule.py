"""Looks at the schedule: whether a process serves it, its server answers, and no deployment is paused or late."""

from datetime import datetime, timedelta

from flows.diagnosis import FAULT, NOTE, OK, Finding, Patient
from flows.diagnosis_data import holder_of
from flows.prefect_server import ask_server, check_server, running_api
from flows.schedule_lock import LOCK

OURS = ("scheduled-refresh", "scheduled-digest")
_RESTART = "end `hongbao schedule` and start it again: what was due is done then, once"
_FLOWS = {"name": {"any_": list(OURS)}}
# A run waits for the one before it, which is over within its hour.
_PATIENCE = timedelta(hours=1)
_NEXT = {
    "flows": {"name": {"any_": [OURS[0]]}},
    "flow_runs": {"state": {"name": {"any_": ["Scheduled"]}}},
    "sort": "EXPECTED_START_TIME_ASC",
    "limit": 1,
}


def look_at_schedule(patient: Patient) -> list[Finding]:
    """What the scheduler of this folder, or the Prefect server in the settings, says of our deployments.

    Raises RunError where that of the settings does not answer.
    """
    settings = patient.settings
    holder = holder_of(settings.data / LOCK)
    if holder is None and settings.prefect_api is None:
        do = "`hongbao schedule`, if this machine is to collect by the clock"
        return [Finding("schedule", NOTE, "no process serves it", do)]
    check_server(settings.prefect_api)
    api = settings.prefect_api or running_api(settings.data)
    if api is None:
        return [Finding("schedule", FAULT, f"process {holder} serves it, but its server does not answer", _RESTART)]
    deployments = ask_server(api, "deployments/filter", {"flows": _FLOWS})
    late = _count_late(api, patient.now - _PATIENCE)
    paused = [one["name"] for one in deployments if one.get("paused")]
    if len(deployments) < len(OURS) or paused:
        says = f"paused: {', '.join(paused)}" if paused else f"{len(deployments)} of {len(OURS)} deployments are there"
        return [Finding("schedule", FAULT, says, _RESTART)]
    if late:
        return [Finding("schedule", FAULT, f"{late} runs wait for more than an hour", _RESTART)]
    coming = ask_server(api, "flow_runs/filter", _NEXT)
    told = f", the next refresh at {coming[0]['expected_start_time'][:16]} UTC" if coming else ""
    return [Finding("schedule", OK, f"{len(deployments)} deployments are active{told}")]


def _count_late(api: str, before: datetime) -> int:
    late = {"state": {"name": {"any_": ["Late"]}}, "expected_start_time": {"before_": before.isoformat()}}
    return int(ask_server(api, "flow_runs/count", {"flows": _FLOWS, "flow_runs": late}))
