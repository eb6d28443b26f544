"""The cached reads of the SQL page: what the release says it holds."""

import polars as pl
import streamlit as st

from dashboard.release import KEPT_OPEN, open_version


@st.cache_data(max_entries=KEPT_OPEN, show_spinner=False)
def read_tables(version: str) -> pl.DataFrame:
    return open_version(version).tables()


@st.cache_data(max_entries=KEPT_OPEN, show_spinner=False)
def read_macros(version: str) -> pl.DataFrame:
    return open_version(version).macros()
