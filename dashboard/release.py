"""The release the dashboard reads: one open connection per published file, and an eye on newer ones and on runs."""

import os
from pathlib import Path

import polars as pl
import streamlit as st

from warehouse.reads import LINK, Release, RunStatus, open_release, read_status

WATCH_SECONDS = 4
KEPT_OPEN = 2
MUCH = 500
# Between the path of a published file and the mark of what lies there: the same path may come to hold another file.
MARKED = "#"
# Which release is open under which path, to be closed before another file of that path is opened.
OPENED: dict[Path, Release] = {}


def data_folder() -> Path:
    """The folder with the published file, from HONGBAO_DATA."""
    return Path(os.environ.get("HONGBAO_DATA", "data"))


def find_version() -> str:
    """What readers should see now: the real path of the file and a mark of what lies there; it may not exist."""
    path = (data_folder() / LINK).resolve()
    try:
        found = path.stat()
    except OSError:
        return f"{path}{MARKED}"
    return f"{path}{MARKED}{found.st_ino:x}-{found.st_mtime_ns:x}"


def path_of(version: str) -> Path:
    """The file that `find_version` spoke of."""
    return Path(version.rpartition(MARKED)[0])


def is_published() -> bool:
    """True if there is a published file, readable or not."""
    return path_of(find_version()).is_file()


def find_status() -> RunStatus | None:
    """How the last run of the folder stands, which may have published nothing; None where nothing is told."""
    return read_status(data_folder())


def close_release(release: Release) -> None:
    release.close()
    if OPENED.get(release.version) is release:
        del OPENED[release.version]


@st.cache_resource(max_entries=KEPT_OPEN, on_release=close_release, show_spinner=False)
def open_version(version: str) -> Release:
    """The release of `version`, opened once for all sessions; raises NoReleaseError.

    A file that was damaged and healed in its place is another version. DuckDB goes on reading the old file as long as
    one connection to that path is open, so that one is closed first.
    """
    path = path_of(version)
    if path in OPENED:
        close_release(OPENED[path])
    release = open_release(path)
    OPENED[release.version] = release
    return release


@st.fragment(run_every=WATCH_SECONDS)
def watch(shown: str, told: RunStatus | None) -> None:
    """Run the page again when another file than `shown` is published, or a run stands otherwise than was `told`."""
    if find_version() != shown or find_status() != told:
        st.rerun()


@st.cache_data(max_entries=MUCH, show_spinner=False)
def read_comparison(version: str, season: int) -> pl.DataFrame:
    return open_version(version).comparison(season)


@st.cache_data(max_entries=MUCH, show_spinner=False)
def read_facts(version: str, **filters: str | int) -> pl.DataFrame:
    return open_version(version).facts(**filters)
