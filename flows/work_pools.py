"""Writes prefect.yaml, for teams that run flows on work pools of their own instead of `hongbao schedule`."""

from datetime import UTC, date, datetime

from flows.configuration import load_configuration
from flows.settings import Settings
from flows.timetable import ZONE, Timetable, plan_daily, plan_refreshes

POOL = "hongbao"
_HEAD = """\
# Deployments for a work pool: `hongbao schedule --print-yaml` writes them from the calendar in config/watchlist.toml.
#   prefect work-pool create hongbao --type process
#   prefect work-pool update hongbao --concurrency-limit 1
#   prefect deploy --all
# Whoever needs no pools runs `hongbao schedule`, which needs none of this.
name: hongbao
deployments:
"""


def describe_deployments(settings: Settings) -> str:
    """The text of prefect.yaml, for the seasons from now on."""
    rhythm = load_configuration(settings).watchlist.calendar
    refresh = plan_refreshes(datetime.now(UTC), rhythm)
    digest = plan_daily(date(2026, 1, 1), settings.digest_at, "morning")
    return _HEAD + _deployment("refresh", refresh) + _deployment("digest", digest)


def _deployment(name: str, timetable: Timetable) -> str:
    lines = [
        f"  - name: {name}",
        f"    entrypoint: flows/deployments.py:{name}",
        "    work_pool:",
        f"      name: {POOL}",
        "    schedules:",
    ]
    for one in timetable.segments:
        rule = one.rrule.replace("\n", "\\n")
        lines += [f'      - rrule: "{rule}"', f"        timezone: {ZONE}", f"        slug: {one.slug}"]
    return "\n".join(lines) + "\n"
