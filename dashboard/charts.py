"""Draws one measure as bars, one row per app, so that a bound looks like a bound and a doubt like a doubt."""

from collections.abc import Iterator, Mapping
from typing import Any

import altair as alt

from dashboard.figures import Figure, write_figure, write_full
from dashboard.theme import App
from dashboard.wording import Wording

ROW_PIXELS = 60
BAR_PIXELS = 16
PALE = 0.34
STRIPES = 56
# How much room beyond the longest bar an open end needs, and how far it fades, as parts of the axis.
ROOM, FADE = 1.14, 0.07
ARROW = "M-0.5,-0.9L0.5,0L-0.5,0.9"
CAP = "M0,-1L0,1"
INK = "#8B8378"
# Side by side, for Streamlit adds a margin of its own where a side is not given.
NO_PADDING = {"left": 0, "right": 0, "top": 0, "bottom": 0}
DOUBTED = frozenset({"disputed", "suspect"})

Row = dict[str, Any]


def draw_measure(apps: list[App], figures: Mapping[str, Figure], wording: Wording) -> alt.LayerChart:
    """Bars from zero on a scale of their own, in the order of `apps`; `figures` by app id, one of them at least.

    The dashed line is the home benchmark's figure. The row of an app without a figure stays empty: no bar of
    length zero, which would be a figure.
    """
    top = ROOM * max(reach_of(figure) for figure in figures.values())
    x = alt.X("start:Q", axis=None, scale=alt.Scale(domain=[0, top], nice=False))
    # The domain is all apps, so that the row of one without a figure keeps its place.
    rows = alt.Scale(domain=[app.id for app in apps], paddingInner=0, paddingOuter=0)
    y = alt.Y("app:N", axis=None, sort=None, scale=rows)
    pieces = [piece for app in apps for piece in cut_bar(app, figures.get(app.id), top, wording)]
    ends = [end for app in apps for end in mark_end(app, figures.get(app.id))]
    layers = [draw_bars(pieces, x, y), draw_ends(ends, x, y)]
    layers += draw_home(apps, figures, x)
    picture = alt.layer(*layers).properties(
        width="container", height=ROW_PIXELS * len(apps), padding=NO_PADDING, background="transparent"
    )
    framed: alt.LayerChart = picture.configure_view(stroke=None)
    return framed


def reach_of(figure: Figure) -> float:
    return max(figure.value or 0.0, figure.value_max or 0.0)


def cut_bar(app: App, figure: Figure | None, top: float, wording: Wording) -> Iterator[Row]:
    """The pieces of one bar, each from `start` to `end` with its opacity."""
    if figure is None or figure.value is None:
        return
    row: Row = {"app": app.id, "colour": app.colour}
    row["words"] = f"{app.name}: {write_figure(figure, wording)}"
    row["full"] = write_full(figure, wording)
    row["status"] = wording.name("status_long", figure.status)
    solid = PALE if figure.bound in {"at_most", "approx"} else 1.0
    if figure.status in DOUBTED:
        yield from cut_stripes(row, figure.value, top, solid)
    else:
        yield row | {"start": 0.0, "end": figure.value, "opacity": solid}
    if figure.bound == "at_least":
        yield row | {"start": figure.value, "end": figure.value + FADE * top, "opacity": PALE / 2}
    if figure.bound == "range" and figure.value_max is not None:
        yield row | {"start": figure.value, "end": figure.value_max, "opacity": PALE}


def cut_stripes(row: Row, value: float, top: float, solid: float) -> Iterator[Row]:
    """A bar in stripes of equal width on the axis, whatever the length of the bar."""
    width = top / STRIPES
    for number in range(int(value / width) + 1):
        start, end = number * width, min((number + 1) * width, value)
        yield row | {"start": start, "end": end, "opacity": solid * (PALE if number % 2 else 1.0)}


def mark_end(app: App, figure: Figure | None) -> Iterator[Row]:
    """The sign at the end of a bar that stands for a bound: an open arrow, a cap, the two caps of a range."""
    if figure is None or figure.value is None:
        return
    at: dict[str, list[float]] = {"at_least": [figure.value], "at_most": [figure.value]}
    at["range"] = [figure.value, figure.value_max or figure.value]
    for value in at.get(figure.bound, []):
        shape = ARROW if figure.bound == "at_least" else CAP
        yield {"app": app.id, "colour": app.colour, "start": value, "shape": shape}


def draw_bars(pieces: list[Row], x: alt.X, y: alt.Y) -> alt.Chart:
    bars: alt.Chart = (
        open_chart(pieces)
        .mark_bar(height=BAR_PIXELS)
        .encode(
            x=x,
            x2="end:Q",
            y=y,
            color=alt.Color("colour:N", scale=None),
            opacity=alt.Opacity("opacity:Q", scale=None),
            tooltip=[alt.Tooltip(f"{name}:N", title=" ") for name in ("words", "full", "status")],
        )
    )
    return bars


def draw_ends(ends: list[Row], x: alt.X, y: alt.Y) -> alt.Chart:
    signs: alt.Chart = (
        open_chart(ends)
        .mark_point(size=2 * BAR_PIXELS**2, filled=False, strokeWidth=2.5, clip=True)
        .encode(
            x=x,
            y=y,
            shape=alt.Shape("shape:N", scale=None),
            color=alt.Color("colour:N", scale=None),
            opacity=alt.value(1),
        )
    )
    return signs


def draw_home(apps: list[App], figures: Mapping[str, Figure], x: alt.X) -> list[alt.Chart]:
    """The home benchmark's figure as a line through all rows, if it has one."""
    values = [figures[app.id].value for app in apps if app.is_home and app.id in figures]
    line = open_chart([{"start": value} for value in values if value is not None])
    return [line.mark_rule(strokeDash=[3, 4], color=INK, opacity=0.8).encode(x=x)] if values else []


def open_chart(rows: list[Row]) -> alt.Chart:
    return alt.Chart(alt.InlineData(values=rows))


def describe(apps: list[App], figures: Mapping[str, Figure], wording: Wording) -> str:
    """The chart in words, for who cannot see it."""
    none = wording.say("figure.none")
    said = (write_figure(figures[app.id], wording) if app.id in figures else none for app in apps)
    return "; ".join(f"{app.name}: {words}" for app, words in zip(apps, said, strict=True))
