"""Draws a figure as a bar, so that a bound looks like a bound and a doubt like a doubt."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from dashboard.board import Node, hide, node
from dashboard.figures import Figure

# How much room beyond the longest bar an open end needs, and how far it fades, as parts of the axis.
ROOM, FADE = 1.14, 0.08
PALE = frozenset({"at_most", "approx"})
DOUBTED = frozenset({"disputed", "suspect"})


def find_top(figures: Iterable[Figure]) -> float:
    """Where the axis of these figures ends; it starts at zero. They are of one measure and unit (`keep_alike`)."""
    return ROOM * max((reach_of(figure) for figure in figures), default=0.0) or 1.0


def keep_alike(figures: Mapping[str, Figure]) -> dict[str, Figure]:
    """The figures that may share an axis: those in the unit that most of them have; an event has none."""
    sums = {key: figure for key, figure in figures.items() if figure.value is not None}
    units = Counter(unit_of(figure) for figure in sums.values())
    return {key: figure for key, figure in sums.items() if unit_of(figure) == units.most_common(1)[0][0]}


def unit_of(figure: Figure) -> str | None:
    return figure.currency or figure.unit


def reach_of(figure: Figure) -> float:
    return max(figure.value or 0.0, figure.value_max or 0.0)


def draw_bar(figure: Figure | None, top: float, home: Figure | None) -> Node:
    """The bar of `figure` on an axis that ends at `top`, with the home benchmark's figure as a dashed line.

    Without a figure there is no mark: a bar of length zero would be a figure.
    """
    marks = [] if figure is None or figure.value is None else [*cut_bar(figure, top), *mark_ends(figure, top)]
    if home is not None and home.value is not None:
        marks.append(node("span", kind="home-line", start=round(home.value / top, 4)))
    return hide(node("div", *marks, kind="track"))


def cut_bar(figure: Figure, top: float) -> Iterator[Node]:
    """The pieces of the bar, each from `start` to `end` as shares of the axis."""
    value = figure.value or 0.0
    kind = "piece pale" if figure.bound in PALE else "piece"
    yield draw_piece(0.0, value / top, f"{kind} doubted" if figure.status in DOUBTED else kind)
    if figure.bound == "at_least":
        yield draw_piece(value / top, value / top + FADE, "piece faint")
    if figure.bound == "range" and figure.value_max is not None:
        yield draw_piece(value / top, figure.value_max / top, "piece pale")


def draw_piece(start: float, end: float, kind: str) -> Node:
    return node("span", kind=kind, start=round(start, 4), end=round(end, 4))


def mark_ends(figure: Figure, top: float) -> Iterator[Node]:
    """The sign at the end of a bar that stands for a bound: an open arrow, a cap, the two caps of a range."""
    value = figure.value or 0.0
    places = {"at_least": [value], "at_most": [value], "range": [value, figure.value_max or value]}
    for place in places.get(figure.bound, []):
        kind = "end arrow" if figure.bound == "at_least" else "end cap"
        yield node("span", kind=kind, start=round(place / top, 4))
