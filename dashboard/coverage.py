"""What is known of whom: a matrix of apps and measures, in which a gap is seen as a gap."""

from collections.abc import Mapping
from typing import Any

import polars as pl
import streamlit as st

from dashboard.address import link_to
from dashboard.grids import Cell, draw_grid
from dashboard.markup import Markup, join, plain, tag
from dashboard.pages import page_file
from dashboard.visit import Visit

MEASURES = (
    "budget", "prize_max", "coupon", "dau", "mau", "orders", "interactions", "messages", "users", "launch", "end",
)  # fmt: skip
# So many independent origins make a figure firm, and so many make it fair; one is a thread.
FIRM, FAIR = 4, 2


def draw_coverage(coverage: pl.DataFrame, visit: Visit) -> None:
    """Measures down, apps across, and for each app the way to all its figures."""
    known = {(row["app"], row["measure"]): row for row in coverage.iter_rows(named=True)}
    heads: list[Cell] = [visit.wording.say("sources.measure")]
    heads += [tag("span", tag("span", kind=f"dot app-{app.id}"), app.short) for app in visit.shown]
    rows = [list_cells(measure, known, visit) for measure in MEASURES]
    st.html(draw_grid(heads, rows, kind="matrix").html)
    with st.container(horizontal=True, key="coverage-links"):
        for app in visit.shown:
            label = plain(visit.wording.say("sources.figures_of", app=app.short))
            st.page_link(page_file("evidence"), label=label, query_params=link_to(app=app.id))


def list_cells(measure: str, known: Mapping[tuple[str, str], Mapping[str, Any]], visit: Visit) -> list[Cell]:
    cells = (draw_cell(known.get((app.id, measure)), visit) for app in visit.shown)
    return [visit.wording.name("measure", measure), *cells]


def draw_cell(row: Mapping[str, Any] | None, visit: Visit) -> Markup:
    words = visit.wording.say
    if row is None or not row["claims"]:
        return tag("div", words("figure.none"), kind="cover cover-none none", title=words("figure.none_long"))
    claims = words("sources.claim" if row["claims"] == 1 else "sources.claims", count=row["claims"])
    if not row["has_figure"]:
        return tag("div", words("sources.none_stands", claims=claims), kind="cover cover-none none")
    origins = row["origins"]
    depth = "firm" if origins >= FIRM else "fair" if origins >= FAIR else "thin"
    said = words("origins.one") if origins == 1 else words("origins.many", count=origins)
    return tag("div", join(tag("b", said), tag("small", claims)), kind=f"cover cover-{depth}")
