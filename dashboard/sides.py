"""One side of the comparison, spend or reach: a card for each measure that two apps have a figure of."""

from collections.abc import Mapping
from functools import partial

from dashboard.board import Node, node
from dashboard.downloads import Source
from dashboard.measures import REACH, SPEND, FiguresOf, name_headline, split
from dashboard.panels import draw_lone, draw_panel
from dashboard.reading_compare import find_facts
from dashboard.visit import Visit

SIDES = {"spend": SPEND, "reach": REACH}


def draw_side(side: str, figures: FiguresOf, visit: Visit, *, is_more: bool) -> list[Node]:
    """The headlines, with `is_more` all others; what one app alone has in a card, what nobody has in words."""
    words = visit.wording.say
    parts = split(SIDES[side], figures)
    shown = parts.first + (parts.more if is_more else [])
    panels = [draw_panel(measure, figures[measure], visit) for measure in shown]
    panels += [draw_lone(parts.lone, figures, name_lone(side), visit)] if parts.lone else []
    missing = words("compare.comma").join(name_headline(measure.name, visit.wording) for measure in parts.none)
    key = "compare.none_of_chosen" if visit.chosen else "compare.none_of"
    none = [node("p", words(key, measures=missing), kind="none")] if missing else []
    title = node("h2", words(f"compare.{side}"))
    heading = node("div", title, node("p", words(f"compare.{side}_lead"), kind="lead"), kind="side-head")
    return [heading, node("div", *panels, kind="panels"), *none]


def count_more(figures: FiguresOf) -> int:
    """How many cards stand behind "More measures"."""
    return sum(len(split(measures, figures).more) for measures in SIDES.values())


def name_lone(side: str) -> str:
    """The name of the file of what one app alone has."""
    return f"{side}-of-one-app"


def list_files(figures: FiguresOf, season: int, visit: Visit) -> Mapping[str, Source]:
    """The facts behind each card as a file, made when somebody asks."""
    names = {measure.name: {measure.name} for measure in figures}
    for side, measures in SIDES.items():
        names[name_lone(side)] = {measure.name for measure in split(measures, figures).lone}
    return {stem: partial(find_facts, wanted, figures, season, visit) for stem, wanted in names.items()}
