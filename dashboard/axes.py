"""Where a day stands: counted from New Year's Day of the lunar calendar, or in the calendar on the wall."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from dashboard.dates import name_month
from dashboard.layers import Inks, Row, Spec, field, layer, write
from dashboard.wording import Wording

AXES = ("lunar", "calendar")
WEEK, LANTERN = 7, 14
# Empty days at both ends, so that a sign at the edge is whole; one week at the least is shown.
MARGIN = 2
# Days of a month that the calendar axis names.
NAMED_DAYS = (1, 8, 15, 22)
FEBRUARY_29 = (2, 29)
LABEL_LINE = 15
# From this part of the axis on, the name of a feast stands left of its day, for there is no room on its right.
TURN = 0.8


@dataclass(frozen=True, slots=True)
class Axis:
    """Days are whole numbers, 0 on New Year's Day (初一); `first` and `last` are the ends of what is shown."""

    kind: str
    new_year: date
    first: int
    last: int
    wording: Wording

    @property
    def span(self) -> int:
        return self.last - self.first

    def place(self, day: date) -> int:
        return (day - self.new_year).days

    def place_before(self, day: date, its_new_year: date) -> int:
        """Where a day of the season before stands: on its lunar day, or on its day of the year."""
        if self.kind == "lunar":
            return (day - its_new_year).days
        is_leap_day = (day.month, day.day) == FEBRUARY_29
        moved = day + timedelta(days=1) if is_leap_day else day
        return self.place(moved.replace(year=moved.year + self.new_year.year - its_new_year.year))

    def share(self, place: int) -> float:
        """Where a day stands, 0 to 1."""
        return (place - self.first) / self.span

    def day_at(self, place: int) -> date:
        return self.new_year + timedelta(days=place)


def make_axis(kind: str, new_year: date, places: Iterable[int], wording: Wording) -> Axis:
    """An axis on which all `places` and New Year's Day are seen."""
    known = [0, WEEK, *places]
    return Axis(kind, new_year, min(known) - MARGIN, max(known) + MARGIN, wording)


def across(axis: Axis, inks: Inks, orient: str) -> Spec:
    """The channel x, the same in every layer of a picture: a layer without the axis would take it from all."""
    scale = {"domain": [axis.first, axis.last], "nice": False, "zero": False}
    return field("day", scale=scale, axis=draw_ticks(axis, inks, orient))


def draw_ticks(axis: Axis, inks: Inks, orient: str) -> Spec:
    """The ticks with two lines each: the count of days over the date, or the date over the count."""
    labels = {str(place): list(name_tick(place, axis)) for place in list_ticks(axis)}
    return {
        "values": list_ticks(axis),
        # The labels are this program's own words and numbers; JSON is a literal of Vega's expressions too.
        "labelExpr": f"({json.dumps(labels, ensure_ascii=False)})[datum.value]",
        "labelOverlap": False,
        "labelFlush": False,
        "labelColor": inks.text,
        "labelLineHeight": LABEL_LINE,
        # Vega counts the room above for one line only; the second would lie on the picture.
        "labelPadding": LABEL_LINE + 4 if orient == "top" else 4,
        "orient": orient,
        "title": None,
        "grid": True,
        "gridOpacity": 0.7,
    }


def list_ticks(axis: Axis) -> list[int]:
    shown = range(axis.first, axis.last + 1)
    if axis.kind == "lunar":
        return [place for place in shown if place % WEEK == 0]
    return [place for place in shown if axis.day_at(place).day in NAMED_DAYS]


def name_tick(place: int, axis: Axis) -> tuple[str, str]:
    wording = axis.wording
    feasts = {0: wording.say("timeline.new_year"), LANTERN: wording.say("timeline.lantern")}
    count = feasts.get(place) or f"{place:+d}".replace("-", "\u2212")
    day = axis.day_at(place)
    short = wording.say("timeline.day", day=day.day, month=name_month(day, wording))
    return (count, short) if axis.kind == "lunar" else (short, count)


def name_lunar(place: int, wording: Wording) -> str:
    """The lunar day in words: "New Year's Eve", "day 3"; 除夕, 初三."""
    if place < -1:
        return wording.say("lunar.before", days=-place)
    named = wording.words.get(f"lunar.{place}")
    return named or wording.say("lunar.after", days=place)


def draw_feasts(axis: Axis, x: Spec, inks: Inks, y: float | None = None) -> list[Spec]:
    """New Year's Day and the Lantern Festival as lines through the whole picture, under all that is drawn later.

    At the height `y`, if one is given, they are named where the ticks of the axis do not name them already.
    """
    rows: list[Row] = [{"day": 0, "name": axis.wording.say("timeline.new_year_long")}]
    if axis.last > LANTERN:
        rows.append({"day": LANTERN, "name": axis.wording.say("timeline.lantern_long")})
    # A line without ends of its own would keep Vega-Lite from drawing what comes after it.
    ends = {"y": {"value": 0}, "y2": {"value": "height"}}
    rule = layer(rows, "rule", {"x": x} | ends, color=inks.hush, strokeDash=[3, 4], opacity=0.9)
    if y is None or axis.kind == "lunar":
        return [rule]
    return [rule, *(text for row in rows for text in name_feast(row, y, axis, x, inks))]


def name_feast(row: Row, y: float, axis: Axis, x: Spec, inks: Inks) -> list[Spec]:
    is_left = axis.share(row["day"]) > TURN
    spot = {"x": x, "y": {"value": y}, "text": field("name", "nominal")}
    look = {"align": "right", "dx": -5} if is_left else {"align": "left", "dx": 5}
    return write([row], spot, inks, fontSize=11, color=inks.hush, **look)
