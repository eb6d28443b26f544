"""The release the dashboard reads: one open connection per published file, and an eye on newer ones."""

import os
from pathlib import Path

import polars as pl
import streamlit as st

from warehouse.reads import LINK, Article, Release, open_release

WATCH_SECONDS = 4
KEPT_OPEN = 2
MUCH = 500


def data_folder() -> Path:
    """The folder with the published file, from HONGBAO_DATA."""
    return Path(os.environ.get("HONGBAO_DATA", "data"))


def find_version() -> str:
    """The real path of the file that readers should see now; it may not exist."""
    return str((data_folder() / LINK).resolve())


def is_published() -> bool:
    """True if there is a published file, readable or not."""
    return Path(find_version()).is_file()


def close_release(release: Release) -> None:
    release.close()


@st.cache_resource(max_entries=KEPT_OPEN, on_release=close_release, show_spinner=False)
def open_version(version: str) -> Release:
    """The release in the file `version`, opened once for all sessions; raises NoReleaseError."""
    return open_release(Path(version))


@st.fragment(run_every=WATCH_SECONDS)
def watch(shown: str) -> None:
    """Run the page again when another file than `shown` is published: nobody has to reload."""
    if find_version() != shown:
        st.rerun()


@st.cache_data(max_entries=MUCH, show_spinner=False)
def read_comparison(version: str, season: int) -> pl.DataFrame:
    return open_version(version).comparison(season)


@st.cache_data(max_entries=MUCH, show_spinner=False)
def read_facts(version: str, **filters: str | int) -> pl.DataFrame:
    return open_version(version).facts(**filters)


@st.cache_data(max_entries=MUCH, show_spinner=False)
def read_evidence(version: str, fact_id: str) -> pl.DataFrame:
    return open_version(version).evidence(fact_id)


@st.cache_data(max_entries=MUCH, show_spinner=False)
def read_article(version: str, article_id: str) -> Article | None:
    return open_version(version).article(article_id)
