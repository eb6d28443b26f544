"""Draws spend against reach: a point for each app that has both, a mark at the axis for who has one of them."""

from collections.abc import Iterator

from dashboard.board import Node, hide, name_node, node, open_facts
from dashboard.figures import write_amount, write_figure
from dashboard.measures import name_headline
from dashboard.scales import list_ticks
from dashboard.scatter import Plot, find_ends, find_spot, list_looks
from dashboard.scatter_bounds import draw_arrows, draw_whiskers
from dashboard.scatter_edges import draw_edges
from dashboard.scatter_names import place_names
from dashboard.theme import App
from dashboard.visit import Visit

# Symbols beside the colours, by the place of the app in the config, in a square from -10 to 10.
SYMBOLS = (
    "M-8,0A8,8 0 1,0 8,0A8,8 0 1,0 -8,0Z", "M-7,-7H7V7H-7Z", "M0,-10L10,0L0,10L-10,0Z", "M0,-9L9,7H-9Z",
    "M-3,-9H3V-3H9V3H3V9H-3V3H-9V-3H-3Z",
)  # fmt: skip
POINTS = frozenset({"exact", "approx"})


def draw_plot(plot: Plot, measure: str, visit: Visit) -> Node:
    """The picture; its axes are the announced budget and the reach `measure`."""
    both = [app for app in visit.shown if app.id in plot.spend and app.id in plot.reach]
    drawn = [app for app in visit.shown if app.id in plot.spend or app.id in plot.reach]
    spots = {app.id: find_spot(app, plot) for app in both}
    lines = [app.id for app in both if app.is_home or find_ends(plot.spend[app.id], plot.x)[1] > spots[app.id][0]]
    names = place_names(spots, lines)
    points = [draw_point(app, plot, names[app.id], visit) for app in both]
    labels = [hide(label) for label in draw_labels(plot, visit)]
    drawing = node("svg", *draw_grid(plot), *draw_ray(plot, visit), *draw_whiskers(plot, drawn), kind="lines")
    marks = [*labels, hide(drawing), *draw_arrows(plot, drawn), *draw_edges(plot, measure, visit), *points]
    y_title, x_title = (name_headline(name, visit.wording) for name in (measure, "budget"))
    return node(
        "div",
        node("p", f"↑ {y_title}", kind="axis-title"),
        node("div", *marks, kind="field"),
        node("p", f"{x_title} →", kind="axis-title x-title"),
        kind="plot",
    )


def draw_grid(plot: Plot) -> Iterator[Node]:
    for value in list_ticks(plot.x) if plot.spend else []:
        yield node("line", kind="rule", x1=plot.x.share(value), x2=plot.x.share(value), y1=0, y2=1)
    for value in list_ticks(plot.y) if plot.reach else []:
        yield node("line", kind="rule", x1=0, x2=1, y1=1 - plot.y.share(value), y2=1 - plot.y.share(value))


def draw_labels(plot: Plot, visit: Visit) -> Iterator[Node]:
    """The round values beside the axes, each in the unit of its own measure."""
    for kind, scale, figures in (("x-tick", plot.x, plot.spend), ("y-tick", plot.y, plot.reach)):
        for some in list(figures.values())[:1]:
            for value in list_ticks(scale):
                yield node("span", write_amount(value, some, visit.wording), kind=kind, start=scale.share(value))


def draw_ray(plot: Plot, visit: Visit) -> Iterator[Node]:
    """A dashed line through all points with as much reach per yuan as the home benchmark, where it has one.

    Where one axis is logarithmic and the other is not, those points lie on no line.
    """
    if not plot.has_rate or plot.x.is_log != plot.y.is_log:
        return
    spend, reach = plot.spend.get(visit.home.id), plot.reach.get(visit.home.id)
    if spend is None or reach is None or not {spend.bound, reach.bound} <= POINTS or not spend.value or not reach.value:
        return
    rate = reach.value / spend.value
    start = max(plot.x.low, plot.y.low / rate)
    end = min(plot.x.high, plot.y.high / rate)
    low, high = 1 - plot.y.share(rate * start), 1 - plot.y.share(rate * end)
    kind = f"ray app-{visit.home.id}"
    yield node("line", kind=kind, x1=plot.x.share(start), x2=plot.x.share(end), y1=low, y2=high)


def draw_point(app: App, plot: Plot, place: tuple[str, str], visit: Visit) -> Node:
    """The point with the app's name at its `place`: a button that opens both sentences."""
    spend, reach = plot.spend[app.id], plot.reach[app.id]
    x, y = find_spot(app, plot)
    wording = visit.wording
    values = f"{write_figure(spend, wording)} · {write_figure(reach, wording)}"
    label = node("span", node("b", app.short), node("small", values), kind="point-name")
    kinds = ["point", f"app-{app.id}", *place, *list_looks([spend, reach])]
    symbol = node("svg", name_node(node("path"), "d", SYMBOLS[visit.apps.index(app) % len(SYMBOLS)]), kind="symbol")
    made = node("button", hide(name_node(symbol, "viewBox", "-11 -11 22 22")), label, kind=" ".join(kinds), x=x, y=y)
    return open_facts(name_node(made, "aria-label", f"{app.name}: {values}"), [spend.fact_id, reach.fact_id])
