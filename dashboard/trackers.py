"""The choice of who counted: the best supported figure of each app, or one tracker's count of all of them."""

from collections.abc import Iterable
from itertools import chain, count

import polars as pl
import streamlit as st

from dashboard.address import ALL, keep, pick
from dashboard.markup import plain
from dashboard.reading_compare import read_peaks
from dashboard.visit import Visit

BY = "by"
# Fewer apps than two are nothing to compare.
FEWEST = 2


def choose_tracker(season: int, visit: Visit) -> str:
    """The tracker of the address, and the switch to choose one; empty for the best supported figure."""
    peaks = read_peaks(visit.version, season)
    trackers = list_trackers(peaks.filter(pl.col("app").is_in([app.id for app in visit.shown])))
    choice = pick(BY, (ALL, *trackers), ALL)
    if trackers:
        names = {ALL: visit.wording.say("compare.by_best")} | trackers
        st.segmented_control(
            visit.wording.say("compare.by"), tuple(names), key=BY, required=True, on_change=keep, args=(BY,),
            format_func=lambda slug: plain(names[slug]), wrap=True,
        )  # fmt: skip
    return trackers.get(choice, "")


def list_trackers(peaks: pl.DataFrame) -> dict[str, str]:
    """Each tracker with a peak of the same measure of two apps at least, those of most apps first: its word in the
    address and its name.
    """
    apps = peaks.group_by("tracker", "figure").agg(apps=pl.col("app").n_unique())
    wide = apps.filter(pl.col("apps") >= FEWEST).group_by("tracker").agg(pl.col("apps").max())
    names = wide.sort(-pl.col("apps").cast(pl.Int64), "tracker")["tracker"].to_list()
    return name_slugs(names)


def name_slugs(names: Iterable[str]) -> dict[str, str]:
    """The names by a word of the address for each; the word for no choice at all is none's."""
    slugs = {ALL: ""}
    for name in names:
        word = "-".join(name.lower().split())
        slugs[
            next(slug for slug in chain([word], (f"{word}-{number}" for number in count(2))) if slug not in slugs)
        ] = name
    del slugs[ALL]
    return slugs
