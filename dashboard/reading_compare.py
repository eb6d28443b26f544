"""What the page Compare reads of a release, kept for all sessions."""

from collections.abc import Mapping
from typing import Any

import polars as pl
import streamlit as st

from dashboard.measures import REACH, SPEND, FiguresOf, Measure, add_higher, keep_shown, pick_counts, pick_figures
from dashboard.release import MUCH, open_version, read_comparison, read_facts
from dashboard.tables import collect_facts
from dashboard.visit import Visit

# What a tracker may be asked for alone; who counts orders is hardly ever named.
COUNTED = frozenset({"dau", "mau"})
HIGHER = "_higher_fact_id"


@st.cache_data(max_entries=MUCH, show_spinner=False)
def read_efficiency(version: str, season: int, by: str = "") -> pl.DataFrame:
    """`marts.efficiency` of the season, a row per app and ratio, with the `hand` and `trackers` of its reach.

    Where one is named by `by`, the reach of its ratios is what that tracker counted.
    """
    release = open_version(version)
    told = name_hands(release.efficiency(season), read_hands(version, season), "reach_fact_id")
    if not by:
        return told
    counted = name_tracker(release.efficiency_by(season, by), pl.lit(by))
    return pl.concat([counted, told.join(counted, on="ratio", how="anti")], how="vertical_relaxed")


@st.cache_data(max_entries=MUCH, show_spinner=False)
def read_hands(version: str, season: int) -> pl.DataFrame:
    """Who gives the very value of each reach fact: fact_id, hand, trackers."""
    return open_version(version).hands(season)


@st.cache_data(max_entries=MUCH, show_spinner=False)
def read_seasons(version: str) -> list[int]:
    """The seasons with figures, latest first."""
    return open_version(version).seasons()


@st.cache_data(max_entries=MUCH, show_spinner=False)
def read_sentence(version: str, fact_id: str, claim_id: str = "") -> pl.DataFrame:
    """The row of `marts.evidence` to show for a fact, that of a claim if given; no row for what the release lacks."""
    release = open_version(version)
    return release.sentence_of(fact_id, claim_id) if claim_id else release.first_sentence(fact_id)


@st.cache_data(max_entries=MUCH, show_spinner=False)
def read_peaks(version: str, season: int) -> pl.DataFrame:
    """The peak of each app that each tracker saw, and what it saw that is higher, with its `hand` and `trackers`."""
    return name_tracker(open_version(version).tracker_peaks(season), pl.col("tracker"))


@st.cache_data(max_entries=MUCH, show_spinner=False)
def read_compared(version: str, season: int) -> pl.DataFrame:
    """The facts that Compare may show: the preferred ones, and what is higher than a peak.

    With their `hand` and the list of their `trackers`.
    """
    comparison = read_comparison(version, season)
    preferred = read_facts(version, season=season, rank="preferred")
    higher = {fact for name in comparison.columns if name.endswith(HIGHER) for fact in comparison[name].drop_nulls()}
    others = [read_facts(version, fact_id=fact) for fact in sorted(higher)]
    facts = pl.concat([preferred, *others]).unique("fact_id", keep="first", maintain_order=True)
    return name_hands(facts, read_hands(version, season), "fact_id")


def name_hands(frame: pl.DataFrame, hands: pl.DataFrame, fact: str) -> pl.DataFrame:
    """The frame with `hand` and `trackers` of the fact in its column `fact`, null for what nobody counts."""
    return frame.join(hands, left_on=fact, right_on="fact_id", how="left", maintain_order="left")


def name_tracker(frame: pl.DataFrame, tracker: pl.Expr) -> pl.DataFrame:
    """The same for what `tracker` counted, whoever else gives that number too."""
    return frame.with_columns(hand=pl.lit("measured"), trackers=pl.concat_list(tracker))


def find_figures(visit: Visit, season: int, by: str = "") -> FiguresOf:
    """The figure of each app that is shown, for each measure; users as the tracker `by` counted them, if given."""
    comparison = read_comparison(visit.version, season)
    facts = read_compared(visit.version, season)
    preferred = facts.filter(pl.col("rank") == "preferred")
    figures = {}
    for measure in SPEND + REACH:
        if by and measure.name in COUNTED:
            peaks = read_peaks(visit.version, season)
            figures[Measure(measure.name, measure.kind, measure.column, by=by)] = pick_counts(measure, peaks, by)
        else:
            figures[measure] = add_higher(measure, pick_figures(measure, comparison, preferred), comparison, facts)
    return keep_shown(figures, [app.id for app in visit.shown])


def find_told(row: Mapping[str, Any], by: str, visit: Visit) -> tuple[Mapping[str, Any], str]:
    """A row of `marts.facts` as Compare tells it, and the claim to show for it, empty for the best one.

    It is the count of the tracker `by` where that has a peak there, or a higher one beside it.
    """
    season = row["season"]
    own = read_peaks(visit.version, season).filter(tracker=by, fact_id=row["fact_id"])
    if own.height:
        count = own.row(0, named=True)
        return count, count["claim_id"]
    (hand,) = read_hands(visit.version, season).filter(fact_id=row["fact_id"]).to_dicts() or [{}]
    return {**row, **hand}, ""


def find_facts(names: set[str], figures: FiguresOf, season: int, visit: Visit) -> pl.DataFrame:
    """The facts behind the figures of the measures `names`, for a file: a row at least for each app that is shown."""
    facts = read_compared(visit.version, season)
    wanted = {measure: found for measure, found in figures.items() if measure.name in names}
    trackers = {measure.by for measure in wanted if measure.by}
    counts = read_peaks(visit.version, season).filter(pl.col("tracker").is_in(trackers))
    told = pl.concat([counts.select(facts.columns), facts]).unique("fact_id", keep="first", maintain_order=True)
    return collect_facts([*wanted.values()], told, visit.shown)
