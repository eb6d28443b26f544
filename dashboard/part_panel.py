"""A card for what is counted in a unit of its own (draws, packets claimed): no total of its measure, so in no bar."""

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
    """Per app, measure and unit the figure that stands, of the apps shown, in the order of the measures."""
    facts = read_compared(visit.version, season).filter(
        (pl.col("rank") == "preferred") & (pl.col("kind") == "reach") & ~pl.col("measure").is_in(NO_COUNT)
    )
    best = pick_best(facts, by=("app", "measure", "unit"))
    places = {app.id: place for place, app in enumerate(visit.shown)}
    found = [one for row in best.iter_rows(named=True) if counts_a_part(one := make_figure(row)) and one.app in places]
    well = sorted(found, key=lambda one: -one.origins)[:MOST]
    return sorted(well, key=lambda one: (ORDER.get(one.measure, len(ORDER)), one.measure, one.unit, places[one.app]))


def draw_parts(parts: Sequence[Figure], visit: Visit) -> Node:
    """The card: what is counted, whose, the number and who counted it."""
    words = visit.wording.say
    rows = [draw_lone_row(name_measure(figure, visit.wording), figure, visit) for figure in parts]
    heading = [node("h3", words("compare.parts")), node("p", words("compare.parts_long"), kind="explain")]
    foot = node("div", save_table(node("button", words("download.open"), kind="save"), PARTS), kind="foot")
    return node("section", *heading, node("ul", *rows, kind="lone"), foot, kind="panel alone")


def find_part_facts(season: int, visit: Visit) -> pl.DataFrame:
    """The facts behind the card, for a file: a row at least for each app that is shown."""
    figures: list[Mapping[str, Any]] = [{figure.app: figure} for figure in find_parts(season, visit)]
    return collect_facts(figures, read_compared(visit.version, season), visit.shown)
