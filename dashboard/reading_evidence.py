"""What the page Evidence reads of a release and of the archive, kept for all sessions."""

from collections.abc import Sequence

import polars as pl
import streamlit as st

from dashboard.release import MUCH, data_folder, open_version
from warehouse.reads import ArchivedPage, Wanted, read_archived, read_record

FEW = 20
# More rows than anybody reads are left out of a file.
IN_FILE = 50_000


# A tally can be long and is never changed: it is not copied for each visit.
@st.cache_resource(max_entries=FEW, show_spinner=False)
def read_tally(version: str, season: int, q: str = "") -> pl.DataFrame:
    return open_version(version).tally(season, q)


@st.cache_data(max_entries=MUCH, show_spinner=False)
def read_figures(version: str, wanted: Wanted, limit: int, offset: int) -> pl.DataFrame:
    return open_version(version).find_figures(wanted, limit, offset)


@st.cache_data(max_entries=MUCH, show_spinner=False)
def read_sentences(version: str, wanted: Wanted, limit: int, offset: int) -> pl.DataFrame:
    return open_version(version).find_sentences(wanted, limit, offset)


@st.cache_data(max_entries=MUCH, show_spinner=False)
def read_folds(version: str, fact_id: str, limit: int, offset: int) -> pl.DataFrame:
    """A page of the stories behind a fact."""
    return open_version(version).told_first(fact_id, limit, offset)


@st.cache_data(max_entries=MUCH, show_spinner=False)
def read_again(version: str, fact_id: str, fold: str) -> pl.DataFrame:
    """Who printed a story behind a fact again."""
    return open_version(version).told_again(fact_id, [fold], FEW)


def read_texts(version: str, article_ids: Sequence[str]) -> dict[str, str]:
    return open_version(version).texts(article_ids)


def list_figures(version: str, wanted: Wanted) -> pl.DataFrame:
    """The rows of a download: the figures as wanted, reasons as recorded."""
    return open_version(version).find_figures(wanted, IN_FILE).drop("reason_args")


def list_sentences(version: str, wanted: Wanted) -> pl.DataFrame:
    return open_version(version).find_evidence(wanted, IN_FILE)


def read_page(warc_file: str, offset: int) -> ArchivedPage:
    """The page as the archive holds it; raises NotArchivedError."""
    return read_archived(data_folder(), warc_file, offset)


def cut_record(warc_file: str, offset: int) -> bytes:
    """The record as a file of its own; raises NotArchivedError."""
    return read_record(data_folder(), warc_file, offset)
