"""Budget per result: announced budget per person, order or message reached, with bounds, or why there is none."""

from collections.abc import Callable, Iterator, Mapping
from math import ceil, floor, log10
from typing import Any

import polars as pl

from dashboard.board import Inside, Node, draw_table, node, open_facts
from dashboard.charts import draw_bar, find_top
from dashboard.figures import Figure, write_figure
from dashboard.panels import draw_foot, draw_name
from dashboard.standing import Figures, name_chip, name_measurer, write_beside, write_status
from dashboard.theme import App
from dashboard.visit import Visit
from dashboard.wording import Wording

# The measure of reach below the line of each ratio of marts.efficiency; the first is the default.
RATIOS = {
    "cny_per_peak_daily_user": "dau",
    "cny_per_peak_monthly_user": "mau",
    "cny_per_user": "users",
    "cny_per_order": "orders",
    "cny_per_interaction": "interactions",
    "cny_per_message": "messages",
}
# Its reach is of a month always, as its name says.
MONTHLY = "cny_per_peak_monthly_user"
COLUMNS = ("app", "ratio", "bound", "multiple", "status", "reason")
# More would pretend to know: a budget and a peak are rounded numbers.
DIGITS = 3
CUTS: Mapping[str, Callable[[float], int]] = {"at_least": floor, "at_most": ceil, "range": floor}

Rows = Mapping[str, Mapping[str, Any]]


def pick_rows(efficiency: pl.DataFrame, ratio: str) -> Rows:
    """The row of each app for one ratio."""
    return {row["app"]: row for row in efficiency.filter(pl.col("ratio") == ratio).iter_rows(named=True)}


def make_ratios(rows: Rows) -> dict[str, Figure]:
    """The ratios that can be had, as figures in yuan; their `fact_id` is empty, for they have two facts."""
    return {app: make_ratio(row) for app, row in rows.items() if row["is_comparable"]}


def make_ratio(row: Mapping[str, Any]) -> Figure:
    """The ratio as a figure, of the kind of source of its reach: in that two of them must be alike."""
    basis = row["hand"] or row["reach_basis"] or "official"
    bound, low, high = row["bound"], row["low"], row["high"]
    ends = {"at_least": (low, None), "at_most": (high, None), "range": (low, high)}
    value, top = ends.get(bound, (row["value"], None))
    return Figure(
        fact_id="", app=row["app"], measure=row["ratio"], basis=basis, as_of=None, bound=bound,
        value=round_off(value, CUTS.get(bound, round)), value_max=None if top is None else round_off(top, ceil),
        unit="CNY", currency="CNY",
        rank="preferred", status=row["status"], reason="", origins=0, claims=0,
        trackers=tuple(row["trackers"] or ()),
    )  # fmt: skip


def round_off(value: float, cut: Callable[[float], int] = round) -> float:
    """The value to three digits; a lower end is cut down and an upper end up, so that both stay true."""
    if not value:
        return 0.0
    digits = DIGITS - 1 - floor(log10(abs(value)))
    scale = 10.0**digits
    return round(cut(round(value * scale, 6)) / scale, max(digits, 0))


def draw_ratios(ratio: str, rows: Rows, visit: Visit, by: str = "") -> Node:
    """The card: a row for each app, and the caveat that no reader should have to look for.

    `by` is the tracker whose counts alone are the reach.
    """
    words = visit.wording.say
    figures = {app: figure for app, figure in make_ratios(rows).items() if app in {app.id for app in visit.shown}}
    top = find_top(figures.values())
    drawn = [draw_row(app, figures, rows, top, visit, by) for app in visit.shown]
    table = draw_table(
        [words(f"column.{name}", home=visit.home.short) for name in COLUMNS],
        [list(list_cells(app, figures, rows, visit, by)) for app in visit.shown],
    )
    return node(
        "section",
        node("h3", words("compare.bought")),
        node("p", words(f"ratio.{ratio}") + (words("compare.by_explained", tracker=by) if by else ""), kind="explain"),
        node("ul", *drawn, kind="rows"),
        node("p", node("strong", words("compare.caveat")), " ", words("compare.caveat_long"), kind="caveat"),
        draw_foot(table, "efficiency", visit),
        kind="panel ratios",
    )


def draw_row(app: App, figures: Figures, rows: Rows, top: float, visit: Visit, by: str) -> Node:
    """The bounded bar and the ratio, which opens the two sentences; or in words why it cannot be had."""
    figure, kind = figures.get(app.id), f"row app-{app.id}"
    if figure is None:
        who = node("div", draw_name(app), kind="who")
        return node("li", who, node("span", explain(app, rows, visit, by), kind="none why-not"), kind=kind)
    row = rows[app.id]
    amount = node("button", write_figure(figure, visit.wording), kind="number", title=write_ratio(figure, visit))
    beside = write_beside(app, figure, figures, visit)
    said: list[Inside] = [open_facts(amount, [row["budget_fact_id"], row["reach_fact_id"]])]
    counted = "" if by else visit.wording.say("compare.reach_by", measurer=name_measurer(figure, visit.wording))
    measured = " · ".join(filter(None, (counted, name_reach(row, visit.wording))))
    said += [node("small", words, kind=kind) for words, kind in ((measured, "measurer"), (beside, "multiple")) if words]
    status = write_status(figure.status, visit.wording)
    chip = node("span", status, kind=name_chip(figure.status), title=visit.wording.say("compare.ratio_status"))
    who = node("div", draw_name(app), chip, kind="who")
    bar = draw_bar(figure, top, figures.get(visit.home.id))
    return node("li", who, bar, node("div", *said, kind="said"), kind=kind)


def name_reach(row: Mapping[str, Any], wording: Wording) -> str:
    """What the reach is of where that is no day; empty for a day, and for the month of monthly users."""
    return "" if row["ratio"] == MONTHLY else wording.words.get(f"reach_of.{row['reach_of']}", "")


def write_ratio(figure: Figure, visit: Visit) -> str:
    """The amount for one of what was reached: "up to ¥20 per daily user"."""
    return visit.wording.say(f"per.{figure.measure}", amount=write_figure(figure, visit.wording))


def explain(app: App, rows: Rows, visit: Visit, by: str = "") -> str:
    """Why an app has no ratio, or none of what the tracker `by` counted."""
    if app.id not in rows:
        return visit.wording.say("figure.none")
    why, ratio = rows[app.id]["why_not"], rows[app.id]["ratio"]
    lacking = {"no budget in yuan": "budget", "no reach": RATIOS[ratio]}.get(why, "budget")
    lacks = write_lack(lacking, by if lacking != "budget" else "", visit.wording)
    return visit.wording.name("why_not", why).format(lacks=lacks)


def write_lack(lacking: str, by: str, wording: Wording) -> str:
    """What was not found: a measure, or the count of a tracker."""
    return wording.say("compare.lacks_by", tracker=by) if by else wording.say(f"lacks.{lacking}")


def list_cells(app: App, figures: Figures, rows: Rows, visit: Visit, by: str) -> Iterator[str]:
    wording, figure = visit.wording, figures.get(app.id)
    yield app.name
    if figure is None:
        yield from ["", "", "", "", explain(app, rows, visit, by)]
        return
    yield write_ratio(figure, visit)
    yield wording.name("bound_name", figure.bound)
    yield write_beside(app, figure, figures, visit)
    yield wording.name("status", figure.status)
    yield name_reach(rows[app.id], wording)
