"""What the page Sources reads of a release, each question once for all sessions."""

import polars as pl
import streamlit as st

from dashboard.release import MUCH, open_version


@st.cache_data(max_entries=MUCH, show_spinner=False)
def read_sources(version: str) -> pl.DataFrame:
    """`marts.source_health` with cadence_hours beside it."""
    release = open_version(version)
    return release.health().join(release.cadences(), on="source_id", how="left", maintain_order="left")


@st.cache_data(max_entries=MUCH, show_spinner=False)
def read_coverage(version: str, season: int) -> pl.DataFrame:
    return open_version(version).coverage(season)


@st.cache_data(max_entries=MUCH, show_spinner=False)
def read_voice(version: str, season: int) -> pl.DataFrame:
    return open_version(version).share_of_voice(season)


@st.cache_data(max_entries=MUCH, show_spinner=False)
def read_rejected(version: str) -> pl.DataFrame:
    return open_version(version).rejected()


@st.cache_data(max_entries=MUCH, show_spinner=False)
def read_runs(version: str, limit: int) -> pl.DataFrame:
    return open_version(version).runs(limit)
