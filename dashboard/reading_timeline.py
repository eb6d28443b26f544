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
    """`marts.reach_daily` with who measured: `measurer` (None: not named) and `said_by`, the basis of that claim."""
    release = open_version(version)
    daily = release.reach_daily(season)
    return name_measurers(daily.filter(daily["value"].is_not_null()), release.measurers(season))


@st.cache_data(max_entries=MUCH, show_spinner=False)
def read_new_years(version: str) -> dict[int, date]:
    """New Year's Day of each season."""
    days = open_version(version).season_days()
    return dict(zip(days["season"].to_list(), days["new_year_on"].to_list(), strict=True))


def name_measurers(daily: pl.DataFrame, said: pl.DataFrame) -> pl.DataFrame:
    """The tracker that measured a figure, else the company that said it, else the outlets that printed it."""
    ranks = pl.col("basis").replace_strict({"measured": 0, "official": 1}, default=2, return_dtype=pl.Int8)
    is_unnamed = pl.col("origin").is_null()
    best = said.sort([ranks, is_unnamed, -pl.col("claims").cast(pl.Int64), "origin"]).unique("fact_id", keep="first")
    names = best.select("fact_id", said_by="basis", measurer="origin")
    return daily.join(names, on="fact_id", how="left", maintain_order="left")
