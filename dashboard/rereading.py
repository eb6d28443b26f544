"""Sentences that were known before and are read otherwise: what new rules, or a new version of an article, changed."""

from collections.abc import Sequence
from typing import Any

import polars as pl
import streamlit as st

from dashboard.dates import write_instant
from dashboard.figures import shorten
from dashboard.grids import draw_grid
from dashboard.markup import Markup, join, tag
from dashboard.reading_changes import read_claim_change_counts, read_claim_changes
from dashboard.visit import Visit

SHOWN = 40
LOADS = 12
# So few sentences are shown at once.
FEW = 5
NONE = "–"


def draw_rereading(visit: Visit) -> None:
    """How many sentences each load gave, took or read otherwise, and the latest of them."""
    words = visit.wording.say
    st.header(words("otherwise.heading"), anchor=False)
    counts = read_claim_change_counts(visit.version)
    if counts.is_empty():
        st.html(tag("p", words("otherwise.none"), kind="none").html)
        return
    st.html(tag("p", words("otherwise.lead"), kind="lead").html)
    st.html(draw_loads(counts.head(LOADS), visit).html)
    changes = read_claim_changes(visit.version, SHOWN)
    with st.expander(words("otherwise.table"), expanded=changes.height <= FEW):
        shown = words("otherwise.shown", shown=changes.height, count=counts["claims"].sum())
        st.html(join(tag("p", shown, kind="meta"), draw_sentences(changes, visit)).html)


def draw_loads(counts: pl.DataFrame, visit: Visit) -> Markup:
    rows = [
        (
            write_instant(row["loaded_at"], visit.wording),
            row["rules_version"] or NONE,
            name_change(row["change"], visit),
            f"{row['claims']:,}",
        )
        for row in counts.iter_rows(named=True)
    ]
    return draw_table(("load", "rules", "change", "count"), rows, visit)


def draw_sentences(changes: pl.DataFrame, visit: Visit) -> Markup:
    rows = [
        (
            name_change(row["change"], visit),
            f"{name_app(row['app'], visit)} · {visit.wording.name('measure', row['measure'])}",
            write_value(row["value_before"], visit),
            write_value(row["value_after"], visit),
            row["quote"],
        )
        for row in changes.iter_rows(named=True)
    ]
    return draw_table(("change", "app", "before", "after", "quote"), rows, visit)


def draw_table(columns: tuple[str, ...], rows: Sequence[tuple[str, ...]], visit: Visit) -> Markup:
    return draw_grid([visit.wording.say(f"otherwise.{name}") for name in columns], rows, "rereading")


def name_change(change: str, visit: Visit) -> str:
    return visit.wording.name("otherwise", change.replace(" ", "_"))


def name_app(app_id: str, visit: Visit) -> str:
    """The app's name; claims are also about apps that are not watched, which have only an id."""
    return next((app.short for app in visit.apps if app.id == app_id), app_id)


def write_value(value: Any, visit: Visit) -> str:
    return NONE if value is None else shorten(value, visit.wording.lang)
