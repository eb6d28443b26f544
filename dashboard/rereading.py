"""Sentences that were known before and are read otherwise: what new rules, or a new version of an article, changed."""

from typing import Any

import polars as pl
import streamlit as st

from dashboard.board import Inside, Node, draw_table, node, open_facts
from dashboard.dates import write_instant
from dashboard.figures import shorten
from dashboard.grids import draw_grid
from dashboard.leading import follow
from dashboard.markup import Markup, tag
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
        st.html(tag("p", shown, kind="meta").html)
        follow([draw_sentences(changes, visit)], "rereading", "claim")


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
    return draw_grid([visit.wording.say(f"otherwise.{name}") for name in ("load", "rules", "change", "count")], rows)


def draw_sentences(changes: pl.DataFrame, visit: Visit) -> Node:
    """Each sentence as the way to its place in the text; that of a lost claim is kept as it was read then."""
    heads = [visit.wording.say(f"otherwise.{name}") for name in ("change", "app", "before", "after", "quote")]
    rows: list[list[Inside]] = [
        [
            name_change(row["change"], visit),
            f"{name_app(row['app'], visit)} · {visit.wording.name('measure', row['measure'])}",
            write_value(row["value_before"], visit),
            write_value(row["value_after"], visit),
            open_facts(node("button", row["quote"], kind="quote-link"), [row["claim_id"]]),
        ]
        for row in changes.iter_rows(named=True)
    ]
    return node("div", draw_table(heads, rows), kind="rereading")


def name_change(change: str, visit: Visit) -> str:
    return visit.wording.name("otherwise", change.replace(" ", "_"))


def name_app(app_id: str, visit: Visit) -> str:
    """The app's name; claims are also about apps that are not watched, which have only an id."""
    return next((app.short for app in visit.apps if app.id == app_id), app_id)


def write_value(value: Any, visit: Visit) -> str:
    return NONE if value is None else shorten(value, visit.wording.lang)
