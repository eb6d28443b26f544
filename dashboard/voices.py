"""Who was talked about on which day: a row of bars for each app, all on one scale."""

from collections.abc import Iterator

import polars as pl
import streamlit as st

from dashboard.axes import Axis, across, draw_feasts
from dashboard.dates import write_date
from dashboard.grids import draw_grid
from dashboard.layers import Inks, Row, Spec, field, find_inks, frame, layer, own, tooltip
from dashboard.markup import reveal
from dashboard.theme import App
from dashboard.visit import Visit

# Pixels: a row, the room for its name above its bars; and the part of a day that a bar takes.
ROW, NAME = 62, 20
WIDTH = 0.8


def draw_voices(voice: pl.DataFrame, axis: Axis, visit: Visit) -> None:
    """The picture and its table."""
    st.vega_lite_chart(spec=draw_bars(voice, axis, find_inks(), visit), width="stretch", theme=None, key="voices")
    with st.expander(visit.wording.say("sources.table")):
        names = ("day", "app", "stories", "outlets", "share")
        rows = [list_cells(row, visit) for row in voice.iter_rows(named=True)]
        st.html(draw_grid([visit.wording.say(f"sources.column_{name}") for name in names], rows).html)


def draw_bars(voice: pl.DataFrame, axis: Axis, inks: Inks, visit: Visit) -> Spec:
    """The picture; the longest bar of all fills its row."""
    height = ROW * len(visit.shown)
    top = max(1, *voice["stories"].to_list())
    x = across(axis, inks, "bottom")
    y = field("y", scale={"domain": [0, height], "reverse": True, "nice": False}, axis=None)
    spot = {"x": x, "y": y, "color": own("colour")}
    bars = [bar for number, app in enumerate(visit.shown) for bar in mark_days(voice, app, number, top, visit)]
    names = [name_row(voice, app, number, visit) for number, app in enumerate(visit.shown)]
    box = spot | {"x2": {"field": "until"}, "y2": {"field": "bottom"}, "tooltip": tooltip("what", "when", "share")}
    text = {"x": {"value": 0}, "y": y, "color": own("colour"), "text": field("name", "nominal")}
    layers = [
        layer(bars, "rect", box, opacity=0.85),
        layer(names, "text", text, align="left", fontWeight=600, fontSize=12, dx=4),
        *draw_feasts(axis, x, inks),
    ]
    return frame(layers, height, inks, "; ".join(str(name["name"]) for name in names))


def mark_days(voice: pl.DataFrame, app: App, number: int, top: int, visit: Visit) -> Iterator[Row]:
    floor = ROW * (number + 1) - 2
    for row in voice.filter(pl.col("app") == app.id).iter_rows(named=True):
        half = WIDTH / 2
        yield {
            "day": row["lunar_day"] - half,
            "until": row["lunar_day"] + half,
            "y": floor - (ROW - NAME) * row["stories"] / top,
            "bottom": floor,
            "colour": app.colour,
            "what": reveal(f"{app.name}: {count_stories(row['stories'], visit)}"),
            "when": write_date(row["day_on"], visit.wording),
            "share": visit.wording.say("sources.share_of_day", share=f"{row['share']:.0%}"),
        }


def name_row(voice: pl.DataFrame, app: App, number: int, visit: Visit) -> Row:
    """The app, its stories of the season and its part of all apps'."""
    stories = int(voice.filter(pl.col("app") == app.id)["stories"].sum())
    share = stories / max(int(voice["stories"].sum()), 1)
    words = visit.wording.say(
        "sources.voice", app=app.short, stories=count_stories(stories, visit), share=f"{share:.0%}"
    )
    return {"y": ROW * number + 10, "name": reveal(words), "colour": app.ink}


def count_stories(stories: int, visit: Visit) -> str:
    return visit.wording.say("sources.story" if stories == 1 else "sources.stories", count=f"{stories:,}")


def list_cells(row: dict[str, object], visit: Visit) -> list[str]:
    day, share = row["day_on"], row["share"]
    written = write_date(day, visit.wording)  # type: ignore[arg-type]  # typed by the mart
    names = {app.id: app.name for app in visit.apps}
    return [written, names[str(row["app"])], f"{row['stories']}", f"{row['outlets']}", f"{share:.0%}"]
