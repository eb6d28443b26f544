"""Writes whose each curve is at its end, where there is room for it."""

from collections.abc import Iterator, Sequence

from dashboard.axes import Axis
from dashboard.curves import Curve
from dashboard.glimpses import count_columns
from dashboard.layers import Inks, Row, Spec, field, write

# Pixels: a letter of a name at the most, where a name is cut, and how much of one may stand beyond the last day.
COLUMN, LONGEST, BESIDE = 7, 260, 10
# More points are a crowd in a picture that is less than so many pixels wide.
CROWD, WIDE = 24, 520


def draw_names(curves: Sequence[Curve], top: float, axis: Axis, spot: Spec, inks: Inks) -> Iterator[Spec]:
    """The names at the ends of the lines: right of them where the picture is wide enough, else over their left.

    There they would lie on the points of a crowded picture on a phone: it has none of those.
    """
    least = WIDE if sum(len(curve.points) for curve in curves) > CROWD else 0
    names = [row for curve in curves for row in name_end(curve, top, axis, inks, least)]
    fits = "(1 - datum.share) * width > datum.room"
    look = {"fontWeight": 600, "fontSize": 12, "limit": LONGEST}
    for side, test in (("left", fits), ("right", f"!({fits}) && width > datum.least")):
        place = {"dx": 11} if side == "left" else {"dx": -11, "dy": -9}
        shown = {"condition": field("name", "nominal", test=test), "value": ""}
        yield from write(names, spot | {"text": shown}, inks, align=side, **place, **look)


def name_end(curve: Curve, top: float, axis: Axis, inks: Inks, least: int) -> Iterator[Row]:
    """The name beside the last point, how many pixels it needs there, and of how wide a picture to stand elsewhere."""
    if curve.y is not None:
        place = {"day": curve.end.place, "value": curve.y * top, "share": axis.share(curve.end.place)}
        room = min(COLUMN * count_columns(curve.name), LONGEST) - BESIDE
        ink = inks.hush if curve.end.is_before else curve.end.app.ink
        yield place | {"room": room, "least": least, "name": curve.name, "colour": ink}
