"""This season beside an earlier one: each app's figure then and now, where both count the same thing."""

from collections.abc import Iterator

from dashboard.board import Inside, Node, draw_table, hide, node, open_facts
from dashboard.charts import find_top, keep_alike
from dashboard.figures import Figure, write_figure, write_full
from dashboard.measures import FiguresOf, Measure, name_headline
from dashboard.multiples import compare, write_multiple
from dashboard.panels import draw_foot, draw_name
from dashboard.standing import Figures
from dashboard.theme import App
from dashboard.visit import Visit

# What companies and outlets say is one kind of count, what a tracker measures another, talk a third.
STANDINGS = {"official": "told", "media": "told", "measured": "measured", "rumour": "talk", "forecast": "talk"}
COLUMNS = ("app", "measure", "before", "now", "change")


def is_comparable(before: Figure, now: Figure) -> bool:
    """True if both are of one measure, one unit and one kind of source."""
    same_unit = before.currency == now.currency and (bool(now.currency) or before.unit == now.unit)
    return before.measure == now.measure and same_unit and STANDINGS.get(before.basis) == STANDINGS.get(now.basis)


def draw_years(now: FiguresOf, before: FiguresOf, season: int, visit: Visit) -> list[Node]:
    """A card for each measure of which some app has a figure in the earlier `season`, and in words who has none."""
    found = [measure for measure in now if any(figure.value is not None for figure in before[measure].values())]
    missing = [name_headline(measure.name, visit.wording) for measure in now if now[measure] and measure not in found]
    say = visit.wording.say
    drawn = [draw_measure(measure, before[measure], now[measure], season, visit) for measure in found]
    if missing:
        words = say("compare.none_before", season=season, measures=say("compare.comma").join(missing))
        drawn.append(node("p", words, kind="none wide"))
    return drawn


def draw_measure(measure: Measure, before: Figures, now: Figures, season: int, visit: Visit) -> Node:
    """One measure on a scale of its own: hollow then, solid now."""
    named = {f"{when} {app}": one for when, figures in (("then", before), ("now", now)) for app, one in figures.items()}
    alike = keep_alike(named)
    rows = [draw_row(app, before.get(app.id), now.get(app.id), alike, season, visit) for app in visit.shown]
    heads = [visit.wording.say(f"column.{name}", season=season, now=visit.season) for name in COLUMNS]
    cells = [list(list_cells(app, measure, before.get(app.id), now.get(app.id), season, visit)) for app in visit.shown]
    foot = draw_foot(draw_table(heads, cells), f"years-{measure.name}", visit)
    heading = node("h3", name_headline(measure.name, visit.wording))
    return node("section", heading, node("ul", *rows, kind="rows years"), foot, kind="panel")


def draw_row(app: App, before: Figure | None, now: Figure | None, alike: Figures, season: int, visit: Visit) -> Node:
    """Both figures as buttons, a line between them where they may be compared, and what became of it in words.

    `alike` are the figures that share the axis.
    """
    is_unlike = before is not None and now is not None and not is_comparable(before, now)
    ends = [alike.get(f"{when} {app.id}") for when in ("then", "now")]
    marks = [] if is_unlike else list(draw_dumbbell(ends[0], ends[1], find_top(alike.values())))
    said: list[Inside] = [draw_value(before, season, visit), " → ", draw_value(now, visit.season or season, visit)]
    change = node("small", write_change(before, now, season, visit), kind="multiple")
    figures = node("div", node("span", *said, kind="then-now"), change, kind="said")
    return node(
        "li", node("div", draw_name(app), kind="who"), hide(node("div", *marks, kind="track")), figures,
        kind=f"row app-{app.id}",
    )  # fmt: skip


def draw_dumbbell(before: Figure | None, now: Figure | None, top: float) -> Iterator[Node]:
    places = {name: figure.value / top for name, figure in (("then", before), ("now", now)) if figure and figure.value}
    if len(places) > 1:
        start, end = sorted(places.values())
        yield node("span", kind="tie", start=round(start, 4), end=round(end, 4))
    for name, figure in (("then", before), ("now", now)):
        if figure is not None and name in places:
            at = round(places[name], 4)
            yield node("span", kind=f"knob {name}", start=at)
            if figure.bound == "at_least":
                yield node("span", kind="end arrow", start=at)


def draw_value(figure: Figure | None, season: int, visit: Visit) -> Node:
    if figure is None:
        words = visit.wording.say("compare.none_in", season=season)
        return node("span", words, kind="none")
    made = node("button", write_figure(figure, visit.wording), kind="number", title=write_full(figure, visit.wording))
    return open_facts(made, [figure.fact_id])


def write_change(before: Figure | None, now: Figure | None, season: int, visit: Visit) -> str:
    """How many times the earlier figure it is, bounds carried through; why it is not compared, or nothing."""
    if before is None or now is None:
        return ""
    if not is_comparable(before, now):
        bases = [visit.wording.name("basis", figure.basis) for figure in (before, now)]
        units = [visit.wording.name("unit", figure.unit or "") for figure in (before, now)]
        kinds = units if units[0] != units[1] else bases
        return visit.wording.say("compare.unlike", before=kinds[0], now=kinds[1], season=season)
    multiple = compare(now, before)
    if multiple is None:
        return visit.wording.say("compare.open_change")
    return write_multiple(multiple, str(season), visit.wording)


def list_cells(
    app: App, measure: Measure, before: Figure | None, now: Figure | None, season: int, visit: Visit
) -> Iterator[str]:
    yield app.name
    yield name_headline(measure.name, visit.wording)
    for figure in (before, now):
        yield write_full(figure, visit.wording) if figure else visit.wording.say("figure.none")
    yield write_change(before, now, season, visit)
