"""The table behind each chart: all that is known of each figure, in full, on the page and as a file."""

from collections.abc import Iterator, Sequence

import polars as pl

from dashboard.board import Node, draw_table
from dashboard.dates import write_as_of
from dashboard.figures import write_full
from dashboard.reasons import explain
from dashboard.standing import Figures, name_basis, write_beside
from dashboard.theme import App
from dashboard.visit import Visit

COLUMNS = ("app", "figure", "bound", "multiple", "status", "origins", "claims", "as_of", "basis", "reason")


def draw_figures(figures: Figures, visit: Visit) -> Node:
    """All that is known of each figure, one row per app, wide enough to scroll."""
    heads = [visit.wording.say(f"column.{name}", home=visit.home.short) for name in COLUMNS]
    return draw_table(heads, [list(list_cells(app, figures, visit)) for app in visit.shown])


def list_cells(app: App, figures: Figures, visit: Visit) -> Iterator[str]:
    wording = visit.wording
    yield app.name
    figure = figures.get(app.id)
    if figure is None:
        yield wording.say("figure.none")
        yield from [""] * (len(COLUMNS) - 2)
        return
    yield write_full(figure, wording)
    yield wording.name("bound_name", figure.bound)
    yield write_beside(app, figure, figures, visit)
    yield wording.name("status", figure.status)
    yield str(figure.origins)
    yield str(figure.claims)
    yield write_as_of(figure.as_of, wording)
    yield name_basis(figure, wording)
    yield explain(figure, wording)


def collect_facts(figures: Sequence[Figures], facts: pl.DataFrame, apps: Sequence[App]) -> pl.DataFrame:
    """The rows of `facts` behind the figures, for a file; an app without any has a row, and nothing in it."""
    wanted = [figure.fact_id for one in figures for figure in one.values()]
    named = pl.DataFrame({"app": [app.id for app in apps], "app_name": [app.name for app in apps]})
    return named.join(facts.filter(pl.col("fact_id").is_in(wanted)), on="app", how="left", maintain_order="left")
