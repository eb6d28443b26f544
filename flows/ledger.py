"""Keeps the run ledger: what went into each stage of a run, what came out, what was rejected, how long it took."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import polars as pl

from flows.batches import DAMAGED
from warehouse.batch import make_frame


@dataclass(slots=True)
class Stage:
    """One stage while it runs; whoever runs it fills the counts.

    `bytes` is what it received, read or wrote, where that says something. One that `is_pending` has read what is not
    loaded yet: should it never be, the stage has read nothing, for the next run reads it again.
    """

    name: str
    started_at: datetime
    in_count: int = 0
    out_count: int = 0
    rejected: Mapping[str, int] = field(default_factory=dict)
    finished_at: datetime | None = None
    outcome: str = "running"
    message: str | None = None
    bytes: int | None = None
    is_pending: bool = False

    def count_records(self, outcomes: Mapping[str, int]) -> None:
        """Fill the counts from what became of each record; a damaged file is none, its row says what is wrong."""
        counts = {outcome: count for outcome, count in outcomes.items() if outcome != DAMAGED}
        self.in_count, self.out_count = sum(counts.values()), counts.pop("article", 0)
        self.rejected = counts


@dataclass(slots=True)
class Ledger:
    """The account of one run."""

    flow: str
    run_id: str = field(default_factory=lambda: uuid4().hex)
    started_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    stages: list[Stage] = field(default_factory=list)

    @contextmanager
    def stage(self, name: str) -> Iterator[Stage]:
        """A stage that is timed and marked as completed, or as failed by whatever ends it."""
        stage = Stage(name, datetime.now(UTC))
        self.stages.append(stage)
        try:
            yield stage
        except BaseException as error:
            stage.outcome, stage.message = "failed", str(error).splitlines()[0] if str(error) else type(error).__name__
            raise
        else:
            stage.outcome = "completed"
        finally:
            stage.finished_at = datetime.now(UTC)

    @contextmanager
    def loading(self) -> Iterator[None]:
        """Count what was read as loaded, so that the stages can be written with it, unless that fails."""
        pending = [stage for stage in self.stages if stage.is_pending]
        for stage in pending:
            stage.is_pending = False
        try:
            yield
        except BaseException:
            for stage in pending:
                stage.is_pending = True
            raise

    def run_rows(self, outcome: str, message: str | None = None) -> pl.DataFrame:
        """This run as a row of raw.runs."""
        row: dict[str, Any] = {
            "run_id": self.run_id,
            "flow": self.flow,
            "started_at": self.started_at,
            "finished_at": None if outcome == "running" else datetime.now(UTC),
            "outcome": outcome,
            "message": message,
        }
        return make_frame("runs", [row])

    def stage_rows(self) -> pl.DataFrame:
        """Its stages as rows of raw.run_stages."""
        return make_frame("run_stages", [_stage_row(self.run_id, stage) for stage in self.stages])


def _stage_row(run_id: str, stage: Stage) -> dict[str, Any]:
    finished = stage.finished_at or datetime.now(UTC)
    if stage.is_pending:
        lost = f"{stage.in_count} records were read and not loaded; the next run reads them again"
        told = stage.message or lost
        stage = replace(stage, in_count=0, out_count=0, rejected={}, outcome="failed", message=told)
    return {
        "run_id": run_id,
        "stage": stage.name,
        "started_at": stage.started_at,
        "finished_at": stage.finished_at,
        "in_count": stage.in_count,
        "out_count": stage.out_count,
        "rejected": json.dumps(dict(sorted(stage.rejected.items())), ensure_ascii=False) if stage.rejected else None,
        "seconds": (finished - stage.started_at).total_seconds(),
        "outcome": stage.outcome,
        "message": stage.message,
        "bytes": stage.bytes,
    }
