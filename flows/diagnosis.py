"""What `hongbao doctor` looks at: each check says what it found and, where something is amiss, what to do about it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from duckdb import Error as DuckError

from flows.errors import EXPECTED
from flows.settings import Settings
from spiders.recovery import recover
from warehouse.ledger import end_killed_runs
from warehouse.writer import open_writer

OK, NOTE, FAULT = "ok", "note", "fault"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found: `level` is ok, note (nothing to do at once) or fault; `do` is empty where all is well."""

    check: str
    level: str
    says: str
    do: str = ""


@dataclass(frozen=True, slots=True)
class Patient:
    """The installation that is looked at, at an instant; `deep` reads the whole archive and every byte published."""

    settings: Settings
    now: datetime
    deep: bool = False


Check = Callable[[Patient], list[Finding]]


def checks() -> dict[str, Check]:
    """All checks by name, in the order in which they are told."""
    # They know this module.
    from flows import diagnosis_data, diagnosis_program, diagnosis_runs, diagnosis_schedule  # noqa: PLC0415

    return {
        "versions": diagnosis_program.look_at_versions,
        "disk": diagnosis_data.look_at_disk,
        "archive": diagnosis_data.look_at_archive,
        "lock": diagnosis_data.look_at_lock,
        "warehouse": diagnosis_data.look_at_warehouse,
        "releases": diagnosis_data.look_at_releases,
        "runs": diagnosis_runs.look_at_runs,
        "sources": diagnosis_runs.look_at_sources,
        "alarms": diagnosis_runs.look_at_alarms,
        "deliveries": diagnosis_runs.look_at_deliveries,
        "clock": diagnosis_program.look_at_clock,
        "schedule": diagnosis_schedule.look_at_schedule,
    }


def diagnose(settings: Settings, *, deep: bool = False, now: datetime | None = None) -> list[Finding]:
    """Every check's findings; one that cannot look is a fault of its own and stops no other."""
    patient = Patient(settings, now or datetime.now(UTC), deep)
    found: list[Finding] = []
    for name, look in checks().items():
        try:
            found += look(patient)
        except (*EXPECTED, DuckError, OSError) as error:
            told = str(error).splitlines()[0] if str(error) else type(error).__name__
            found.append(Finding(name, FAULT, f"cannot be looked at: {told}", "mend what it names, then look again"))
    return found


def repair(settings: Settings) -> list[str]:
    """Finish what dead crawls left in the archive and mark killed runs, and nothing else; what was done.

    Raises WarehouseBusyError while a run is under way.
    """
    with open_writer(settings.data) as connection:
        finished = recover(settings.archive)
        query = "SELECT run_id FROM raw.runs WHERE outcome = 'running'"
        killed = [run for (run,) in connection.execute(query).fetchall()]
        end_killed_runs(connection, datetime.now(UTC))
    return [
        *(f"archive file {path.name} was finished" for path in finished),
        *(f"run {one} was killed" for one in killed),
    ]
