"""What the marks of the two pictures over days mean: a key of those only that are drawn."""

from collections.abc import Mapping, Sequence

from dashboard.charts import DOUBTED
from dashboard.curves import MEASURED, OFFICIAL, Curve
from dashboard.lanes import Lane, Window
from dashboard.markup import reveal
from dashboard.wording import Wording

BOUNDS = ("at_least", "at_most", "approx", "range")


def write_lane_key(lanes: Sequence[Lane], before: Mapping[str, Window], wording: Wording) -> str:
    """Bars and their ends, and what a sign stands for that is not the day of the thing itself."""
    windows = [lane.window for lane in lanes]
    grey = [before[lane.app.id] for lane in lanes if lane.app.id in before]
    drawn = {
        "bar": any(window.is_known for window in windows),
        "fade": any((window.start is None) != (window.end is None) for window in windows),
        "before": any(window.is_known for window in grey),
        "budget": any(sign.kind == "budget" for lane in lanes for sign in lane.signs),
    }
    return join_keys("lane_key", drawn, wording)


def write_curve_key(curves: Sequence[Curve], wording: Wording) -> str:
    """Lines, bounds and looks of the points."""
    points = [point for curve in curves for point in curve.points]
    bounds = {point.figure.bound for point in points}
    lines = [curve.end for curve in curves if len(curve.points) > 1]
    joined = {end.hand for end in lines}
    trackers = sorted({reveal(end.measurer) for end in lines if end.hand == MEASURED and end.measurer})
    drawn = {
        "solid": MEASURED in joined,
        "dashed": OFFICIAL in joined,
        "alone": any(not point.hand for point in points),
        **{bound: bound in bounds for bound in BOUNDS},
        "hollow": any(point.figure.status in DOUBTED for point in points),
        "before": any(point.is_before for point in points),
    }
    return join_keys("curve_key", drawn, wording, names=wording.say("compare.comma").join(trackers))


def join_keys(family: str, drawn: Mapping[str, bool], wording: Wording, **places: str) -> str:
    space = "" if wording.lang == "zh" else " "
    return space.join(wording.say(f"{family}.{name}", **places) for name, is_drawn in drawn.items() if is_drawn)
