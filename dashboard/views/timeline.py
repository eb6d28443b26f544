"""What happened when: campaigns, their signs and their reach on one axis of days, each with its evidence."""

from datetime import date

import polars as pl
import streamlit as st

from dashboard import curve_marks, curves
from dashboard.axes import Axis, make_axis
from dashboard.chronicle import draw_chronicle
from dashboard.happenings import Happening, list_happenings
from dashboard.lane_marks import draw_lanes
from dashboard.lanes import Window, find_window, lay_lanes
from dashboard.layers import find_inks
from dashboard.leading import follow_marks
from dashboard.markup import tag
from dashboard.measures import make_figures
from dashboard.notices import begin_page, notify_state
from dashboard.picture_keys import write_curve_key, write_lane_key
from dashboard.reading_timeline import read_daily, read_new_years, read_timeline
from dashboard.release import read_comparison, read_facts
from dashboard.switches import Choice, draw_switches
from dashboard.visit import Visit, current


def show(visit: Visit) -> None:
    """The whole page."""
    if visit.season is None:
        notify_state("no_season", visit.wording)
        return
    begin_page("timeline", visit, season=visit.season)
    show_season(visit, visit.season, read_new_years(visit.version)[visit.season])


def show_season(visit: Visit, season: int, new_year: date) -> None:
    """Switches, pictures and lists; all on one axis, on which every day of the season has its place."""
    ids = [app.id for app in visit.shown]
    daily = read_daily(visit.version, season).filter(pl.col("app").is_in(ids))
    choice = draw_switches(curves.list_measures(daily), visit)
    happenings = find_happenings(visit, season)
    windows = find_windows(visit, season, new_year)
    places = [happening.place for happening in happenings] + [(day - new_year).days for day in daily["day_on"]]
    places += [place for window in windows.values() for place in (window.start, window.end)]
    axis = make_axis(choice.axis, new_year, [place for place in places if place is not None], visit.wording)
    wanted = [happening for happening in happenings if not choice.events or happening.kind in choice.events]
    points = find_points(daily, choice, axis, visit)
    with st.container(key="timeline-pictures", gap=None):
        show_lanes(wanted, windows, axis, visit)
        show_curves(points, choice, axis, visit)
    files = {"timeline": read_timeline(visit.version, season), "reach": daily}
    draw_chronicle(wanted, [point for point in points if not point.is_before], files, visit)


def find_happenings(visit: Visit, season: int) -> list[Happening]:
    budgets = read_facts(visit.version, season=season, measure="budget", rank="preferred")
    return list_happenings(read_timeline(visit.version, season), make_figures(budgets.iter_rows(named=True)), visit)


def find_windows(visit: Visit, season: int, new_year: date) -> dict[str, Window]:
    rows = read_comparison(visit.version, season).iter_rows(named=True)
    return {row["app"]: find_window(row, new_year) for row in rows}


def find_points(daily: pl.DataFrame, choice: Choice, axis: Axis, visit: Visit) -> list[curves.Point]:
    """The points of the measure that is looked at, those of the season before after them."""
    rows = curves.pick_unit(daily.filter(pl.col("measure") == choice.measure))
    points = curves.list_points(rows, visit, axis)
    its_new_year = read_new_years(visit.version).get(axis.new_year.year - 1)
    if not points or its_new_year is None:
        return points
    before = read_daily(visit.version, axis.new_year.year - 1)
    same = (pl.col("measure") == choice.measure) & pl.col("unit").eq_missing(pl.lit(points[0].figure.unit))
    return points + curves.list_points_before(before.filter(same), visit, axis, its_new_year)


def show_lanes(happenings: list[Happening], windows: dict[str, Window], axis: Axis, visit: Visit) -> None:
    lanes = lay_lanes(windows, happenings, axis, visit)
    before = find_windows_before(axis, visit)
    follow_marks(draw_lanes(lanes, before, axis, find_inks(), visit), "lanes")
    show_key(write_lane_key(lanes, before, visit.wording))


def find_windows_before(axis: Axis, visit: Visit) -> dict[str, Window]:
    """The windows of the season before, where the axis puts their days."""
    its_new_year = read_new_years(visit.version).get(axis.new_year.year - 1)
    if its_new_year is None:
        return {}
    windows = find_windows(visit, axis.new_year.year - 1, its_new_year)
    return {app: window.move(axis, its_new_year) for app, window in windows.items()}


def show_curves(points: list[curves.Point], choice: Choice, axis: Axis, visit: Visit) -> None:
    words = visit.wording.say
    if not points:
        st.html(tag("p", words("timeline.no_curve"), kind="none").html)
        return
    unit = visit.wording.name("unit", points[0].figure.unit or "")
    heading = tag("h2", visit.wording.name("measure", choice.measure), kind="minor")
    explained = tag("p", words("timeline.curves_long", unit=unit), kind="explain")
    st.html(tag("div", heading, explained, kind="curve-heading").html)
    top = curve_marks.find_top(points)
    lines = curves.spread(curves.join_points(points, visit), top, curve_marks.LINE)
    follow_marks(curve_marks.draw_curves(lines, top, axis, find_inks(), visit), "curves")
    show_key(write_curve_key(lines, visit.wording))


def show_key(words: str) -> None:
    """What the marks over it mean."""
    if words:
        st.html(tag("p", words, kind="explain picture-key").html)


if __name__ == "__main__":
    show(current())
