"""What the page What changed reads of a release, kept for all sessions."""

from collections.abc import Sequence
from datetime import date

import polars as pl
import streamlit as st

from dashboard.changes import Change, Fact
from dashboard.release import MUCH, open_version


@st.cache_data(max_entries=MUCH, show_spinner=False)
def read_changes(version: str, season: int, since: date | None) -> tuple[pl.DataFrame, int]:
    """The changes of the season in full, since a day or the release before; and how many other seasons have."""
    changes = open_version(version).changes_in_full(since)
    of_season = changes.filter(pl.col("season") == season)
    return of_season, changes.height - of_season.height


def find_old_claims(version: str, changes: Sequence[Change]) -> dict[str, str]:
    """The claim that each figure before rested on, by fact_id, where the figure is not in the release any more."""
    gone = [change.was for change in changes if change.was and change.is_gone]
    return read_old_claims(version, tuple(fact["fact_id"] for fact in gone), gone) if gone else {}


@st.cache_data(max_entries=MUCH, show_spinner=False)
def read_old_claims(version: str, fact_ids: tuple[str, ...], _facts: Sequence[Fact]) -> dict[str, str]:  # noqa: ARG001 - the key
    """`Release.old_claims` of the facts, kept by their ids: one fact_id has one value and day."""
    return open_version(version).old_claims(_facts)


@st.cache_data(max_entries=MUCH, show_spinner=False)
def has_release_before(version: str) -> bool:
    return open_version(version).has_release_before()


@st.cache_data(max_entries=MUCH, show_spinner=False)
def read_releases(version: str) -> pl.DataFrame:
    return open_version(version).releases()


@st.cache_data(max_entries=MUCH, show_spinner=False)
def read_claim_change_counts(version: str) -> pl.DataFrame:
    return open_version(version).claim_change_counts()


@st.cache_data(max_entries=MUCH, show_spinner=False)
def read_claim_changes(version: str, limit: int) -> pl.DataFrame:
    return open_version(version).latest_claim_changes(limit)
