"""One measure in a card: a row for each app with its name, its bar and its figure, and below it the table behind."""

from collections.abc import Sequence

from dashboard.board import Inside, Node, hide, node, open_facts, save_table
from dashboard.charts import draw_bar, find_top, keep_alike
from dashboard.figures import Figure, write_figure, write_full
from dashboard.measures import FiguresOf, Measure, name_headline
from dashboard.standing import Figures, draw_chip, write_beside
from dashboard.tables import draw_figures
from dashboard.theme import App
from dashboard.visit import Visit


def draw_panel(measure: Measure, figures: Figures, visit: Visit) -> Node:
    """The card of one measure, on a scale of its own; somebody has a figure of it."""
    alike = keep_alike(figures)
    top = find_top(alike.values())
    home = alike.get(visit.home.id)
    rows = [draw_row(app, figures, draw_bar(alike.get(app.id), top, home), visit) for app in visit.shown]
    if home is not None and home.value is not None and len(alike) > 1:
        rows.append(name_home(home.value / top, visit))
    foot = draw_foot(draw_figures(figures, visit), measure.name, visit)
    return node("section", *draw_heading(measure.name, visit), node("ul", *rows, kind="rows"), foot, kind="panel")


def draw_heading(measure: str, visit: Visit) -> list[Node]:
    explained = visit.wording.say(f"explain.{measure}")
    return [node("h3", name_headline(measure, visit.wording)), node("p", explained, kind="explain")]


def draw_row(app: App, figures: Figures, bar: Node, visit: Visit) -> Node:
    """Whose figure, how well it stands, its bar, the number and its place beside the benchmark."""
    figure = figures.get(app.id)
    who = node("div", draw_name(app), *([draw_chip(figure, visit)] if figure else []), kind="who")
    beside = write_beside(app, figure, figures, visit) if figure else ""
    said = node("div", draw_number(figure, visit), *([node("small", beside, kind="multiple")] if beside else []))
    return node("li", who, bar, said | {"kind": "said"}, kind=f"row app-{app.id}")


def draw_name(app: App) -> Node:
    return node("span", hide(node("span", kind="dot")), app.short, kind="name", title=app.name)


def draw_number(figure: Figure | None, visit: Visit, kind: str = "number") -> Node:
    """The figure as a button that opens its sentence; in words, and no number, where there is none."""
    wording = visit.wording
    if figure is None:
        return node("span", wording.say("figure.none"), kind="none", title=wording.say("figure.none_long"))
    words = node("button", write_figure(figure, wording), kind=kind, title=write_full(figure, wording))
    return open_facts(words, [figure.fact_id])


def name_home(start: float, visit: Visit) -> Node:
    """Whose the dashed line is, under it."""
    label = node("span", visit.home.short, kind="home-name", start=round(start, 4))
    return hide(node("li", node("div", label, kind="track"), kind="row home-row"))


def draw_foot(table: Node, stem: str, visit: Visit) -> Node:
    """The table behind a picture, folded, and the way to have it as a file."""
    words = visit.wording.say
    folded = node("details", node("summary", words("compare.table")), table)
    return node("div", folded, save_table(node("button", words("download.open"), kind="save"), stem), kind="foot")


def draw_lone(measures: Sequence[Measure], figures: FiguresOf, stem: str, visit: Visit) -> Node:
    """A card for the measures that only one app has a figure of: nothing to compare, so no bar; `stem` is its file."""
    rows = []
    for measure in measures:
        (figure,) = figures[measure].values()
        app = visit.find_app(figure.app)
        what = node("div", node("span", name_headline(measure.name, visit.wording), kind="what"), draw_name(app))
        cells: list[Inside] = [what | {"kind": "who"}, draw_number(figure, visit), draw_chip(figure, visit)]
        rows.append(node("li", *cells, kind=f"lone-row app-{app.id}"))
    words = visit.wording.say
    title = words("compare.lone_chosen" if visit.chosen else "compare.lone")
    heading = [node("h3", title), node("p", words("compare.lone_long"), kind="explain")]
    foot = node("div", save_table(node("button", words("download.open"), kind="save"), stem), kind="foot")
    return node("section", *heading, node("ul", *rows, kind="lone"), foot, kind="panel")
