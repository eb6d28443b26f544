"""The end of the page Compare: an earlier season beside this one, where there is one and somebody asks for it."""

from collections.abc import Mapping
from functools import partial

import polars as pl
import streamlit as st

from dashboard.address import ALL, keep, pick
from dashboard.board import node
from dashboard.downloads import Source
from dashboard.markup import tag
from dashboard.measures import FiguresOf
from dashboard.openings import show_board
from dashboard.reading_compare import find_facts, find_figures, read_seasons
from dashboard.visit import Visit
from dashboard.years import draw_years


def show_years(figures: FiguresOf, season: int, by: str, visit: Visit) -> None:
    say = visit.wording.say
    st.header(say("compare.years"), anchor=False)
    seasons = read_seasons(visit.version)
    earlier = [str(one) for one in seasons if one < season]
    chosen = pick("with", (ALL, *earlier), ALL)
    if not earlier:
        state = "years_only" if len(seasons) == 1 else "years_first"
        st.html(tag("p", say(f"compare.{state}", season=season), kind="lead").html)
        return
    draw_choice(earlier, visit)
    if chosen == ALL:
        st.html(tag("p", say("compare.years_lead_none"), kind="lead").html)
        return
    before = find_figures(visit, int(chosen), by)
    lead = node("p", say("compare.years_lead", season=chosen, now=season), kind="lead")
    panels = node("div", *draw_years(figures, before, int(chosen), visit), kind="panels wide")
    show_board([lead, panels], list_files({season: figures, int(chosen): before}, visit), visit, key="years", by=by)


def draw_choice(earlier: list[str], visit: Visit) -> None:
    """The switch of the season to set beside this one; ALL for none."""
    say = visit.wording.say
    st.segmented_control(
        say("compare.with"), (ALL, *earlier), key="with", required=True, on_change=keep, args=("with",),
        format_func=lambda name: say("compare.with_none") if name == ALL else name,
    )  # fmt: skip


def list_files(figures: Mapping[int, FiguresOf], visit: Visit) -> Mapping[str, Source]:
    """The facts behind each card, of both seasons, made when somebody asks."""
    measures = next(iter(figures.values()))
    return {f"years-{measure.name}": partial(collect_years, measure.name, figures, visit) for measure in measures}


def collect_years(measure: str, figures: Mapping[int, FiguresOf], visit: Visit) -> pl.DataFrame:
    return pl.concat(
        find_facts({measure}, found, season, visit).with_columns(season=pl.lit(season))
        for season, found in figures.items()
    )
