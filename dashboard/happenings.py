"""What happened to whom on which day: the signs of the timeline, and what it knows only roughly."""

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from dashboard.axes import name_lunar
from dashboard.dates import write_as_of
from dashboard.figures import Figure, write_figure
from dashboard.theme import App
from dashboard.visit import Visit

# In the order of the key, each with the sign that a link carries; lanes.py draws the same shapes.
SIGNS = {
    "budget": "¥", "launch": "▶", "phase_start": "◆", "end": "■", "sponsor": "★", "outage": "✚", "link_block": "✕",
    "other": "●",
}  # fmt: skip
KINDS = tuple(SIGNS)
EVENTS = {"budget announced": "budget"}


@dataclass(frozen=True, slots=True)
class Happening:
    """One event of one app; `place` is its day counted from New Year's Day, None where no text gives the day.

    `event_on` is then a month, or None.
    """

    app: App
    kind: str
    event_on: str | None
    place: int | None
    figure: Figure | None
    fact_id: str
    status: str
    origins: int
    quote: str


def list_happenings(timeline: pl.DataFrame, budgets: Iterable[Figure], visit: Visit) -> list[Happening]:
    """The events of `marts.timeline` on the apps shown, in the order of days; `budgets` are its sums."""
    sums = {figure.fact_id: figure for figure in budgets}
    shown = {app.id: app for app in visit.shown}
    return [
        Happening(
            app=shown[row["app"]], kind=kind, event_on=row["event_on"], place=row["lunar_day"],
            figure=sums.get(row["fact_id"]), fact_id=row["fact_id"], status=row["status"], origins=row["origins"],
            quote=row["quote"],
        )
        for row in timeline.iter_rows(named=True)
        if row["app"] in shown and (kind := EVENTS.get(row["event"], row["event"])) in KINDS
    ]  # fmt: skip


def name_happening(happening: Happening, visit: Visit) -> str:
    """What happened, in words: "Launch", "Budget announced: ¥3 bn"."""
    name = visit.wording.say(f"happening.{happening.kind}")
    if happening.figure is None:
        return name
    return visit.wording.say("timeline.with_figure", name=name, figure=write_figure(happening.figure, visit.wording))


def write_day(event_on: str | None, place: int | None, visit: Visit) -> str:
    """The day with its lunar day, a month as a month, nothing as "no date given"."""
    day = write_as_of(event_on, visit.wording)
    if place is None:
        return day
    return visit.wording.say("timeline.day_long", day=day, lunar=name_lunar(place, visit.wording))
