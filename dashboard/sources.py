"""The outlets that are read: how each does, the worst first, beside what is usual for it."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import polars as pl
import streamlit as st

from dashboard.address import ALL, keep, link_to, pick
from dashboard.dates import write_instant
from dashboard.grids import draw_grid
from dashboard.markup import Markup, join, tag
from dashboard.notices import notify
from dashboard.pages import page_file
from dashboard.visit import Visit

# From the worst to the best, each with a sign beside its word: never colour alone.
SIGNS = {
    "failing": "✕", "blocked": "⊘", "not-a-feed": "?", "empty": "∅", "stale": "◷", "moved": "↪", "not checked": "–",
    "ok": "✓",
}  # fmt: skip
GRAVE = frozenset({"failing", "blocked", "not-a-feed"})
# Of a source that nobody has asked there is nothing to say, good or bad.
UNASKED = "not checked"
COLUMNS = ("outlet", "health", "newest", "listed", "new", "unchanged", "checked", "message")
DAY, HOUR = 24.0, 1.0
# Listings that hold less than this part of what is expected are pointed at.
FEW = 0.5


def draw_sources(sources: pl.DataFrame, visit: Visit) -> None:
    """How many do how, as a filter, and the table."""
    words = visit.wording.say
    if sources.is_empty():
        notify(words("sources.none"))
        return
    found = sources["health"].to_list()
    options = [ALL, *sorted(set(found), key=rank)]
    chosen = pick("health", options, ALL)
    st.segmented_control(
        words("sources.health"), options, key="health", required=True, on_change=keep, args=("health",),
        format_func=lambda option: name_option(option, found, visit),
    )  # fmt: skip
    asked = st.query_params.get("source")
    if asked in sources["source_id"].to_list():
        sources = sources.filter(sources["source_id"] == asked)
        label = f"← {words('sources.back')}"
        st.page_link(page_file("sources"), label=label, query_params=link_to())
    rows = [row for row in sources.iter_rows(named=True) if asked == row["source_id"] or chosen in {ALL, row["health"]}]
    rows.sort(key=lambda row: (rank(row["health"]), row["publisher"]))
    grid = [list(list_cells(row, visit)) for row in rows]
    st.html(draw_grid([words(f"sources.column_{name}") for name in COLUMNS], grid, kind="outlets").html)


def rank(health: str) -> int:
    return list(SIGNS).index(health) if health in SIGNS else -1


def name_option(option: str, found: list[str], visit: Visit) -> str:
    if option == ALL:
        return visit.wording.say("sources.all", count=len(found))
    return f"{SIGNS.get(option, '?')} {visit.wording.name('health', option)} {found.count(option)}"


def list_cells(row: dict[str, Any], visit: Visit) -> Iterator[str | Markup]:
    wording = visit.wording
    kind = f"{wording.name('lang', row['language'])} · {wording.name('tier', row['tier'])}"
    yield join(tag("b", row["publisher"]), tag("div", kind, kind="explain"))
    yield draw_health(row["health"], visit)
    yield draw_newest(row, visit)
    yield draw_listed(row["listed"], row["expected"], visit)
    yield write_number(row["new_pages"])
    yield write_number(row["not_modified"])
    yield write_instant(row["checked_at"], wording) if row["checked_at"] else wording.say("sources.never")
    yield row["message"] or ""


def draw_health(health: str, visit: Visit) -> Markup:
    kind = {"ok": "ok", UNASKED: "unasked"}.get(health, "grave" if health in GRAVE else "doubt")
    explained = visit.wording.words.get(f"health_long.{health}", "")
    words = f"{SIGNS.get(health, '?')} {visit.wording.name('health', health)}"
    return tag("span", words, kind=f"chip health-{kind}", title=explained)


def draw_newest(row: dict[str, Any], visit: Visit) -> Markup:
    """The day of the newest item, and how often one is usual."""
    wording = visit.wording
    newest = write_instant(row["newest_item_at"], wording) if row["newest_item_at"] else wording.say("sources.no_item")
    lines = [write_age(row["newest_item_at"], row["checked_at"], visit), write_cadence(row["cadence_hours"], visit)]
    return join(newest, tag("div", " · ".join(filter(None, lines)), kind="explain"))


def write_age(newest: datetime | None, checked: datetime | None, visit: Visit) -> str:
    """How old the newest item was when it was looked for; the sample's outlets have stopped, so theirs says nothing."""
    if newest is None or checked is None or visit.edition.edition == "sample":
        return ""
    hours = max((checked - newest).total_seconds() / 3600, 0)
    return visit.wording.say("sources.age", span=write_span(hours, visit))


def write_cadence(hours: float | None, visit: Visit) -> str:
    return visit.wording.say("sources.usual", span=write_span(hours, visit)) if hours else ""


def write_span(hours: float, visit: Visit) -> str:
    """Hours as words: "1 hour", "6 hours", "5 days"."""
    unit, size = ("day", DAY) if hours >= 2 * DAY else ("hour", HOUR)
    count = round(hours / size)
    return visit.wording.say(f"sources.{unit}" if count == 1 else f"sources.{unit}s", count=count)


def draw_listed(listed: int | None, expected: int | None, visit: Visit) -> Markup:
    """What its listings held, of what is expected at the least."""
    if listed is None or not expected:
        return join(write_number(listed))
    words = visit.wording.say("sources.listed_of", listed=f"{listed:,}", expected=f"{expected:,}")
    return tag("span", words, kind="chip health-doubt") if listed < FEW * expected else join(words)


def write_number(number: int | None) -> str:
    return "–" if number is None else f"{number:,}"
