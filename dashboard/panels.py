"""One measure in a card: a row for each app with its name, its bar and its figure, and below it the table behind."""

from collections.abc import Sequence

from dashboard.board import Inside, Node, hide, node, open_facts, save_table
from dashboard.charts import draw_bar, find_top, keep_alike
from dashboard.dates import write_short
from dashboard.figures import Figure, make_figure, write_figure, write_full
from dashboard.measures import FiguresOf, Measure, name_counted
from dashboard.multiples import UNSTATED
from dashboard.reasons import write_reason
from dashboard.standing import Figures, draw_chip, is_count, write_beside, write_measurer
from dashboard.tables import draw_figures
from dashboard.theme import App
from dashboard.visit import Visit


def draw_panel(measure: Measure, figures: Figures, visit: Visit) -> Node:
    """The card of one measure, on a scale of its own; somebody has a figure of it."""
    alike = keep_alike(figures)
    top = find_top(alike.values())
    home = alike.get(visit.home.id)
    rows = [draw_row(app, measure, figures, draw_bar(alike.get(app.id), top, home), visit) for app in visit.shown]
    if home is not None and home.value is not None and len(alike) > 1:
        rows.append(name_home(home.value / top, visit))
    foot = draw_foot(draw_figures(figures, visit), measure.name, visit)
    return node("section", *draw_heading(measure, visit), node("ul", *rows, kind="rows"), foot, kind="panel")


def draw_heading(measure: Measure, visit: Visit) -> list[Node]:
    explained = visit.wording.say(f"explain.{measure.name}")
    return [node("h3", name_counted(measure, visit.wording)), node("p", explained, kind="explain")]


def draw_row(app: App, measure: Measure, figures: Figures, bar: Node, visit: Visit) -> Node:
    """Whose figure, how well it stands, its bar, the number, who counted it and its place beside the benchmark."""
    figure = figures.get(app.id)
    who = node("div", draw_name(app), *([draw_chip(figure, visit)] if figure else []), kind="who")
    said: list[Inside] = [draw_number(figure, visit, by=measure.by)]
    if figure:
        beside = write_beside(app, figure, figures, visit)
        said += [*draw_measurer(figure, visit), *([node("small", beside, kind="multiple")] if beside else [])]
        said += draw_higher(figure, visit)
    return node("li", who, bar, node("div", *said, kind="said"), kind=f"row app-{app.id}")


def draw_measurer(figure: Figure, visit: Visit) -> list[Node]:
    """Who counted, and of which day; nothing for a sum of money, which nobody counts."""
    if not is_count(figure):
        return []
    return [node("small", write_measurer(figure, visit.wording, is_short=True), kind="measurer")]


def draw_higher(figure: Figure, visit: Visit) -> list[Node]:
    """The higher value that was not taken for the peak: why, and the number, which opens its sentence."""
    if figure.higher is None:
        return []
    say, fact = visit.wording.say, figure.higher.fact
    other = make_figure(fact)
    why = visit.wording.words.get(f"higher.{figure.higher.why}") or say("higher.other")
    number = node("button", write_figure(other, visit.wording), kind="number", title=write_reason(fact, visit.wording))
    # A label, for who hears the button by itself.
    words = node("span", say("compare.higher", why=why), kind="label")
    # That it is talk is why it was not taken: who talked is nobody's count.
    day = write_short(other.as_of, visit.wording) if other.as_of else ""
    counted = day if other.basis in UNSTATED else write_measurer(other, visit.wording, is_short=True)
    told = [" ", say("compare.higher_by", measurer=counted)] if counted else []
    return [node("small", words, " ", open_facts(number, [other.fact_id]), *told, kind="higher")]


def draw_name(app: App) -> Node:
    return node("span", hide(node("span", kind="dot")), app.short, kind="name", title=app.name)


def draw_number(figure: Figure | None, visit: Visit, kind: str = "number", by: str = "") -> Node:
    """The figure as a button that opens its sentence; in words, and no number, where there is none (`by` a tracker)."""
    wording = visit.wording
    if figure is None:
        if by:
            return node("span", wording.say("compare.none_by", tracker=by), kind="none")
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
    told = [(name_counted(measure, visit.wording), one) for measure in measures for one in figures[measure].values()]
    rows = [draw_lone_row(name, figure, visit) for name, figure in told]
    words = visit.wording.say
    title = words("compare.lone_chosen" if visit.chosen else "compare.lone")
    heading = [node("h3", title), node("p", words("compare.lone_long"), kind="explain")]
    foot = node("div", save_table(node("button", words("download.open"), kind="save"), stem), kind="foot")
    return node("section", *heading, node("ul", *rows, kind="lone"), foot, kind="panel alone")


def draw_lone_row(name: str, figure: Figure, visit: Visit) -> Node:
    """What is counted, by its `name`, whose it is, the number, and who counted it."""
    app = visit.find_app(figure.app)
    what = node("span", name, kind="what")
    number = node("div", draw_number(figure, visit), draw_chip(figure, visit), kind="lone-number")
    lines = [what, draw_name(app), number, *draw_measurer(figure, visit), *draw_higher(figure, visit)]
    return node("li", *lines, kind=f"lone-row app-{app.id}")
