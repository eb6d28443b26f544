"""What the Timeline tells of a season: its pictures and its lines, made once for all who ask the same of a release."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl
import streamlit as st

from dashboard import chronicle, curve_marks, curves
from dashboard.axes import Axis, make_axis
from dashboard.board import Node
from dashboard.chronicle import Entry
from dashboard.happenings import Happening, list_happenings
from dashboard.lane_marks import draw_lanes
from dashboard.lanes import Window, find_window, lay_lanes
from dashboard.layers import Inks, Spec
from dashboard.measures import make_figures
from dashboard.picture_keys import write_curve_key, write_lane_key
from dashboard.reading_timeline import read_daily, read_new_years, read_timeline
from dashboard.release import read_comparison, read_facts
from dashboard.switches import Choice
from dashboard.visit import Visit, name_visit

# So many stories are kept: two languages of some seasons, measures and choices of apps.
KEPT = 60
keep_once = st.cache_resource(max_entries=KEPT, show_spinner=False, hash_funcs={Visit: name_visit})


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture and the words of its key, "" for none."""

    spec: Spec
    key: str


@dataclass(frozen=True, slots=True)
class Story:
    """`curves` are None where no day has a figure; `unit` is what they count.

    `dated` are the lines in the order of days, `undated` those of which no text gives the day. All readers share one
    story: nobody changes it.
    """

    lanes: Picture
    curves: Picture | None
    unit: str
    dated: Sequence[Entry]
    undated: Sequence[Entry]


@keep_once
def tell_story(visit: Visit, season: int, choice: Choice, inks: Inks) -> Story:
    """All of it on one axis, on which every day of the season has its place."""
    new_year = read_new_years(visit.version)[season]
    daily = read_shown(visit, season)
    happenings = find_happenings(visit, season)
    windows = find_windows(visit, season, new_year)
    places = [happening.place for happening in happenings] + [(day - new_year).days for day in daily["day_on"]]
    places += [place for window in windows.values() for place in (window.start, window.end)]
    axis = make_axis(choice.axis, new_year, [place for place in places if place is not None], visit.wording)
    wanted = [happening for happening in happenings if not choice.events or happening.kind in choice.events]
    points = find_points(daily, choice, axis, visit)
    entries = chronicle.list_entries(wanted, [point for point in points if not point.is_before], visit)
    return Story(
        lanes=picture_lanes(wanted, windows, axis, inks, visit),
        curves=picture_curves(points, axis, inks, visit) if points else None,
        unit=points[0].figure.unit or "" if points else "",
        dated=sorted((entry for entry in entries if entry.place is not None), key=lambda entry: entry.place or 0),
        undated=[entry for entry in entries if entry.place is None],
    )


@keep_once
def lay_columns(visit: Visit, season: int, choice: Choice, inks: Inks, most: int) -> Node:
    """The lines of the story in columns, the first `most` of each app."""
    return chronicle.list_columns(tell_story(visit, season, choice, inks).dated, most, visit)


def read_shown(visit: Visit, season: int) -> pl.DataFrame:
    """`read_daily` of the apps that are shown."""
    return read_daily(visit.version, season).filter(pl.col("app").is_in([app.id for app in visit.shown]))


def find_happenings(visit: Visit, season: int) -> list[Happening]:
    budgets = read_facts(visit.version, season=season, measure="budget", rank="preferred")
    return list_happenings(read_timeline(visit.version, season), make_figures(budgets.iter_rows(named=True)), visit)


def find_windows(visit: Visit, season: int, new_year: date) -> dict[str, Window]:
    rows = read_comparison(visit.version, season).iter_rows(named=True)
    return {row["app"]: find_window(row, new_year) for row in rows}


def find_windows_before(axis: Axis, visit: Visit) -> dict[str, Window]:
    """The windows of the season before, where the axis puts their days."""
    its_new_year = read_new_years(visit.version).get(axis.new_year.year - 1)
    if its_new_year is None:
        return {}
    windows = find_windows(visit, axis.new_year.year - 1, its_new_year)
    return {app: window.move(axis, its_new_year) for app, window in windows.items()}


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


def picture_lanes(
    happenings: list[Happening], windows: dict[str, Window], axis: Axis, inks: Inks, visit: Visit
) -> Picture:
    lanes, before = lay_lanes(windows, happenings, axis, visit), find_windows_before(axis, visit)
    return Picture(draw_lanes(lanes, before, axis, inks, visit), write_lane_key(lanes, before, visit.wording))


def picture_curves(points: list[curves.Point], axis: Axis, inks: Inks, visit: Visit) -> Picture:
    top = curve_marks.find_top(points)
    lines = curves.spread(curves.join_points(points, visit), top, curve_marks.LINE)
    return Picture(curve_marks.draw_curves(lines, top, axis, inks, visit), write_curve_key(lines, visit.wording))
