"""Reach day by day, one measure at a time: a line only through what one hand counted, and nothing filled in."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any

import polars as pl

from dashboard.axes import Axis
from dashboard.figures import Figure
from dashboard.markup import reveal
from dashboard.measures import REACH
from dashboard.multiples import list_trackers
from dashboard.theme import App
from dashboard.visit import Visit

MEASURED, OFFICIAL = "measured", "official"
# More names than these lie on the lines they name.
NAMED = 8


@dataclass(frozen=True, slots=True)
class Point:
    """The figure of one app on one day, `place` days from New Year's Day; `measurer` None: nobody is named.

    `said_by` is the basis of the claim that names the measurer. A figure that several trackers give is a point of each.
    """

    app: App
    figure: Figure
    day: date
    place: int
    measurer: str | None
    said_by: str
    is_before: bool = False

    @property
    def hand(self) -> str:
        """Who counted: "measured" for a named tracker, "official" for the company; "" where it may be anybody."""
        is_known = self.said_by == OFFICIAL or (self.said_by == MEASURED and self.measurer is not None)
        return self.said_by if is_known else ""


@dataclass(frozen=True, slots=True)
class Curve:
    """The points of one hand in the order of days; `name` is written at the last, at `y` (0 to 1) of the height.

    `y` None: it is not written.
    """

    name: str
    points: Sequence[Point]
    y: float | None = None

    @property
    def end(self) -> Point:
        return self.points[-1]


def list_measures(daily: pl.DataFrame) -> list[str]:
    """The measures with a figure of a day, in the order of the Compare page."""
    found = daily["measure"].unique().sort().to_list()
    order = [measure.name for measure in REACH]
    return [*(name for name in order if name in found), *(name for name in found if name not in order)]


def pick_unit(daily: pl.DataFrame) -> pl.DataFrame:
    """The rows of the unit that most of them have: what is counted otherwise is another measure."""
    if daily.is_empty():
        return daily
    units = daily["unit"].value_counts(sort=True).sort("count", "unit", descending=[True, False])
    return daily.filter(pl.col("unit").eq_missing(pl.lit(units["unit"][0])))


def list_points(daily: pl.DataFrame, visit: Visit, axis: Axis) -> list[Point]:
    """The points of the season, by the order of apps and days."""
    shown = {app.id: app for app in visit.shown}
    rows = [row for row in daily.iter_rows(named=True) if row["app"] in shown]
    points = [point for row in rows for point in make_points(row, shown[row["app"]], axis.place(row["day_on"]))]
    return sorted(points, key=lambda point: (list(shown).index(point.app.id), point.place))


def list_points_before(daily: pl.DataFrame, visit: Visit, axis: Axis, its_new_year: date) -> list[Point]:
    """The points of the season before, where the axis puts them; those beyond its ends are left out."""
    shown = {app.id: app for app in visit.shown}
    rows = [row for row in daily.iter_rows(named=True) if row["app"] in shown]
    placed = ((row, axis.place_before(row["day_on"], its_new_year)) for row in rows)
    return [
        replace(point, is_before=True)
        for row, place in placed
        if axis.first <= place <= axis.last
        for point in make_points(row, shown[row["app"]], place)
    ]


def make_points(row: Mapping[str, Any], app: App, place: int) -> Iterator[Point]:
    """A point for each tracker that gives the figure, one without a name where none is known to."""
    figure, day = make_figure_of_day(row), row["day_on"]
    trackers: Sequence[str | None] = figure.trackers or (None,)
    for tracker in trackers:
        yield Point(app, figure, day, place, tracker, str(row["said_by"]))


def make_figure_of_day(row: Mapping[str, Any]) -> Figure:
    """The figure of a row of `reach_daily`; raises TypeError where its day is none."""
    names = {name: row.get(name) for name in Figure.__dataclass_fields__}
    day = row["day_on"]
    if not isinstance(day, date):
        message = f"reach_daily gives {day!r} for a day: it promises a date"
        raise TypeError(message)
    known = {"basis": str(row["said_by"]), "as_of": day.isoformat(), "currency": None, "rank": "preferred"}
    return Figure(**(names | known | {"reason": "", "trackers": tuple(row["trackers"] or ())}))


def join_points(points: Iterable[Point], visit: Visit) -> list[Curve]:
    """The points of each app by who counted; the order of `points` within each is kept."""

    def key(point: Point) -> tuple[str, bool, str, str]:
        return point.app.id, point.is_before, point.hand, name_measurer(point, visit)

    grouped = groupby(sorted(points, key=key), key)
    return [name_curve(who, list(members), visit) for (_, _, _, who), members in grouped]


def name_curve(who: str, points: list[Point], visit: Visit) -> Curve:
    app = points[0].app.short
    if points[0].is_before:
        app = visit.wording.say("timeline.curve_before", app=app, year=points[0].day.year)
    return Curve(reveal(visit.wording.say("timeline.curve", app=app, who=who)), points)


def name_measurer(point: Point, visit: Visit) -> str:
    """The tracker by its name, or the company; else that nobody is named who counted."""
    if point.hand == MEASURED and point.measurer:
        return point.measurer
    return visit.wording.say("measurer.official" if point.hand == OFFICIAL else "counted.media")


def name_measurers(point: Point, visit: Visit) -> str:
    """All who give that very figure: the point itself is in the line of one of them."""
    several = point.hand == MEASURED and len(point.figure.trackers) > 1
    return list_trackers(point.figure, visit.wording) if several else name_measurer(point, visit)


def spread(curves: Sequence[Curve], top: float, least: float) -> list[Curve]:
    """The curves with the heights of their names, at least `least` of the picture apart, from the highest down.

    Of more than can be read, lines come before single points and these before the season before; the key of the
    picture tells what has no name, and each point on hover whose it is.
    """
    order = sorted(curves, key=lambda curve: (curve.end.is_before, not curve.end.hand, -len(curve.points)))
    most = min(NAMED, int(1 / least))
    placed: list[Curve] = []
    ceiling = 1.0
    for curve in sorted(order[:most], key=lambda curve: -(curve.end.figure.value or 0)):
        y = min((curve.end.figure.value or 0) / top, ceiling)
        placed.append(replace(curve, y=y))
        ceiling = y - least
    # Those that were pushed below the floor are lifted again, from the lowest up.
    floor = 0.0
    for number in range(len(placed) - 1, -1, -1):
        y = max(placed[number].y or 0.0, floor)
        placed[number] = replace(placed[number], y=y)
        floor = y + least
    return [*placed, *order[most:]]
