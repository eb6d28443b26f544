"""What the Timeline reads of a release, each question once for all sessions."""

from datetime import date

import polars as pl
import streamlit as st

from dashboard.release import MUCH, open_version


@st.cache_data(max_entries=MUCH, show_spinner=False)
def read_timeline(version: str, season: int) -> pl.DataFrame:
    return open_version(version).timeline(season)


@st.cache_data(max_entries=MUCH, show_spinner=False)
def read_daily(version: str, season: int) -> pl.DataFrame:
    """`marts.reach_daily` with whose number each is: `said_by`, the basis of that claim, and the list of `trackers`
    that give it, empty or None where none is named.
    """
    release = open_version(version)
    daily = release.reach_daily(season)
    return name_measurers(daily.filter(daily["value"].is_not_null()), release.hands(season))


@st.cache_data(max_entries=MUCH, show_spinner=False)
def read_new_years(version: str) -> dict[int, date]:
    """New Year's Day of each season."""
    days = open_version(version).season_days()
    return dict(zip(days["season"].to_list(), days["new_year_on"].to_list(), strict=True))


def name_measurers(daily: pl.DataFrame, hands: pl.DataFrame) -> pl.DataFrame:
    """The trackers that counted a figure; a number that no claim gives is an outlet's."""
    named = hands.select("fact_id", "trackers", said_by="hand")
    joined = daily.join(named, on="fact_id", how="left", maintain_order="left")
    return joined.with_columns(pl.col("said_by").fill_null("media"))
