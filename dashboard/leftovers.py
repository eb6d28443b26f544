"""What was read and is no claim, by the reason for it; and the runs that did the reading."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import polars as pl
import streamlit as st

from dashboard.dates import write_instant
from dashboard.grids import draw_grid
from dashboard.markup import Markup, join, tag
from dashboard.visit import Visit

REASONS = ("reason", "figures", "articles", "example")
RUNS = ("started", "flow", "outcome", "took", "message", "stages")
OUTCOMES = {"completed": "✓", "partial": "◐", "failed": "✕", "killed": "✕", "running": "…"}
# Widths of a bar that the style sheet knows.
STEPS = 20


def draw_rejected(rejected: pl.DataFrame, visit: Visit) -> None:
    """One row for each reason, the most frequent first, with a sentence that shows it."""
    words = visit.wording.say
    if rejected.is_empty():
        st.html(tag("p", words("sources.no_rejected"), kind="none").html)
        return
    most = max(rejected["figures"].to_list())
    rows = [list_reason(row, most, visit) for row in rejected.iter_rows(named=True)]
    st.html(draw_grid([words(f"sources.column_{name}") for name in REASONS], rows, kind="reasons").html)


def list_reason(row: dict[str, Any], most: int, visit: Visit) -> list[str | Markup]:
    bar = tag("span", kind=f"bar bar-{max(round(STEPS * row['figures'] / most), 1)}")
    figures = join(tag("span", f"{row['figures']:,}", kind="count"), bar)
    return [visit.wording.name("reject", row["reason"]), figures, f"{row['articles']:,}", row["example"]]


def draw_runs(runs: pl.DataFrame, visit: Visit) -> None:
    """One row for each of the last runs, the latest first."""
    words = visit.wording.say
    if runs.is_empty():
        st.html(tag("p", words("header.no_run"), kind="none").html)
        return
    rows = [list(list_run(row, visit)) for row in runs.iter_rows(named=True)]
    st.html(draw_grid([words(f"sources.column_{name}") for name in RUNS], rows, kind="outlets").html)


def list_run(row: dict[str, Any], visit: Visit) -> Iterator[str | Markup]:
    outcome = row["outcome"]
    yield write_instant(row["started_at"], visit.wording)
    yield row["flow"]
    words = f"{OUTCOMES.get(outcome, '?')} {visit.wording.name('outcome', outcome)}"
    yield tag("span", words, kind=f"chip health-{'ok' if outcome == 'completed' else 'grave'}")
    yield write_length(row["started_at"], row["finished_at"], visit)
    yield row["message"] or ""
    yield row["stages"] or ""


def write_length(started: datetime, finished: datetime | None, visit: Visit) -> str:
    """How long it took, in seconds or minutes; nothing where it has not ended."""
    if finished is None:
        return ""
    seconds = (finished - started).total_seconds()
    if seconds < 120:
        return visit.wording.say("sources.seconds", count=f"{seconds:.0f}")
    return visit.wording.say("sources.minutes", count=f"{seconds / 60:.0f}")
