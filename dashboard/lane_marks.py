"""Draws the lanes: the window of each campaign as a bar, and a sign on each day on which something happened."""

from collections.abc import Iterator, Mapping, Sequence

from dashboard.axes import Axis, across, draw_feasts
from dashboard.charts import DOUBTED
from dashboard.happenings import name_happening, write_day
from dashboard.lanes import HALF, STEP, Lane, Window
from dashboard.layers import FACT, Inks, Row, Spec, field, frame, layer, listen, own, tooltip, write
from dashboard.markup import reveal
from dashboard.visit import Visit

PALE, GHOST = 0.30, 0.30
SHAPES = {
    "budget": "M-.7,-1L0,0L.7,-1M0,0L0,1M-.55,.1L.55,.1M-.55,.55L.55,.55",
    "launch": "triangle-right",
    "phase_start": "diamond",
    "end": "square",
    "sponsor": "M0,-1L.3,-.3L1,-.3L.45,.2L.6,.9L0,.45L-.6,.9L-.45,.2L-1,-.3L-.3,-.3Z",
    "outage": "cross",
    "link_block": "M-.8,-.8L.8,.8M.8,-.8L-.8,.8",
    "other": "circle",
}
LINES = frozenset({"budget", "link_block"})


def draw_lanes(lanes: Sequence[Lane], before: Mapping[str, Window], axis: Axis, inks: Inks, visit: Visit) -> Spec:
    """The picture; `before` are the windows of the season before, drawn as thin grey lines."""
    height = lanes[-1].top + lanes[-1].height
    y = field("y", scale={"domain": [0, height], "reverse": True, "nice": False}, axis=None)
    x = across(axis, inks, "top")
    spot = {"x": x, "y": y}
    bar = spot | {"x2": {"field": "until"}, "y2": {"field": "bottom"}, "color": own("colour")}
    bar |= {"opacity": field("opacity", scale=None, legend=None)}
    layers = [
        *draw_feasts(axis, x, inks, y=9),
        layer([piece for lane in lanes for piece in cut_window(lane, axis)], "rect", bar),
        layer([row for lane in lanes for row in draw_ghost(lane, before, inks)], "rect", bar, clip=True),
        *draw_names(lanes, {"x": {"value": 0}, "y": y}, inks, visit),
        *draw_signs(lanes, spot, axis, inks, visit),
    ]
    return frame(layers, height, inks, describe(lanes, visit), orient="top")


def draw_names(lanes: Sequence[Lane], spot: Spec, inks: Inks, visit: Visit) -> Iterator[Spec]:
    """Whose lane it is, and below it what is not known of its window."""
    text = spot | {"text": field("name", "nominal")}
    names = [row for lane in lanes for row in name_lane(lane)]
    excuses = [row for lane in lanes for row in excuse_lane(lane, visit)]
    look = {"align": "left", "dx": 4}
    yield from write(names, text | {"color": own("colour")}, inks, fontWeight=600, fontSize=13, **look)
    yield from write(excuses, text, inks, fontSize=11, fontStyle="italic", color=inks.hush, **look)


def draw_signs(lanes: Sequence[Lane], spot: Spec, axis: Axis, inks: Inks, visit: Visit) -> Iterator[Spec]:
    """The arrows of windows that go on, and the signs, which can be clicked."""
    shape, colour = {"shape": own("shape")}, own("colour")
    arrows = [row for lane in lanes for row in draw_arrows(lane, axis)]
    signs = [row for lane in lanes for row in mark_signs(lane, inks, visit)]
    yield layer(arrows, "point", spot | shape | {"color": colour}, filled=True, size=90, opacity=0.7)
    hover = {"stroke": colour, "fill": own("fill"), "tooltip": tooltip("what", "when", "status", "quote")}
    look = {"size": 130, "strokeWidth": 2, "opacity": 1, "cursor": "pointer"}
    yield listen(layer(signs, "point", spot | shape | hover, **look))


def cut_window(lane: Lane, axis: Axis) -> Iterator[Row]:
    """The bar of one window; where an end is not known it fades towards the edge."""
    start, end = lane.window.start, lane.window.end
    if start is not None or end is not None:
        fades = [lane.app.colour, *(f"{lane.app.colour}00" for known in (start, end) if known is None)]
        yield {
            "y": lane.middle - HALF,
            "bottom": lane.middle + HALF,
            "day": axis.first if start is None else start,
            "until": axis.last if end is None else end,
            "colour": shade(fades if start is not None else fades[::-1]),
            "opacity": PALE,
        }


def shade(colours: Sequence[str]) -> str | Row:
    """One colour as it is, of two what Vega draws as a gradient from left to right."""
    if len(colours) == 1:
        return colours[0]
    stops = [{"offset": offset, "color": colour} for offset, colour in enumerate(colours)]
    return {"gradient": "linear", "x1": 0, "y1": 0, "x2": 1, "y2": 0, "stops": stops}


def draw_ghost(lane: Lane, before: Mapping[str, Window], inks: Inks) -> Iterator[Row]:
    """The window of the season before, where both its ends are known."""
    window = before.get(lane.app.id)
    if window and window.start is not None and window.end is not None:
        edges = {"y": lane.middle - HALF - 5, "bottom": lane.middle - HALF - 2}
        yield edges | {"day": window.start, "until": window.end, "colour": inks.ghost, "opacity": GHOST}


def draw_arrows(lane: Lane, axis: Axis) -> Iterator[Row]:
    """An arrow where a window goes on to a day that is not known."""
    if lane.window.start is not None and lane.window.end is None:
        yield {"day": axis.last - 0.5, "y": lane.middle, "shape": "triangle-right", "colour": lane.app.colour}


def name_lane(lane: Lane) -> Iterator[Row]:
    yield {"y": lane.top + 10, "name": reveal(lane.app.short), "colour": lane.app.ink}


def excuse_lane(lane: Lane, visit: Visit) -> Iterator[Row]:
    """What is not known of the window, in words."""
    missing = (lane.window.start is None, lane.window.end is None)
    keys = {(True, True): "no_window", (True, False): "no_start", (False, True): "no_end"}
    if missing in keys:
        yield {"y": lane.top + 24, "name": visit.wording.say(f"timeline.{keys[missing]}")}


def mark_signs(lane: Lane, inks: Inks, visit: Visit) -> Iterator[Row]:
    for sign, level in zip(lane.signs, lane.levels, strict=True):
        is_hollow = sign.status in DOUBTED and sign.kind not in LINES
        yield {
            "day": sign.place,
            "y": lane.middle + STEP * level,
            "shape": SHAPES[sign.kind],
            "colour": lane.app.colour,
            "fill": inks.page if is_hollow else "transparent" if sign.kind in LINES else lane.app.colour,
            "what": reveal(f"{lane.app.name}: {name_happening(sign, visit)}"),
            "when": write_day(sign.event_on, sign.place, visit),
            "status": visit.wording.name("status", sign.status),
            "quote": reveal(sign.quote),
            FACT: sign.fact_id,
        }


def describe(lanes: Sequence[Lane], visit: Visit) -> str:
    """The lanes in words, for who cannot see them."""
    return "; ".join(f"{lane.app.name}: {', '.join(list_words(lane, visit))}" for lane in lanes)


def list_words(lane: Lane, visit: Visit) -> list[str]:
    signs = [f"{name_happening(sign, visit)} ({write_day(sign.event_on, None, visit)})" for sign in lane.signs]
    return signs or [visit.wording.say("timeline.no_signs")]
