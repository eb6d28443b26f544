"""Who has only one of spend and reach: a tick at that axis, and in words what is lacking, each on a line of its own."""

from collections.abc import Iterable, Iterator

from dashboard.board import Node, hide, node, open_facts
from dashboard.figures import Figure, write_figure
from dashboard.scatter import LEFT_FROM, Plot, find_spot, list_looks, place
from dashboard.theme import App
from dashboard.visit import Visit

# The height of a line of words, as a share of the picture.
LINE = 0.075
# How far the words beside the axis of reach go, how long the name of a point is, and how far both keep apart.
WORDS, NAME, APART = 0.52, 0.33, 0.15


def draw_edges(plot: Plot, measure: str, visit: Visit) -> Iterator[Node]:
    """The ticks with their words, those of the budget from the axis up and those of the reach beside theirs."""
    below = [app for app in visit.shown if app.id in plot.spend and app.id not in plot.reach]
    for lift, app in enumerate(sorted(below, key=lambda app: -place(plot.spend[app.id], plot.x))):
        figure, start = plot.spend[app.id], place(plot.spend[app.id], plot.x)
        yield draw_tick(app, figure, "tick-x", start=start, lift=lift)
        side = "to-left" if start > LEFT_FROM else "to-right"
        yield draw_edge(app, figure, measure, f"edge-x {side}", visit, start=start, lift=lift)
    beside = [app for app in visit.shown if app.id in plot.reach and app.id not in plot.spend]
    free = LINE * len(below)
    points = [find_spot(app, plot) for app in visit.shown if app.id in plot.spend and app.id in plot.reach]
    for app in sorted(beside, key=lambda app: place(plot.reach[app.id], plot.y)):
        figure, start = plot.reach[app.id], place(plot.reach[app.id], plot.y)
        free = find_room(max(start, free + LINE / 2), free + LINE / 2, points)
        yield draw_tick(app, figure, "tick-y", start=start)
        yield draw_edge(app, figure, "budget", "edge-y", visit, start=round(free, 4))
        free += LINE / 2


def find_room(height: float, lowest: float, points: Iterable[tuple[float, float]]) -> float:
    """Where words beside the axis of reach lie on no point and on no name of one: near `height`, not below `lowest`."""
    in_way = [y for x, y in points if (x if x <= LEFT_FROM else x - NAME) < WORDS]
    rooms = [height, *(y + side for y in in_way for side in (-APART, APART))]
    # What binary fractions add must not make two that are just apart touch.
    free = [room for room in rooms if lowest <= room <= 1 and all(abs(room - y) > APART - 1e-9 for y in in_way)]
    return min(free, key=lambda room: abs(room - height), default=min(height, 1.0))


def draw_tick(app: App, figure: Figure, kind: str, start: float, lift: int = 0) -> Node:
    """The mark on the axis, hollow and pale as a point would be."""
    return hide(node("span", kind=" ".join([kind, f"app-{app.id}", *list_looks([figure])]), start=start, lift=lift))


def draw_edge(app: App, figure: Figure, lacking: str, kind: str, visit: Visit, start: float, lift: int = 0) -> Node:
    missing = node("span", f" · {visit.wording.say(f'lacks.{lacking}')}", kind="missing")
    words = node("span", node("b", app.short), f" {write_figure(figure, visit.wording)}", missing)
    made = node("button", words, kind=f"edge {kind} app-{app.id}", start=start, lift=lift)
    return open_facts(made, [figure.fact_id])
