"""What the page Disputed reads of a release, kept for all sessions."""

from collections.abc import Sequence

import polars as pl
import streamlit as st

from dashboard.disputes import Dispute, list_disputes
from dashboard.release import MUCH, open_version

# More sentences of one value than anybody reads are left out of the file.
IN_FILE = 500


@st.cache_data(max_entries=MUCH, show_spinner=False)
def read_disputes(version: str, season: int) -> pl.DataFrame:
    return open_version(version).dispute_values(season)


@st.cache_resource(max_entries=MUCH, show_spinner=False)
def find_disputes(version: str, season: int) -> list[Dispute]:
    """The disputes of a season, made once: some thousand rows take a fifth of a second; nobody may change the list."""
    return list_disputes(read_disputes(version, season))


@st.cache_data(max_entries=MUCH, show_spinner=False)
def read_sentences(version: str, fact_ids: tuple[str, ...], each: int) -> pl.DataFrame:
    return open_version(version).newest_sentences(fact_ids, each)


def list_rows(version: str, season: int, fact_ids: Sequence[str]) -> pl.DataFrame:
    """The rows of a download: one per value and sentence, the newest sentence of a value first; reasons as recorded."""
    values = read_disputes(version, season).filter(pl.col("fact_id").is_in(fact_ids)).drop("reason_args")
    said = open_version(version).newest_sentences(fact_ids, IN_FILE)
    return values.join(said, on="fact_id", how="left", suffix="_of_claim", maintain_order="left_right")
