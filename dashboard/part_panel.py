"""A card for what else is counted: downloads, or a unit of its own (draws, packets claimed) and so no total."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from dashboard.board import Node, node, save_table
from dashboard.figures import Figure, counts_a_part, make_figure, name_measure
from dashboard.measures import REACH, pick_best
from dashboard.panels import draw_lone_row
from dashboard.reading_compare import read_compared
from dashboard.tables import collect_facts
from dashboard.visit import Visit

# The file of these figures.
PARTS = "of-parts"
# The best supported; beyond these a card is a list, and lists are on Evidence.
MOST = 12
# A change is no count, of whatever it is told.
NO_COUNT = frozenset({"growth_pct"})
ORDER = {measure.name: place for place, measure in enumerate(REACH)}


def find_parts(season: int, visit: Visit) -> list[Figure]:
    """Per app, measure and unit the figure that stands, of the apps shown and of what no other card has; best first."""
    facts = read_compared(visit.version, season).filter(
        (pl.col("rank") == "preferred") & (pl.col("kind") == "reach") & ~pl.col("measure").is_in(NO_COUNT)
    )
    best = pick_best(facts, by=("app", "measure", "unit"))
    places = {app.id: place for place, app in enumerate(visit.shown)}
    figures = [make_figure(row) for row in best.iter_rows(named=True)]
    found = [one for one in figures if one.app in places and (counts_a_part(one) or one.measure not in ORDER)]
    return sorted(found, key=lambda one: (-one.origins, place_of(one), places[one.app]))


def place_of(figure: Figure) -> tuple[int, str, str]:
    """Its place in a list of measures, in the order of the comparison."""
    return ORDER.get(figure.measure, len(ORDER)), figure.measure, figure.unit or ""


def draw_parts(parts: Sequence[Figure], visit: Visit) -> Node:
    """The card, in the order of the measures: what is counted, whose, the number and who counted it."""
    words = visit.wording.say
    shown = sorted(parts[:MOST], key=place_of)
    rows = [draw_lone_row(name_measure(figure, visit.wording), figure, visit) for figure in shown]
    explained = [words("compare.parts_long")]
    explained += [words("compare.parts_most", count=MOST)] if len(parts) > MOST else []
    heading = [node("h3", words("compare.parts")), node("p", " ".join(explained), kind="explain")]
    foot = node("div", save_table(node("button", words("download.open"), kind="save"), PARTS), kind="foot")
    return node("section", *heading, node("ul", *rows, kind="lone"), foot, kind="panel alone")


def find_part_facts(season: int, visit: Visit) -> pl.DataFrame:
    """The facts behind the card, for a file: a row at least for each app that is shown."""
    figures: list[Mapping[str, Any]] = [{figure.app: figure} for figure in find_parts(season, visit)]
    return collect_facts(figures, read_compared(visit.version, season), visit.shown)
