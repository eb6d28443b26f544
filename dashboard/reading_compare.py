"""What the page Compare reads of a release, kept for all sessions."""

import polars as pl
import streamlit as st

from dashboard.measures import REACH, SPEND, FiguresOf, keep_shown, pick_figures
from dashboard.release import MUCH, open_version, read_comparison, read_facts
from dashboard.tables import collect_facts
from dashboard.visit import Visit


@st.cache_data(max_entries=MUCH, show_spinner=False)
def read_efficiency(version: str, season: int) -> pl.DataFrame:
    """`marts.efficiency` of the season: one row per app and ratio."""
    return open_version(version).efficiency(season)


@st.cache_data(max_entries=MUCH, show_spinner=False)
def read_seasons(version: str) -> list[int]:
    """The seasons with figures, latest first."""
    return open_version(version).seasons()


@st.cache_data(max_entries=MUCH, show_spinner=False)
def read_sentence(version: str, fact_id: str) -> pl.DataFrame:
    """The row of `marts.evidence` to show for a fact; no row for one that this release does not have."""
    return open_version(version).first_sentence(fact_id)


def find_figures(visit: Visit, season: int) -> FiguresOf:
    """The figure of each app that is shown, for each measure."""
    comparison = read_comparison(visit.version, season)
    facts = read_facts(visit.version, season=season, rank="preferred")
    figures = {measure: pick_figures(measure, comparison, facts) for measure in SPEND + REACH}
    return keep_shown(figures, [app.id for app in visit.shown])


def find_facts(names: set[str], figures: FiguresOf, season: int, visit: Visit) -> pl.DataFrame:
    """The facts behind the figures of the measures `names`, for a file: a row at least for each app that is shown."""
    facts = read_facts(visit.version, season=season, rank="preferred")
    wanted = [found for measure, found in figures.items() if measure.name in names]
    return collect_facts(wanted, facts, visit.shown)
