"""The release the dashboard reads: one open connection per published file, and an eye on newer ones and on runs."""

import os
from datetime import UTC, datetime
from pathlib import Path
from weakref import WeakSet

import polars as pl
import streamlit as st

from warehouse.reads import LINK, Release, RunStatus, open_release, read_status

WATCH_SECONDS = 4
TURN = "turns_at"
KEPT_OPEN = 2
MUCH = 500
# Between the path of a published file and the mark of what lies there: the same path may come to hold another file.
MARKED = "#"
# The releases that the cache or a reader still holds.
HELD: WeakSet[Release] = WeakSet()


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


@st.cache_resource(max_entries=KEPT_OPEN, show_spinner=False)
def open_version(version: str) -> Release:
    """The release of `version`, opened once for all sessions; raises NoReleaseError.

    Nobody closes it: DuckDB crashes if that happens while another thread reads. Whoever reads holds it, and it closes
    when the last one lets go. A file that was healed in its place is another version, opened beside the old one.
    """
    path = path_of(version)
    release = open_release(path, is_apart=any(held.version == path for held in list(HELD)))
    HELD.add(release)
    return release


@st.fragment(run_every=WATCH_SECONDS)
def watch(shown: str, told: RunStatus | None) -> None:
    """Look every few seconds whether the page that is open has to run again."""
    look(shown, told)


def look(shown: str, told: RunStatus | None) -> None:
    """Run the page again when another file than `shown` is published, or a run stands otherwise than was `told`, or
    the moment is past from which on the same file and the same run say something else (see `expect`).
    """
    if find_version() != shown or find_status() != told or is_past(st.session_state.get(TURN)):
        st.rerun()


def expect(turns_at: datetime | None) -> None:
    """Have the open page run again after `turns_at`, though nothing happens; None for never."""
    st.session_state[TURN] = turns_at


def is_past(moment: datetime | None) -> bool:
    return moment is not None and datetime.now(UTC) > moment


@st.cache_data(max_entries=MUCH, show_spinner=False)
def read_comparison(version: str, season: int) -> pl.DataFrame:
    return open_version(version).comparison(season)


@st.cache_data(max_entries=MUCH, show_spinner=False)
def read_facts(version: str, **filters: str | int) -> pl.DataFrame:
    return open_version(version).facts(**filters)
