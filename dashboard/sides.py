"""One side of the comparison, spend or reach: a card for each measure that two apps have a figure of."""

from collections.abc import Mapping
from functools import partial

from dashboard.board import Node, node
from dashboard.downloads import Source
from dashboard.measures import FiguresOf, Split, name_counted, split
from dashboard.panels import draw_lone, draw_panel
from dashboard.reading_compare import find_facts
from dashboard.visit import Visit

SIDES = ("spend", "reach")
# The file of what one app alone has.
LONE = "of-one-app"


def draw_sides(figures: FiguresOf, visit: Visit, *, is_more: bool) -> list[Node]:
    """Both sides, and after them in one place what one app alone has a figure of."""
    drawn = [part for side in SIDES for part in draw_side(side, figures, visit, is_more=is_more)]
    lone = [measure for side in SIDES for measure in split_side(side, figures).lone]
    return [*drawn, *([draw_lone(lone, figures, LONE, visit)] if lone else [])]


def split_side(side: str, figures: FiguresOf) -> Split:
    return split([measure for measure in figures if measure.kind == side], figures)


def draw_side(side: str, figures: FiguresOf, visit: Visit, *, is_more: bool) -> list[Node]:
    """The headlines, with `is_more` all others; what nobody has in words. No heading over nothing."""
    words = visit.wording.say
    parts = split_side(side, figures)
    shown = parts.first + (parts.more if is_more else [])
    panels = [node("div", *(draw_panel(measure, figures[measure], visit) for measure in shown), kind="panels")]
    missing = words("compare.comma").join(name_counted(measure, visit.wording) for measure in parts.none)
    key = "compare.none_of_chosen" if visit.chosen else "compare.none_of"
    none = [node("p", words(key, measures=missing), kind="none")] if missing else []
    title = node("h2", words(f"compare.{side}"))
    heading = node("div", title, node("p", words(f"compare.{side}_lead"), kind="lead"), kind="side-head")
    body = [*(panels if shown else []), *none]
    return [heading, *body] if body else []


def count_more(figures: FiguresOf) -> int:
    """How many cards stand behind "More measures"."""
    return sum(len(split_side(side, figures).more) for side in SIDES)


def list_files(figures: FiguresOf, season: int, visit: Visit) -> Mapping[str, Source]:
    """The facts behind each card as a file, made when somebody asks."""
    names = {measure.name: {measure.name} for measure in figures}
    names[LONE] = {measure.name for side in SIDES for measure in split_side(side, figures).lone}
    return {stem: partial(find_facts, wanted, figures, season, visit) for stem, wanted in names.items()}
