"""This season beside an earlier one: each app's figure then and now, where both count the same thing."""

from collections.abc import Iterator

from dashboard.board import Node, draw_table, hide, node, open_facts
from dashboard.charts import draw_piece, find_top, keep_alike, mark_ends
from dashboard.figures import Figure, write_figure, write_full
from dashboard.measures import FiguresOf, Measure, name_counted
from dashboard.multiples import find_obstacle, is_mixed, write_compared
from dashboard.panels import draw_foot, draw_name
from dashboard.scatter import find_middle
from dashboard.standing import Figures, is_count, name_measurer
from dashboard.theme import App
from dashboard.visit import Visit
from dashboard.wording import Wording

COLUMNS = ("app", "measure", "before", "bound", "now", "bound", "change")
# What keeps two figures from a line between them, and off the axis; from zero there is a way, though no multiple.
APART = frozenset({"event", "measure", "unit", "talk", "other_measure"})


def draw_years(now: FiguresOf, before: FiguresOf, season: int, visit: Visit) -> list[Node]:
    """A card for each measure of which some app has a figure in the earlier `season`, and in words who has none."""
    found = [measure for measure in now if any(figure.value is not None for figure in before[measure].values())]
    missing = [name_counted(measure, visit.wording) for measure in now if now[measure] and measure not in found]
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
    rows = [draw_row(app, before.get(app.id), now.get(app.id), alike, season, measure.by, visit) for app in visit.shown]
    heads = [visit.wording.say(f"column.{name}", season=season, now=visit.season) for name in COLUMNS]
    cells = [list(list_cells(app, measure, before.get(app.id), now.get(app.id), season, visit)) for app in visit.shown]
    foot = draw_foot(draw_table(heads, cells), f"years-{measure.name}", visit)
    heading = node("h3", name_counted(measure, visit.wording))
    return node("section", heading, node("ul", *rows, kind="rows years"), foot, kind="panel")


def draw_row(
    app: App, before: Figure | None, now: Figure | None, alike: Figures, season: int, by: str, visit: Visit
) -> Node:
    """Both figures as buttons, a line between them where they may be compared, and what became of it in words.

    `alike` are the figures that share the axis, `by` the tracker whose counts alone are meant.
    """
    is_apart = before is not None and now is not None and find_obstacle(now, before) in APART
    ends = [alike.get(f"{when} {app.id}") for when in ("then", "now")]
    marks = [] if is_apart else list(draw_dumbbell(ends[0], ends[1], find_top(alike.values())))
    values = ((before, season), (now, visit.season or season))
    was, is_now = (draw_value(figure, its_season, by, visit) for figure, its_season in values)
    change = node("small", write_change(before, now, season, visit), kind="multiple")
    hands = [node("small", words, kind="measurer") for words in [write_hands(before, now, visit)] if words]
    figures = node("div", node("span", was, " → ", is_now, kind="then-now"), *hands, change, kind="said")
    return node(
        "li", node("div", draw_name(app), kind="who"), hide(node("div", *marks, kind="track")), figures,
        kind=f"row app-{app.id}",
    )  # fmt: skip


def draw_dumbbell(before: Figure | None, now: Figure | None, top: float) -> Iterator[Node]:
    """Both points with what their bounds allow, and the line between them; dashed where they are not of one hand."""
    ends = [(name, one) for name, one in (("then", before), ("now", now)) if one and one.value is not None]
    if before and now and len(ends) > 1:
        start, end = sorted(find_middle(one) / top for _, one in ends)
        yield draw_piece(start, end, "tie mixed" if is_mixed(now, before) else "tie")
    for name, figure in ends:
        yield from draw_end(name, figure, top)


def draw_end(name: str, figure: Figure, top: float) -> Iterator[Node]:
    """The point of a figure, in the middle of a range, with the arrow, cap or caps that a bar of it has."""
    if figure.bound == "range" and figure.value_max is not None:
        yield draw_piece((figure.value or 0.0) / top, figure.value_max / top, "spread")
    vague = " vague" if figure.bound == "approx" else ""
    yield node("span", kind=f"knob {name}{vague}", start=round(find_middle(figure) / top, 4))
    yield from mark_ends(figure, top)


def write_hands(before: Figure | None, now: Figure | None, visit: Visit) -> str:
    """Who counted then and now, once where that is the same; nothing for what nobody counts."""
    counts = [figure for figure in (before, now) if figure and is_count(figure)]
    return " → ".join(dict.fromkeys(name_measurer(figure, visit.wording) for figure in counts))


def draw_value(figure: Figure | None, season: int, by: str, visit: Visit) -> Node:
    if figure is None:
        say = visit.wording.say
        words = say("compare.none_by_in", season=season, tracker=by) if by else say("compare.none_in", season=season)
        return node("span", words, kind="none")
    made = node("button", write_figure(figure, visit.wording), kind="number", title=write_full(figure, visit.wording))
    return open_facts(made, [figure.fact_id])


def write_change(before: Figure | None, now: Figure | None, season: int, visit: Visit) -> str:
    """How many times the earlier figure it is, bounds carried through; why it is not compared, or nothing."""
    if before is None or now is None or before.value is now.value is None:
        return ""
    obstacle = find_obstacle(now, before)
    if obstacle:
        return write_obstacle(obstacle, before, now, season, visit.wording)
    earlier = visit.wording.say("column.before", season=season)
    return write_compared(now, before, earlier, visit.wording) or visit.wording.say("compare.open_change")


def write_obstacle(obstacle: str, before: Figure, now: Figure, season: int, wording: Wording) -> str:
    """Why two figures are not divided, naming what each of them is where that is what differs."""
    kinds = {
        "event": [wording.say(f"compare.{'event' if one.value is None else 'sum'}") for one in (before, now)],
        "measure": [wording.name("measure", one.measure) for one in (before, now)],
        "unit": [one.currency or wording.name("unit", one.unit or "") for one in (before, now)],
        "talk": [wording.name("basis", one.basis) for one in (before, now)],
    }
    if obstacle not in kinds:
        return wording.say(f"compare.unlike_{obstacle}")
    was, is_now = kinds[obstacle]
    return wording.say("compare.unlike", before=was, now=is_now, season=season)


def list_cells(
    app: App, measure: Measure, before: Figure | None, now: Figure | None, season: int, visit: Visit
) -> Iterator[str]:
    yield app.name
    yield name_counted(measure, visit.wording)
    for figure in (before, now):
        yield write_full(figure, visit.wording) if figure else visit.wording.say("figure.none")
        yield visit.wording.name("bound_name", figure.bound) if figure and figure.value is not None else ""
    yield write_change(before, now, season, visit)
