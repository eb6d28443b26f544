"""How far what is shown can be trusted today: data up to when, how many sources are well, how the last run ended."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import polars as pl

from warehouse.reads import Edition, Release, Run, RunStatus

WELL = frozenset({"completed", "partial"})
ENDED_WELL = "completed"
# Outside the campaign weeks a refresh is due once a day (flows/timetable.py); twice that without one is late.
LATE = timedelta(days=2)
# No run takes longer; one that nobody can look at may have ended without a word.
SILENT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Freshness:
    """What the top of each page tells; `last` is the run that ended last, `under_way` one that has not.

    `is_unasked` if no run has asked any source yet, as after a mere ingest, so that none is well or ill.
    `is_superseded` if `last` brought no release, so that an earlier run's is shown; `asked_at` is when sources were
    last asked, `is_late` if that is longer ago than it may be; `is_silent` if nothing was heard of the run under way
    for too long. `turns_at` is when one of the two comes true if nothing happens until then; None if neither will.
    """

    data_to: datetime | None
    healthy: int
    sources: int
    last: Run | None
    under_way: RunStatus | None
    is_superseded: bool
    asked_at: datetime | None
    is_late: bool
    is_silent: bool = False
    is_unasked: bool = False
    turns_at: datetime | None = None

    @property
    def is_ill(self) -> bool:
        """Whether the last run ended in any way but well."""
        return self.last is not None and self.last.outcome not in {ENDED_WELL, "running"}


def judge(release: Release, edition: Edition, status: RunStatus | None, now: datetime | None = None) -> Freshness:
    """Put the release's own account and `status`, the one beside it, together: of two runs the later one counts."""
    told, health = release.last_run(), release.health()
    later = status if status is not None and is_later(status, told, edition) else None
    ended = later if later is not None and later.outcome != "running" else None
    asked_at, under_way = find_asked(health, ended), later if ended is None else None
    late_at, silent_at = find_late(asked_at, edition), find_silent(under_way)
    now = now or datetime.now(UTC)
    return Freshness(
        data_to=edition.newest_article_at,
        healthy=health.filter(pl.col("health") == "ok").height,
        sources=health.height,
        last=told if ended is None else make_run(ended),
        under_way=under_way,
        is_superseded=ended is not None and not ended.is_published,
        asked_at=asked_at,
        is_late=late_at is not None and now > late_at,
        is_silent=silent_at is not None and now > silent_at,
        is_unasked=health.height > 0 and health["checked_at"].is_null().all(),
        turns_at=find_next(now, late_at, silent_at),
    )


def is_later(status: RunStatus, told: Run | None, edition: Edition) -> bool:
    """Whether `status` speaks of a run that the release does not know, or of the end of the one it was made by.

    A run that was killed once its release was out left no word of its end, and the release itself says how it went. A
    run that began before the release's may end after it, for a backfill lets others write between two files.
    A file that lies beside a release of the other edition was left there from another folder.
    """
    if status.edition not in {None, edition.edition}:
        return False
    if told is None:
        return True
    if status.run_id == told.run_id:
        return status.outcome not in {"running", "killed"}
    return status.started_at > told.started_at or ends_after(status, told)


def ends_after(status: RunStatus, told: Run) -> bool:
    if status.finished_at is None or told.finished_at is None:
        return False
    return status.finished_at > told.finished_at


def find_asked(health: pl.DataFrame, ended: RunStatus | None) -> datetime | None:
    """When sources were last asked: by a run of the release, or by one since that changed nothing."""
    since = ended.finished_at if ended is not None and ended.outcome in WELL else None
    asked: list[datetime | None] = [*health["checked_at"], since]
    return max((at for at in asked if at is not None), default=None)


def find_late(asked_at: datetime | None, edition: Edition) -> datetime | None:
    """Until when live sources should be asked again; None for the sample, of which nobody expects news."""
    return asked_at + LATE if edition.edition == "live" and asked_at is not None else None


def find_silent(status: RunStatus | None) -> datetime | None:
    """Until when a run under way should have ended that nobody can look at from here; None for any other."""
    return status.started_at + SILENT if status and status.outcome == "running" and not status.is_seen else None


def find_next(now: datetime, *times: datetime | None) -> datetime | None:
    """The first of the times that are still to come."""
    return min((at for at in times if at is not None and at >= now), default=None)


def make_run(status: RunStatus) -> Run:
    return Run(
        run_id=status.run_id, flow=status.flow, started_at=status.started_at, finished_at=status.finished_at,
        outcome=status.outcome, message=status.message, stages=None,
    )  # fmt: skip
