"""The values of a dispute as points on one line, so that "ten times" and "two per cent" look different."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log10

from dashboard.board import Node, node
from dashboard.disputes import Dispute, find_amount
from dashboard.figures import make_figure, write_figure
from dashboard.wording import Wording

# From so many times on a line from zero shows the smaller values as one.
FAR = 8.0
# Where the lowest point stands on a logarithmic line: it has no zero.
LOWEST = 8.0
# Points nearer than this share of the line would print their labels over each other.
NEAR = 16.0
# Below so many per cent apart, the gap is said in per cent and not as a multiple.
PERCENT_UNTIL = 2.0


@dataclass(frozen=True, slots=True)
class Point:
    """One value at `share` of the line, 0 to 100."""

    share: float
    label: str
    rank: str


def draw_strip(dispute: Dispute, wording: Wording) -> list[Node]:
    """The line, and in words how far apart the values are; nothing where there are no two positive values."""
    values = [value for value in dispute.values if (find_amount(value) or 0) > 0]
    if len(values) < 2:
        return []
    if dispute.spread == 1:
        return [node("p", wording.say("disputed.same_value"), kind="explain")]
    shares = place([find_amount(value) or 0 for value in values])
    points = [
        Point(share, write_figure(make_figure(value), wording), value["rank"])
        for share, value in zip(shares, values, strict=True)
    ]
    is_far = dispute.spread >= FAR
    kind = f"strip {'strip-far' if is_far else 'strip-from-zero'} app-{dispute.app}"
    line = node("div", *draw_points(sorted(points, key=lambda point: point.share)), kind=kind)
    scale = [wording.say("disputed.scale_log")] if is_far else []
    note = node("p", " · ".join([write_gap(dispute.spread, wording), *scale]), kind="strip-note")
    return [node("div", line, note, kind="strip-row")]


def place(amounts: Sequence[float]) -> list[float]:
    """The share of the line of each amount: from zero, or from the least on a logarithmic line."""
    least, most = min(amounts), max(amounts)
    if most / least < FAR:
        return [100 * amount / most for amount in amounts]
    return [LOWEST + (100 - LOWEST) * log10(amount / least) / log10(most / least) for amount in amounts]


def draw_points(points: Sequence[Point]) -> list[Node]:
    """A dot and a label for each point; a label too near to the one before it goes below the line."""
    drawn, last, is_below = [], -NEAR, False
    for point in points:
        is_below = not is_below if point.share - last < NEAR else False
        last = point.share
        side = "below" if is_below else "above"
        label = node("span", point.label, kind=f"strip-label strip-{side}")
        dot = node("span", label, kind=f"strip-point strip-{point.rank}")
        drawn.append(node("div", dot, kind="strip-at", share=round(point.share / 100, 4)))
    return drawn


def write_gap(spread: float, wording: Wording) -> str:
    if spread < PERCENT_UNTIL:
        return wording.say("disputed.apart_percent", percent=f"{100 * (spread - 1):.2g}")
    return wording.say("disputed.apart", times=f"{spread:.3g}")
