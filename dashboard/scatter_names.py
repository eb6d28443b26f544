"""Where the name of each point of the picture stands: beside it, and on no other point or name if there is room."""

from collections.abc import Mapping, Sequence
from itertools import product

from dashboard.scatter import LEFT_FROM

# The size of a name with its two figures, how far its point is from it, and half a point: shares of the picture.
WIDTH, HEIGHT, GAP, HALF = 0.27, 0.11, 0.05, 0.03
# From where on its point a name begins, counted upwards, by what the styles call it.
SHIFTS = {"level": -HEIGHT / 2, "raised": 0.01, "lowered": -HEIGHT - 0.01}
SIDES = ("to-right", "to-left")
ROUNDS = 3

Spot = tuple[float, float]
# Left, right, bottom and top.
Box = tuple[float, float, float, float]


def place_names(spots: Mapping[str, Spot], lines: Sequence[str]) -> dict[str, tuple[str, str]]:
    """The side and the shift of each name, of points by app in the order in which they choose.

    Those in `lines` have a line through their points, and stand over it if they can.
    """
    boxes: dict[str, Box] = {}
    found: dict[str, tuple[str, str]] = {}
    # Who chose first could not know where the later ones would stand.
    for app, spot in [*spots.items()] * ROUNDS:
        taken = [frame_point(other) for name, other in spots.items() if name != app]
        taken += [box for name, box in boxes.items() if name != app]
        places = {place: frame_name(spot, *place) for place in list_places(spot, has_line=app in lines)}
        # Of two that lie on as much, the first.
        found[app] = min(places, key=lambda place: cover(places[place], taken))
        boxes[app] = places[found[app]]
    return found


def list_places(spot: Spot, *, has_line: bool) -> list[tuple[str, str]]:
    """Where a name may stand, the best first; on the other side of its point last."""
    sides = SIDES if spot[0] <= LEFT_FROM else SIDES[::-1]
    shifts = ("raised", "lowered") if has_line else ("level", "raised", "lowered")
    return list(product(sides, shifts))


def frame_point(spot: Spot) -> Box:
    x, y = spot
    return x - HALF, x + HALF, y - HALF, y + HALF


def frame_name(spot: Spot, side: str, shift: str) -> Box:
    x, y = spot
    left = x + GAP if side == "to-right" else x - GAP - WIDTH
    return left, left + WIDTH, y + SHIFTS[shift], y + SHIFTS[shift] + HEIGHT


def cover(box: Box, taken: Sequence[Box]) -> float:
    """How much of the box lies on others or out of the picture, as a share of it."""
    inside = overlap(box, (0.0, 1.0, 0.0, 1.0 + HEIGHT))
    return round(1 - inside + sum(overlap(box, other) for other in taken), 3)


def overlap(box: Box, other: Box) -> float:
    """The share of the first box that lies on the second."""
    wide = min(box[1], other[1]) - max(box[0], other[0])
    high = min(box[3], other[3]) - max(box[2], other[2])
    return max(wide, 0) * max(high, 0) / ((box[1] - box[0]) * (box[3] - box[2]))
