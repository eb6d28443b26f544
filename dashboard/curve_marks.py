"""Draws the reach curves: points where a day has a figure, thin lines between those of one hand, bounds as bounds."""

from collections.abc import Iterator, Mapping, Sequence

from dashboard.axes import Axis, across, draw_feasts
from dashboard.charts import DOUBTED
from dashboard.curve_names import draw_names
from dashboard.curves import Curve, Point, name_measurers
from dashboard.dates import write_date
from dashboard.figures import shorten, write_figure, write_full
from dashboard.happenings import write_day
from dashboard.layers import FACT, SHAPES, Inks, Row, Spec, field, frame, layer, listen, own, tooltip
from dashboard.markup import reveal
from dashboard.visit import Visit

HEIGHT = 300
ROOM = 1.12
# Names at the ends of lines are a text line apart, as a part of the height.
LINE = 17 / HEIGHT
# What a tracker measured is a whole line, what a company says dashed; what nobody is named for may be anybody's count,
# of which no two make a line.
DASHES: Mapping[str, list[int]] = {"measured": [1, 0], "official": [7, 3]}
# A bound stands over its point, on its side: at least points up, at most down.
BOUNDS = {"at_least": "M-0.5,0.3L0,-0.4L0.5,0.3", "at_most": "M-0.5,-0.3L0,0.4L0.5,-0.3", "approx": "M-.6,0L.6,0"}
ABOVE, BELOW = -11, 11
TICKS = 5


def find_top(points: Sequence[Point]) -> float:
    """The upper end of the axis; it begins at nought."""
    return ROOM * max(max(point.figure.value or 0, point.figure.value_max or 0) for point in points) or 1.0


def draw_curves(curves: Sequence[Curve], top: float, axis: Axis, inks: Inks, visit: Visit) -> Spec:
    """The picture of curves whose names are spread already."""
    ticks = {value: shorten(value, visit.wording.lang) for value in list_values(top)}
    x, y = across(axis, inks, "bottom"), upwards(top, ticks)
    spot, colour = {"x": x, "y": y}, {"color": own("colour")}
    rows = [row for curve in curves for row in mark_points(curve, inks, visit)]
    ranges = [row for row in rows if row["top"] is not None]
    hover = tooltip("what", "full", "when", "who", "status")
    mark = {"shape": own("shape"), "stroke": own("colour"), "fill": own("fill"), "tooltip": hover}
    look = {"size": 85, "strokeWidth": 2, "opacity": 1, "cursor": "pointer"}
    layers = [
        *draw_feasts(axis, x, inks),
        *draw_strokes(curves, spot | colour, inks),
        layer(ranges, "rule", spot | colour | {"y2": {"field": "top"}}, strokeWidth=2),
        *draw_bounds([row for row in rows if row["sign"]], spot | colour),
        *draw_names(curves, top, axis, spot | colour, inks),
        listen(layer(rows, "point", spot | mark, **look)),
    ]
    return frame(layers, HEIGHT, inks, describe(curves, visit))


def upwards(top: float, ticks: Mapping[float, str]) -> Spec:
    """The channel y from nought; its labels stand inside, so that days lie under days in every picture."""
    words = " : ".join([*(f"datum.value == {value!r} ? '{words}'" for value, words in ticks.items()), "''"])
    axis = {
        "values": list(ticks), "labelExpr": words, "title": None, "labelAlign": "left", "labelPadding": -4,
        "labelBaseline": "bottom", "labelOffset": -2, "ticks": False, "domain": False, "grid": True, "gridOpacity": 0.6,
        "zindex": 0,
    }  # fmt: skip
    return field("value", scale={"domain": [0, top], "nice": False}, axis=axis)


def list_values(top: float) -> list[float]:
    """Some round values below `top`: 1, 2.5 or 5 times a power of ten apart."""
    rough = top / TICKS
    power = 10 ** (len(str(int(rough))) - 1) if rough >= 1 else 1
    step = next(power * size for size in (1, 2.5, 5, 10) if power * size >= rough)
    return [float(step * number) for number in range(1, int(top / step) + 1)]


def mark_points(curve: Curve, inks: Inks, visit: Visit) -> Iterator[Row]:
    for point in curve.points:
        figure, colour = point.figure, find_colour(point, inks)
        is_hollow = point.is_before or figure.status in DOUBTED
        yield {
            "day": point.place,
            "value": figure.value,
            "top": figure.value_max if figure.bound == "range" else None,
            "colour": colour,
            "fill": inks.page if is_hollow else colour,
            "shape": SHAPES[visit.apps.index(point.app) % len(SHAPES)],
            "sign": figure.bound if figure.bound in BOUNDS else "",
            "what": reveal(f"{point.app.name}: {write_figure(figure, visit.wording)}"),
            "full": write_full(figure, visit.wording),
            "when": write_date(point.day, visit.wording) if point.is_before else
                    write_day(figure.as_of, point.place, visit),
            "who": reveal(name_measurers(point, visit)),
            "status": visit.wording.name("status", figure.status),
            FACT: figure.fact_id,
        }  # fmt: skip


def find_colour(point: Point, inks: Inks) -> str:
    return inks.ghost if point.is_before else point.app.colour


def draw_strokes(curves: Sequence[Curve], encoding: Spec, inks: Inks) -> Iterator[Spec]:
    """A layer of thin lines for each kind of dash."""
    for hand, dash in DASHES.items():
        rows = [row for curve in curves if curve.end.hand == hand for row in mark_line(curve, inks)]
        if rows:
            joined = encoding | {"detail": field("curve", "nominal")}
            yield layer(rows, "line", joined, strokeWidth=1.4, opacity=0.55, strokeDash=dash)


def mark_line(curve: Curve, inks: Inks) -> Iterator[Row]:
    for point in curve.points:
        place = {"day": point.place, "value": point.figure.value}
        yield place | {"curve": f"{point.app.id} {curve.name}", "colour": find_colour(point, inks)}


def draw_bounds(rows: Sequence[Row], encoding: Spec) -> Iterator[Spec]:
    """A layer for each kind of bound that occurs, above its points or below them."""
    for bound, shape in BOUNDS.items():
        found = [row for row in rows if row["sign"] == bound]
        offset = BELOW if bound == "at_most" else ABOVE
        if found:
            yield layer(found, "point", encoding, shape=shape, yOffset=offset, size=130, strokeWidth=2, filled=False)


def describe(curves: Sequence[Curve], visit: Visit) -> str:
    """The curves in words, for who cannot see them."""
    return "; ".join(f"{curve.name}: {', '.join(list_words(curve, visit))}" for curve in curves)


def list_words(curve: Curve, visit: Visit) -> Iterator[str]:
    for point in curve.points:
        yield f"{write_figure(point.figure, visit.wording)} ({write_date(point.day, visit.wording)})"
