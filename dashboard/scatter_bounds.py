"""Draws how far the bounds of each figure go in the picture of spend against reach, on an axis as between the two."""

from collections.abc import Iterator

from dashboard.board import Node, hide, node
from dashboard.scatter import Plot, find_ends, find_spot
from dashboard.theme import App

# Which way an open end points, by the bound that leaves it open.
OPEN_X = {"at_least": "right", "at_most": "left"}
OPEN_Y = {"at_least": "up", "at_most": "down"}


def draw_whiskers(plot: Plot, apps: list[App]) -> Iterator[Node]:
    """What the words allow: a line from end to end, or a short one where an end is open."""
    for app in apps:
        x, y = find_spot(app, plot)
        kind = f"whisker app-{app.id}"
        left, right = find_ends(plot.spend[app.id], plot.x) if app.id in plot.spend else (x, x)
        low, high = find_ends(plot.reach[app.id], plot.y) if app.id in plot.reach else (y, y)
        if left != right:
            yield node("line", kind=kind, x1=left, x2=right, y1=1 - y, y2=1 - y)
        if low != high:
            yield node("line", kind=kind, x1=x, x2=x, y1=1 - low, y2=1 - high)


def draw_arrows(plot: Plot, apps: list[App]) -> Iterator[Node]:
    """The heads of the open ends."""
    for app in apps:
        x, y = find_spot(app, plot)
        spend, reach = plot.spend.get(app.id), plot.reach.get(app.id)
        end = OPEN_X.get(spend.bound) if spend else None
        if spend and end:
            yield draw_head(end, app, find_ends(spend, plot.x)[end == "right"], y)
        end = OPEN_Y.get(reach.bound) if reach else None
        if reach and end:
            yield draw_head(end, app, x, find_ends(reach, plot.y)[end == "up"])


def draw_head(end: str, app: App, x: float, y: float) -> Node:
    return hide(node("span", kind=f"head head-{end} app-{app.id}", x=x, y=y))
